/* The rules by which a call is judged.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "call_rule.h"

#include "call_cause.h"
#include "call_response.h"
#include "media_limits.h"
#include "session_interval.h"
#include "call_verdict.h"
#include "call_facts.h"

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

bool call_rule_answered(const struct call_facts *facts)
{
    return seen(facts->answer) || !seen(facts->invite) ||
           (seen(facts->ack) && !seen(facts->final)) ||
           (seen(facts->bye) && facts->bye_by == SIDE_B) || conversed(facts);
}

static bool up_and_bye(const struct call_facts *facts)
{
    return seen(facts->bye) && call_rule_answered(facts);
}

static bool no_signalling(const struct call_facts *facts)
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
static bool no_ack(const struct call_facts *facts)
{
    return facts->bye_by == SIDE_B &&
           facts->n_answer_repeats >= repeats_needed(facts) &&
           apart(facts->answer, facts->bye, GIVE_UP_NS - GIVE_UP_EARLY_NS,
                 GIVE_UP_NS + GIVE_UP_LATE_NS) &&
           apart(facts->answer_repeat, facts->bye, 0, REPEAT_GAP_NS);
}

/* The same without a BYE, which is only a SHOULD. */
static bool no_ack_silent(const struct call_facts *facts)
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

static bool bye_names_timer(const struct call_facts *facts)
{
    return up_and_bye(facts) && timer_possible(facts) &&
           facts->bye_reason.kind == CALL_REASON_TIMER;
}

static bool bye_names_media(const struct call_facts *facts)
{
    return up_and_bye(facts) && facts->bye_reason.kind == CALL_REASON_MEDIA;
}

/* Whoever names an ordinary reason hangs up for that, not for silence. */
static bool media_silent(const struct call_facts *facts)
{
    return up_and_bye(facts) && facts->media_timeout_bye &&
           facts->bye_reason.kind != CALL_REASON_NORMAL;
}

static bool session_expired(const struct call_facts *facts)
{
    return up_and_bye(facts) && (facts->dialog == SESSION_DIALOG_BYE_PEER ||
                                 facts->dialog == SESSION_DIALOG_BYE_SELF);
}

static bool refresh_failed(const struct call_facts *facts)
{
    return up_and_bye(facts) && facts->dialog == SESSION_DIALOG_BYE_FAILED;
}

/* A Lync server or client hangs up when its check is due. OCS 2007 R2 does not
 * while RTP arrives (KB 981218); a check that another call outlived is off. */
static bool rtcp_silent(const struct call_facts *facts)
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

static bool bye_names_failure(const struct call_facts *facts)
{
    return up_and_bye(facts) &&
           (facts->bye_reason.kind == CALL_REASON_FAILURE ||
            facts->bye_reason.kind == CALL_REASON_TIMER);
}

/* A BYE on a call whose answer may be missing from the capture is an ordinary
 * end. */
static bool hung_up(const struct call_facts *facts)
{
    return up_and_bye(facts) || (seen(facts->bye) && !facts->callee_heard);
}

static bool early_bye(const struct call_facts *facts)
{
    return seen(facts->bye);
}

static bool unanswered(const struct call_facts *facts)
{
    return seen(facts->invite) && !call_rule_answered(facts);
}

static bool cancelled(const struct call_facts *facts)
{
    return unanswered(facts) && seen(facts->cancel) &&
           (!seen(facts->final) ||
            call_response_of(facts->final_status) == CALL_RESPONSE_CANCELLED);
}

static bool terminated(const struct call_facts *facts)
{
    return unanswered(facts) && seen(facts->final) &&
           call_response_of(facts->final_status) == CALL_RESPONSE_CANCELLED;
}

static bool no_prack(const struct call_facts *facts)
{
    return unanswered(facts) && !seen(facts->prack) &&
           facts->final_status / 100 == 5 &&
           apart(facts->reliable, facts->reliable_repeat, DOUBLING_SPAN_NS,
                 GIVE_UP_NS + GIVE_UP_LATE_NS) &&
           apart(facts->reliable, facts->final, GIVE_UP_NS - GIVE_UP_EARLY_NS,
                 GIVE_UP_NS + GIVE_UP_LATE_NS);
}

