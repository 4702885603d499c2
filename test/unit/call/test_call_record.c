/* Tests of what the messages of a call leave behind.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "call_record.h"

#include "call_scene.h"
#include "sip_texts.h"
#include "call_facts.h"
#include "unit_test.h"

#define A SIDE_A
#define B SIDE_B

#define INVITE "INVITE sip:b@x SIP/2.0"
#define ACK    "ACK sip:b@x SIP/2.0"
#define BYE    "BYE sip:b@x SIP/2.0"
#define CANCEL "CANCEL sip:b@x SIP/2.0"
#define PRACK  "PRACK sip:b@x SIP/2.0"
#define OK     "SIP/2.0 200 OK"

static struct call_record record;
static const struct call_facts *const facts = &record.facts;

AFTER_EACH()
{
    call_record_clear(&record);
}

/* The MESSAGE of SENDER at TIME_NS between 192.0.2.A and 192.0.2.B; whether it
 * ends the call. */
static bool sight(const struct sip_message *message, int64_t time_ns,
                  enum side sender, uint8_t a, uint8_t b)
{
    const struct sip_sighting sip = {
        .moment = {.frame = at(time_ns).frame, .time_ns = time_ns},
        .source = host(sender == A ? a : b),
        .destination = host(sender == A ? b : a),
        .message = *message,
    };
    const struct call_sighting sighting = {.sip = &sip, .sender = sender};

    call_record_on_message(&record, &sighting);
    return call_record_ends_with(&record, &sighting);
}

/* The same of a message where 192.0.2.1 calls 192.0.2.2. */
static bool say(int64_t time_ns, enum side sender, const char *start,
                const char *cseq, const char *to_tag, const char *headers)
{
    struct sip_message message =
        make_message(start, "a", to_tag, cseq, headers, NULL);

    return sight(&message, time_ns, sender, 1, 2);
}

/* The same on a branch: proxy 192.0.2.9 asks 192.0.2.3, for A and B. */
static bool branch(int64_t time_ns, enum side sender, const char *start,
                   const char *cseq, const char *to_tag)
{
    struct sip_message message =
        make_message(start, "a", to_tag, cseq, "", NULL);

    return sight(&message, time_ns, sender, 9, 3);
}

/* The INVITE of A at 1 s, and the 200 of B at ANSWER_NS. */
static void set_up(int64_t answer_ns)
{
    say(1 * S, A, INVITE, "1 INVITE", "", "");
    say(answer_ns, B, OK, "1 INVITE", "b", "");
}

#define FRAME(time_ns) at(time_ns).frame

/* Each side's own header counts, and not the 100 of a proxy. */
TEST(products)
{
    say(1 * S, A, INVITE, "1 INVITE", "", "User-Agent: baresip v1.0\r\n");
    say(1 * S, B, "SIP/2.0 100 Trying", "1 INVITE", "",
        "Server: kamailio (5.6)\r\n");
    g_assert_cmpstr(facts->products[B], ==, "");
    say(2 * S, B, OK, "1 INVITE", "b", "Server: Asterisk PBX 20\r\n");
    say(3 * S, B, BYE, "1 BYE", "b", "User-Agent: other\r\n");
    g_assert_cmpstr(facts->products[A], ==, "baresip");
    g_assert_cmpstr(facts->products[B], ==, "Asterisk");
}

/* A copy of the BYE within 0.4 s is another hop's. Any response answers it. */
TEST(bye_unanswered)
{
    set_up(2 * S);
    say(9 * S, B, BYE, "1 BYE", "b", "");
    say(9 * S + 399 * MS, B, BYE, "1 BYE", "b", "");
    g_assert_cmpuint(facts->n_bye_repeats, ==, 0);
    say(9 * S + 500 * MS, B, BYE, "1 BYE", "b", "");
    say(10 * S, A, BYE, "7 BYE", "b", "");
    g_assert_cmpuint(facts->n_bye_repeats, ==, 1);
    g_assert_cmpint(facts->heard_ns[A], ==, 10 * S);
    g_assert_false(facts->bye_answered);
    say(11 * S, A, "SIP/2.0 481 Gone", "1 BYE", "b", "");
    g_assert_true(facts->bye_answered);
}

