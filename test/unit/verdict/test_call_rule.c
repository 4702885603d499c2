/* Tests of the rules by which a call is judged: each one holds in one case and
 * is silent in the nearest other.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "call_rule.h"

#include "call_rule_scene.h"
#include "call_verdict.h"
#include "call_facts.h"
#include "unit_test.h"

/* The last rule always holds. */
TEST(table_complete)
{
    facts = (struct call_facts){.signalling_seen = true, .invite = at(1)};
    assert_no_drop("not-answered");
}

/* Without SIP nothing that RTP shows is an end. */
TEST(no_signalling_undecided)
{
    facts = (struct call_facts){
        .begin = at(1), .last = at(40 * S), .capture_end_ns = 100 * S};
    assert_no_drop("no-signalling");
    facts.signalling_seen = true;
    assert_no_drop("still-up");
}

/* RFC 3261 13.3.1.4: 2xx repeated at 0.5, 1.5, 3.5, 7.5 ... 31.5 s, which are
 * 10 times (0.5, 1.5, 3.5, and every 4 s from 7.5 to 31.5: 3 + 7), BYE at
 * 32 s. */
static struct call_facts without_ack(void)
{
    struct call_facts lost = ended(B, 32 * S);

    lost.ack = not_seen;
    lost.answer_repeat = at(10 * S + 31500 * MS);
    lost.n_answer_repeats = 10;
    return lost;
}

TEST(no_ack_32_s)
{
    facts = without_ack();
    assert_rule("no-ack", CALL_DROP_NO_ACK);
    facts.ack = at(10 * S + 20 * MS); /* lost behind the capture */
    assert_rule("no-ack", CALL_DROP_NO_ACK);
    /* At the same time the caller's media is missing: the ACK explains it. */
    facts.media_timeout_bye = true;
    assert_rule("no-ack", CALL_DROP_NO_ACK);
}

TEST(no_ack_window)
{
    static const struct {
        int64_t after_ns;
        bool fires;
    } rows[] = {
        {30 * S - 1, false},
        {30 * S, true},
        {37 * S, true},
        {37 * S + 1, false},
    };

    FOR_EACH_ROW(i, rows) {
        facts = without_ack();
        facts.answer_repeat = at(10 * S + 29500 * MS);
        facts.bye = at(10 * S + rows[i].after_ns);
        assert_rule(rows[i].fires ? "no-ack" : "hung-up",
                    rows[i].fires ? CALL_DROP_NO_ACK : CALL_DROP_NONE);
    }
}

TEST(no_ack_silent)
{
    facts = without_ack();
    facts.bye_by = A; /* who lacks the ACK is the called side */
    assert_normal();

    facts = without_ack();
    facts.n_answer_repeats = 2; /* a late ACK, or a mirror port's copies */
    assert_normal();
    facts.n_answer_repeats = 3;
    assert_rule("no-ack", CALL_DROP_NO_ACK);

    facts = without_ack(); /* the repeating ended when the ACK came */
    facts.answer_repeat = at(10 * S + 23999 * MS); /* 8.001 s before */
    assert_normal();
    facts.answer_repeat = at(10 * S + 24 * S); /* 8 s before */
    assert_rule("no-ack", CALL_DROP_NO_ACK);
}

/* Asterisk's BYE for a lost ACK: SIP 408, "Request Timeout". It is no session
 * timer; without any copy of the 2xx it is a failure and no more. */
TEST(no_ack_408)
{
    facts = without_ack();
    facts.bye_reason.kind = CALL_REASON_FAILURE;
    facts.bye_reason.sip_cause = 408;
    facts.n_answer_repeats = 1;
    assert_rule("no-ack", CALL_DROP_NO_ACK);
    facts.n_answer_repeats = 0;
    assert_no_drop("bye-names-failure");
}

/* BYE is only a SHOULD. The capture has to go on past 37 s. */
TEST(no_ack_without_bye)
{
    facts = without_ack();
    facts.bye = not_seen;
    facts.dialog = SESSION_DIALOG_UP;
    facts.capture_end_ns = 10 * S + 37 * S + 1;
    assert_rule("no-ack-silent", CALL_DROP_NO_ACK);
    facts.capture_end_ns--;
    assert_no_drop("still-up");

    facts.capture_end_ns++;
    facts.ack = at(42 * S); /* it came after all */
    assert_no_drop("still-up");

    facts.ack = not_seen;
    facts.answer_repeat = at(10 * S + 22999 * MS); /* stopped at 23 s */
    assert_no_drop("still-up");
    facts.answer_repeat = at(10 * S + 23 * S);
    facts.n_answer_repeats = 3;
    assert_rule("no-ack-silent", CALL_DROP_NO_ACK);
    facts.n_answer_repeats = 2;
    assert_no_drop("still-up");
}

