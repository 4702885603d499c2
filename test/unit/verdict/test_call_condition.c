/* Tests of the conditions of the rules by which a call is judged: those that
 * are more than one field of the facts.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "call_condition.h"

#include "call_scene.h"
#include "unit_test.h"

#define A SIDE_A
#define B SIDE_B

static struct call_facts facts;

/* RFC 3261 13.2.2.4 (ACK), 15 (the called side sends no BYE before). */
TEST(answered_signalling)
{
    facts = ringing();
    g_assert_false(call_condition_answered(&facts));
    facts.ack = at(11 * S);
    g_assert_true(call_condition_answered(&facts));
    facts.final = at(10 * S); /* the ACK was of the refusal */
    g_assert_false(call_condition_answered(&facts));

    facts = ringing();
    facts.bye = at(11 * S);
    facts.bye_by = A;
    g_assert_false(call_condition_answered(&facts));
    facts.bye_by = B;
    g_assert_true(call_condition_answered(&facts));

    facts = ringing();
    facts.invite = not_seen; /* the capture begins in the middle */
    g_assert_true(call_condition_answered(&facts));
    g_assert_true(call_condition_answered(&(struct call_facts){0}));
    facts = up();
    facts.ack = not_seen;
    g_assert_true(call_condition_answered(&facts));
}

/* Media of both sides for 10 s, unless it was refused or cancelled. */
TEST(answered_media)
{
    facts = ringing();
    facts.media_both_ways_ns = 10 * S - 1;
    g_assert_false(call_condition_answered(&facts));
    facts.media_both_ways_ns = 10 * S;
    g_assert_true(call_condition_answered(&facts));
    facts.cancel = at(20 * S);
    g_assert_false(call_condition_answered(&facts));
    facts.cancel = not_seen;
    facts.final = at(20 * S);
    g_assert_false(call_condition_answered(&facts));
}

/* A timer can be named only where one may have been in force. */
TEST(bye_names_timer)
{
    facts = ended(B, 60 * S);
    facts.bye_reason.kind = CALL_REASON_TIMER;
    g_assert_false(call_condition_bye_names_timer(&facts));
    g_assert_true(call_condition_bye_names_failure(&facts));
    facts.timer_seen = true;
    g_assert_true(call_condition_bye_names_timer(&facts));
    facts.timer_seen = false;
    facts.answer = not_seen; /* which may have set it up */
    g_assert_true(call_condition_bye_names_timer(&facts));
    facts.answer = at(10 * S);
    facts.invite = not_seen;
    g_assert_true(call_condition_bye_names_timer(&facts));
    facts.bye_reason.kind = CALL_REASON_FAILURE;
    g_assert_false(call_condition_bye_names_timer(&facts));
    g_assert_true(call_condition_bye_names_failure(&facts));
}

/* Silence of media explains the BYE, unless that names an ordinary reason. */
TEST(bye_media_silent)
{
    facts = ended(A, 60 * S);
    g_assert_false(call_condition_media_silent(&facts));
    facts.media_timeout_bye = true;
    g_assert_true(call_condition_media_silent(&facts));
    facts.bye_reason.kind = CALL_REASON_NORMAL;
    g_assert_false(call_condition_media_silent(&facts));
    g_assert_true(call_condition_hung_up_reason(&facts));
}

/* RFC 4028 10: either side may give up. */
TEST(bye_session_expired)
{
    static const struct {
        enum session_dialog_state dialog;
        bool expired, failed;
    } rows[] = {
        {SESSION_DIALOG_UP, false, false},
        {SESSION_DIALOG_BYE, false, false},
        {SESSION_DIALOG_BYE_PEER, true, false},
        {SESSION_DIALOG_BYE_SELF, true, false},
        {SESSION_DIALOG_BYE_FAILED, false, true},
    };

    FOR_EACH_ROW(i, rows) {
        facts = ended(A, 60 * S);
        facts.dialog = rows[i].dialog;
        g_assert_cmpint(call_condition_session_expired(&facts), ==,
                        rows[i].expired);
        g_assert_cmpint(call_condition_refresh_failed(&facts), ==,
                        rows[i].failed);
        g_assert_false(call_condition_refresh_refused(&facts));
        facts.refresh_status = 481;
        g_assert_cmpint(call_condition_refresh_refused(&facts), ==,
                        rows[i].failed);
        facts.bye = not_seen;
        g_assert_false(call_condition_session_expired(&facts));
        g_assert_false(call_condition_refresh_failed(&facts));
    }
}

