/* What is known of the media of the capture that is being read: pairs of
 * endpoints, and the RTP streams between them. Lives in file scope.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CAPTURE_STATE_H
#define LYNC_CAPTURE_STATE_H

#include <epan/packet.h>

#include "endpoint.h"
#include "media_session.h"
#include "payload_type.h"
#include "rtp_header.h"
#include "rtp_points.h"
#include "rtp_recognition.h"
#include "media_kind.h"

#define MAX_FLOWS           262144 /* pairs of endpoints kept; later ones are not */
#define MAX_STREAMS         262144 /* RTP streams kept */
#define MAX_STREAMS_OF_FLOW 256    /* of them, between one pair of endpoints */

/* A time in which a source sent RTP and no RTCP for longer than 10 s. */
struct rtcp_gap {
    int64_t since_ns; /* the last RTCP, or the first RTP */
    int64_t until_ns; /* the last RTP in the gap */
};

/* One RTP stream: a sender's 5-tuple and SSRC. */
struct media_stream {
    struct media_stream *next_of_flow;
    struct media_stream *next_of_ssrc;
    struct media_flow *flow;
    uint32_t index;    /* lync.stream */
    uint8_t direction; /* of its flow */
    uint32_t ssrc;
    enum media_kind media;
    const char *setup; /* who said that it is RTP: "DSCP", "SDP", ... */
    const char *codec; /* encoding name: of the media rather than of noise or
                          events beside it; NULL for none */
    uint8_t payload_type;
    uint64_t dscps_seen; /* bit n: code point n was used */
    uint32_t n_packets;
    uint32_t first_frame;
    uint32_t last_frame;
    int64_t first_ns; /* of these frames */
    int64_t last_ns;
    uint32_t call;            /* lync.call, or UINT32_MAX */
    uint32_t call_frame;      /* since when it is */
    uint32_t call_before;     /* what it was before that, or UINT32_MAX */
    const char *codec_now;    /* encoding name of payload_type, or NULL */
    bool is_event;            /* codec_now is telephone-event */
    struct rtp_points points; /* sequence numbers; its memory is g_malloc */
    struct media_session_entry *session;
    struct media_source *source; /* for that session */
    wmem_array_t *rtcp_gaps;     /* struct rtcp_gap, ascending; or NULL */
    uint32_t n_gaps;             /* of sequence numbers */
    bool video_loss_told;
};

/* One unordered pair of endpoints. */
struct media_flow {
    struct endpoint ends[2]; /* the lower one by endpoint_compare first */
    struct rtp_recognition recognition;
    struct rtp_recognition in_turn; /* of what TURN carries between them */
    struct media_stream *streams;
    uint16_t n_streams;
    struct media_stream *last_stream; /* of the last packet; the next one is
                                         most likely of it too */
    bool claimed;                     /* this plugin said that it is RTP */
    bool is_rtcp;      /* it carries RTCP alone, this plugin said */
    bool encrypted[2]; /* [direction]: its RTCP is known to be SRTCP */
    struct media_session_entry *sessions[2]; /* [direction] */
    uint8_t sides[2];       /* [direction]: enum side of the sender */
    uint32_t n_declared[2]; /* [direction]: how current that is */
    struct media_flow *next_at_end[2]; /* of those that have ends[i] */
    bool stun_seen;   /* ICE runs here: other media rules apply */
    bool declared[2]; /* [direction]: somebody else said that it is RTP */
};

/* A packet between two endpoints, seen from the sender. */
struct media_path {
    struct endpoint ends[2]; /* as in media_flow */
    uint8_t direction;       /* the sender is ends[direction] */
};

/* The path of the UDP packet with these ports whose addresses PINFO has.
 * FALSE for addresses that are neither IPv4 nor IPv6. */
bool media_path_of(const packet_info *pinfo, uint16_t source_port,
                   uint16_t destination_port, struct media_path *path);

/* The flow of a path, or NULL. */
struct media_flow *media_flow_find(const struct media_path *path);

/* The flow of a path, made when there is none; NULL past MAX_FLOWS. */
struct media_flow *media_flow_get(const struct media_path *path);

/* The stream of a flow, or NULL. */
struct media_stream *media_stream_find(struct media_flow *flow,
                                       uint8_t direction, uint32_t ssrc);

/* The stream of a flow, made when there is none; NULL past the limits. */
struct media_stream *media_stream_get(struct media_flow *flow,
                                      uint8_t direction, uint32_t ssrc);

/* The streams with an SSRC, linked by next_of_ssrc; NULL for none. */
struct media_stream *media_streams_of_ssrc(uint32_t ssrc);

/* The flows with RTP that have END for an end: the latest, and the next ones;
 * NULL for none. */
struct media_flow *media_flows_at(const struct endpoint *end);
struct media_flow *media_flow_next_at(const struct media_flow *flow,
                                      const struct endpoint *end);

/* Whether media runs at the port below that of ENDPOINT: there its RTCP is
 * expected (RFC 3550 11). */
bool media_at_port_below(const struct endpoint *endpoint);

/* When the capture ended, as far as it has been read: nanoseconds since the
 * first frame. */
int64_t media_capture_end_ns(void);
void media_capture_note_time(int64_t now_ns);

/* How many frames have been read: changes whenever what is known may have. */
uint32_t media_capture_n_frames(void);

/* All streams in the order of their index: an array of struct media_stream
 * pointers, empty before anything is read. */
const GPtrArray *media_streams(void);

/* How many flows and streams were not kept because a limit was reached. */
uint32_t media_n_not_kept(void);

/* Registers the routines that make and drop the state with each capture. */
void capture_state_register(void);

#endif