TEST(message_ordinary)
{
    g_assert_false(say(1 * S, A, INVITE, "1 INVITE", "", ""));
    g_assert_false(facts->callee_heard);
    say(1 * S + 9 * MS, B, "SIP/2.0 100 Trying", "1 INVITE", "", "");
    g_assert_true(facts->callee_heard);
    g_assert_true(facts->responded);
    g_assert_cmpuint(facts->provisional_status, ==, 0);
    say(2 * S, B, "SIP/2.0 180 Ringing", "1 INVITE", "b", "RSeq: 1\r\n");
    say(3 * S, A, PRACK, "2 PRACK", "b", "");
    say(5 * S, B, OK, "1 INVITE", "b", "");
    say(5 * S + 5 * MS, A, ACK, "1 ACK", "b", "");
    g_assert_true(say(60 * S, B, BYE, "9 BYE", "b",
                      "User-Agent: RTCC/4.0.0.0 MediationServer\r\n"
                      "Reason: SIP;cause=408;text=\"x\"\r\n"));
    g_assert_true(say(61 * S, B, BYE, "9 BYE", "b", ""));

    g_assert_true(facts->signalling_seen);
    g_assert_cmpuint(facts->begin.frame, ==, FRAME(1 * S));
    g_assert_cmpuint(facts->last.frame, ==, FRAME(61 * S));
    g_assert_cmpuint(facts->invite.frame, ==, FRAME(1 * S));
    g_assert_cmpuint(facts->provisional_status, ==, 180);
    g_assert_cmpuint(facts->reliable.frame, ==, FRAME(2 * S));
    g_assert_cmpuint(facts->prack.frame, ==, FRAME(3 * S));
    g_assert_cmpuint(facts->answer.frame, ==, FRAME(5 * S));
    g_assert_cmpuint(facts->n_answer_repeats, ==, 0);
    g_assert_cmpuint(facts->ack.frame, ==, FRAME(5 * S + 5 * MS));
    g_assert_cmpuint(facts->bye.frame, ==, FRAME(60 * S));
    g_assert_cmpint(facts->bye_by, ==, B);
    g_assert_true(facts->bye_by_microsoft);
    g_assert_cmpuint(facts->bye_reason.sip_cause, ==, 408);
    g_assert_cmpstr(record.names[A], ==, "sip:a@x");
    g_assert_cmpstr(record.names[B], ==, "sip:b@x");
    g_assert_true(endpoint_same_address(
        &facts->parties[A], &(struct endpoint){4, {192, 0, 2, 1}, 0}));
    g_assert_true(record.leg.start_seen);
    call_record_clear(&record);
    g_assert_null(record.names[A]);
}

/* Copies at other places come at once, retransmissions after T1. */
TEST(message_repeats)
{
    say(1 * S, A, INVITE, "1 INVITE", "", "");
    say(1 * S + 399 * MS, A, INVITE, "1 INVITE", "", "");
    g_assert_cmpuint(facts->invite_repeat.frame, ==, 0);
    say(1 * S + 400 * MS, A, INVITE, "1 INVITE", "", "");
    g_assert_cmpuint(facts->invite_repeat.frame, ==, FRAME(1 * S + 400 * MS));
    say(2 * S, B, OK, "1 INVITE", "b", "");
    say(2 * S + 399 * MS, B, OK, "1 INVITE", "b", "");
    g_assert_cmpuint(facts->n_answer_repeats, ==, 0);
    say(2 * S + 400 * MS, B, OK, "1 INVITE", "b", "");
    say(3 * S, B, OK, "1 INVITE", "c", ""); /* a fork */
    g_assert_cmpuint(facts->n_answer_repeats, ==, 1);
    g_assert_cmpuint(facts->answer_repeat.frame, ==, FRAME(2 * S + 400 * MS));
    /* One of a later INVITE answers that. */
    say(9 * S, B, OK, "2 INVITE", "b", "");
    g_assert_cmpuint(facts->n_answer_repeats, ==, 1);
}

