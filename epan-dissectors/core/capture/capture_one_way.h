/* Calls of which the capture lacks one side entirely, although the other side
 * answers it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_CAPTURE_ONE_WAY_H
#define LYNC_CORE_CAPTURE_ONE_WAY_H

#include "capture_artefact.h"
#include "capture_points.h"
#include "media_arrival.h"
#include "media_sessions.h"
#include "sip_sighting.h"

/* What the SIP of one call shows of its sides. All zero: nothing yet. */
struct capture_call {
    struct capture_side sides[N_SIDES];
    bool invited; /* the first INVITE was seen, with: */
    enum side inviter;
    struct endpoint from, to;
};

/* Returns an empty table of what RTCP shows of the sides of each session, keyed
 * by struct media_session_entry. Free it with g_hash_table_destroy(). */
GHashTable *capture_one_way_new(void);

/* Processes RTCP sent by SIDE of ENTRY. */
void capture_one_way_on_rtcp(GHashTable *one_way,
                             const struct media_streams *streams,
                             const struct media_session_entry *entry,
                             enum side side, const struct rtcp_header *header);

/* Counts a packet that looks like RTP and was dissected as something else. It
 * may be the media of a side that otherwise seems to be missing. */
void capture_one_way_on_undissected(GHashTable *one_way,
                                    const struct media_streams *streams,
                                    const struct media_arrival *arrival);

/* Processes a SIP message of SIDE of CALL. POINTS gives how long its interface
 * has been capturing. */
void capture_one_way_on_sip(struct capture_call *call,
                            const struct capture_points *points,
                            const struct sip_sighting *sighting,
                            enum side side);

/* Adds to SIDES what is known of the media of ENTRY's sides. A side whose media
 * is missing gets its media endpoint as its name. */
void capture_one_way_add(GHashTable *one_way,
                         const struct media_session_entry *entry,
                         struct capture_side sides[N_SIDES]);

#endif
