/* The sides of each call, as far as the capture holds them: it may lack one
 * side entirely, although the other one answers it.
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
    bool invited; /* the INVITE that opened it was seen: */
    enum side inviter;
    struct endpoint from, to;
};

/* A table of what RTCP says of the sides of each session, by its struct
 * media_session_entry: nothing seen. Free with g_hash_table_destroy. */
GHashTable *capture_one_way_new(void);

/* RTCP of SIDE of ENTRY. */
void capture_one_way_on_rtcp(GHashTable *one_way,
                             const struct media_streams *streams,
                             const struct media_session_entry *entry,
                             enum side side, const struct rtcp_header *header);

/* A packet that looks like RTP and was dissected as something else. It may be
 * the media of a side that otherwise seems to be missing. */
void capture_one_way_on_undissected(GHashTable *one_way,
                                    const struct media_streams *streams,
                                    const struct media_arrival *arrival);

/* A SIP message of SIDE of CALL. POINTS tells how long its interface has been
 * capturing. */
void capture_one_way_on_sip(struct capture_call *call,
                            const struct capture_points *points,
                            const struct sip_sighting *sighting,
                            enum side side);

/* Adds to SIDES what is known of the media of ENTRY's sides. A side whose media
 * is missing is named by its media endpoint. */
void capture_one_way_add(GHashTable *one_way,
                         const struct media_session_entry *entry,
                         struct capture_side sides[N_SIDES]);

#endif