TEST(bye_names_timer)
{
    facts = ended(B, 60 * S);
    facts.bye_reason.kind = CALL_REASON_TIMER;
    facts.timer_seen = true;
    facts.interval_s = 90;
    facts.refresh = facts.answer;
    assert_rule("bye-names-timer", CALL_DROP_TIMER_END);
    /* Media was missing as well: what the BYE says counts. */
    facts.media_timeout_bye = true;
    assert_rule("bye-names-timer", CALL_DROP_TIMER_END);
    facts.media_timeout_bye = false;
    facts.bye_reason.kind = CALL_REASON_NORMAL;
    assert_normal();
}

/* A call without any Session-Expires has no timer that could end it; where the
 * capture lacks its start, the BYE is believed. */
TEST(bye_names_no_timer)
{
    facts = ended(B, 60 * S);
    facts.bye_reason.kind = CALL_REASON_TIMER;
    assert_no_drop("bye-names-failure");
    facts.answer = not_seen;
    assert_rule("bye-names-timer", CALL_DROP_TIMER_END);
    facts.answer = at(10 * S);
    facts.invite = not_seen;
    assert_rule("bye-names-timer", CALL_DROP_TIMER_END);
}

static struct call_facts without_rtcp(int64_t silence_ns)
{
    struct call_facts silent = ended(A, silence_ns);

    silent.rtcp_silence_ns[B] = silence_ns;
    silent.bye_by_microsoft = true;
    silent.generation = PRODUCT_GENERATION_LYNC;
    return silent;
}

TEST(bye_names_media)
{
    facts = ended(B, 300 * S);
    facts.bye_reason.kind = CALL_REASON_MEDIA;
    assert_rule("bye-names-media", CALL_DROP_MEDIA);
    facts.bye_reason.kind = CALL_REASON_NONE;
    assert_normal();
}

/* What the reason calls media was RTCP alone, where RTP went on. */
TEST(bye_names_media_for_rtcp)
{
    facts = without_rtcp(31 * S);
    facts.bye_reason.kind = CALL_REASON_MEDIA;
    assert_rule("bye-names-media", CALL_DROP_RTCP);
    facts.held = true;
    assert_rule("bye-names-media", CALL_DROP_RTCP_HELD);
    facts.rtcp_silence_ns[B] = 0;
    assert_rule("bye-names-media", CALL_DROP_MEDIA);
}

/* Asterisk's word is enough where the capture shows no silence; where it does,
 * that says more. */
TEST(asterisk_media)
{
    facts = ended(B, 300 * S);
    facts.bye_reason.kind = CALL_REASON_ASTERISK_MEDIA;
    assert_rule("asterisk-media", CALL_DROP_MEDIA);
    facts.dialog = SESSION_DIALOG_BYE_PEER;
    assert_rule("asterisk-media", CALL_DROP_MEDIA);
    facts.media_timeout_bye = true;
    assert_rule("media-silent", CALL_DROP_MEDIA);
    /* By the caller; the answer is not in the capture. */
    facts = ended(A, 300 * S);
    facts.answer = facts.ack = not_seen;
    facts.bye_reason.kind = CALL_REASON_ASTERISK_MEDIA;
    assert_rule("asterisk-media", CALL_DROP_MEDIA);
}

TEST(media_silent_30_s)
{
    facts = ended(A, 31 * S);
    assert_normal(); /* a call of 31 s and nothing else */
    facts.media_timeout_bye = true;
    assert_rule("media-silent", CALL_DROP_MEDIA);
    /* One side is gone: neither media nor a refresh. The media says it first.
     */
    facts.dialog = SESSION_DIALOG_BYE_PEER;
    assert_rule("media-silent", CALL_DROP_MEDIA);
}

/* 31 s of silence, and a user who hangs up. */
TEST(media_silent_user)
{
    facts = ended(A, 31 * S);
    facts.media_timeout_bye = true;
    facts.bye_reason.kind = CALL_REASON_NORMAL;
    assert_normal();
    facts.bye_reason.kind = CALL_REASON_FAILURE; /* Q.850 44: Asterisk's */
    assert_rule("media-silent", CALL_DROP_MEDIA);
}

