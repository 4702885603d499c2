/* Tests of what a call's end comes down to.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "call_blame.h"

#include "call_scene.h"
#include "unit_test.h"

static struct call_facts facts;

/* That FACTS, judged VERDICT by RULE, come down to this; WHO: the last octet of
 * the address, 0 for nobody. */
static void assert_blame(enum call_verdict verdict, const char *rule,
                         enum call_harm harm, const char *what, uint8_t who,
                         const char *change)
{
    const struct call_judgement judgement = {
        .verdict = verdict,
        .certainty = CALL_CERTAINTY_LIKELY,
        .answered = facts.answer.frame != 0,
        .rule = rule,
    };
    struct call_blame blame = call_blame_of(&facts, &judgement);
    struct endpoint wanted = host(who);

    g_assert_cmpstr(call_harm_name(blame.harm), ==, call_harm_name(harm));
    if (harm == CALL_HARM_NONE)
        return;
    g_assert_cmpstr(blame.what, ==, what);
    g_assert_cmpstr(blame.change, ==, change);
    g_assert_cmpint(blame.certainty, ==, CALL_CERTAINTY_LIKELY);
    g_assert_true(who == 0 ? blame.who.family == 0
                           : endpoint_same_address(&blame.who, &wanted));
}

#define DROPPED CALL_HARM_DROPPED

TEST(everyday)
{
    facts = ended(SIDE_A, 20 * S);
    assert_blame(CALL_VERDICT_NORMAL, "hung-up", CALL_HARM_NONE, NULL, 0, NULL);
    assert_blame(CALL_VERDICT_CANCELLED, "cancelled", CALL_HARM_NONE, NULL, 0,
                 NULL);
    assert_blame(CALL_VERDICT_CAPTURE_ENDED, "still-up", CALL_HARM_NONE, NULL,
                 0, NULL);
}

/* Whoever should have sent the ACK is looked at first. */
TEST(no_ack)
{
    facts = ended(SIDE_B, 32 * S);
    g_strlcpy(facts.products[SIDE_A], "Asterisk", sizeof facts.products[0]);
    assert_blame(CALL_VERDICT_NO_ACK, "no-ack", DROPPED, "dropped, no ACK", 1,
                 "find where its ACK gets lost");
    facts.ack = facts.bye = not_seen;
    assert_blame(CALL_VERDICT_NO_ACK, "no-ack-silent", DROPPED,
                 "answered, but no ACK came", 1, "see where it sends its ACK");
}

/* Proxy 5 passed the 2xx of 2 on, got the ACK, and sent none to 2. Without an
 * ACK in the capture it kept none. */
TEST(no_ack_kept)
{
    facts = ended(SIDE_B, 32 * S);
    facts.route.invite_to = facts.route.answer_from = host(2);
    facts.route.answer_to = facts.route.ack_to = host(5);
    assert_blame(CALL_VERDICT_NO_ACK, "no-ack", DROPPED, "dropped, no ACK", 5,
                 "see why it passes no ACK on");
    facts.ack = not_seen;
    assert_blame(CALL_VERDICT_NO_ACK, "no-ack", DROPPED, "dropped, no ACK", 1,
                 "see where it sends its ACK");
}

/* The header that sends it there is named: its host may not be reachable. */
TEST(no_ack_elsewhere)
{
    facts = ended(SIDE_B, 32 * S);
    facts.ack = not_seen;
    facts.route.answer_from = host(2);
    facts.route.ack_at = host(7);
    assert_blame(CALL_VERDICT_NO_ACK, "no-ack", DROPPED,
                 "dropped, no ACK to 192.0.2.7", 1,
                 "see if it reaches that Contact");
    facts.route.ack_by_route = true;
    facts.bye = not_seen;
    assert_blame(CALL_VERDICT_NO_ACK, "no-ack-silent", DROPPED,
                 "answered, no ACK to 192.0.2.7", 1,
                 "see if it reaches that Record-Route");
}

/* RFC 1918: nobody outside reaches 10.0.0.7, so who gave it is to blame. */
TEST(no_ack_private)
{
    facts = ended(SIDE_B, 32 * S);
    facts.ack = not_seen;
    facts.route.answer_from = host(2);
    facts.route.ack_at = endpoint_of(4, (const uint8_t[]){10, 0, 0, 7}, 5060);
    assert_blame(CALL_VERDICT_NO_ACK, "no-ack", DROPPED,
                 "dropped, no ACK to 10.0.0.7", 2,
                 "correct its private Contact");
}

