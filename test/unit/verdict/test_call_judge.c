/* Tests of judging calls: evidence, sentences, and legs.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "call_judge.h"

#include <string.h>

#include "call_scene.h"
#include "unit_test.h"

#define A SIDE_A
#define B SIDE_B

static struct call_facts facts;

TEST(drop_all)
{
    g_assert_cmpstr(call_drop_text(CALL_DROP_NONE), ==, "");
    g_assert_cmpstr(call_drop_text(N_CALL_DROPS), ==, "");
    for (int i = CALL_DROP_NONE + 1; i < N_CALL_DROPS; i++)
        g_assert_cmpuint(strlen(call_drop_text(i)), >, 0);
}

/* Frames of at() are milliseconds plus one. */
TEST(evidence_by_frame)
{
    struct call_judgement judgement;

    facts = ended(A, 65 * S + 200 * MS);
    call_judge(&facts, &judgement);
    g_assert_cmpint(judgement.verdict, ==, CALL_VERDICT_NORMAL);
    g_assert_cmpint(judgement.certainty, ==, CALL_CERTAINTY_CERTAIN);
    g_assert_true(judgement.answered);
    g_assert_cmpint(judgement.begin_ns, ==, 1 * S);
    g_assert_cmpint(judgement.end_ns, ==, 75 * S + 200 * MS);
    g_assert_cmpstr(judgement.rule, ==, "hung-up");
    g_assert_cmpuint(judgement.n_evidence, ==, 2);
    g_assert_cmpuint(judgement.evidence[0].frame, ==, 10001);
    g_assert_cmpstr(judgement.evidence[0].what, ==, "2xx");
    g_assert_cmpuint(judgement.evidence[1].frame, ==, 75201);
    g_assert_cmpstr(judgement.cause, ==,
                    "BYE from the caller 192.0.2.1 in frame 75201, 65.2 s "
                    "after the answer.");
    call_judgement_clear(&judgement);
    g_assert_null(judgement.cause);
}

/* An ACK that was captured after the first repetitions stands between them. */
TEST(evidence_in_order)
{
    struct call_judgement judgement;

    facts = ended(B, 32 * S);
    facts.answer_repeat = at(10 * S + 31500 * MS);
    facts.n_answer_repeats = 10;
    facts.ack = at(12 * S);
    call_judge(&facts, &judgement);
    g_assert_cmpint(judgement.verdict, ==, CALL_VERDICT_NO_ACK);
    g_assert_cmpuint(judgement.n_evidence, ==, 4);
    g_assert_cmpstr(judgement.evidence[1].what, ==, "ACK");
    g_assert_cmpuint(judgement.evidence[2].frame, ==, 41501);
    g_assert_nonnull(strstr(judgement.cause, "ACK in frame 12001"));
    g_assert_nonnull(strstr(judgement.cause, "32.0 s after the answer"));
    call_judgement_clear(&judgement);

    facts.ack = not_seen; /* then it is no evidence */
    call_judge(&facts, &judgement);
    g_assert_cmpuint(judgement.n_evidence, ==, 3);
    g_assert_nonnull(strstr(judgement.cause, "No ACK is in the capture"));
    call_judgement_clear(&judgement);
}

static void assert_end(bool answered, int64_t end_ns)
{
    struct call_judgement judgement;

    call_judge(&facts, &judgement);
    g_assert_cmpint(judgement.answered, ==, answered);
    g_assert_cmpint(judgement.end_ns, ==, end_ns);
    g_assert_cmpuint(judgement.end_frame, ==,
                     end_ns == INT64_MAX ? 0 : end_ns / MS + 1);
    call_judgement_clear(&judgement);
}

TEST(end_kinds)
{
    facts = ended(A, 5 * S);
    assert_end(true, 15 * S);
    facts = up();
    assert_end(true, INT64_MAX);
    facts = ringing();
    assert_end(false, INT64_MAX);
    facts = ringing();
    facts.cancel = at(4 * S);
    assert_end(false, 4 * S);
    facts.final = at(5 * S);
    facts.final_status = 487;
    assert_end(false, 5 * S);
    facts = up();
    facts.final = at(5 * S); /* of another fork */
    facts.final_status = 486;
    assert_end(true, INT64_MAX);
    facts.signalling_seen = false;
    assert_end(false, INT64_MAX);
}

