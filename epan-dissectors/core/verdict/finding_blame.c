/* What a finding comes down to.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "finding_blame.h"

#define CERTAIN CALL_CERTAINTY_CERTAIN
#define LIKELY  CALL_CERTAINTY_LIKELY

#define MEDIA CALL_HARM_MEDIA
#define RISK  CALL_HARM_RISK

#define TIMERS "correct its session timer"

/* clang-format off */
static const struct finding_blame rows[N_FINDINGS] = {
    [FINDING_DUP_BURST] = {"packets doubled in bursts",
        "compare a capture at the sender", RISK, LIKELY},
    [FINDING_DUP_BURST_MISSING] = {"doubled packets never arrived",
        "mend its QoS packet scheduler", MEDIA, LIKELY},
    [FINDING_LOSS] = {"packets lost",
        "check its network", MEDIA, CERTAIN},
    [FINDING_QOE_DIFFERS] = {"lost behind the capture",
        "check the network behind it", MEDIA, LIKELY},
    [FINDING_QOE_DOUBLED_LOST] = {"doubled packets never arrived",
        "mend its QoS packet scheduler", MEDIA, LIKELY},
    [FINDING_QUALITY_POOR] = {"poor quality",
        "check its network", MEDIA, LIKELY},
    [FINDING_POINTS_LOSS] = {"packets lost between captures",
        "check the network in between", MEDIA, CERTAIN},
    [FINDING_POINTS_REMARKED] = {"DSCP rewritten between captures",
        "check QoS trust of the hops", RISK, CERTAIN},
    [FINDING_RTCP_ABSENT] = {"RTP without RTCP for over 30 s",
        "find why its RTCP is missing", RISK, LIKELY},
    [FINDING_RTP_STOPPED] = {"one side stopped sending",
        "muted, or its microphone?", MEDIA, LIKELY},
    [FINDING_MEDIA_TIMEOUT] = {"up, but silent for long",
        "see why it fell silent", MEDIA, LIKELY},
    [FINDING_MEDIA_TIMEOUT_BYE] = {"ended after a long silence",
        "see why it fell silent", MEDIA, LIKELY},
    [FINDING_ICE_FAILED] = {"no media: ICE found no path",
        "let UDP pass, or offer a relay", MEDIA, LIKELY},
    [FINDING_SESSION_BAD_VALUE] = {"malformed session timer",
        TIMERS, RISK, CERTAIN},
    [FINDING_SESSION_INTERVAL_BELOW_90] = {"session interval below 90 s",
        "raise its Session-Expires", RISK, CERTAIN},
    [FINDING_SESSION_INTERVAL_BELOW_MIN_SE] = {"Session-Expires below Min-SE",
        TIMERS, RISK, CERTAIN},
    [FINDING_SESSION_BAD_REFRESHER] = {"refresher not uac or uas",
        TIMERS, RISK, CERTAIN},
    [FINDING_SESSION_MISPLACED_HEADER] = {"session timer misplaced",
        TIMERS, RISK, CERTAIN},
    [FINDING_SESSION_REPEATED_HEADER] = {"session timer twice in a message",
        TIMERS, RISK, CERTAIN},
    [FINDING_SESSION_REFRESHER_WITHOUT_SUPPORT] = {"refresher without support",
        "let it list Supported: timer", RISK, CERTAIN},
    [FINDING_SESSION_REFRESHER_MISSING] = {"no refresher named",
        "let its 200 name a refresher", RISK, CERTAIN},
    [FINDING_SESSION_REFRESHER_MISMATCH] = {"chosen refresher overridden",
        TIMERS, RISK, CERTAIN},
    [FINDING_SESSION_REFRESHER_UNABLE] = {"refresher that cannot refresh",
        "let the other side refresh", RISK, CERTAIN},
    [FINDING_SESSION_MEDIATION_REFRESHER] = {"refresher known not to refresh",
        "choose another refresher", RISK, LIKELY},
    [FINDING_SESSION_REQUIRE_MISSING] = {"200 lacks Require: timer",
        TIMERS, RISK, CERTAIN},
    [FINDING_SESSION_INTERVAL_MISSING] = {"200 lacks Session-Expires",
        TIMERS, RISK, CERTAIN},
    [FINDING_SESSION_INTERVAL_RAISED] = {"session interval overridden",
        TIMERS, RISK, CERTAIN},
    [FINDING_SESSION_BAD_422] = {"422 without a proper Min-SE",
        "correct its Min-SE", RISK, CERTAIN},
    [FINDING_SESSION_BAD_RETRY] = {"retry after 422 ignores Min-SE",
        "ask for the Min-SE of the 422", RISK, CERTAIN},
    [FINDING_SESSION_REFRESH_TOO_LATE] = {"session refreshed too late",
        "let it refresh at half time", RISK, LIKELY},
    [FINDING_SESSION_EXPIRED] = {"session expired, call went on",
        "see why it did not refresh", RISK, LIKELY},
    [FINDING_SESSION_BYE_NO_REFRESH] = {"ended, session not refreshed",
        "see why it did not refresh", RISK, LIKELY},
    [FINDING_SESSION_REFRESHER_HUNG_UP] = {"ended by its refresher",
        "see why it did not refresh", RISK, LIKELY},
    [FINDING_SESSION_REFRESH_FAILED] = {"session refresh failed",
        "see why it failed", RISK, LIKELY},
    [FINDING_SESSION_REFRESH_REJECTED] = {"refresh rejected, not retried",
        "let it refresh again", RISK, LIKELY},
    [FINDING_SESSION_REFRESHER_CHANGED] = {"refresher flips back and forth",
        TIMERS, RISK, CERTAIN},
};
/* clang-format on */

const struct finding_blame *finding_blame(enum finding_id id)
{
    return rows[id].what != NULL ? &rows[id] : NULL;
}

bool finding_is_fault(const struct finding *finding)
{
    return finding_blame(finding->id) != NULL &&
           (finding->severity >= FINDING_WARN || finding->what != NULL);
}

bool finding_is_in_verdict(enum finding_id id, enum call_verdict verdict)
{
    if (id == FINDING_SESSION_MEDIATION_REFRESHER)
        return verdict == CALL_VERDICT_SESSION_EXPIRED;
    if (id == FINDING_SESSION_BAD_RETRY)
        return verdict == CALL_VERDICT_REFUSED;
    if (id == FINDING_RTCP_ABSENT || id == FINDING_MEDIA_TIMEOUT ||
        id == FINDING_MEDIA_TIMEOUT_BYE)
        return verdict == CALL_VERDICT_MEDIA_TIMEOUT ||
               verdict == CALL_VERDICT_SESSION_EXPIRED ||
               verdict == CALL_VERDICT_NO_ACK;
    return (verdict == CALL_VERDICT_SESSION_EXPIRED ||
            verdict == CALL_VERDICT_MEDIA_TIMEOUT) &&
           (id == FINDING_SESSION_EXPIRED ||
            id == FINDING_SESSION_BYE_NO_REFRESH ||
            id == FINDING_SESSION_REFRESHER_HUNG_UP ||
            id == FINDING_SESSION_REFRESH_FAILED);
}