static bool final_failed(const struct call_facts *facts)
{
    return unanswered(facts) && seen(facts->final) &&
           call_response_of(facts->final_status) == CALL_RESPONSE_FAILED;
}

static bool final_refused(const struct call_facts *facts)
{
    return unanswered(facts) && seen(facts->final) &&
           call_response_of(facts->final_status) == CALL_RESPONSE_REFUSED;
}

/* Nothing came back within 64*T1 (Timer B). The caller's retransmissions prove
 * it, or over TCP, which has none, that other messages of the called side are
 * in the capture. */
static bool no_response(const struct call_facts *facts)
{
    if (!unanswered(facts) || facts->responded ||
        facts->capture_end_ns - facts->invite.time_ns < GIVE_UP_NS)
        return false;
    return apart(facts->invite, facts->invite_repeat, DOUBLING_SPAN_NS,
                 GIVE_UP_NS + GIVE_UP_LATE_NS) ||
           (facts->reliable_transport && facts->callee_heard);
}

static bool outlived(const struct call_facts *facts)
{
    return call_rule_answered(facts) && facts->dialog == SESSION_DIALOG_EXPIRED;
}

static bool always(const struct call_facts *facts)
{
    (void)facts;
    return true;
}

#define BYE     CALL_RULE_BYE
#define ANSWER  CALL_RULE_ANSWER
#define INVITE  CALL_RULE_INVITE
#define FINAL   CALL_RULE_FINAL
#define REFRESH CALL_RULE_REFRESH
#define LAST    CALL_RULE_LAST

/* clang-format off */
/* The order decides: first what the signalling proves, then what the parties
 * state, then what the timing fits, then ordinary ends. */