/* The callee of a Lync server, which hangs up, sent no RTCP for 30 s. */
static struct call_facts without_rtcp(void)
{
    struct call_facts silent = ended(A, 60 * S);

    silent.bye_by_microsoft = true;
    silent.generation = PRODUCT_GENERATION_LYNC;
    silent.rtcp_silence_ns[B] = 30 * S;
    return silent;
}

/* KB 981218: 29 to 35 s of silence fit a check of 30 s. */
TEST(bye_rtcp_silent_window)
{
    static const struct {
        int64_t silence_ns;
        bool holds;
    } rows[] = {
        {0, false},     {29 * S - 1, false}, {29 * S, true},
        {35 * S, true}, {35 * S + 1, false},
    };

    FOR_EACH_ROW(i, rows) {
        facts = without_rtcp();
        facts.rtcp_silence_ns[B] = rows[i].silence_ns;
        g_assert_cmpint(call_condition_rtcp_silent(&facts), ==, rows[i].holds);
    }
}

TEST(bye_rtcp_silent_neighbours)
{
    facts = without_rtcp();
    facts.bye_by = B; /* the silent side itself */
    g_assert_false(call_condition_rtcp_silent(&facts));
    facts.bye_by = SIDE_UNKNOWN;
    g_assert_false(call_condition_rtcp_silent(&facts));
    facts = without_rtcp();
    facts.bye_by_microsoft = false;
    g_assert_false(call_condition_rtcp_silent(&facts));
    facts = without_rtcp();
    facts.rtcp_check_outlived = true;
    g_assert_false(call_condition_rtcp_silent(&facts));
    facts = without_rtcp();
    facts.generation = PRODUCT_GENERATION_OCS_2007_R2;
    g_assert_false(call_condition_rtcp_silent(&facts));
    facts = without_rtcp();
    facts.bye_reason.kind = CALL_REASON_NORMAL;
    g_assert_false(call_condition_rtcp_silent(&facts));
    facts = without_rtcp();
    facts.rtcp_limit_ns = 60 * S; /* by preference */
    g_assert_false(call_condition_rtcp_silent(&facts));
    facts.rtcp_silence_ns[B] = 60 * S;
    g_assert_true(call_condition_rtcp_silent(&facts));
}

/* A BYE before the answer ends an early dialog (RFC 3261 15), unless the
 * capture lacks all that the called side says. */
TEST(bye_hung_up)
{
    facts = ringing();
    facts.bye = at(20 * S);
    facts.bye_by = A;
    g_assert_false(call_condition_hung_up(&facts));
    g_assert_true(call_condition_early_bye(&facts));
    facts.callee_heard = false;
    g_assert_true(call_condition_hung_up(&facts));
    g_assert_false(call_condition_hung_up_answered(&facts));
    facts = ended(A, 60 * S);
    g_assert_true(call_condition_hung_up(&facts));
    g_assert_true(call_condition_hung_up_answered(&facts));
}

/* RFC 3261 9, 15.1.2: 487 confirms a CANCEL; another response does not. */
TEST(cancelled)
{
    facts = ringing();
    facts.cancel = at(20 * S);
    g_assert_true(call_condition_cancelled(&facts));
    g_assert_false(call_condition_cancel_confirmed(&facts));
    facts.final = at(21 * S);
    facts.final_status = 487;
    g_assert_true(call_condition_cancelled(&facts));
    g_assert_true(call_condition_cancel_confirmed(&facts));
    facts.final_status = 486; /* it crossed the CANCEL */
    g_assert_false(call_condition_cancelled(&facts));
    g_assert_false(call_condition_cancel_confirmed(&facts));
    g_assert_false(call_condition_terminated(&facts));

    facts.cancel = not_seen;
    facts.final_status = 487;
    g_assert_false(call_condition_cancelled(&facts));
    g_assert_true(call_condition_terminated(&facts));

    facts = up(); /* the 200 crossed the CANCEL: the call is up */
    facts.cancel = at(10 * S);
    g_assert_false(call_condition_cancelled(&facts));
}

