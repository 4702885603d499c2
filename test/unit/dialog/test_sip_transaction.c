/* Tests of the transactions of a leg.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "sip_transaction.h"

#include "sip_texts.h"
#include "unit_test.h"

#define A 0 /* parties: the caller */
#define B 1

#define INVITE "INVITE sip:b@x SIP/2.0"
#define UPDATE "UPDATE sip:b@x SIP/2.0"
#define BYE    "BYE sip:b@x SIP/2.0"
#define S180   "SIP/2.0 180 Ringing"
#define S200   "SIP/2.0 200 OK"
#define S408   "SIP/2.0 408 Request Timeout"
#define S422   "SIP/2.0 422 Session Interval Too Small"

static struct sip_leg leg;

static void begin_leg(bool from_start)
{
    sip_transaction_forget_all(&leg);
    leg = (struct sip_leg){.from_start = from_start};
}

AFTER_EACH()
{
    begin_leg(false);
}

/* Places the message START of party SENDER in the leg, with more HEADERS and
 * the topmost Via's BRANCH. NOW_NS is its time, and its frame too. */
static struct sip_place place_branch(unsigned sender, const char *start,
                                     const char *cseq, const char *headers,
                                     const char *branch, int64_t now_ns)
{
    struct sip_message message =
        make_message(start, "a", "b", cseq, headers, NULL);
    struct sip_place place = {.leg = &leg, .sender = sender};

    message.via_branch = text_of(branch);
    sip_transaction_place(&message, now_ns, &place);
    return place;
}

static struct sip_place place(unsigned sender, const char *start,
                              const char *cseq, int64_t now_ns)
{
    return place_branch(sender, start, cseq, "", "z9hG4bK1", now_ns);
}

/* RFC 3261 13.2: asked at 1, ringing at 2, answered at 3, ended at 5; what
 * comes again is of the same transaction. */
TEST(call)
{
    struct sip_place seen = place(A, INVITE, "1 INVITE", 1);
    struct sip_transaction *invite = seen.transaction;

    g_assert_true(invite->request_seen && !invite->in_dialog);
    g_assert_cmpuint(invite->n_via, ==, 1);
    g_assert_cmpint(invite->request_ns, ==, 1);
    seen = place(A, INVITE, "1 INVITE", 2);
    g_assert_true(seen.repeated && seen.transaction == invite);
    g_assert_cmpuint(invite->n_repeats, ==, 1);
    seen = place(B, S180, "1 INVITE", 2);
    g_assert_true(!seen.repeated && invite->provisional_seen);
    g_assert_cmpint(leg.state, ==, SIP_LEG_EARLY);
    place(B, "SIP/2.0 199 Early Dialog Terminated", "1 INVITE", 2);
    g_assert_cmpuint(invite->final_status, ==, 0); /* RFC 6228 */
    seen = place(B, S200, "1 INVITE", 3);
    g_assert_cmpint(seen.state_before, ==, SIP_LEG_EARLY);
    g_assert_cmpint(leg.state, ==, SIP_LEG_CONFIRMED);
    g_assert_true(leg.answered);
    g_assert_cmpint(leg.answered_ns, ==, 3);
    g_assert_true(place(B, S200, "1 INVITE", 4).repeated);
    g_assert_cmpint(invite->final_ns, ==, 3);
    g_assert_true(place(B, UPDATE, "1 UPDATE", 4).transaction->in_dialog);
    place(B, BYE, "2 BYE", 5);
    g_assert_true(place(B, BYE, "2 BYE", 6).repeated);
    g_assert_cmpint(leg.state, ==, SIP_LEG_ENDED);
}