/* RFC 3261 22.2: challenged, and tried again. */
TEST(message_tried_again)
{
    say(1 * S, A, INVITE, "1 INVITE", "", "");
    g_assert_false(
        say(2 * S, B, "SIP/2.0 407 Authenticate", "1 INVITE", "b", ""));
    g_assert_cmpuint(facts->final_status, ==, 407);
    say(2 * S + 5 * MS, A, ACK, "1 ACK", "b", "");
    g_assert_cmpuint(facts->ack.frame, ==, 0);
    say(3 * S, A, INVITE, "2 INVITE", "", "");
    g_assert_cmpuint(facts->final.frame, ==, 0);
    g_assert_false(facts->responded);
    g_assert_cmpuint(facts->invite.frame, ==, FRAME(3 * S));
    g_assert_cmpuint(facts->begin.frame, ==, FRAME(1 * S));
    g_assert_true(say(4 * S, B, "SIP/2.0 486 Busy Here", "2 INVITE", "c", ""));
    g_assert_false(
        say(5 * S, B, "SIP/2.0 407 Authenticate", "1 INVITE", "b", ""));
    g_assert_cmpuint(facts->final_status, ==, 486);
}

TEST(message_cancelled)
{
    say(1 * S, A, INVITE, "1 INVITE", "", "");
    g_assert_true(say(4 * S, A, CANCEL, "1 CANCEL", "", ""));
    g_assert_true(
        say(4 * S, B, "SIP/2.0 487 Request Terminated", "1 INVITE", "b", ""));
    /* The response to CANCEL itself. */
    g_assert_false(say(4 * S, B, "SIP/2.0 481 None", "1 CANCEL", "b", ""));
    g_assert_cmpuint(facts->cancel.frame, ==, FRAME(4 * S));
    g_assert_cmpuint(facts->final_status, ==, 487);
}

/* A re-INVITE that fails, or is cancelled, ends nothing. */
TEST(message_in_dialog)
{
    set_up(2 * S);
    say(5 * S, A, INVITE, "2 INVITE", "b", "");
    g_assert_false(say(6 * S, A, CANCEL, "2 CANCEL", "b", ""));
    g_assert_false(say(6 * S, B, "SIP/2.0 500 Not Now", "2 INVITE", "b", ""));
    g_assert_cmpuint(facts->invite.frame, ==, FRAME(1 * S));
    g_assert_cmpuint(facts->final.frame, ==, 0);
}

/* A capture whose packets are cut before CSeq: the ACK still answers. */
TEST(message_cut)
{
    say(1 * S, A, INVITE, "x", "", "");
    say(2 * S, A, ACK, "1 ACK", "b", "");
    g_assert_cmpuint(facts->ack.frame, ==, FRAME(2 * S));
}

TEST(message_middle_of_call)
{
    g_assert_true(
        say(9 * S, A, BYE, "7 BYE", "b", "User-Agent: UCCAPI/4.0 OC/4.0\r\n"));
    g_assert_cmpuint(facts->invite.frame, ==, 0);
    g_assert_true(facts->bye_by_microsoft);
    g_assert_false(record.leg.start_seen);
}

/* What one phone says to the proxy is not the end; of several failures that
 * one counts which reaches the caller (RFC 3261 16.7). */
TEST(branch_fails)
{
    say(1 * S, A, INVITE, "1 INVITE", "", "");
    branch(1 * S, A, INVITE, "1 INVITE", "");
    g_assert_false(branch(3 * S, B, "SIP/2.0 486 Busy", "1 INVITE", "c"));
    g_assert_cmpuint(facts->final_status, ==, 486);
    g_assert_true(say(9 * S, B, "SIP/2.0 480 Gone", "1 INVITE", "b", ""));
    g_assert_cmpuint(facts->final_status, ==, 480);
    g_assert_cmpuint(facts->final.frame, ==, FRAME(9 * S));
    branch(10 * S, B, "SIP/2.0 503 No", "1 INVITE", "d");
    say(11 * S, B, "SIP/2.0 480 Gone", "1 INVITE", "b", ""); /* a copy */
    g_assert_cmpuint(facts->final.frame, ==, FRAME(9 * S));
}

