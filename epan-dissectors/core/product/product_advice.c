/* What an administrator can change about RTCP checks and media timeouts.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "product_advice.h"
#include "product.h"

#define ADD_TIMER "add -EnableSessionTimer $true, so that dead calls still end"

#define CONFERENCE                                                             \
    "The call is to a conference server (A/V Conferencing Server)"

#define SILENT    "Find out why it fell silent"
#define SEND_RTCP "Let it send RTCP (to RTP's port plus one)"
#define FIND_RTCP "If it sends RTCP, find what drops it (RTP's port plus one)"

/* clang-format off */
static const char *const advice[N_PRODUCT_GENERATIONS][N_PRODUCT_SITUATIONS] = {
    /* Set-CsTrunkConfiguration; KB 981218 */
    [PRODUCT_GENERATION_UNKNOWN] = {
        [PRODUCT_NO_RTCP] =
            FIND_RTCP ". A Lync trunk checks for it where "
            "RTCPActiveCalls=$True; OCS 2007 R2 keeps a call while RTP "
            "arrives.",
        [PRODUCT_NO_MEDIA] =
            SILENT ". Lync (RTCPActiveCalls=$True) and OCS 2007 R2 "
            "(GatewayIgnoreMediaTimeout=False) hang up for that.",
        [PRODUCT_HELD] =
            "Lync (RTCPCallsOnHold=$True) and OCS 2007 R2 "
            "(GatewayIgnoreMediaTimeout=False, unless both sides are "
            "inactive) hang up for that on hold.",
        [PRODUCT_RTCP_LOST] =
            SEND_RTCP ", or switch the RTCP check of the side that hung up "
            "off (a Lync trunk: RTCPActiveCalls), and session timers on, so "
            "that dead calls still end.",
        [PRODUCT_CALL_LOST] =
            SILENT ". Where silence is wanted, switch the media timeout of "
            "the side that hung up off (a Lync trunk: RTCPActiveCalls), and "
            "session timers on, so that dead calls still end.",
        [PRODUCT_HELD_LOST] =
            "Let the held side send RTCP, or switch the media timeout of the "
            "side that hung up off for held calls (a Lync trunk: "
            "RTCPCallsOnHold), and session timers on, so that dead calls "
            "still end.",
    },
    [PRODUCT_GENERATION_OTHER] = {
        [PRODUCT_NO_RTCP] =
            FIND_RTCP "; a side that checks for it hangs up without it.",
        [PRODUCT_NO_MEDIA] =
            SILENT "; a side with a media timeout (Asterisk: rtp_timeout) "
            "hangs up for that.",
        [PRODUCT_HELD] =
            "A side with a media timeout for held calls (Asterisk: "
            "rtp_timeout_hold) hangs up for that.",
        [PRODUCT_RTCP_LOST] =
            SEND_RTCP ", or switch the RTCP check of the side that hung up "
            "off, and session timers on, so that dead calls still end.",
        [PRODUCT_CALL_LOST] =
            SILENT ". Where silence is wanted, raise the media timeout of "
            "the side that hung up (Asterisk: rtp_timeout), and use session "
            "timers, so that dead calls still end.",
        [PRODUCT_HELD_LOST] =
            "Let the held side send RTCP, or raise the media timeout for "
            "held calls of the side that hung up (Asterisk: "
            "rtp_timeout_hold).",
    },
    /* KB 981218, KB 977937: either RTP or RTCP keeps the call */
    [PRODUCT_GENERATION_OCS_2007_R2] = {
        [PRODUCT_NO_RTCP] =
            "The OCS 2007 R2 Mediation Server keeps the call as long as RTP "
            "arrives, and drops it 30 s after the last packet of either.",
        [PRODUCT_NO_MEDIA] =
            SILENT ". The OCS 2007 R2 Mediation Server hangs up for that "
            "unless GatewayIgnoreMediaTimeout=True.",
        [PRODUCT_HELD] =
            "The OCS 2007 R2 Mediation Server hangs up for that unless "
            "GatewayIgnoreMediaTimeout=True; a=inactive on both sides is the "
            "only hold it excuses.",
        [PRODUCT_RTCP_LOST] =
            "The OCS 2007 R2 Mediation Server keeps the call as long as RTP "
            "arrives, and drops it 30 s after the last packet of either.",
        [PRODUCT_CALL_LOST] =
            SILENT ", or set GatewayIgnoreMediaTimeout=True in "
            "MediationServerSvc.exe.config (KB 977937); session timers are "
            "then switched on unless GatewaySessionTimer=False.",
        [PRODUCT_HELD_LOST] =
            "Hold with a=inactive, or set GatewayIgnoreMediaTimeout=True in "
            "MediationServerSvc.exe.config (KB 977937); session timers are "
            "then switched on unless GatewaySessionTimer=False.",
    },
    [PRODUCT_GENERATION_CONFERENCE] = {
        [PRODUCT_NO_RTCP] = CONFERENCE ".",
        [PRODUCT_NO_MEDIA] =
            CONFERENCE ": who is muted there may send nothing.",
        [PRODUCT_HELD] =
            CONFERENCE ": who is on hold there may send nothing.",
        [PRODUCT_RTCP_LOST] =
            CONFERENCE ": look at the path to it.",
        [PRODUCT_CALL_LOST] = CONFERENCE ": look at the path to it.",
        [PRODUCT_HELD_LOST] = CONFERENCE ": look at the path to it.",
    },
    /* Set-CsTrunkConfiguration */
    [PRODUCT_GENERATION_LYNC] = {
        [PRODUCT_NO_RTCP] =
            FIND_RTCP ". If calls drop after 30 s: Set-CsTrunkConfiguration "
            "-RTCPActiveCalls $false -RTCPCallsOnHold $false "
            "-EnableSessionTimer $true.",
        [PRODUCT_NO_MEDIA] =
            SILENT "; with RTCPActiveCalls=$True (default) the server hangs "
            "up for that after 30 s.",
        [PRODUCT_HELD] =
            "With RTCPCallsOnHold=$True (default) the server hangs up for "
            "that after 30 s on hold.",
        [PRODUCT_RTCP_LOST] =
            SEND_RTCP ". Set-CsTrunkConfiguration -RTCPActiveCalls $false "
            "stops this check; " ADD_TIMER ".",
        [PRODUCT_CALL_LOST] =
            SILENT ". Set-CsTrunkConfiguration -RTCPActiveCalls $false stops "
            "this check; " ADD_TIMER ".",
        [PRODUCT_HELD_LOST] =
            "Let the held side send RTCP. Set-CsTrunkConfiguration "
            "-RTCPCallsOnHold $false stops this check for held calls; "
            ADD_TIMER ".",
    },
};
/* clang-format on */

const char *product_advice_text(enum product_generation generation,
                                enum product_situation situation)
{
    if ((unsigned)generation >= N_PRODUCT_GENERATIONS)
        generation = PRODUCT_GENERATION_UNKNOWN;
    if ((unsigned)situation >= N_PRODUCT_SITUATIONS)
        situation = PRODUCT_NO_RTCP;
    return advice[generation][situation];
}

const char *product_advice_multicast(void)
{
    return "It is multicast, which no call depends on.";
}

const char *product_advice_refresh(enum product product, bool is_microsoft)
{
    switch (product) {
    case PRODUCT_OCS_2007:
    case PRODUCT_OCS_2007_R2:
        return "Set GatewaySessionTimer in MediationServerSvc.exe.config (from "
               "Lync Server on: Set-CsTrunkConfiguration -EnableSessionTimer "
               "$true), or have the other side refresh.";
    default:
        break;
    }
    if (is_microsoft) {
        return "Set EnableSessionTimer on the trunk (Set-CsTrunkConfiguration "
               "-EnableSessionTimer $true), or have the other side refresh.";
    }
    return "Look at its session timer settings, or have the other side "
           "refresh.";
}
