/* The rules by which a call is judged.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "call_rule.h"

#include "call_cause.h"
#include "call_condition.h"
#include "session_interval.h"
#include "call_verdict.h"
#include "call_facts.h"

#define S NS_PER_S

#define BYE     CALL_RULE_BYE
#define ANSWER  CALL_RULE_ANSWER
#define INVITE  CALL_RULE_INVITE
#define FINAL   CALL_RULE_FINAL
#define REFRESH CALL_RULE_REFRESH
#define LAST    CALL_RULE_LAST

#define CERTAIN CALL_CERTAINTY_CERTAIN
#define LIKELY  CALL_CERTAINTY_LIKELY
#define UNKNOWN CALL_CERTAINTY_UNKNOWN

#define ON_SIGHT     CALL_RULE_ON_SIGHT
#define ON_ABSENCE   CALL_RULE_ON_ABSENCE
#define ON_EXCLUSION CALL_RULE_ON_EXCLUSION

/* clang-format off */
/* The order decides: first what the signalling proves, then what the parties
 * state, then what the timing fits, then ordinary ends. Rules of one name are
 * the same to the user, and differ in how sure they are. */
static const struct call_rule rules[] = {
    {"no-signalling", CALL_VERDICT_CAPTURE_ENDED, CALL_DROP_NONE,
        call_condition_no_signalling,
        call_cause_no_signalling, CALL_RULE_BEGIN | LAST,
        "no SIP of the call can be read", UNKNOWN, ON_SIGHT},
    {"no-ack", CALL_VERDICT_NO_ACK, CALL_DROP_NO_ACK,
        call_condition_no_ack, call_cause_no_ack,
        ANSWER | CALL_RULE_ANSWER_REPEAT | CALL_RULE_ACK | BYE,
        "RFC 3261 13.3.1.4", CERTAIN, ON_SIGHT},
    {"no-ack-silent", CALL_VERDICT_NO_ACK, CALL_DROP_NO_ACK,
        call_condition_no_ack_silent, call_cause_no_ack_silent,
        ANSWER | CALL_RULE_ANSWER_REPEAT, "RFC 3261 13.3.1.4", LIKELY, ON_ABSENCE},
    {"bye-names-timer", CALL_VERDICT_SESSION_EXPIRED, CALL_DROP_TIMER_END,
        call_condition_bye_names_timer, call_cause_timer_named, REFRESH | BYE,
        "RFC 3326; RFC 4028 10", CERTAIN, ON_SIGHT},
    {"bye-names-media", CALL_VERDICT_MEDIA_TIMEOUT, CALL_DROP_MEDIA,
        call_condition_bye_names_media, call_cause_media_named,
        CALL_RULE_MEDIA_TIMEOUT | BYE, "RFC 3326; [MS-OCER]", CERTAIN, ON_SIGHT},
    {"media-silent", CALL_VERDICT_MEDIA_TIMEOUT, CALL_DROP_MEDIA,
        call_condition_media_silent,
        call_cause_media, CALL_RULE_MEDIA_TIMEOUT | BYE,
        "KB 981218; Set-CsTrunkConfiguration", LIKELY, ON_SIGHT},
    {"asterisk-media", CALL_VERDICT_MEDIA_TIMEOUT, CALL_DROP_MEDIA,
        call_condition_asterisk_media, call_cause_asterisk_media, ANSWER | BYE,
        "res_pjsip_sdp_rtp.c, rtp_check_timeout", LIKELY, ON_SIGHT},
    {"session-expired", CALL_VERDICT_SESSION_EXPIRED, CALL_DROP_TIMER_END,
        call_condition_session_expired,
        call_cause_timer, REFRESH | BYE, "RFC 4028 10",
        LIKELY, ON_ABSENCE},
    {"refresh-failed", CALL_VERDICT_SESSION_EXPIRED, CALL_DROP_TIMER_END,
        call_condition_refresh_refused,
        call_cause_refresh_failed, REFRESH | BYE,
        "RFC 4028 10", CERTAIN, ON_SIGHT},
    {"refresh-failed", CALL_VERDICT_SESSION_EXPIRED, CALL_DROP_TIMER_END,
        call_condition_refresh_failed, call_cause_refresh_failed, REFRESH | BYE,
        "RFC 4028 10", LIKELY, ON_ABSENCE},
    {"rtcp-silent", CALL_VERDICT_MEDIA_TIMEOUT, CALL_DROP_RTCP,
        call_condition_rtcp_silent, call_cause_rtcp, ANSWER | BYE,
        "Set-CsTrunkConfiguration RTCPActiveCalls, RTCPCallsOnHold",
        LIKELY, ON_SIGHT},
    {"bye-names-failure", CALL_VERDICT_FAILED, CALL_DROP_NONE,
        call_condition_bye_names_failure,
        call_cause_failure_named, ANSWER | BYE,
        "RFC 3326; Q.850; [MS-OCER]", CERTAIN, ON_EXCLUSION},
    {"hung-up", CALL_VERDICT_NORMAL, CALL_DROP_NONE,
        call_condition_hung_up_reason,
        call_cause_hung_up, ANSWER | BYE, "RFC 3326",
        CERTAIN, ON_SIGHT},
    {"hung-up", CALL_VERDICT_NORMAL, CALL_DROP_NONE,
        call_condition_hung_up_answered,
        call_cause_hung_up, ANSWER | BYE, "RFC 3261 15",
        CERTAIN, ON_EXCLUSION},
    {"hung-up", CALL_VERDICT_NORMAL, CALL_DROP_NONE,
        call_condition_hung_up, call_cause_hung_up, ANSWER | BYE, "RFC 3261 15",
        LIKELY, ON_EXCLUSION},
    {"early-bye", CALL_VERDICT_CANCELLED, CALL_DROP_NONE,
        call_condition_early_bye,
        call_cause_early_bye, INVITE | FINAL | BYE, "RFC 3261 15",
        LIKELY, ON_ABSENCE},
    {"unexplained-bye", CALL_VERDICT_NORMAL, CALL_DROP_NONE,
        call_condition_early_bye,
        call_cause_hung_up, INVITE | BYE, "RFC 3261 15",
        UNKNOWN, ON_SIGHT},
    {"cancelled", CALL_VERDICT_CANCELLED, CALL_DROP_NONE,
        call_condition_cancel_confirmed, call_cause_cancelled,
        INVITE | CALL_RULE_CANCEL | FINAL, "RFC 3261 9", CERTAIN, ON_SIGHT},
    {"cancelled", CALL_VERDICT_CANCELLED, CALL_DROP_NONE,
        call_condition_cancelled,
        call_cause_cancelled, INVITE | CALL_RULE_CANCEL | FINAL,
        "RFC 3261 9", LIKELY, ON_ABSENCE},
    {"terminated", CALL_VERDICT_CANCELLED, CALL_DROP_NONE,
        call_condition_terminated, call_cause_terminated, INVITE | FINAL,
        "RFC 3261 21.4.25", CERTAIN, ON_SIGHT},
    {"no-prack", CALL_VERDICT_FAILED, CALL_DROP_NONE,
        call_condition_no_prack, call_cause_no_prack,
        CALL_RULE_RELIABLE | CALL_RULE_RELIABLE_REPEAT | FINAL, "RFC 3262 3",
        LIKELY, ON_ABSENCE},
    {"final-failed", CALL_VERDICT_FAILED, CALL_DROP_NONE,
        call_condition_final_failed,
        call_cause_final, INVITE | FINAL, "RFC 3261 21",
        CERTAIN, ON_SIGHT},
    {"final-refused", CALL_VERDICT_REFUSED, CALL_DROP_NONE,
        call_condition_final_not_retried,
        call_cause_final, INVITE | FINAL, "RFC 3261 21",
        LIKELY, ON_ABSENCE},
    {"final-refused", CALL_VERDICT_REFUSED, CALL_DROP_NONE,
        call_condition_final_for_good,
        call_cause_final, INVITE | FINAL, "RFC 3261 21",
        CERTAIN, ON_SIGHT},
    {"no-response", CALL_VERDICT_FAILED, CALL_DROP_NONE,
        call_condition_no_response, call_cause_no_response,
        INVITE | CALL_RULE_INVITE_REPEAT, "RFC 3261 17.1.1.2", LIKELY, ON_ABSENCE},
    {"outlived", CALL_VERDICT_CAPTURE_ENDED, CALL_DROP_NONE,
        call_condition_outlived,
        call_cause_outlived, REFRESH | LAST, "RFC 4028 10",
        UNKNOWN, ON_ABSENCE},
    {"still-up", CALL_VERDICT_CAPTURE_ENDED, CALL_DROP_NONE,
        call_condition_answered, call_cause_still_up, ANSWER | LAST,
        "the capture does not show its end", UNKNOWN, ON_SIGHT},
    {"not-answered", CALL_VERDICT_CAPTURE_ENDED, CALL_DROP_NONE,
        call_condition_always, call_cause_not_answered, INVITE | LAST,
        "the capture does not show its end", UNKNOWN, ON_SIGHT},
};
/* clang-format on */