/* A media timeout was told, but nobody hung up for it. */
TEST(media_survived)
{
    facts = ended(A, 300 * S);
    facts.media_timeout = at(100 * S);
    assert_normal();
}

/* 30 min: an interval of 1800 s runs from the answer, give-up at
 * 1800 - 32 = 1768 s, less the grace of 5 s: 1763 s. */
TEST(session_half_or_end)
{
    facts = ended(B, 1800 * S);
    facts.dialog = SESSION_DIALOG_BYE_SELF;
    facts.timer_seen = true;
    facts.interval_s = 1800;
    facts.refresh = facts.answer;
    assert_rule("session-expired", CALL_DROP_TIMER_END);
    facts.bye = at(10 * S + 1763 * S);
    assert_rule("session-expired", CALL_DROP_TIMER_END);
    facts.bye.time_ns--;
    assert_rule("session-expired", CALL_DROP_TIMER_HALF);

    facts.bye = at(10 * S + 900 * S); /* 15 min: half, the refresh failed */
    facts.dialog = SESSION_DIALOG_BYE_FAILED;
    assert_rule("refresh-failed", CALL_DROP_TIMER_HALF);
    facts.interval_s = 900; /* 15 min: the end of 900 s */
    facts.dialog = SESSION_DIALOG_BYE_PEER;
    assert_rule("session-expired", CALL_DROP_TIMER_END);
}

/* Calls of 15 and 30 min whose timer was kept are calls of that length. */
TEST(session_silent)
{
    facts = ended(A, 900 * S);
    assert_normal();
    facts = ended(A, 1800 * S);
    facts.timer_seen = true;
    facts.interval_s = 1800;
    facts.refresh = at(10 * S + 900 * S);
    assert_normal();
}

/* RTCPActiveCalls: 30 s, less 1 s, and servers look every few seconds. */
TEST(rtcp_window)
{
    static const int64_t other_ns[] = {0, 29 * S - 1, 35 * S + 1};
    static const int64_t silent_ns[] = {29 * S, 35 * S};

    FOR_EACH_ROW(i, other_ns) {
        facts = without_rtcp(other_ns[i]);
        assert_normal();
    }
    FOR_EACH_ROW(i, silent_ns) {
        facts = without_rtcp(silent_ns[i]);
        assert_rule("rtcp-silent", CALL_DROP_RTCP);
    }
}

/* Some trunks are dropped after about 10 s: lync.rtcp_absence_s is 10 then. */
TEST(rtcp_limit)
{
    facts = without_rtcp(10 * S);
    assert_normal();
    facts.rtcp_limit_ns = 10 * S;
    assert_rule("rtcp-silent", CALL_DROP_RTCP);
    facts.rtcp_silence_ns[B] = 9 * S - 1;
    assert_normal();
    facts.rtcp_silence_ns[B] = 32 * S;
    assert_normal();
    facts.rtcp_limit_ns = INT64_MAX; /* 0 s: off */
    assert_normal();
}

TEST(rtcp_silent)
{
    facts = without_rtcp(32 * S);
    facts.held = true;
    assert_rule("rtcp-silent", CALL_DROP_RTCP_HELD);

    facts = without_rtcp(32 * S);
    facts.bye_by = B; /* who sends no RTCP hangs up: no check of A's */
    assert_normal();
    facts = without_rtcp(32 * S);
    facts.bye_by = SIDE_UNKNOWN;
    facts.rtcp_silence_ns[A] = 32 * S;
    assert_normal();
    facts = without_rtcp(32 * S);
    facts.bye = not_seen; /* nobody hung up */
    assert_no_drop("still-up");
    facts = without_rtcp(32 * S);
    facts.bye_by_microsoft = false; /* only Lync checks RTCP alone */
    assert_normal();
    facts = without_rtcp(32 * S);
    facts.generation = PRODUCT_GENERATION_OCS_2007_R2; /* RTP keeps the call */
    assert_normal();
    facts = without_rtcp(32 * S);
    facts.rtcp_check_outlived = true;
    assert_normal();
    facts = without_rtcp(32 * S);
    facts.bye_reason.kind = CALL_REASON_NORMAL;
    assert_normal();
}

TEST(bye_names_failure)
{
    facts = ended(B, 3 * S);
    facts.bye_reason.kind = CALL_REASON_FAILURE;
    assert_no_drop("bye-names-failure");
    /* The judge of timers knows what the 408 in it stands for. */
    facts.dialog = SESSION_DIALOG_BYE_PEER;
    assert_rule("session-expired", CALL_DROP_TIMER_END);
}
