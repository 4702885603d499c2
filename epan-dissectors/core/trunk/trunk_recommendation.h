/* The settings that fit the peer of a Mediation Server, and what speaks
 * against them. Set-CsTrunkConfiguration; KB 981218, KB 977937
 * (MediationServerSvc.exe.config of OCS 2007 R2).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_TRUNK_RECOMMENDATION_H
#define LYNC_CORE_TRUNK_RECOMMENDATION_H

#include "trunk_profile.h"

/* How many calls have to show something before anything is advised. */
#define TRUNK_CALLS_MIN 3

/* Placeholder for the name of the trunk configuration. No configuration has
 * this name, so that a command pasted unchanged does nothing. */
#define TRUNK_IDENTITY "<IDENTITY>"

/* Settings, as a set. */
enum trunk_setting {
    TRUNK_SETTING_RTCP_ACTIVE_OFF = 1 << 0,      /* RTCPActiveCalls $False */
    TRUNK_SETTING_RTCP_HOLD_OFF = 1 << 1,        /* RTCPCallsOnHold $False */
    TRUNK_SETTING_SESSION_TIMER = 1 << 2,        /* EnableSessionTimer $True */
    TRUNK_SETTING_IGNORE_MEDIA_TIMEOUT = 1 << 3, /* OCS 2007 R2:
                                               GatewayIgnoreMediaTimeout */
    TRUNK_SETTING_GATEWAY_TIMER = 1 << 4, /* OCS 2007 R2: GatewaySessionTimer */
};

/* Texts are owned; those that are not NULL are whole sentences. */
struct trunk_recommendation {
    unsigned settings; /* set of enum trunk_setting; 0: nothing is advised */
    char *command;     /* the shell command, or for OCS 2007 R2 the values in
                          MediationServerSvc.exe.config; NULL without settings */
    char *basis;       /* what was seen of both ends, in calls */
    char *against; /* what speaks against it, and what to put for IDENTITY; or
                      why nothing is advised. Never NULL */
};

/* Works out what PROFILE speaks for. RECOMMENDATION is set whole; free it with
 * trunk_recommendation_clear().
 *
 * Nothing is advised unless exactly one end is Microsoft's, from fewer than
 * TRUNK_CALLS_MIN calls that show what a setting is for, nor when a single
 * call shows the contrary.
 *
 * Lync and later (and unknown generations):
 *  1. The peer sends no RTCP, and no call outlived that: RTCPActiveCalls
 *     $False.
 *  2. It sends none on hold, or 1 holds and nothing is known of hold, and no
 *     hold outlived that: RTCPCallsOnHold $False.
 *  3. EnableSessionTimer $True with 1 and 2, so that dead calls end; when the
 *     server does not refresh though it has to; and when calls outlive the
 *     lack of RTCP (the checks are off) and neither end asks for a timer.
 * OCS 2007 R2, which drops calls only without RTP and RTCP:
 *  4. The peer lets both cease, and no call outlived it:
 *     GatewayIgnoreMediaTimeout; session timers come with it.
 *  5. The server does not refresh though it has to: GatewaySessionTimer. */
void trunk_recommend(const struct trunk_profile *profile,
                     struct trunk_recommendation *recommendation);

/* The name of the I-th setting, from 0, in reports for programs:
 * "RTCPActiveCalls=$False", "GatewaySessionTimer=True". SETTING is set to it.
 * NULL if I is beyond the last. */
const char *trunk_setting_name(unsigned i, enum trunk_setting *setting);

/* Frees the texts and makes RECOMMENDATION all zero. */
void trunk_recommendation_clear(struct trunk_recommendation *recommendation);

#endif
