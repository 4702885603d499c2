/* What is known of a frame: what the gate saw in the one that is being
 * dissected, and what is kept of each in file scope.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_FRAME_FACTS_H
#define LYNC_FRAME_FACTS_H

#include <epan/packet.h>

#include "media_arrival.h"

struct frame_facts {
    uint32_t frame;   /* the number of the frame described here */
    unsigned n_gates; /* in front of transports, that have passed on what they
                         got and wait for its end */
    packet_info *ends_late; /* Wireshark is asked to call what ends it, with */
    proto_tree *late_tree;  /* these two; NULL: it is not */
    uint32_t plain_frame; /* the latest that a gate took for plain, and does not
                             end: frame_facts_plain() */
    bool ended;           /* what a gate got has been analysed and shown */
    bool counted; /* first pass: RTP or RTCP of it was counted, whether or not
                     anybody wants to know what follows */
    struct media_stream *stream; /* NULL: no media */
    /* Of RTCP without a stream, because its sender has sent no RTP so far;
     * NULL: no RTCP either. */
    struct media_session_entry *session;
    uint8_t dscp;         /* of the innermost IP header */
    uint8_t payload_type; /* of RTP */
    bool is_rtp;          /* else it is RTCP */
    bool red_known;       /* it is RED in clear, and its primary block has: */
    uint8_t red_primary;  /* this payload type */
    /* Of SRTP or SRTCP that was opened: where the packet as it was sent lies,
     * and the packet in clear. NULL: nothing was opened. */
    const uint8_t *sealed;
    const uint8_t *clear;
    unsigned clear_bytes;
};

/* The facts of the frame that PINFO is at, valid until the next frame; without
 * a stream if the gate has seen no media in it. */
struct frame_facts *frame_facts(const packet_info *pinfo);

/* The same; NULL unless anybody has asked for the facts of that frame. */
struct frame_facts *frame_facts_known(const packet_info *pinfo);

/* The frame that PINFO is at is dissected anew, maybe right after it was
 * before: it has not been ended. */
void frame_facts_again(const packet_info *pinfo);

/* A gate passes on what it got of the frame that PINFO is at, and will not end
 * the frame. */
void frame_facts_plain(const packet_info *pinfo);

/* The facts that frame_facts() returned last. */
const struct frame_facts *frame_facts_latest(void);

/* What is kept of a frame. */
enum frame_data_kind {
    FRAME_DATA_FINDINGS,   /* struct finding: the first, linked */
    FRAME_DATA_REPEAT,     /* struct media_repeat */
    FRAME_DATA_SIP,        /* sip_view's */
    FRAME_DATA_QOE,        /* struct qoe_entry: the first, linked */
    FRAME_DATA_ROUND_TRIP, /* struct rtcp_round_trip_proof */
    FRAME_DATA_SESSION,    /* struct media_session_entry */
    FRAME_DATA_SHOWN,      /* see frame_data_first_shown() */
    FRAME_DATA_BEGUN, /* struct rtp_header, of the first packet of a stream in
                         TURN over TCP */
    FRAME_DATA_SRTP,  /* struct srtp_opening; and the kinds after it, for a
                         frame may hold several packets: srtp_gate.c */
};

/* Keeps DATA, in file scope, for the frame that PINFO is at. First pass, once
 * per frame and KIND. */
void frame_data_keep(packet_info *pinfo, enum frame_data_kind kind,
                     const void *data);

/* Whether the findings of the frame that PINFO is at have not been shown so far
 * in this dissection; they count as shown from then on. */
bool frame_data_first_shown(packet_info *pinfo);

/* What was kept for the frame that PINFO is at; NULL for nothing. */
void *frame_data_of(packet_info *pinfo, enum frame_data_kind kind);

/* Registers the routine that clears the facts when the capture closes, and
 * makes PROTO_LYNC the owner of what is kept. */
void frame_facts_register(int proto_lync);

#endif
