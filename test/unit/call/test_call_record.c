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

/* A message of SENDER at TIME_NS: 192.0.2.1 calls 192.0.2.2. Returns whether
 * it ends the call. */
static bool say(struct call_record *record, int64_t time_ns, enum side sender,
                const char *start, const char *cseq, const char *to_tag,
                const char *headers)
{
    struct sip_message message =
        make_message(start, "a", to_tag, cseq, headers, NULL);
    struct call_sighting sighting = {
        .sender = sender,
        .source = host(sender == A ? 1 : 2),
        .destination = host(sender == A ? 2 : 1),
        .point = at(time_ns),
    };

    call_record_on_message(record, &message, &sighting);
    return call_record_ends_with(record, &message, &sighting);
}

/* The same on a branch: proxy 192.0.2.9 asks 192.0.2.3, for A and B. */
static bool branch(struct call_record *record, int64_t time_ns,
                   enum side sender, const char *start, const char *cseq,
                   const char *to_tag)
{
    struct sip_message message =
        make_message(start, "a", to_tag, cseq, "", NULL);
    struct call_sighting sighting = {
        .sender = sender,
        .source = host(sender == A ? 9 : 3),
        .destination = host(sender == A ? 3 : 9),
        .point = at(time_ns),
    };

    call_record_on_message(record, &message, &sighting);
    return call_record_ends_with(record, &message, &sighting);
}

#define FRAME(time_ns) at(time_ns).frame

TEST(message_ordinary)
{
    struct call_record record = {0};
    const struct call_facts *facts = &record.facts;

    g_assert_false(say(&record, 1 * S, A, INVITE, "1 INVITE", "", ""));
    g_assert_false(facts->callee_heard);
    say(&record, 1 * S + 9 * MS, B, "SIP/2.0 100 Trying", "1 INVITE", "", "");
    g_assert_true(facts->callee_heard);
    g_assert_true(facts->responded);
    g_assert_cmpuint(facts->provisional.frame, ==, 0);
    say(&record, 2 * S, B, "SIP/2.0 180 Ringing", "1 INVITE", "b",
        "RSeq: 1\r\n");
    say(&record, 3 * S, A, PRACK, "2 PRACK", "b", "");
    say(&record, 5 * S, B, "SIP/2.0 200 OK", "1 INVITE", "b", "");
    say(&record, 5 * S + 5 * MS, A, ACK, "1 ACK", "b", "");
    g_assert_true(say(&record, 60 * S, B, BYE, "9 BYE", "b",
                      "User-Agent: RTCC/4.0.0.0 MediationServer\r\n"
                      "Reason: SIP;cause=408;text=\"x\"\r\n"));
    g_assert_true(say(&record, 61 * S, B, BYE, "9 BYE", "b", ""));

    g_assert_true(facts->signalling_seen);
    g_assert_cmpuint(facts->begin.frame, ==, FRAME(1 * S));
    g_assert_cmpuint(facts->last.frame, ==, FRAME(61 * S));
    g_assert_cmpuint(facts->invite.frame, ==, FRAME(1 * S));
    g_assert_cmpuint(facts->provisional.frame, ==, FRAME(2 * S));
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
    struct call_record record = {0};
    const struct call_facts *facts = &record.facts;

    say(&record, 1 * S, A, INVITE, "1 INVITE", "", "");
    say(&record, 1 * S + 399 * MS, A, INVITE, "1 INVITE", "", "");
    g_assert_cmpuint(facts->invite_repeat.frame, ==, 0);
    say(&record, 1 * S + 400 * MS, A, INVITE, "1 INVITE", "", "");
    g_assert_cmpuint(facts->invite_repeat.frame, ==, FRAME(1 * S + 400 * MS));
    say(&record, 2 * S, B, "SIP/2.0 200 OK", "1 INVITE", "b", "");
    say(&record, 2 * S + 399 * MS, B, "SIP/2.0 200 OK", "1 INVITE", "b", "");
    g_assert_cmpuint(facts->n_answer_repeats, ==, 0);
    say(&record, 2 * S + 400 * MS, B, "SIP/2.0 200 OK", "1 INVITE", "b", "");
    say(&record, 3 * S, B, "SIP/2.0 200 OK", "1 INVITE", "c", ""); /* a fork */
    g_assert_cmpuint(facts->n_answer_repeats, ==, 1);
    g_assert_cmpuint(facts->answer_repeat.frame, ==, FRAME(2 * S + 400 * MS));
    /* One of a later INVITE answers that. */
    say(&record, 9 * S, B, "SIP/2.0 200 OK", "2 INVITE", "b", "");
    g_assert_cmpuint(facts->n_answer_repeats, ==, 1);
    call_record_clear(&record);
}

