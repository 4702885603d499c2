/* What an administrator can change about RTCP checks and media timeouts.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "trunk_advice.h"

#define ADD_TIMER "add -EnableSessionTimer $true, so that dead calls still end"

/* clang-format off */
static const char *const advice[N_TRUNK_GENERATIONS][N_TRUNK_SITUATIONS] = {
    /* Set-CsTrunkConfiguration; KB 981218 */
    [TRUNK_GENERATION_UNKNOWN] = {
        [TRUNK_NO_RTCP] =
            "A Lync trunk with RTCPActiveCalls=$True may drop such a call; "
            "OCS 2007 R2 keeps it while RTP arrives.",
        [TRUNK_NO_MEDIA] =
            "Lync (RTCPActiveCalls=$True) and OCS 2007 R2 "
            "(GatewayIgnoreMediaTimeout=False) drop such a call.",
        [TRUNK_HELD] =
            "Lync (RTCPCallsOnHold=$True) and OCS 2007 R2 "
            "(GatewayIgnoreMediaTimeout=False, unless both sides are "
            "inactive) drop such a call.",
        [TRUNK_CALL_LOST] =
            "Lync: Set-CsTrunkConfiguration -RTCPActiveCalls $false, and "
            ADD_TIMER ". OCS 2007 R2: GatewayIgnoreMediaTimeout=True in "
            "MediationServerSvc.exe.config; GatewaySessionTimer then switches "
            "session timers on.",
        [TRUNK_HELD_LOST] =
            "Lync: Set-CsTrunkConfiguration -RTCPCallsOnHold $false, and "
            ADD_TIMER ". OCS 2007 R2: GatewayIgnoreMediaTimeout=True in "
            "MediationServerSvc.exe.config; GatewaySessionTimer then switches "
            "session timers on.",
    },
    /* KB 981218, KB 977937: either RTP or RTCP keeps the call */
    [TRUNK_GENERATION_OCS_2007_R2] = {
        [TRUNK_NO_RTCP] =
            "The OCS 2007 R2 Mediation Server keeps the call as long as RTP "
            "arrives, and drops it 30 s after the last packet of either.",
        [TRUNK_NO_MEDIA] =
            "The OCS 2007 R2 Mediation Server drops such a call unless "
            "GatewayIgnoreMediaTimeout=True.",
        [TRUNK_HELD] =
            "The OCS 2007 R2 Mediation Server drops such a call unless "
            "GatewayIgnoreMediaTimeout=True; a=inactive on both sides is the "
            "only hold it excuses.",
        [TRUNK_CALL_LOST] =
            "Set GatewayIgnoreMediaTimeout=True in "
            "MediationServerSvc.exe.config (KB 977937); session timers are "
            "then switched on unless GatewaySessionTimer=False.",
        [TRUNK_HELD_LOST] =
            "Set GatewayIgnoreMediaTimeout=True in "
            "MediationServerSvc.exe.config (KB 977937); session timers are "
            "then switched on unless GatewaySessionTimer=False. A gateway "
            "that holds with a=inactive is excused.",
    },
    /* Set-CsTrunkConfiguration */
    [TRUNK_GENERATION_LYNC] = {
        [TRUNK_NO_RTCP] =
            "With RTCPActiveCalls=$True (default) the call may be dropped "
            "after 30 s; for a provider without RTCP: "
            "Set-CsTrunkConfiguration -RTCPActiveCalls $false "
            "-RTCPCallsOnHold $false, and " ADD_TIMER ".",
        [TRUNK_NO_MEDIA] =
            "With RTCPActiveCalls=$True (default) the call may be dropped "
            "after 30 s.",
        [TRUNK_HELD] =
            "With RTCPCallsOnHold=$True (default) the held call may be "
            "dropped after 30 s.",
        [TRUNK_CALL_LOST] =
            "Set-CsTrunkConfiguration -RTCPActiveCalls $false stops this "
            "check; " ADD_TIMER ".",
        [TRUNK_HELD_LOST] =
            "Set-CsTrunkConfiguration -RTCPCallsOnHold $false stops this "
            "check for held calls; " ADD_TIMER ".",
    },
};
/* clang-format on */

const char *trunk_advice_text(enum trunk_generation generation,
                              enum trunk_situation situation)
{
    if ((unsigned)generation >= N_TRUNK_GENERATIONS) {
        generation = TRUNK_GENERATION_UNKNOWN;
    }
    if ((unsigned)situation >= N_TRUNK_SITUATIONS) {
        situation = TRUNK_NO_RTCP;
    }
    return advice[generation][situation];
}

/* Set-CsTrunkConfiguration EnableBypass: needs ConcentratedTopology, and
 * EnableReferSupport or both RTCP checks off. */
const char *trunk_advice_bypass(void)
{
    return "With MediaBypass (EnableBypass $true) the client itself makes "
           "this check; bypass without REFER support needs both RTCP checks "
           "off.";
}