/* A caller that gets any response repeats its INVITE no more. */
TEST(unanswered)
{
    facts = ringing();
    facts.responded = false;
    facts.invite_repeat = at(16 * S - 1);
    assert_blame(CALL_VERDICT_CAPTURE_ENDED, "not-answered", CALL_HARM_NONE,
                 NULL, 0, NULL);
    facts.invite_repeat = at(16 * S);
    assert_blame(CALL_VERDICT_CAPTURE_ENDED, "not-answered", CALL_HARM_FAILED,
                 "INVITE repeated for 15 s in vain", 2,
                 "see if it is up and reachable");
    facts.responded = true;
    assert_blame(CALL_VERDICT_CAPTURE_ENDED, "not-answered", CALL_HARM_NONE,
                 NULL, 0, NULL);
}

/* 1800 s after the answer at 10 s, less 37 s to 5 s more, in a capture that may
 * lack the refresh: RFC 4028 10 with the grace of 5 s. */
TEST(ran_out_perhaps)
{
    struct call_judgement judgement = {.verdict = CALL_VERDICT_NORMAL,
                                       .rule = "hung-up"};
    static const struct {
        int64_t after_ns;
        enum call_harm harm;
    } rows[] = {
        {1763 * S, CALL_HARM_DROPPED},
        {1763 * S - 1, CALL_HARM_NONE},
        {1805 * S, CALL_HARM_DROPPED},
        {1805 * S + 1, CALL_HARM_NONE},
    };

    FOR_EACH_ROW(i, rows) {
        struct call_blame blame;

        facts = ended(SIDE_A, rows[i].after_ns);
        facts.timer_seen = true;
        facts.interval_s = 1800;
        facts.refresh = facts.answer;
        facts.dialog = SESSION_DIALOG_BYE_SELF;
        facts.absence_unproved = true;
        blame = call_blame_of(&facts, &judgement);
        g_assert_cmpint(blame.harm, ==, rows[i].harm);
        if (blame.harm == CALL_HARM_NONE)
            continue;
        g_assert_cmpstr(blame.what, ==, "ended as its session ran out");
        g_assert_cmpint(blame.certainty, ==, CALL_CERTAINTY_UNKNOWN);
        judgement.certainty = CALL_CERTAINTY_CERTAIN;
        blame = call_blame_of(&facts, &judgement);
        g_assert_cmpint(blame.harm, ==, CALL_HARM_NONE);
        judgement.certainty = CALL_CERTAINTY_UNKNOWN;
    }
}

/* The side that fell silent, not the one that hung up. */
TEST(media)
{
    facts = ended(SIDE_B, 40 * S);
    facts.media_limit_ns = 20 * S;
    assert_blame(CALL_VERDICT_MEDIA_TIMEOUT, "media-silent", DROPPED,
                 "dropped, no media for 20 s", 1, "see why it fell silent");
    assert_blame(CALL_VERDICT_MEDIA_TIMEOUT, "asterisk-media", DROPPED,
                 "dropped, no media for 20 s", 1, "find what loses its media");
    facts.held = true;
    assert_blame(CALL_VERDICT_MEDIA_TIMEOUT, "media-silent", DROPPED,
                 "dropped on hold, no media for 20 s", 1,
                 "let it send RTCP on hold");
    facts.generation = PRODUCT_GENERATION_LYNC;
    facts.bye_by_microsoft = true;
    assert_blame(CALL_VERDICT_MEDIA_TIMEOUT, "media-silent", DROPPED,
                 "dropped on hold, no media for 20 s", 2,
                 "set RTCPCallsOnHold $false");
    facts.generation = PRODUCT_GENERATION_OCS_2007_R2;
    assert_blame(CALL_VERDICT_MEDIA_TIMEOUT, "media-silent", DROPPED,
                 "dropped on hold, no media for 20 s", 2,
                 "set GatewayIgnoreMediaTimeout=True");
}

TEST(rtcp)
{
    struct call_judgement judgement = {.verdict = CALL_VERDICT_MEDIA_TIMEOUT,
                                       .drop = CALL_DROP_RTCP,
                                       .rule = "rtcp-silent"};
    struct call_blame blame;

    facts = ended(SIDE_A, 40 * S);
    blame = call_blame_of(&facts, &judgement);
    g_assert_cmpstr(blame.what, ==, "dropped, no RTCP for 30 s");
    g_assert_cmpstr(blame.change, ==, "make it send RTCP");
    g_assert_true(endpoint_same_address(&blame.who, &facts.parties[SIDE_B]));
    facts.generation = PRODUCT_GENERATION_LYNC;
    blame = call_blame_of(&facts, &judgement);
    g_assert_cmpstr(blame.change, ==, "send RTCP, or RTCPActiveCalls $false");
}