/* RFC 3261 22.2: challenged, and tried again. */
TEST(message_tried_again)
{
    struct call_record record = {0};
    const struct call_facts *facts = &record.facts;

    say(&record, 1 * S, A, INVITE, "1 INVITE", "", "");
    g_assert_false(say(&record, 2 * S, B, "SIP/2.0 407 Authenticate",
                       "1 INVITE", "b", ""));
    g_assert_cmpuint(facts->final_status, ==, 407);
    say(&record, 2 * S + 5 * MS, A, ACK, "1 ACK", "b", "");
    g_assert_cmpuint(facts->ack.frame, ==, 0);
    say(&record, 3 * S, A, INVITE, "2 INVITE", "", "");
    g_assert_cmpuint(facts->final.frame, ==, 0);
    g_assert_false(facts->responded);
    g_assert_cmpuint(facts->invite.frame, ==, FRAME(3 * S));
    g_assert_cmpuint(facts->begin.frame, ==, FRAME(1 * S));
    g_assert_true(
        say(&record, 4 * S, B, "SIP/2.0 486 Busy Here", "2 INVITE", "c", ""));
    g_assert_false(say(&record, 5 * S, B, "SIP/2.0 407 Authenticate",
                       "1 INVITE", "b", ""));
    g_assert_cmpuint(facts->final_status, ==, 486);
    call_record_clear(&record);
}

TEST(message_cancelled)
{
    struct call_record record = {0};

    say(&record, 1 * S, A, INVITE, "1 INVITE", "", "");
    g_assert_true(say(&record, 4 * S, A, CANCEL, "1 CANCEL", "", ""));
    g_assert_true(say(&record, 4 * S, B, "SIP/2.0 487 Request Terminated",
                      "1 INVITE", "b", ""));
    /* The response to CANCEL itself. */
    g_assert_false(
        say(&record, 4 * S, B, "SIP/2.0 481 None", "1 CANCEL", "b", ""));
    g_assert_cmpuint(record.facts.cancel.frame, ==, FRAME(4 * S));
    g_assert_cmpuint(record.facts.final_status, ==, 487);
    call_record_clear(&record);
}

/* A re-INVITE that fails, or is cancelled, ends nothing. */
TEST(message_in_dialog)
{
    struct call_record record = {0};

    say(&record, 1 * S, A, INVITE, "1 INVITE", "", "");
    say(&record, 2 * S, B, "SIP/2.0 200 OK", "1 INVITE", "b", "");
    say(&record, 5 * S, A, INVITE, "2 INVITE", "b", "");
    g_assert_false(say(&record, 6 * S, A, CANCEL, "2 CANCEL", "b", ""));
    g_assert_false(
        say(&record, 6 * S, B, "SIP/2.0 500 Not Now", "2 INVITE", "b", ""));
    g_assert_cmpuint(record.facts.invite.frame, ==, FRAME(1 * S));
    g_assert_cmpuint(record.facts.final.frame, ==, 0);
    call_record_clear(&record);
}

/* A capture whose packets are cut before CSeq: the ACK still answers. */
TEST(message_cut)
{
    struct call_record record = {0};

    say(&record, 1 * S, A, INVITE, "x", "", "");
    say(&record, 2 * S, A, ACK, "1 ACK", "b", "");
    g_assert_cmpuint(record.facts.ack.frame, ==, FRAME(2 * S));
    call_record_clear(&record);
}

TEST(message_middle_of_call)
{
    struct call_record record = {0};

    g_assert_true(say(&record, 9 * S, A, BYE, "7 BYE", "b",
                      "User-Agent: UCCAPI/4.0 OC/4.0\r\n"));
    g_assert_cmpuint(record.facts.invite.frame, ==, 0);
    g_assert_true(record.facts.bye_by_microsoft);
    g_assert_false(record.leg.start_seen);
    call_record_clear(&record);
}

/* What one phone says to the proxy is not the end; of several failures the
 * one counts that reaches the caller (RFC 3261 16.7). */
