/* The pairs of endpoints of a capture that media may run between, and the RTP
 * streams that do. RFC 3550 5.1 (SSRC), 11 (ports).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_MEDIA_STREAMS_H
#define LYNC_CORE_MEDIA_STREAMS_H

#include "capture_stream.h"
#include "endpoint.h"
#include "index.h"
#include "media_kind.h"
#include "media_session.h"
#include "recent_flows.h"
#include "rtp_points.h"
#include "rtp_recognition.h"
#include "rtp_worst.h"

#define MEDIA_FLOWS_MAX           262144 /* pairs of endpoints kept */
#define MEDIA_STREAMS_MAX         262144 /* RTP streams kept */
#define MEDIA_STREAMS_OF_FLOW_MAX 256    /* of them, between one pair */

/* A span of more than 10 s in which a source sent RTP and no RTCP. */
struct rtcp_gap {
    int64_t since_ns; /* the last RTCP, or the first RTP */
    int64_t until_ns; /* the last RTP in the gap */
};

/* One RTP stream: a sender's 5-tuple and SSRC. */
struct media_stream {
    struct media_stream *next_of_flow;
    struct media_stream *next_of_ssrc;
    struct media_flow *flow;
    uint32_t index; /* lync.stream */
    uint32_t ssrc;
    enum media_kind kind;
    uint8_t direction;    /* of its flow */
    uint8_t payload_type; /* of the latest packet */
    bool codec_known : 1; /* payload_type has an encoding name */
    bool is_event : 1;    /* it is telephone-event (RFC 4733) */
    bool video_loss_told : 1;
    bool loss_told : 1; /* lync.loss, on a frame */
    char *setup;        /* who said that it is RTP: "DSCP", "SDP", ...; owned */
    char *codec; /* encoding name: of the media rather than of noise or events
                    beside it; NULL for none; owned */
    uint64_t dscps_seen; /* bit n: code point n was used */
    uint32_t n_packets;
    uint32_t first_frame;
    uint32_t last_frame;
    uint32_t n_gaps;  /* of sequence numbers */
    int64_t first_ns; /* of these frames */
    int64_t last_ns;
    uint32_t call;                 /* lync.call, or NO_INDEX */
    uint32_t call_frame;           /* since when it is */
    uint32_t call_before;          /* what it was before that, or NO_INDEX */
    uint32_t interface_id;         /* where it was seen first */
    struct capture_stream capture; /* what it tells of the capture there */
    struct rtp_points points;      /* sequence numbers */
    struct media_session_entry *session; /* of the latest packet, or NULL */
    struct media_source *source;         /* of that session; not owned */
    GArray *rtcp_gaps;       /* struct rtcp_gap, ascending; or NULL */
    struct rtp_worst *worst; /* NULL: nothing lost; owned */
};

/* One unordered pair of endpoints. */
struct media_flow {
    struct endpoint ends[2]; /* the lower one by endpoint_compare first */
    struct rtp_recognition recognition;
    struct rtp_recognition in_turn; /* of what TURN carries between them */
    struct media_stream *streams;
    struct media_stream *last_stream; /* of the last packet; the next one is
                                         most likely of it too */
    struct media_session_entry *sessions[2]; /* [direction] */
    struct media_flow *next_at_end[2];       /* of those that have ends[i] */
    uint32_t n_declared[2]; /* [direction]: n_bindings at that time */
    uint16_t n_streams;
    uint8_t sides[2];  /* [direction]: enum side of the sender */
    bool claimed;      /* this plugin said that it is RTP */
    bool only_rtp;     /* claimed, and no packet was anything else so far */
    bool owner_asked;  /* recognition.owned has been set */
    bool is_rtcp;      /* it carries RTCP alone, this plugin said */
    bool encrypted[2]; /* [direction]: its RTCP is known to be SRTCP */
    bool declared[2];  /* [direction]: somebody else said that it is RTP */
    bool stun_seen;    /* ICE runs here: other media rules apply */
    uint32_t n_offers; /* of media_ends, when its payload types were named */
};

/* A packet between two endpoints, seen from the sender. */
struct media_path {
    struct endpoint ends[2]; /* as in media_flow */
    uint8_t direction;       /* the sender is ends[direction] */
};

/* All flows and streams of a capture. */
struct media_streams {
    GHashTable *flows; /* struct media_flow by its ends, owned */
    struct recent_flows *recent;
    GHashTable *of_ssrc; /* the latest struct media_stream of an SSRC */
    GHashTable *at_end;  /* the latest struct media_flow at an endpoint */
    GPtrArray *streams;  /* struct media_stream by index, owned */
    GPtrArray *sources;  /* struct media_source, owned */
    uint32_t n_not_kept; /* flows and streams, because of a limit */
};

/* Makes STREAMS valid: nothing seen. */
void media_streams_init(struct media_streams *streams);

/* Frees all that STREAMS holds. */
void media_streams_clear(struct media_streams *streams);

/* The path of a packet from SOURCE to DESTINATION. */
struct media_path media_path_of(const struct endpoint *source,
                                const struct endpoint *destination);

/* The flow of a path, or NULL. */
struct media_flow *media_flow_find(const struct media_streams *streams,
                                   const struct media_path *path);

/* The flow of a path, made when there is none; NULL past MEDIA_FLOWS_MAX. */
struct media_flow *media_flow_get(struct media_streams *streams,
                                  const struct media_path *path);

/* The stream of a flow, or NULL. */
struct media_stream *media_stream_find(struct media_flow *flow,
                                       uint8_t direction, uint32_t ssrc);

/* The stream of a flow, made when there is none; NULL past the limits. */
struct media_stream *media_stream_get(struct media_streams *streams,
                                      struct media_flow *flow,
                                      uint8_t direction, uint32_t ssrc);

/* The source of STREAM in ENTRY, its session: another session, after SDP, gets
 * another source, and the one before it stays as it is. */
struct media_source *media_stream_source(struct media_streams *streams,
                                         struct media_stream *stream,
                                         struct media_session_entry *entry);

/* Where STREAM goes: its sender, and its receiver. */
const struct endpoint *media_stream_from(const struct media_stream *stream);
const struct endpoint *media_stream_to(const struct media_stream *stream);

/* "10.0.0.1:5000 to 10.0.0.2:6000, SSRC 0x00000001"; free with g_free. */
char *media_stream_who(const struct media_stream *stream);

/* The streams with an SSRC, the latest first, linked by next_of_ssrc; NULL for
 * none. */
struct media_stream *media_streams_of_ssrc(const struct media_streams *streams,
                                           uint32_t ssrc);

/* The flows with RTP that have END for an end: the latest, and the next one
 * after FLOW; NULL for none. */
struct media_flow *media_flows_at(const struct media_streams *streams,
                                  const struct endpoint *end);
struct media_flow *media_flow_next_at(const struct media_flow *flow,
                                      const struct endpoint *end);

/* Whether media runs at the port below that of END: there its RTCP is expected
 * (RFC 3550 11). */
bool media_flow_at_port_below(const struct media_streams *streams,
                              const struct endpoint *end);

#endif