/* A redirection is no success (RFC 3261 13.2.2.3), 299 is one. */
TEST(success)
{
    place(A, INVITE, "1 INVITE", 1);
    place(B, "SIP/2.0 300 Multiple Choices", "1 INVITE", 2);
    g_assert_cmpint(leg.state, ==, SIP_LEG_ENDED);
    g_assert_false(leg.answered);
    begin_leg(false);
    place(A, INVITE, "1 INVITE", 1);
    place(B, "SIP/2.0 299 X", "1 INVITE", 2);
    g_assert_true(leg.answered);
}

/* RFC 3261 8.1.3.5: after a refusal the request is sent anew, with the next
 * CSeq, or, by a sender that does not count, with the same and a new branch. */
TEST(refused)
{
    static const struct {
        const char *cseq;
        const char *branch;
        bool is_new;
    } rows[] = {
        {"1 INVITE", "z9hG4bK1", false},
        {"1 INVITE", "z9hG4bK2", true},
        {"2 INVITE", "z9hG4bK2", true},
    };

    FOR_EACH_ROW(i, rows) {
        struct sip_place seen;

        begin_leg(false);
        place(A, INVITE, "1 INVITE", 1);
        place(B, S422, "1 INVITE", 2);
        g_assert_cmpint(leg.state, ==, SIP_LEG_ENDED);
        g_assert_cmpuint(leg.refused_status, ==, 422);
        seen = place_branch(A, INVITE, rows[i].cseq, "", rows[i].branch, 3);
        g_assert_cmpint(seen.repeated, ==, !rows[i].is_new);
        g_assert_cmpint(leg.state, ==,
                        rows[i].is_new ? SIP_LEG_EARLY : SIP_LEG_ENDED);
        g_assert_cmpuint(leg.refused_status, ==, rows[i].is_new ? 0 : 422);
    }
}

/* A 2xx alone makes a transaction, asked by the other side; after a failure
 * (of another branch of a forking proxy) it is the answer that counts. */
TEST(response_alone)
{
    struct sip_place seen;

    g_assert_null(place(B, S180, "7 INVITE", 1).transaction);
    g_assert_null(place(B, S422, "7 INVITE", 1).transaction);
    seen = place(B, S200, "7 INVITE", 2);
    g_assert_nonnull(seen.transaction);
    g_assert_false(seen.transaction->request_seen);
    g_assert_cmpuint(seen.transaction->requester, ==, A);
    place(A, INVITE, "8 INVITE", 3);
    place(B, S408, "8 INVITE", 4);
    seen = place(B, S200, "8 INVITE", 5);
    g_assert_false(seen.repeated);
    g_assert_cmpuint(seen.transaction->final_status, ==, 200);
    g_assert_true(place(B, S408, "8 INVITE", 6).repeated);
}

/* What refuses a request in a dialog that is up needs no request; behind it the
 * request is out of order. */
TEST(refusal_alone)
{
    struct sip_place seen;

    leg.state = SIP_LEG_CONFIRMED;
    seen = place(B, S408, "7 UPDATE", 1);
    g_assert_nonnull(seen.transaction);
    g_assert_false(seen.transaction->request_seen);
    g_assert_cmpuint(seen.transaction->final_status, ==, 408);
    g_assert_true(
        place_branch(A, UPDATE, "7 UPDATE", "", "z9hG4bK9", 2).repeated);
    g_assert_cmpint(leg.state, ==, SIP_LEG_CONFIRMED);
}

/* RFC 3261 13.2.2.4, 17.1.1.3: the ACK to a 2xx has a branch of its own, that
 * to a refusal has the branch of its INVITE. Without a branch, or a CSeq that
 * can be read, it may be either. The 2xx may come behind it. */