/* RFC 3261 8.1.3.4, 8.1.3.5, 14.1, 22; RFC 3329 2.3.1; RFC 4028 7.3: what the
 * caller answers by another INVITE. */
TEST(final)
{
    static const struct {
        unsigned status;
        bool failed, not_retried, for_good;
    } rows[] = {
        {302, false, true, false}, {401, false, true, false},
        {403, false, false, true}, {407, false, true, false},
        {415, false, false, true}, {420, false, true, false},
        {421, false, true, false}, {422, false, true, false},
        {486, false, false, true}, {487, false, false, false},
        {491, false, true, false}, {494, false, true, false},
        {503, true, false, false}, {603, false, false, true},
    };

    FOR_EACH_ROW(i, rows) {
        facts = ringing();
        facts.final_status = rows[i].status;
        g_assert_false(call_condition_final_not_retried(&facts));
        facts.final = at(20 * S);
        g_test_message("%u", rows[i].status);
        g_assert_cmpint(call_condition_final_failed(&facts), ==,
                        rows[i].failed);
        g_assert_cmpint(call_condition_final_not_retried(&facts), ==,
                        rows[i].not_retried);
        g_assert_cmpint(call_condition_final_for_good(&facts), ==,
                        rows[i].for_good);
        facts.answer = at(30 * S); /* another fork answered */
        g_assert_false(call_condition_final_failed(&facts) ||
                       call_condition_final_not_retried(&facts) ||
                       call_condition_final_for_good(&facts));
    }
}

/* RFC 3262 3: the 183 of 2 s is repeated until 17 s at least, and the INVITE
 * refused with 5xx after 64*T1, 32 s. */
TEST(no_prack)
{
    facts = ringing();
    facts.reliable = at(2 * S);
    facts.reliable_repeat = at(17 * S);
    facts.final = at(34 * S);
    facts.final_status = 504;
    g_assert_true(call_condition_no_prack(&facts));
    facts.prack = at(3 * S);
    g_assert_false(call_condition_no_prack(&facts));
    facts.prack = not_seen;
    facts.final_status = 486;
    g_assert_false(call_condition_no_prack(&facts));
    facts.final_status = 504;
    facts.final = at(32 * S - 1); /* 30 s after the 183, less 1 ns */
    g_assert_false(call_condition_no_prack(&facts));
    facts.final = at(39 * S); /* 37 s after it */
    g_assert_true(call_condition_no_prack(&facts));
    facts.reliable_repeat = at(17 * S - 1);
    g_assert_false(call_condition_no_prack(&facts));
}

/* RFC 3261 17.1.1.2: Timer B fires 32 s after the INVITE, which is of 1 s. */
TEST(no_response)
{
    facts = ringing();
    facts.responded = false;
    g_assert_false(call_condition_no_response(&facts));
    facts.reliable_transport = true; /* the called side says other things */
    g_assert_true(call_condition_no_response(&facts));
    facts.callee_heard = false;
    g_assert_false(call_condition_no_response(&facts));

    facts.reliable_transport = false;
    facts.invite_repeat = at(16 * S - 1);
    g_assert_false(call_condition_no_response(&facts));
    facts.invite_repeat = at(16 * S);
    g_assert_true(call_condition_no_response(&facts));
    facts.responded = true;
    g_assert_false(call_condition_no_response(&facts));
    facts.responded = false;
    facts.capture_end_ns = 33 * S - 1;
    g_assert_false(call_condition_no_response(&facts));
    facts.capture_end_ns = 33 * S;
    g_assert_true(call_condition_no_response(&facts));
}

/* An expired session says nothing of a call that was not answered. */
TEST(outlived)
{
    facts = up();
    g_assert_false(call_condition_outlived(&facts));
    facts.dialog = SESSION_DIALOG_EXPIRED;
    g_assert_true(call_condition_outlived(&facts));
    facts = ringing();
    facts.dialog = SESSION_DIALOG_EXPIRED;
    g_assert_false(call_condition_outlived(&facts));
}
