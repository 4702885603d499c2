/* What an administrator can change about RTCP checks and media timeouts.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "product_advice.h"
#include "product.h"

#define ADD_TIMER "add -EnableSessionTimer $true, so that dead calls still end"

#define CONFERENCE                                                             \
    "The call is to a conference server (A/V Conferencing Server)"

/* clang-format off */
static const char *const advice[N_PRODUCT_GENERATIONS][N_PRODUCT_SITUATIONS] = {
    /* Set-CsTrunkConfiguration; KB 981218 */
    [PRODUCT_GENERATION_UNKNOWN] = {
        [PRODUCT_NO_RTCP] =
            "A Lync trunk with RTCPActiveCalls=$True may drop such a call; "
            "OCS 2007 R2 keeps it while RTP arrives.",
        [PRODUCT_NO_MEDIA] =
            "Lync (RTCPActiveCalls=$True) and OCS 2007 R2 "
            "(GatewayIgnoreMediaTimeout=False) drop such a call.",
        [PRODUCT_HELD] =
            "Lync (RTCPCallsOnHold=$True) and OCS 2007 R2 "
            "(GatewayIgnoreMediaTimeout=False, unless both sides are "
            "inactive) drop such a call.",
        [PRODUCT_CALL_LOST] =
            "Lync: Set-CsTrunkConfiguration -RTCPActiveCalls $false, and "
            ADD_TIMER ". OCS 2007 R2: GatewayIgnoreMediaTimeout=True in "
            "MediationServerSvc.exe.config; GatewaySessionTimer then switches "
            "session timers on.",
        [PRODUCT_HELD_LOST] =
            "Lync: Set-CsTrunkConfiguration -RTCPCallsOnHold $false, and "
            ADD_TIMER ". OCS 2007 R2: GatewayIgnoreMediaTimeout=True in "
            "MediationServerSvc.exe.config; GatewaySessionTimer then switches "
            "session timers on.",
    },
    /* KB 981218, KB 977937: either RTP or RTCP keeps the call */
    [PRODUCT_GENERATION_OCS_2007_R2] = {
        [PRODUCT_NO_RTCP] =
            "The OCS 2007 R2 Mediation Server keeps the call as long as RTP "
            "arrives, and drops it 30 s after the last packet of either.",
        [PRODUCT_NO_MEDIA] =
            "The OCS 2007 R2 Mediation Server drops such a call unless "
            "GatewayIgnoreMediaTimeout=True.",
        [PRODUCT_HELD] =
            "The OCS 2007 R2 Mediation Server drops such a call unless "
            "GatewayIgnoreMediaTimeout=True; a=inactive on both sides is the "
            "only hold it excuses.",
        [PRODUCT_CALL_LOST] =
            "Set GatewayIgnoreMediaTimeout=True in "
            "MediationServerSvc.exe.config (KB 977937); session timers are "
            "then switched on unless GatewaySessionTimer=False.",
        [PRODUCT_HELD_LOST] =
            "Set GatewayIgnoreMediaTimeout=True in "
            "MediationServerSvc.exe.config (KB 977937); session timers are "
            "then switched on unless GatewaySessionTimer=False. A gateway "
            "that holds with a=inactive is excused.",
    },
    [PRODUCT_GENERATION_CONFERENCE] = {
        [PRODUCT_NO_RTCP] = CONFERENCE ".",
        [PRODUCT_NO_MEDIA] =
            CONFERENCE ": who is muted there may send nothing.",
        [PRODUCT_HELD] =
            CONFERENCE ": who is on hold there may send nothing.",
        [PRODUCT_CALL_LOST] = CONFERENCE ": look at the path to it.",
        [PRODUCT_HELD_LOST] = CONFERENCE ": look at the path to it.",
    },
    /* Set-CsTrunkConfiguration */
    [PRODUCT_GENERATION_LYNC] = {
        [PRODUCT_NO_RTCP] =
            "With RTCPActiveCalls=$True (default) the call may be dropped "
            "after 30 s; for a provider without RTCP: "
            "Set-CsTrunkConfiguration -RTCPActiveCalls $false "
            "-RTCPCallsOnHold $false, and " ADD_TIMER ".",
        [PRODUCT_NO_MEDIA] =
            "With RTCPActiveCalls=$True (default) the call may be dropped "
            "after 30 s.",
        [PRODUCT_HELD] =
            "With RTCPCallsOnHold=$True (default) the held call may be "
            "dropped after 30 s.",
        [PRODUCT_CALL_LOST] =
            "Set-CsTrunkConfiguration -RTCPActiveCalls $false stops this "
            "check; " ADD_TIMER ".",
        [PRODUCT_HELD_LOST] =
            "Set-CsTrunkConfiguration -RTCPCallsOnHold $false stops this "
            "check for held calls; " ADD_TIMER ".",
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
        return "set GatewaySessionTimer in MediationServerSvc.exe.config (from "
               "Lync Server on: Set-CsTrunkConfiguration -EnableSessionTimer "
               "$true), or have the other side refresh";
    default:
        break;
    }
    if (is_microsoft) {
        return "set EnableSessionTimer on the trunk (Set-CsTrunkConfiguration "
               "-EnableSessionTimer $true), or have the other side refresh";
    }
    return "look at its session timer settings (on a Lync or Skype for "
           "Business trunk: Set-CsTrunkConfiguration -EnableSessionTimer "
           "$true), or have the other side refresh";
}