/* What the refresher can set depends on what it is. */
TEST(timer)
{
    static const struct {
        const char *product, *change;
    } rows[] = {
        {"Lync Server 2013", "set EnableSessionTimer $true"},
        {"OCS 2007 R2", "set GatewaySessionTimer=True"},
        {"Asterisk", "see why it did not refresh"},
        {"baresip", "see why it did not refresh"},
        {"", "see why it did not refresh"},
    };

    facts = ended(SIDE_B, 60 * S);
    FOR_EACH_ROW(i, rows) {
        g_strlcpy(facts.products[SIDE_A], rows[i].product,
                  sizeof facts.products[0]);
        facts.dialog = SESSION_DIALOG_BYE_PEER;
        assert_blame(CALL_VERDICT_SESSION_EXPIRED, "session-expired", DROPPED,
                     "dropped, not refreshed", 1, rows[i].change);
    }
    facts.dialog = SESSION_DIALOG_BYE_SELF;
    assert_blame(CALL_VERDICT_SESSION_EXPIRED, "session-expired", DROPPED,
                 "dropped, not refreshed", 2, "see why it did not refresh");
    facts.dialog = SESSION_DIALOG_BYE_FAILED;
    assert_blame(CALL_VERDICT_SESSION_EXPIRED, "refresh-failed", DROPPED,
                 "dropped, refresh not answered", 1,
                 "see why it did not answer");
    facts.refresh_status = 481;
    assert_blame(CALL_VERDICT_SESSION_EXPIRED, "refresh-failed", DROPPED,
                 "dropped, refresh refused (481)", 1, "see why it refused");
}

/* The root, not the timer that noticed. */
TEST(vanished)
{
    facts = ended(SIDE_B, 60 * S);
    facts.n_bye_repeats = 3;
    facts.heard_ns[SIDE_A] = 25 * S;
    assert_blame(CALL_VERDICT_SESSION_EXPIRED, "bye-names-timer", DROPPED,
                 "dropped, peer vanished", 1, "see why it vanished");
}

TEST(failure)
{
    facts = ended(SIDE_B, 9 * S);
    assert_blame(CALL_VERDICT_FAILED, "bye-names-failure", DROPPED,
                 "dropped, BYE names a failure", 2,
                 "look up the reason it gives");
    facts = ringing();
    assert_blame(CALL_VERDICT_FAILED, "no-response", CALL_HARM_FAILED,
                 "failed, INVITE not answered", 2,
                 "see if it is up and reachable");
    facts.final = at(40 * S);
    facts.final_status = 504;
    assert_blame(CALL_VERDICT_FAILED, "no-prack", CALL_HARM_FAILED,
                 "failed, no PRACK came", 1, "let it support 100rel");
}

/* RFC 3261 21; a proxy that is no party can refuse, too. */
TEST(response)
{
    static const struct {
        unsigned status;
        enum call_verdict verdict;
        enum call_harm harm;
        const char *what, *change;
    } rows[] = {
        {503, CALL_VERDICT_FAILED, CALL_HARM_FAILED, "failed with 503",
         "see if it is down or overloaded"},
        {404, CALL_VERDICT_REFUSED, CALL_HARM_FAILED, "refused with 404",
         "check the number and its route"},
        {488, CALL_VERDICT_REFUSED, CALL_HARM_FAILED, "refused with 488",
         "give both sides a common codec"},
        {499, CALL_VERDICT_REFUSED, CALL_HARM_FAILED, "refused with 499",
         "look at its log for this time"},
        {302, CALL_VERDICT_REFUSED, CALL_HARM_NONE, NULL, NULL},
        {480, CALL_VERDICT_REFUSED, CALL_HARM_NONE, NULL, NULL},
        {486, CALL_VERDICT_REFUSED, CALL_HARM_NONE, NULL, NULL},
        {603, CALL_VERDICT_REFUSED, CALL_HARM_NONE, NULL, NULL},
    };

    facts = ringing();
    facts.final = at(3 * S);
    facts.final_from = host(9);
    FOR_EACH_ROW(i, rows) {
        facts.final_status = rows[i].status;
        assert_blame(rows[i].verdict, "final", rows[i].harm, rows[i].what, 9,
                     rows[i].change);
    }
}