/* Every rule has a sentence, with a full stop, and its verdict. */
static void assert_cause(enum call_verdict verdict, const char *words)
{
    struct call_judgement judgement;

    call_judge(&facts, &judgement);
    g_assert_cmpint(judgement.verdict, ==, verdict);
    g_test_message("%s", judgement.cause);
    g_assert_true(g_str_has_suffix(judgement.cause, "."));
    g_assert_true(
        strstr(judgement.cause, words) != NULL ||
        (judgement.advice != NULL && strstr(judgement.advice, words) != NULL));
    call_judgement_clear(&judgement);
}

TEST(cause_drops)
{
    facts = ended(A, 31 * S);
    facts.media_timeout_bye = true;
    facts.generation = PRODUCT_GENERATION_LYNC;
    assert_cause(CALL_VERDICT_MEDIA_TIMEOUT,
                 "the called side 192.0.2.2 had sent neither RTP nor RTCP");
    facts.held = true;
    assert_cause(CALL_VERDICT_MEDIA_TIMEOUT, "RTCPCallsOnHold");

    facts = ended(A, 31 * S);
    facts.bye_by_microsoft = true;
    facts.rtcp_silence_ns[B] = 31 * S;
    assert_cause(CALL_VERDICT_MEDIA_TIMEOUT,
                 "without RTCP for 31.0 s; consistent with RTCPActiveCalls");

    facts = ended(A, 1800 * S);
    facts.dialog = SESSION_DIALOG_BYE_SELF;
    facts.bye_by_microsoft = true;
    facts.timer_seen = true;
    facts.interval_s = 1800;
    facts.refresh = facts.answer;
    assert_cause(CALL_VERDICT_SESSION_EXPIRED,
                 "30 min 0 s after the last 2xx of a 1800 s session");
    assert_cause(CALL_VERDICT_SESSION_EXPIRED, "EnableSessionTimer");
    facts.bye = at(10 * S + 900 * S);
    facts.dialog = SESSION_DIALOG_BYE_FAILED;
    assert_cause(CALL_VERDICT_SESSION_EXPIRED,
                 "15 min 0 s after the last 2xx of a 1800 s session: the "
                 "refresh, due at half of it, failed");
    facts.dialog = SESSION_DIALOG_BYE_PEER;
    assert_cause(CALL_VERDICT_SESSION_EXPIRED, "the other side had to");
}

TEST(cause_named)
{
    static char said[] = "Reason: x";

    facts = ended(B, 60 * S);
    facts.bye_reason.text = said;
    facts.bye_reason.kind = CALL_REASON_TIMER;
    facts.timer_seen = true;
    facts.interval_s = 60;
    facts.refresh = facts.answer;
    assert_cause(CALL_VERDICT_SESSION_EXPIRED,
                 "its reason names the session timer (Reason: x).");
    facts.bye_reason.kind = CALL_REASON_MEDIA;
    assert_cause(CALL_VERDICT_MEDIA_TIMEOUT,
                 "its reason names the media (Reason: x).");
    facts.bye_reason.kind = CALL_REASON_FAILURE;
    assert_cause(CALL_VERDICT_FAILED,
                 "its reason names a failure (Reason: x).");
}

TEST(cause_attempts)
{
    facts = ringing();
    facts.final = at(21 * S);
    facts.final_status = 486;
    assert_cause(CALL_VERDICT_REFUSED,
                 "486 (busy here) in frame 21001, 20.0 s after the INVITE "
                 "(last response: 180).");
    facts.final_status = 487;
    assert_cause(CALL_VERDICT_CANCELLED, "CANCEL is not in");
    facts.cancel = at(20 * S);
    assert_cause(CALL_VERDICT_CANCELLED,
                 "The caller 192.0.2.1 cancelled in frame 20001, 19.0 s after");
    facts = ringing();
    facts.reliable = at(2 * S);
    facts.reliable_repeat = at(33 * S);
    facts.final = at(34 * S);
    facts.final_status = 500;
    assert_cause(CALL_VERDICT_FAILED, "no PRACK came");
    facts = ringing();
    facts.bye = at(4 * S);
    facts.bye_by = A;
    assert_cause(CALL_VERDICT_CANCELLED, "before the call was answered");
    facts = ringing();
    facts.responded = false;
    facts.invite_repeat = at(32 * S);
    assert_cause(CALL_VERDICT_FAILED,
                 "no response from the called side 192.0.2.2 in 32 s");
}