TEST(ack_alone)
{
    static const struct {
        const char *cseq, *branch;
        bool confirms;
    } rows[] = {
        {"1 ACK", "z9hG4bK1", false}, {"1 ACK", "z9hG4bK2", true},
        {"1 ACK", "", false},         {"x ACK", "z9hG4bK2", false},
        {"2 ACK", "z9hG4bK2", false},
    };

    FOR_EACH_ROW(i, rows) {
        begin_leg(true);
        place(A, INVITE, "1 INVITE", 1);
        g_assert_null(place_branch(A, "ACK sip:b@x SIP/2.0", rows[i].cseq, "",
                                   rows[i].branch, 2)
                          .transaction);
        g_assert_cmpint(leg.state, ==,
                        rows[i].confirms ? SIP_LEG_CONFIRMED : SIP_LEG_EARLY);
        g_assert_false(leg.answered);
        place(B, S200, "1 INVITE", 3);
        g_assert_cmpint(leg.state, ==, SIP_LEG_CONFIRMED);
        g_assert_true(leg.answered);
        g_assert_cmpint(leg.answered_ns, ==, 3);
    }
}

/* An answer to a BYE that is not in the capture: its receiver hung up. */
TEST(bye_answered)
{
    leg.state = SIP_LEG_CONFIRMED;
    place(A, "SIP/2.0 401 Unauthorized", "2 BYE", 4);
    g_assert_cmpint(leg.state, ==, SIP_LEG_CONFIRMED);
    place(A, S200, "3 BYE", 5);
    g_assert_cmpint(leg.state, ==, SIP_LEG_ENDED);
    g_assert_true(place(B, BYE, "3 BYE", 6).repeated);
}

/* Other methods have no transaction here; CANCEL is noted. */
TEST(not_followed)
{
    g_assert_null(place(A, "INFO sip:b@x SIP/2.0", "1 INFO", 1).transaction);
    g_assert_null(place(A, INVITE, "x INVITE", 1).transaction);
    g_assert_false(leg.cancelled);
    g_assert_null(
        place(A, "CANCEL sip:b@x SIP/2.0", "1 CANCEL", 1).transaction);
    g_assert_true(leg.cancelled);
    g_assert_cmpuint(leg.next_transaction, ==, 0);
}

/* What RFC 4028 asks and grants is kept, without the message's own text. */
TEST(timer_kept)
{
    struct sip_place seen =
        place_branch(A, INVITE, "1 INVITE",
                     "Session-Expires: 1800;refresher=uas\r\nMin-SE: 90\r\n"
                     "Supported: timer\r\n",
                     "z", 1);
    const struct sip_transaction *invite = seen.transaction;

    place_branch(B, S200, "1 INVITE",
                 "x: 900;refresher=uac\r\nRequire: timer\r\n", "z", 2);
    g_assert_true(invite->timer_supported);
    g_assert_cmpuint(invite->asked.interval_s, ==, 1800);
    g_assert_cmpint(invite->asked.refresher, ==, SIP_REFRESHER_UAS);
    g_assert_cmpuint(invite->min_se.interval_s, ==, 90);
    g_assert_cmpuint(invite->granted.interval_s, ==, 900);
}

/* Limit - 1, limit, limit + 1: the oldest makes room for the next. */
TEST(bound)
{
    for (uint32_t n = SIP_LEG_TRANSACTIONS - 1; n <= SIP_LEG_TRANSACTIONS + 1;
         n++) {
        begin_leg(false);
        for (uint32_t cseq = 1; cseq <= n; cseq++) {
            g_autofree char *text = g_strdup_printf("%u UPDATE", cseq);

            place(A, UPDATE, text, cseq);
        }
        g_assert_cmpint(sip_transaction_find(&leg, SIP_METHOD_UPDATE, 1, A) !=
                            NULL,
                        ==, n <= SIP_LEG_TRANSACTIONS);
        g_assert_nonnull(sip_transaction_find(&leg, SIP_METHOD_UPDATE, 2, A));
        g_assert_nonnull(sip_transaction_find(&leg, SIP_METHOD_UPDATE, n, A));
        g_assert_null(sip_transaction_find(&leg, SIP_METHOD_UPDATE, n, B));
        g_assert_null(sip_transaction_find(&leg, SIP_METHOD_INVITE, n, A));
    }
}