/* The gateway that refused, not the proxy that passes it on. */
TEST(response_passed_on)
{
    struct call_judgement judgement = {.verdict = CALL_VERDICT_FAILED,
                                       .rule = "final-failed"};
    struct call_blame blame;

    facts = ringing();
    facts.final = at(3 * S);
    facts.final_from = host(2);
    facts.final_status = 503;
    facts.route.refused_by = host(6);
    facts.route.refused_with = 503;
    g_strlcpy(facts.route.refused_product, "Mediant",
              sizeof facts.route.refused_product);
    blame = call_blame_of(&facts, &judgement);
    g_assert_true(endpoint_same_address(&blame.who, &facts.route.refused_by));
    g_assert_cmpstr(blame.product, ==, "Mediant");
    facts.route.refused_with = 480; /* of another branch */
    blame = call_blame_of(&facts, &judgement);
    g_assert_true(endpoint_same_address(&blame.who, &facts.final_from));
}

/* What the response says beside its status. */
TEST(response_says)
{
    facts = ringing();
    facts.final = at(3 * S);
    facts.final_from = host(2);
    facts.final_status = 503;
    facts.final_reason.retry_after_s = 300;
    assert_blame(CALL_VERDICT_FAILED, "final-failed", CALL_HARM_FAILED,
                 "failed with 503, Retry-After 300 s", 2,
                 "see if it is down or overloaded");
    facts.final_reason.q850_cause = 34;
    assert_blame(CALL_VERDICT_FAILED, "final-failed", CALL_HARM_FAILED,
                 "failed with 503, no channel available", 2,
                 "see why it has no free channel");
    facts.final_reason.q850_cause = 17; /* busy: says nothing of a 503 */
    facts.final_reason.retry_after_s = 0;
    assert_blame(CALL_VERDICT_FAILED, "final-failed", CALL_HARM_FAILED,
                 "failed with 503", 2, "see if it is down or overloaded");
    facts = ended(SIDE_B, 9 * S);
    facts.bye_reason.q850_cause = 38;
    assert_blame(CALL_VERDICT_FAILED, "bye-names-failure", DROPPED,
                 "dropped, network out of order", 2,
                 "look at the trunk or carrier behind it");
}

/* RFC 4028 7.3: the caller has to try again with the Min-SE of the 422. */
TEST(response_to_heed)
{
    facts = ringing();
    facts.final = at(3 * S);
    facts.final_from = host(2);
    facts.final_status = 422;
    assert_blame(CALL_VERDICT_REFUSED, "final-refused", CALL_HARM_FAILED,
                 "refused with 422", 1, "ask for the Min-SE of the 422");
    facts.final_status = 488;
    g_strlcpy(facts.offered, "opus, PCMU", sizeof facts.offered);
    assert_blame(CALL_VERDICT_REFUSED, "final-refused", CALL_HARM_FAILED,
                 "refused with 488 for opus, PCMU", 2,
                 "give both sides a common codec");
}

/* The hop that kept silent, not the proxy that says so; but not where the
 * capture may lack what it sent. */
TEST(silent_hop)
{
    facts = ringing();
    facts.provisional_status = 0;
    facts.final = at(3 * S);
    facts.final_from = host(2);
    facts.final_status = 408;
    facts.route.invite_to = host(3);
    assert_blame(CALL_VERDICT_FAILED, "final-failed", CALL_HARM_FAILED,
                 "failed with 408", 3, "answered nothing: see if it is up");
    facts.absence_unproved = true;
    assert_blame(CALL_VERDICT_FAILED, "final-failed", CALL_HARM_FAILED,
                 "failed with 408", 2, "find the silent hop behind it");
    facts.provisional_status = 180;
    assert_blame(CALL_VERDICT_FAILED, "final-failed", CALL_HARM_FAILED,
                 "failed with 408", 2, "it rang: see why nobody answered");
}

/* What a host that is no party runs is not known. */
TEST(product)
{
    const struct call_judgement judgement = {.verdict = CALL_VERDICT_NO_ACK,
                                             .rule = "no-ack"};

    facts = ended(SIDE_B, 32 * S);
    g_strlcpy(facts.products[SIDE_A], "Asterisk", sizeof facts.products[0]);
    g_assert_cmpstr(call_blame_of(&facts, &judgement).product, ==, "Asterisk");
    facts.route.invite_to = facts.route.answer_from = host(2);
    facts.route.answer_to = facts.route.ack_to = host(5);
    g_assert_cmpstr(call_blame_of(&facts, &judgement).product, ==, "");
}

TEST(harm_name)
{
    g_assert_cmpstr(call_harm_name(CALL_HARM_RISK), ==, "risk");
    g_assert_cmpstr(call_harm_name(CALL_HARM_MEDIA), ==, "media");
    g_assert_null(call_harm_name(N_CALL_HARMS));
}