static const struct call_rule rules[] = {
    {"no-signalling", CALL_VERDICT_CAPTURE_ENDED, CALL_DROP_NONE,
        no_signalling, call_cause_no_signalling, CALL_RULE_BEGIN | LAST,
        "no SIP of the call can be read"},
    {"no-ack", CALL_VERDICT_NO_ACK, CALL_DROP_NO_ACK,
        no_ack, call_cause_no_ack,
        ANSWER | CALL_RULE_ANSWER_REPEAT | CALL_RULE_ACK | BYE,
        "RFC 3261 13.3.1.4"},
    {"no-ack-silent", CALL_VERDICT_NO_ACK, CALL_DROP_NO_ACK,
        no_ack_silent, call_cause_no_ack_silent,
        ANSWER | CALL_RULE_ANSWER_REPEAT, "RFC 3261 13.3.1.4"},
    {"bye-names-timer", CALL_VERDICT_SESSION_EXPIRED, CALL_DROP_TIMER_END,
        bye_names_timer, call_cause_timer_named, REFRESH | BYE,
        "RFC 3326; RFC 4028 10"},
    {"bye-names-media", CALL_VERDICT_MEDIA_TIMEOUT, CALL_DROP_MEDIA,
        bye_names_media, call_cause_media_named,
        CALL_RULE_MEDIA_TIMEOUT | BYE, "RFC 3326; [MS-OCER]"},
    {"media-silent", CALL_VERDICT_MEDIA_TIMEOUT, CALL_DROP_MEDIA,
        media_silent, call_cause_media, CALL_RULE_MEDIA_TIMEOUT | BYE,
        "KB 981218; Set-CsTrunkConfiguration"},
    {"session-expired", CALL_VERDICT_SESSION_EXPIRED, CALL_DROP_TIMER_END,
        session_expired, call_cause_timer, REFRESH | BYE, "RFC 4028 10"},
    {"refresh-failed", CALL_VERDICT_SESSION_EXPIRED, CALL_DROP_TIMER_END,
        refresh_failed, call_cause_refresh_failed, REFRESH | BYE,
        "RFC 4028 10"},
    {"rtcp-silent", CALL_VERDICT_MEDIA_TIMEOUT, CALL_DROP_RTCP,
        rtcp_silent, call_cause_rtcp, ANSWER | BYE,
        "Set-CsTrunkConfiguration RTCPActiveCalls, RTCPCallsOnHold"},
    {"bye-names-failure", CALL_VERDICT_FAILED, CALL_DROP_NONE,
        bye_names_failure, call_cause_failure_named, ANSWER | BYE,
        "RFC 3326; Q.850; [MS-OCER]"},
    {"hung-up", CALL_VERDICT_NORMAL, CALL_DROP_NONE,
        hung_up, call_cause_hung_up, ANSWER | BYE, "RFC 3261 15"},
    {"early-bye", CALL_VERDICT_CANCELLED, CALL_DROP_NONE,
        early_bye, call_cause_early_bye, INVITE | FINAL | BYE, "RFC 3261 15"},
    {"cancelled", CALL_VERDICT_CANCELLED, CALL_DROP_NONE,
        cancelled, call_cause_cancelled, INVITE | CALL_RULE_CANCEL | FINAL,
        "RFC 3261 9"},
    {"terminated", CALL_VERDICT_CANCELLED, CALL_DROP_NONE,
        terminated, call_cause_terminated, INVITE | FINAL,
        "RFC 3261 21.4.25"},
    {"no-prack", CALL_VERDICT_FAILED, CALL_DROP_NONE,
        no_prack, call_cause_no_prack,
        CALL_RULE_RELIABLE | CALL_RULE_RELIABLE_REPEAT | FINAL, "RFC 3262 3"},
    {"final-failed", CALL_VERDICT_FAILED, CALL_DROP_NONE,
        final_failed, call_cause_final, INVITE | FINAL, "RFC 3261 21"},
    {"final-refused", CALL_VERDICT_REFUSED, CALL_DROP_NONE,
        final_refused, call_cause_final, INVITE | FINAL, "RFC 3261 21"},
    {"no-response", CALL_VERDICT_FAILED, CALL_DROP_NONE,
        no_response, call_cause_no_response,
        INVITE | CALL_RULE_INVITE_REPEAT, "RFC 3261 17.1.1.2"},
    {"outlived", CALL_VERDICT_CAPTURE_ENDED, CALL_DROP_NONE,
        outlived, call_cause_outlived, REFRESH | LAST, "RFC 4028 10"},
    {"still-up", CALL_VERDICT_CAPTURE_ENDED, CALL_DROP_NONE,
        call_rule_answered, call_cause_still_up, ANSWER | LAST,
        "no end in the capture"},
    {"not-answered", CALL_VERDICT_CAPTURE_ENDED, CALL_DROP_NONE,
        always, call_cause_not_answered, INVITE | LAST,
        "no end in the capture"},
};
/* clang-format on */

const struct call_rule *call_rule_find(const struct call_facts *facts)
{
    unsigned i = 0;

    while (i + 1 < G_N_ELEMENTS(rules) && !rules[i].holds(facts))
        i++;
    return &rules[i];
}

/* Before the other side may give up, a session timer ends a call only because
 * the refresh, due at half the interval, failed. */
static bool before_give_up(const struct call_facts *facts)
{
    return facts->timer_seen &&
           facts->bye.time_ns < session_interval_deadlines(
                                    facts->refresh.time_ns, facts->interval_s)
                                        .give_up_ns -
                                    SESSION_GRACE_S_DEFAULT * S;
}

enum call_drop call_rule_drop(const struct call_rule *rule,
                              const struct call_facts *facts)
{
    if (rule->drop == CALL_DROP_TIMER_END && before_give_up(facts))
        return CALL_DROP_TIMER_HALF;
    if (rule->drop == CALL_DROP_RTCP && facts->held)
        return CALL_DROP_RTCP_HELD;
    return rule->drop;
}