/* Whether RULE rests on what FACTS only do not show. */
static bool is_unproved(const struct call_rule *rule,
                        const struct call_facts *facts)
{
    return rule->rests == ON_ABSENCE && facts->absence_unproved;
}

/* Whether RULE holds for FACTS as they are. */
static bool applies(const struct call_rule *rule,
                    const struct call_facts *facts)
{
    return !is_unproved(rule, facts) && rule->holds(facts);
}

const struct call_rule *call_rule_find(const struct call_facts *facts)
{
    unsigned i = 0;

    while (i + 1 < G_N_ELEMENTS(rules) && !applies(&rules[i], facts))
        i++;
    return &rules[i];
}

enum call_certainty call_rule_certainty(const struct call_rule *rule,
                                        const struct call_facts *facts)
{
    if (rule->rests != ON_SIGHT && facts->media_unjudged)
        return CALL_CERTAINTY_UNKNOWN;
    if (rule->rests == ON_EXCLUSION &&
        (facts->timer_unjudged || facts->ack_unjudged))
        return CALL_CERTAINTY_UNKNOWN;

    for (const struct call_rule *passed = rules; passed < rule; passed++)
        if (is_unproved(passed, facts) && passed->verdict != rule->verdict &&
            passed->holds(facts))
            return CALL_CERTAINTY_UNKNOWN;
    return rule->rests == ON_EXCLUSION && facts->absence_unproved
               ? MIN(rule->certainty, CALL_CERTAINTY_LIKELY)
               : rule->certainty;
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
    if (rule->drop == CALL_DROP_RTCP ||
        (rule->drop == CALL_DROP_MEDIA && call_condition_rtcp_silent(facts)))
        return facts->held ? CALL_DROP_RTCP_HELD : CALL_DROP_RTCP;
    return rule->drop;
}
