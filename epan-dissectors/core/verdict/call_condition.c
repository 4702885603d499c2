/* The conditions of the rules by which a call is judged.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "call_condition.h"

#include "call_response.h"
#include "media_limits.h"

#define S NS_PER_S

/* RFC 3261 17.1.1.1: T1 is 500 ms, T2 4 s; 13.3.1.4 and RFC 3262 3 give up
 * after 64*T1. Timers of servers run a little early or late. */
#define GIVE_UP_NS       (32 * S)
#define GIVE_UP_EARLY_NS (2 * S)
#define GIVE_UP_LATE_NS  (5 * S)
/* Whoever still waits retransmits at least every T2; one copy may be lost. */
#define REPEAT_GAP_NS (8 * S)
/* Retransmissions this long after the first copy: the one at 31.5 s and the
 * two before may be lost (intervals of T2: 23.5, 27.5, 31.5 s). */
#define REPEAT_SPAN_NS (23 * S)
/* The same for an INVITE, whose interval keeps doubling: 15.5, 31.5 s
 * (17.1.1.2); likewise for a reliable 1xx (RFC 3262 3). */
#define DOUBLING_SPAN_NS (15 * S)

/* Both sides send for at least this long when a call is up. */
#define CONVERSATION_NS (10 * S)

/* RTCPActiveCalls, RTCPCallsOnHold. */
static int64_t rtcp_limit_ns(const struct call_facts *facts)
{
    return facts->rtcp_limit_ns != 0 ? facts->rtcp_limit_ns
                                     : media_limit_ns(MEDIA_LIMIT_DEFAULT_S);
}

static bool seen(struct call_point point)
{
    return point.frame != 0;
}

/* Whether both were seen, and B came SHORTEST_NS to LONGEST_NS after A. */
static bool apart(struct call_point a, struct call_point b, int64_t shortest_ns,
                  int64_t longest_ns)
{
    return seen(a) && seen(b) && b.time_ns - a.time_ns >= shortest_ns &&
           b.time_ns - a.time_ns <= longest_ns;
}

/* Media of both sides for so long is a conversation, whose 2xx and ACK the
 * capture lacks, unless the call was refused or cancelled: then it was early
 * media. */
static bool conversed(const struct call_facts *facts)
{
    return facts->media_both_ways_ns >= CONVERSATION_NS &&
           !seen(facts->final) && !seen(facts->cancel);
}

bool call_condition_answered(const struct call_facts *facts)
{
    return seen(facts->answer) || !seen(facts->invite) ||
           (seen(facts->ack) && !seen(facts->final)) ||
           (seen(facts->bye) && facts->bye_by == SIDE_B) || conversed(facts);
}

static bool up_and_bye(const struct call_facts *facts)
{
    return seen(facts->bye) && call_condition_answered(facts);
}

bool call_condition_no_signalling(const struct call_facts *facts)
{
    return !facts->signalling_seen;
}

/* Copies of the 2xx that prove it was not acknowledged. Asterisk says so in its
 * BYE ("Request Timeout"): one copy is enough then. */
static unsigned repeats_needed(const struct call_facts *facts)
{
    return facts->bye_reason.sip_cause == 408 ? 1 : 3;
}

/* The called side retransmitted its 2xx to the end, and hung up after 64*T1. An
 * ACK in the capture may have been lost beyond the capture point. */
bool call_condition_no_ack(const struct call_facts *facts)
{
    return facts->bye_by == SIDE_B &&
           facts->n_answer_repeats >= repeats_needed(facts) &&
           apart(facts->answer, facts->bye, GIVE_UP_NS - GIVE_UP_EARLY_NS,
                 GIVE_UP_NS + GIVE_UP_LATE_NS) &&
           apart(facts->answer_repeat, facts->bye, 0, REPEAT_GAP_NS);
}

/* The same without a BYE, which is only a SHOULD. */
bool call_condition_no_ack_silent(const struct call_facts *facts)
{
    return !seen(facts->bye) && !seen(facts->ack) &&
           facts->n_answer_repeats >= 3 &&
           apart(facts->answer, facts->answer_repeat, REPEAT_SPAN_NS,
                 GIVE_UP_NS + GIVE_UP_LATE_NS) &&
           facts->capture_end_ns - facts->answer.time_ns >
               GIVE_UP_NS + GIVE_UP_LATE_NS;
}

/* Whether a session timer was in force, or may have been: the capture lacks the
 * messages that would have set it up. */
static bool timer_possible(const struct call_facts *facts)
{
    return facts->timer_seen || !seen(facts->invite) || !seen(facts->answer);
}

bool call_condition_bye_names_timer(const struct call_facts *facts)
{
    return up_and_bye(facts) && timer_possible(facts) &&
           facts->bye_reason.kind == CALL_REASON_TIMER;
}

bool call_condition_bye_names_media(const struct call_facts *facts)
{
    return up_and_bye(facts) && facts->bye_reason.kind == CALL_REASON_MEDIA;
}

/* A side that names an ordinary reason hangs up for that, not for silence. */
bool call_condition_media_silent(const struct call_facts *facts)
{
    return up_and_bye(facts) && facts->media_timeout_bye &&
           facts->bye_reason.kind != CALL_REASON_NORMAL;
}

/* Without a proven silence: the media was lost behind the capture point, or the
 * capture may lack it. Asterisk sends a BYE only in a call that is up. */
