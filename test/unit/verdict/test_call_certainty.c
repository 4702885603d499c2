/* Tests of how far the capture carries each rule, and of what remains when the
 * absence that a rule rests on is unproved.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "call_rule_scene.h"

#define CERTAIN CALL_CERTAINTY_CERTAIN
#define LIKELY  CALL_CERTAINTY_LIKELY
#define UNKNOWN CALL_CERTAINTY_UNKNOWN

#define NORMAL          CALL_VERDICT_NORMAL
#define MEDIA_TIMEOUT   CALL_VERDICT_MEDIA_TIMEOUT
#define SESSION_EXPIRED CALL_VERDICT_SESSION_EXPIRED
#define REFUSED         CALL_VERDICT_REFUSED
#define CANCELLED       CALL_VERDICT_CANCELLED
#define FAILED          CALL_VERDICT_FAILED
#define NO_ACK          CALL_VERDICT_NO_ACK
#define CAPTURE_ENDED   CALL_VERDICT_CAPTURE_ENDED

static void assert_judged(bool lacking, const char *name,
                          enum call_verdict verdict,
                          enum call_certainty certainty)
{
    const struct call_rule *rule;

    facts.absence_unproved = lacking;
    rule = call_rule_find(&facts);
    g_assert_cmpstr(rule->name, ==, name);
    g_assert_cmpstr(call_verdict_name(rule->verdict), ==,
                    call_verdict_name(verdict));
    g_assert_cmpstr(call_certainty_name(call_rule_certainty(rule, &facts)), ==,
                    call_certainty_name(certainty));
}

/* NAME is likely for FACTS; if the capture lacks packets, REST is what remains,
 * and nothing is known. */
static void assert_by_absence(const char *name, enum call_verdict verdict,
                              const char *rest, enum call_verdict rest_verdict)
{
    assert_judged(false, name, verdict, LIKELY);
    assert_judged(true, rest, rest_verdict, UNKNOWN);
}

/* NAME decides on FACTS with CERTAINTY, whatever the capture lacks. */
static void assert_by_sight(const char *name, enum call_verdict verdict,
                            enum call_certainty certainty)
{
    assert_judged(false, name, verdict, certainty);
    assert_judged(true, name, verdict, certainty);
}

TEST(names)
{
    g_assert_cmpstr(call_certainty_name(CERTAIN), ==, "certain");
    g_assert_cmpstr(call_certainty_name(LIKELY), ==, "likely");
    g_assert_cmpstr(call_certainty_name(UNKNOWN), ==, "unknown");
    g_assert_null(call_certainty_name(N_CALL_CERTAINTIES));
}

TEST(rule_no_signalling)
{
    facts = (struct call_facts){.begin = at(1), .last = at(40 * S)};
    assert_by_sight("no-signalling", CAPTURE_ENDED, UNKNOWN);
}

/* Copies of the 2xx prove by themselves that no ACK came. */
TEST(rule_no_ack)
{
    facts = ended(B, 32 * S);
    facts.answer_repeat = at(10 * S + 31500 * MS);
    facts.n_answer_repeats = 10;
    assert_by_sight("no-ack", NO_ACK, CERTAIN);

    facts.bye = not_seen;
    facts.ack = not_seen;
    assert_by_absence("no-ack-silent", NO_ACK, "still-up", CAPTURE_ENDED);
}

TEST(rule_bye_names)
{
    facts = ended(B, 60 * S);
    facts.timer_seen = true;
    facts.interval_s = 90;
    facts.refresh = facts.answer;
    facts.bye_reason.kind = CALL_REASON_TIMER;
    assert_by_sight("bye-names-timer", SESSION_EXPIRED, CERTAIN);
    facts.bye_reason.kind = CALL_REASON_MEDIA;
    assert_by_sight("bye-names-media", MEDIA_TIMEOUT, CERTAIN);
    facts.bye_reason.kind = CALL_REASON_FAILURE;
    assert_judged(false, "bye-names-failure", FAILED, CERTAIN);
    assert_judged(true, "bye-names-failure", FAILED, LIKELY);
    facts.bye_reason.kind = CALL_REASON_NORMAL;
    assert_by_sight("hung-up", NORMAL, CERTAIN);
}

/* Silence of RTP, RTCP and of refreshes: an ordinary BYE remains. */
TEST(rule_silences)
{
    facts = ended(A, 31 * S);
    facts.media_timeout_bye = true;
    assert_by_sight("media-silent", MEDIA_TIMEOUT, LIKELY);

    facts = ended(A, 31 * S);
    facts.bye_by_microsoft = true;
    facts.rtcp_silence_ns[B] = 31 * S;
    assert_by_sight("rtcp-silent", MEDIA_TIMEOUT, LIKELY);

    facts = ended(A, 1800 * S);
    facts.dialog = SESSION_DIALOG_BYE_PEER;
    assert_by_absence("session-expired", SESSION_EXPIRED, "hung-up", NORMAL);
    facts.dialog = SESSION_DIALOG_BYE_SELF;
    assert_by_absence("session-expired", SESSION_EXPIRED, "hung-up", NORMAL);
}

/* A refusal was seen, or retransmissions that prove that nothing came; without
 * them that was not seen. */