/* A proxy that asks elsewhere cancels the earlier branch: nobody gave up. */
TEST(branch_cancelled)
{
    say(1 * S, A, INVITE, "1 INVITE", "", "");
    g_assert_false(branch(9 * S, A, CANCEL, "1 CANCEL", ""));
    g_assert_false(branch(9 * S, B, "SIP/2.0 487 Gone", "1 INVITE", "c"));
    g_assert_cmpuint(facts->cancel.frame, ==, 0);
    branch(10 * S, A, INVITE, "1 INVITE", "");
    g_assert_cmpuint(facts->final.frame, ==, 0);
    g_assert_true(say(20 * S, A, CANCEL, "1 CANCEL", "", ""));
    g_assert_cmpuint(facts->cancel.frame, ==, FRAME(20 * S));
}

/* The caller's CANCEL undoes what a branch said. */
TEST(branch_then_cancel)
{
    say(1 * S, A, INVITE, "1 INVITE", "", "");
    branch(3 * S, B, "SIP/2.0 486 Busy", "1 INVITE", "c");
    g_assert_true(say(9 * S, A, CANCEL, "1 CANCEL", "", ""));
    g_assert_cmpuint(facts->final.frame, ==, 0);
}

/* The 2xx to an INVITE that is not in the capture, three times, and its ACK;
 * then that to another one. */
TEST(answer_alone)
{
    say(1 * S, B, "SIP/2.0 200 OK", "1 INVITE", "b", "");
    say(1500 * MS, B, "SIP/2.0 200 OK", "1 INVITE", "b", "");
    say(2500 * MS, B, "SIP/2.0 200 OK", "1 INVITE", "b", "");
    g_assert_cmpuint(facts->invite.frame, ==, 0);
    g_assert_cmpuint(facts->answer.frame, ==, FRAME(1 * S));
    g_assert_cmpuint(facts->answer_repeat.frame, ==, FRAME(2500 * MS));
    g_assert_cmpuint(facts->n_answer_repeats, ==, 2);
    say(3 * S, A, ACK, "1 ACK", "b", "");
    g_assert_cmpuint(facts->ack.frame, ==, FRAME(3 * S));
    say(40 * S, B, "SIP/2.0 200 OK", "2 INVITE", "b", "");
    g_assert_cmpuint(facts->answer.frame, ==, FRAME(40 * S));
    g_assert_cmpuint(facts->n_answer_repeats, ==, 0);
    g_assert_cmpuint(facts->ack.frame, ==, 0);
}

/* RFC 4028 3: who knows session timers lists them in an INVITE or its 2xx. What
 * else it sends need not, and a message that was cut may have. */
TEST(timer_supported)
{
    say(1 * S, A, INVITE, "1 INVITE", "", "Supported: 100rel\r\n");
    say(2 * S, B, "SIP/2.0 180 Ringing", "1 INVITE", "b", "");
    g_assert_true(facts->support_told[A] && !facts->timer_supported[A]);
    g_assert_false(facts->support_told[B]);
    say(3 * S, B, "SIP/2.0 200 OK", "1 INVITE", "b", "Supported: timer\r\n");
    g_assert_true(facts->support_told[B] && facts->timer_supported[B]);
    g_assert_false(facts->cut);
}

TEST(cut_short)
{
    const struct sip_sighting sip = {
        .headers_cut = true,
        .message = make_message(INVITE, "a", "", "1 INVITE", "", NULL)};
    const struct call_sighting sighting = {.sip = &sip, .sender = A};

    call_record_on_message(&record, &sighting);
    g_assert_true(facts->cut);
    g_assert_false(facts->support_told[A]);
}

/* A response shows a BYE that the capture lacks (RFC 3261 15.1.1); one that
 * asks for credentials does not. */
TEST(bye_not_seen)
{
    set_up(5 * S);
    g_assert_false(say(8 * S, B, "SIP/2.0 407 Who", "2 BYE", "b", ""));
    g_assert_cmpuint(facts->bye.frame, ==, 0);
    g_assert_true(say(9 * S, B, OK, "3 BYE", "b", ""));
    g_assert_cmpuint(facts->bye.frame, ==, FRAME(9 * S));
    g_assert_cmpint(facts->bye_by, ==, A);
    g_assert_false(say(10 * S, B, OK, "3 BYE", "b", ""));
    call_record_clear(&record);

    set_up(5 * S);
    g_assert_true(say(9 * S, B, "SIP/2.0 481 No", "3 BYE", "b", ""));
}