TEST(branch_fails)
{
    struct call_record record = {0};
    const struct call_facts *facts = &record.facts;

    say(&record, 1 * S, A, INVITE, "1 INVITE", "", "");
    branch(&record, 1 * S, A, INVITE, "1 INVITE", "");
    g_assert_false(
        branch(&record, 3 * S, B, "SIP/2.0 486 Busy", "1 INVITE", "c"));
    g_assert_cmpuint(facts->final_status, ==, 486);
    g_assert_true(
        say(&record, 9 * S, B, "SIP/2.0 480 Gone", "1 INVITE", "b", ""));
    g_assert_cmpuint(facts->final_status, ==, 480);
    g_assert_cmpuint(facts->final.frame, ==, FRAME(9 * S));
    branch(&record, 10 * S, B, "SIP/2.0 503 No", "1 INVITE", "d");
    g_assert_cmpuint(facts->final_status, ==, 480);
    call_record_clear(&record);
}

/* A proxy that asks elsewhere cancels the branch before; nobody gave up. */
TEST(branch_cancelled)
{
    struct call_record record = {0};
    const struct call_facts *facts = &record.facts;

    say(&record, 1 * S, A, INVITE, "1 INVITE", "", "");
    g_assert_false(branch(&record, 9 * S, A, CANCEL, "1 CANCEL", ""));
    g_assert_false(
        branch(&record, 9 * S, B, "SIP/2.0 487 Gone", "1 INVITE", "c"));
    g_assert_cmpuint(facts->cancel.frame, ==, 0);
    branch(&record, 10 * S, A, INVITE, "1 INVITE", "");
    g_assert_cmpuint(facts->final.frame, ==, 0);
    g_assert_true(say(&record, 20 * S, A, CANCEL, "1 CANCEL", "", ""));
    g_assert_cmpuint(facts->cancel.frame, ==, FRAME(20 * S));
    call_record_clear(&record);
}

/* The caller's CANCEL undoes what a branch said. */
TEST(branch_then_cancel)
{
    struct call_record record = {0};

    say(&record, 1 * S, A, INVITE, "1 INVITE", "", "");
    branch(&record, 3 * S, B, "SIP/2.0 486 Busy", "1 INVITE", "c");
    g_assert_true(say(&record, 9 * S, A, CANCEL, "1 CANCEL", "", ""));
    g_assert_cmpuint(record.facts.final.frame, ==, 0);
    call_record_clear(&record);
}

/* A response shows a BYE that the capture lacks (RFC 3261 15.1.1); one that
 * asks for credentials does not. */
TEST(bye_not_seen)
{
    struct call_record record = {0};
    const struct call_facts *facts = &record.facts;

    say(&record, 1 * S, A, INVITE, "1 INVITE", "", "");
    say(&record, 5 * S, B, "SIP/2.0 200 OK", "1 INVITE", "b", "");
    g_assert_false(say(&record, 8 * S, B, "SIP/2.0 407 Who", "2 BYE", "b", ""));
    g_assert_cmpuint(facts->bye.frame, ==, 0);
    g_assert_true(say(&record, 9 * S, B, "SIP/2.0 200 OK", "3 BYE", "b", ""));
    g_assert_cmpuint(facts->bye.frame, ==, FRAME(9 * S));
    g_assert_cmpint(facts->bye_by, ==, A);
    g_assert_false(say(&record, 10 * S, B, "SIP/2.0 200 OK", "3 BYE", "b", ""));
    call_record_clear(&record);

    say(&record, 1 * S, A, INVITE, "1 INVITE", "", "");
    say(&record, 5 * S, B, "SIP/2.0 200 OK", "1 INVITE", "b", "");
    g_assert_true(say(&record, 9 * S, B, "SIP/2.0 481 No", "3 BYE", "b", ""));
    call_record_clear(&record);
}

/* After the answer a branch that is cancelled ends nothing; nor does the BYE
 * of an answer that is not taken. */
TEST(answered_elsewhere)
{
    struct call_record record = {0};
    struct sip_message bye = make_message(BYE, "a", "c", "2 BYE", "", NULL);
    struct call_sighting sighting = {
        .sender = A,
        .source = host(1),
        .destination = host(2),
        .point = at(6 * S),
        .goes_on = true,
    };

    say(&record, 1 * S, A, INVITE, "1 INVITE", "", "");
    say(&record, 5 * S, B, "SIP/2.0 200 OK", "1 INVITE", "b", "");
    g_assert_false(
        say(&record, 5 * S, B, "SIP/2.0 487 Gone", "1 INVITE", "c", ""));
    call_record_on_message(&record, &bye, &sighting);
    g_assert_false(call_record_ends_with(&record, &bye, &sighting));
    g_assert_cmpuint(record.facts.bye.frame, ==, 0);
    g_assert_true(say(&record, 9 * S, B, BYE, "9 BYE", "b", ""));
    call_record_clear(&record);
}