TEST(rule_refresh)
{
    facts = ended(A, 900 * S);
    facts.dialog = SESSION_DIALOG_BYE_FAILED;
    assert_by_absence("refresh-failed", SESSION_EXPIRED, "hung-up", NORMAL);
    facts.refresh_status = 481;
    assert_by_sight("refresh-failed", SESSION_EXPIRED, CERTAIN);
    facts.refresh_status = 0;
    facts.refresh_unanswered = true;
    assert_by_sight("refresh-failed", SESSION_EXPIRED, CERTAIN);
}

/* The BYE says that something broke; a refresh that the capture may lack would
 * have said what. */
TEST(rule_passed_over)
{
    facts = ended(A, 1800 * S);
    facts.dialog = SESSION_DIALOG_BYE_PEER;
    facts.bye_reason.kind = CALL_REASON_FAILURE;
    assert_by_absence("session-expired", SESSION_EXPIRED, "bye-names-failure",
                      FAILED);
}

/* What the capture lacks could say otherwise. */
TEST(rule_hung_up)
{
    facts = ended(B, 60 * S);
    assert_judged(false, "hung-up", NORMAL, CERTAIN);
    assert_judged(true, "hung-up", NORMAL, LIKELY);
    facts.answer = not_seen;
    assert_by_sight("hung-up", NORMAL, LIKELY);
}

/* Whatever else may have ended the call leaves an ordinary BYE, and one that
 * names a failure, unknown; not one that says what it was. */
TEST(rule_unjudged)
{
    static const struct {
        enum call_reason_kind reason;
        const char *rule;
        enum call_verdict verdict;
        bool excludes;
    } rows[] = {
        {CALL_REASON_NONE, "hung-up", NORMAL, true},
        {CALL_REASON_FAILURE, "bye-names-failure", FAILED, true},
        {CALL_REASON_NORMAL, "hung-up", NORMAL, false},
        {CALL_REASON_MEDIA, "bye-names-media", MEDIA_TIMEOUT, false},
    };

    FOR_EACH_ROW(i, rows)
        for (unsigned doubt = 0; doubt < 4; doubt++) {
            facts = ended(B, 60 * S);
            facts.bye_reason.kind = rows[i].reason;
            facts.media_unjudged = doubt == 1;
            facts.timer_unjudged = doubt == 2;
            facts.ack_unjudged = doubt == 3;
            assert_judged(false, rows[i].rule, rows[i].verdict,
                          rows[i].excludes && doubt > 0 ? UNKNOWN : CERTAIN);
        }
}

/* Of two things that were not seen one may stand for the other. */
TEST(rule_unjudged_media)
{
    facts = ended(A, 1800 * S);
    facts.dialog = SESSION_DIALOG_BYE_PEER;
    facts.media_unjudged = true;
    assert_judged(false, "session-expired", SESSION_EXPIRED, UNKNOWN);
}

/* The 2xx may be what the capture lacks. */
TEST(rule_early_bye)
{
    facts = ringing();
    facts.bye = at(5 * S);
    facts.bye_by = A;
    assert_by_absence("early-bye", CANCELLED, "unexplained-bye", NORMAL);
}

TEST(rule_cancelled)
{
    facts = ringing();
    facts.cancel = at(5 * S);
    assert_by_absence("cancelled", CANCELLED, "not-answered", CAPTURE_ENDED);
    facts.final = at(5 * S + 1);
    facts.final_status = 487;
    assert_by_sight("cancelled", CANCELLED, CERTAIN);
    facts.cancel = not_seen;
    assert_by_sight("terminated", CANCELLED, CERTAIN);
}

TEST(rule_final)
{
    facts = ringing();
    facts.final = at(5 * S);
    facts.final_status = 503;
    assert_by_sight("final-failed", FAILED, CERTAIN);
    facts.final_status = 486;
    assert_by_sight("final-refused", REFUSED, CERTAIN);
    /* Another INVITE usually follows. */
    facts.final_status = 407;
    assert_by_absence("final-refused", REFUSED, "not-answered", CAPTURE_ENDED);
    facts.final_status = 302;
    assert_by_absence("final-refused", REFUSED, "not-answered", CAPTURE_ENDED);
}

/* The 504 is a failure, whether or not a PRACK is missing. */
TEST(rule_no_prack)
{
    facts = ringing();
    facts.reliable = at(2 * S);
    facts.reliable_repeat = at(2 * S + 31500 * MS);
    facts.final = at(2 * S + 32 * S);
    facts.final_status = 504;
    assert_judged(false, "no-prack", FAILED, LIKELY);
    assert_judged(true, "final-failed", FAILED, CERTAIN);
}

TEST(rule_no_response)
{
    facts = ringing();
    facts.responded = false;
    facts.reliable_transport = true;
    assert_by_absence("no-response", FAILED, "not-answered", CAPTURE_ENDED);
}

TEST(rule_open)
{
    facts = up();
    assert_by_sight("still-up", CAPTURE_ENDED, UNKNOWN);
    facts.dialog = SESSION_DIALOG_EXPIRED;
    assert_judged(false, "outlived", CAPTURE_ENDED, UNKNOWN);
    assert_judged(true, "still-up", CAPTURE_ENDED, UNKNOWN);
    facts = ringing();
    assert_by_sight("not-answered", CAPTURE_ENDED, UNKNOWN);
}