/* After the answer a branch that is cancelled ends nothing; nor does the BYE
 * of an answer that is not taken. */
TEST(answered_elsewhere)
{
    const struct sip_sighting bye = {
        .moment = {.frame = at(6 * S).frame, .time_ns = 6 * S},
        .source = host(1),
        .destination = host(2),
        .message = make_message(BYE, "a", "c", "2 BYE", "", NULL),
    };
    const struct call_sighting sighting = {
        .sip = &bye, .sender = A, .goes_on = true};

    set_up(5 * S);
    g_assert_false(say(5 * S, B, "SIP/2.0 487 Gone", "1 INVITE", "c", ""));
    call_record_on_message(&record, &sighting);
    g_assert_false(call_record_ends_with(&record, &sighting));
    g_assert_cmpuint(facts->bye.frame, ==, 0);
    g_assert_true(say(9 * S, B, BYE, "9 BYE", "b", ""));
}

/* A call whose INVITE came just after a pause of 166 s that was held back, and
 * whose answer came when it was known that the time had passed. */
TEST(leap)
{
    say(234 * S, A, INVITE, "1 INVITE", "", "");
    call_record_on_leap(&record, 233 * S, 235 * S, 166 * S);
    say(402 * S, B, OK, "1 INVITE", "b", "");
    call_record_on_leap(&record, 398 * S, 399 * S, 10 * S);
    g_assert_cmpint(facts->begin.time_ns, ==, 400 * S);
    g_assert_cmpint(facts->invite.time_ns, ==, 400 * S);
    g_assert_cmpint(record.leg.begin_ns, ==, 400 * S);
    g_assert_cmpint(facts->answer.time_ns, ==, 402 * S);
    g_assert_cmpint(facts->bye.time_ns, ==, 0);
}

/* A reliable 18x that is sent again lacks its PRACK (RFC 3262 3). */
TEST(reliable_repeats)
{
    const char *rseq = "RSeq: 1\r\n";

    say(1 * S, A, INVITE, "1 INVITE", "", "");
    say(2 * S, B, "SIP/2.0 180 Ringing", "1 INVITE", "b", "");
    g_assert_cmpuint(facts->reliable.frame, ==, 0);
    say(3 * S, B, "SIP/2.0 183 X", "1 INVITE", "b", rseq);
    say(3 * S + 399 * MS, B, "SIP/2.0 183 X", "1 INVITE", "b", rseq);
    g_assert_cmpuint(facts->reliable.frame, ==, FRAME(3 * S));
    g_assert_cmpuint(facts->reliable_repeat.frame, ==, 0);
    say(3 * S + 400 * MS, B, "SIP/2.0 183 X", "1 INVITE", "b", rseq);
    g_assert_cmpuint(facts->reliable_repeat.frame, ==, FRAME(3 * S + 400 * MS));
    say(4 * S, A, PRACK, "2 PRACK", "b", "");
    say(5 * S, A, PRACK, "3 PRACK", "b", "");
    g_assert_cmpuint(facts->prack.frame, ==, FRAME(4 * S));
}

/* The answer to a BYE that the capture lacks tells who sent that. */
TEST(bye_answer_alone)
{
    set_up(2 * S);
    say(9 * S, A, OK, "1 BYE", "b", "");
    g_assert_cmpuint(facts->bye.frame, ==, FRAME(9 * S));
    g_assert_cmpint(facts->bye_by, ==, B);
}

/* The ACK has the CSeq of its INVITE (RFC 3261 13.2.2.4). */
TEST(ack_of_another)
{
    set_up(2 * S);
    say(3 * S, A, ACK, "2 ACK", "b", "");
    g_assert_cmpuint(facts->ack.frame, ==, 0);
    say(4 * S, A, ACK, "1 ACK", "b", "");
    say(5 * S, A, ACK, "1 ACK", "b", "");
    g_assert_cmpuint(facts->ack.frame, ==, FRAME(4 * S));
}