bool call_condition_asterisk_media(const struct call_facts *facts)
{
    return seen(facts->bye) &&
           facts->bye_reason.kind == CALL_REASON_ASTERISK_MEDIA;
}

bool call_condition_session_expired(const struct call_facts *facts)
{
    return up_and_bye(facts) && (facts->dialog == SESSION_DIALOG_BYE_PEER ||
                                 facts->dialog == SESSION_DIALOG_BYE_SELF);
}

bool call_condition_refresh_failed(const struct call_facts *facts)
{
    return up_and_bye(facts) && facts->dialog == SESSION_DIALOG_BYE_FAILED;
}

bool call_condition_refresh_refused(const struct call_facts *facts)
{
    return call_condition_refresh_failed(facts) &&
           (facts->refresh_status != 0 || facts->refresh_unanswered);
}

/* A Lync server or client hangs up when its check is due. OCS 2007 R2 does not
 * while RTP arrives (KB 981218); a check that another call outlived is off. */
bool call_condition_rtcp_silent(const struct call_facts *facts)
{
    if (!up_and_bye(facts) || facts->bye_by >= SIDE_UNKNOWN ||
        !facts->bye_by_microsoft || facts->rtcp_check_outlived ||
        facts->generation == PRODUCT_GENERATION_OCS_2007_R2 ||
        facts->bye_reason.kind == CALL_REASON_NORMAL)
        return false;
    return media_limit_explains(
        facts->rtcp_silence_ns[side_other(facts->bye_by)],
        rtcp_limit_ns(facts));
}

bool call_condition_bye_names_failure(const struct call_facts *facts)
{
    return up_and_bye(facts) &&
           (facts->bye_reason.kind == CALL_REASON_FAILURE ||
            facts->bye_reason.kind == CALL_REASON_TIMER);
}

/* A BYE on a call whose answer may be missing from the capture is an ordinary
 * end. */
bool call_condition_hung_up(const struct call_facts *facts)
{
    return up_and_bye(facts) || (seen(facts->bye) && !facts->callee_heard);
}

/* It says that a user hung up. */
bool call_condition_hung_up_reason(const struct call_facts *facts)
{
    return up_and_bye(facts) && facts->bye_reason.kind == CALL_REASON_NORMAL;
}

bool call_condition_hung_up_answered(const struct call_facts *facts)
{
    return up_and_bye(facts) && seen(facts->answer) && seen(facts->invite);
}

bool call_condition_early_bye(const struct call_facts *facts)
{
    return seen(facts->bye);
}

static bool unanswered(const struct call_facts *facts)
{
    return seen(facts->invite) && !call_condition_answered(facts);
}

bool call_condition_cancelled(const struct call_facts *facts)
{
    return unanswered(facts) && seen(facts->cancel) &&
           (!seen(facts->final) ||
            call_response_of(facts->final_status) == CALL_RESPONSE_CANCELLED);
}

bool call_condition_terminated(const struct call_facts *facts)
{
    return unanswered(facts) && seen(facts->final) &&
           call_response_of(facts->final_status) == CALL_RESPONSE_CANCELLED;
}

bool call_condition_no_prack(const struct call_facts *facts)
{
    return unanswered(facts) && !seen(facts->prack) &&
           facts->final_status / 100 == 5 &&
           apart(facts->reliable, facts->reliable_repeat, DOUBLING_SPAN_NS,
                 GIVE_UP_NS + GIVE_UP_LATE_NS) &&
           apart(facts->reliable, facts->final, GIVE_UP_NS - GIVE_UP_EARLY_NS,
                 GIVE_UP_NS + GIVE_UP_LATE_NS);
}

bool call_condition_final_failed(const struct call_facts *facts)
{
    return unanswered(facts) && seen(facts->final) &&
           call_response_of(facts->final_status) == CALL_RESPONSE_FAILED;
}

static bool final_refused(const struct call_facts *facts)
{
    return unanswered(facts) && seen(facts->final) &&
           call_response_of(facts->final_status) == CALL_RESPONSE_REFUSED;
}

/* The caller usually tries again; that it did not only means that the capture
 * does not show it. */
bool call_condition_final_not_retried(const struct call_facts *facts)
{
    return final_refused(facts) &&
           call_response_asks_again(facts->final_status);
}

bool call_condition_final_for_good(const struct call_facts *facts)
{
    return final_refused(facts) &&
           !call_response_asks_again(facts->final_status);
}

bool call_condition_cancel_confirmed(const struct call_facts *facts)
{
    return call_condition_cancelled(facts) && seen(facts->final);
}

/* Nothing came back within 64*T1 (Timer B). The caller's retransmissions prove
 * it, or over TCP, which has none, that other messages of the called side are
 * in the capture. */
bool call_condition_no_response(const struct call_facts *facts)
{
    if (!unanswered(facts) || facts->responded ||
        facts->capture_end_ns - facts->invite.time_ns < GIVE_UP_NS)
        return false;
    return apart(facts->invite, facts->invite_repeat, DOUBLING_SPAN_NS,
                 GIVE_UP_NS + GIVE_UP_LATE_NS) ||
           (facts->reliable_transport && facts->callee_heard);
}

bool call_condition_outlived(const struct call_facts *facts)
{
    return call_condition_answered(facts) &&
           facts->dialog == SESSION_DIALOG_EXPIRED;
}

bool call_condition_always(const struct call_facts *facts)
{
    (void)facts;
    return true;
}
