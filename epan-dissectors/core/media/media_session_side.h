/* One side of a media session: its SDP and what it sends. RFC 3264
 * (directions), RFC 3556 (b=RS, b=RR), RFC 3550.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_MEDIA_SESSION_SIDE_H
#define LYNC_CORE_MEDIA_SESSION_SIDE_H

#include <stdbool.h>
#include <stdint.h>

#include "comfort_noise.h"
#include "dscp_marks.h"
#include "endpoint.h"
#include "media_direction.h"
#include "media_kind.h"
#include "rtcp_bye.h"
#include "rtcp_header.h"
#include "rtcp_presence.h"
#include "rtp_stop.h"

/* Sources kept in a side's list. Further ones are analysed but not found by
 * SSRC. */
#define MEDIA_SESSION_SIDE_SOURCES_MAX 64

/* A source that paused for this long before is silent by habit: it mutes, or
 * detects voice activity. */
#define MEDIA_SOURCE_PAUSE_NS INT64_C(1000000000)

/* One side's SDP of one m-line. All zero: nothing is known. */
struct media_description {
    struct endpoint rtp;  /* from c= and m=, or the ICE candidate in use; family
                             0: unchanged */
    struct endpoint rtcp; /* from a=rtcp or ICE component 2; family 0: not
                             given */
    enum media_direction direction; /* with c=0.0.0.0 (old hold) without
                                       receiving: sendrecv becomes sendonly */
    bool rtcp_off;                  /* b=RS:0 and b=RR:0 */
    bool removed;                   /* port 0 */
    bool fax;                       /* T.38: m=image */
    struct payload_type_set named;  /* payload types with an rtpmap */
    struct payload_type_set noise;  /* those of them named CN */
};

/* One RTP source: 5-tuple and SSRC. All zero is valid. */
struct media_source {
    uint32_t ssrc;
    enum media_kind kind : 8; /* by payload type or SDP; may be set at any
                                 time */
    bool has_paused;          /* for MEDIA_SOURCE_PAUSE_NS, and lost nothing */
    uint64_t n_packets;
    int64_t last_rtp_ns;
    struct dscp_flow dscp;
    struct rtp_stop stop; /* RTCP since last_rtp_ns */
    struct rtcp_bye bye;
    int64_t first_rtp_ns;
    struct media_source *next; /* next source of the same side */
};

/* What one side of a session sends. */
struct media_session_side {
    struct rtcp_presence presence;
    struct payload_type_set noise_types; /* comfort noise payload types that it
                                            sends */
    struct comfort_noise noise;
    struct dscp_direction dscp;
    int64_t unproved_until_ns; /* absence of RTCP is not examined again before
                                  this time */
    struct media_source *sources; /* newest first */
    unsigned n_sources;           /* number of sources in the list */
    struct endpoint endpoint;     /* where its RTP comes from */
};

/* Whether DESCRIPTION of SIDE, where BEFORE is still in force, moves its RTP to
 * another endpoint. False if it names none, and if the first SDP comes after
 * packets, since their source may be behind a NAT that SDP does not know. */
bool media_session_side_is_move(const struct media_session_side *side,
                                const struct media_description *before,
                                const struct media_description *description);

/* Initializes SOURCE, which must be all zero, for SSRC, whose first RTP packet
 * came at TIME_NS. Adds it to SIDE's list unless that is full. SOURCE must
 * outlive SIDE. */
void media_session_side_add(struct media_session_side *side,
                            struct media_source *source, uint32_t ssrc,
                            int64_t time_ns);

/* Returns the source of SIDE with SSRC; NULL if it is not in the list. */
struct media_source *
media_session_side_find(const struct media_session_side *side, uint32_t ssrc);

/* Processes the BYEs in HEADER, an RTCP packet of SIDE at TIME_NS, for the
 * sources that they name. */
void media_session_side_on_byes(struct media_session_side *side,
                                const struct rtcp_header *header,
                                int64_t time_ns);

#endif