TEST(cause_open)
{
    facts = up();
    facts.capture_end_ns = facts.last.time_ns + 12 * S;
    assert_cause(CALL_VERDICT_CAPTURE_ENDED,
                 "Its last frame is 10021; the capture ends 12.0 s after it.");
    facts.dialog = SESSION_DIALOG_EXPIRED;
    facts.interval_s = 90;
    assert_cause(CALL_VERDICT_CAPTURE_ENDED, "90 s session expired");
    facts.signalling_seen = false;
    assert_cause(CALL_VERDICT_CAPTURE_ENDED, "not visible");
    facts = ringing();
    assert_cause(CALL_VERDICT_CAPTURE_ENDED, "last response: 180");
    facts = up();
    facts.ack = not_seen;
    facts.answer_repeat = at(10 * S + 31500 * MS);
    facts.n_answer_repeats = 10;
    assert_cause(CALL_VERDICT_NO_ACK, "10 times over 31.5 s");
}

/* Nothing known, and times that run backwards. */
TEST(cause_bad_facts)
{
    facts = (struct call_facts){0};
    assert_cause(CALL_VERDICT_CAPTURE_ENDED, "not visible");
    facts = ended(A, -9 * S);
    facts.capture_end_ns = 0;
    assert_cause(CALL_VERDICT_NORMAL, "BYE");
    facts = up();
    facts.capture_end_ns = 0;
    assert_cause(CALL_VERDICT_CAPTURE_ENDED, "ends 0.0 s after");
}

static struct call_judgement leg(enum call_verdict verdict, bool answered,
                                 int64_t begin_ns, int64_t end_ns)
{
    return (struct call_judgement){.verdict = verdict,
                                   .answered = answered,
                                   .begin_ns = begin_ns,
                                   .end_ns = end_ns};
}

/* A B2BUA passes the end on: two ends up to 2 s apart are one. */
TEST(choose_answered)
{
    struct call_judgement legs[] = {
        leg(CALL_VERDICT_NORMAL, true, 0, 40 * S),
        leg(CALL_VERDICT_MEDIA_TIMEOUT, true, 1, 42 * S),
        leg(CALL_VERDICT_CAPTURE_ENDED, true, 2, INT64_MAX),
    };

    g_assert_cmpuint(call_judge_choose(legs, 3), ==, 1);
    legs[1].end_ns++; /* later: another matter */
    g_assert_cmpuint(call_judge_choose(legs, 3), ==, 0);
    g_assert_cmpuint(call_judge_choose(&legs[2], 1), ==, 0);
    legs[1] = leg(CALL_VERDICT_CAPTURE_ENDED, true, 1, INT64_MAX);
    g_assert_cmpuint(call_judge_choose(&legs[1], 2), ==, 0);
    legs[1] = leg(CALL_VERDICT_NORMAL, true, 0, 39 * S); /* the same: first */
    g_assert_cmpuint(call_judge_choose(legs, 3), ==, 1);
    legs[1].end_ns = legs[0].end_ns;
    g_assert_cmpuint(call_judge_choose(legs, 3), ==, 0);
    /* None has ended: the first. */
    legs[0] = legs[1] = legs[2];
    g_assert_cmpuint(call_judge_choose(legs, 3), ==, 0);
}

/* Forks that were cancelled or refused do not count beside an answer. */
TEST(choose_forks)
{
    const struct call_judgement legs[] = {
        leg(CALL_VERDICT_REFUSED, false, 0, 2 * S),
        leg(CALL_VERDICT_CANCELLED, false, 0, 3 * S),
        leg(CALL_VERDICT_NORMAL, true, 0, 40 * S),
    };

    g_assert_cmpuint(call_judge_choose(legs, 3), ==, 2);
    g_assert_cmpuint(call_judge_choose(legs, 2), ==, 0);
    g_assert_cmpuint(call_judge_choose(legs, 0), ==, 0);
}

/* The answered leg is still up when the capture ends. */
TEST(choose_open)
{
    const struct call_judgement legs[] = {
        leg(CALL_VERDICT_CANCELLED, false, 0, 3 * S),
        leg(CALL_VERDICT_CAPTURE_ENDED, true, 0, INT64_MAX),
    };

    g_assert_cmpuint(call_judge_choose(legs, 2), ==, 1);
}

/* Nobody answered: the caller's leg learns the outcome. */
TEST(choose_attempts)
{
    struct call_judgement legs[] = {
        leg(CALL_VERDICT_CANCELLED, false, 5, 9 * S),
        leg(CALL_VERDICT_REFUSED, false, 2, 9 * S),
        leg(CALL_VERDICT_CAPTURE_ENDED, false, 1, INT64_MAX),
    };

    g_assert_cmpuint(call_judge_choose(legs, 3), ==, 1);
    legs[1].verdict = CALL_VERDICT_CAPTURE_ENDED;
    g_assert_cmpuint(call_judge_choose(legs, 3), ==, 0);
}
