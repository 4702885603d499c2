/* The flows of a capture (pairs of endpoints that may exchange media) and the
 * RTP streams in them. RFC 3550 5.1 (SSRC), 11 (ports).
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
#include "rtp_jitter.h"
#include "rtp_playout.h"
#include "rtp_points.h"
#include "rtp_recognition.h"
#include "rtp_steps.h"
#include "rtp_worst.h"
#include "quality_class.h"
#include "stream_score.h"

#define MEDIA_FLOWS_MAX           262144 /* flows kept */
#define MEDIA_STREAMS_MAX         262144 /* RTP streams kept */
#define MEDIA_STREAMS_OF_FLOW_MAX 256    /* RTP streams kept of one flow */
#define MEDIA_STREAM_IDLE_NS      INT64_C(60000000000)

/* A time of more than 10 s in which a source sent RTP but no RTCP. */
struct rtcp_gap {
    int64_t since_ns; /* last RTCP before it, or first RTP */
    int64_t until_ns; /* last RTP in it */
};

/* The jitter and relative transit time after one packet of a stream. */
struct stream_time {
    uint32_t frame;
    int32_t jitter_us;
    int32_t transit_us;
};

/* What the times of a stream's packets say. */
struct stream_timing {
    struct rtp_jitter jitter;
    struct rtp_playout playout;
};

/* One RTP stream: the sender's 5-tuple and SSRC. */
/* What each packet reads comes first. */
struct media_stream {
    struct media_flow *flow;
    uint32_t ssrc;
    uint32_t index; /* lync.stream */
    enum media_kind kind : 8;
    enum quality_class quality : 8; /* of all of it, set by loss_watch.h */
    uint8_t direction;              /* direction in flow */
    uint8_t payload_type;           /* of the latest packet */
    bool codec_known : 1;           /* payload_type has an encoding name */
    bool is_event : 1;      /* payload_type is telephone-event (RFC 4733) */
    bool codec_changed : 1; /* it had another codec than CODEC too */
    bool video_loss_told : 1;
    bool poor_told : 1; /* lync.quality.poor was added while it ran */
    bool loss_told : 1; /* lync.loss was added to a frame */
    uint32_t n_packets;
    uint32_t last_frame;
    int64_t first_ns; /* times of first_frame and last_frame */
    int64_t last_ns;
    uint64_t dscps_seen;                 /* bit n: code point n was used */
    uint32_t interface_id;               /* interface that captured it first */
    uint32_t call;                       /* lync.call, or NO_INDEX */
    struct media_session_entry *session; /* of the latest packet, or NULL */
    struct media_source *source;         /* in that session; not owned */
    struct rtp_steps steps;              /* what it did over time */
    struct rtp_jitter *jitter;   /* at its first point; NULL while no clock rate
                                    is known */
    struct rtp_playout *playout; /* likewise; both are in one stream_timing,
                                    owned */
    uint32_t timed_frame;        /* of the latest packet that both measured */
    uint32_t payload_bytes;      /* of a packet; 0: not always the same */
    struct capture_stream capture; /* what it shows of the capture */
    struct rtp_points points;      /* sequence numbers at each interface */
    GArray *times; /* struct stream_time of each packet, ascending; NULL: none
                      are kept */
    struct stream_rtcp *rtcp; /* stream_rtcp.h; NULL: none; owned */
    const char *setup;        /* how it was recognised as RTP: "DSCP", "SDP",
                                 ...; interned */
    char *codec; /* encoding name, of the media rather than of comfort noise or
                    events; NULL: none; owned */
    struct media_stream *next_of_flow;
    struct media_stream *next_of_ssrc;
    uint32_t first_frame;
    uint32_t n_gaps;           /* gaps in the sequence numbers */
    uint32_t call_frame;       /* frame from which on call is right */
    uint32_t call_before;      /* call before that frame, or NO_INDEX */
    GArray *rtcp_gaps;         /* struct rtcp_gap, ascending; NULL: none */
    struct rtp_worst *worst;   /* NULL: no loss; owned */
    struct stream_score score; /* of all of it, set by loss_watch.h */
};

/* How media runs between two endpoints; ice_path.h. */
enum ice_path {
    ICE_PATH_UNKNOWN,
    ICE_PATH_DIRECT,
    ICE_PATH_REFLEXIVE,
    ICE_PATH_RELAY_UDP,
    ICE_PATH_RELAY_TCP,
};

/* One unordered pair of endpoints. */
struct media_flow {
    struct endpoint ends[2]; /* in the order of endpoint_compare() */
    bool claimed;            /* this plugin registered it as RTP */
    bool only_rtp;           /* claimed, and every packet so far was RTP */
    bool owner_asked;        /* recognition.owned has been set */
    bool is_rtcp;            /* this plugin registered it as RTCP only */
    bool encrypted[2];       /* [direction]: RTCP is known to be encrypted */
    bool declared[2];   /* [direction]: registered as RTP by another source */
    bool stun_seen : 1; /* STUN was seen, so ICE is used and other rules
                           apply */
    bool is_tcp : 1;    /* TURN over TCP; else UDP */
    bool nat_seen : 1;  /* an ICE check between them arrived from another
                           address */
    uint8_t sides[2];   /* [direction]: enum side of the sender */
    enum ice_path path : 8;
    uint8_t unnamed; /* 1 + i: no packet has yet gone to ends[i], for which the
                        payload types wait that NAMED_KIND implies; 0: none */
    enum media_kind named_kind : 8;
    uint16_t buckets[2]; /* [i]: media_ends_bucket() of ends[i] */
    uint16_t n_streams;
    uint32_t path_frame;                 /* frame from which on path is known */
    struct media_stream *last_stream[2]; /* [direction]: of the latest packet;
                                            the next one is likely to belong to
                                            it */
    struct media_session_entry *sessions[2]; /* [direction] */
    uint32_t n_declared[2]; /* [direction]: n_bindings when sessions was last
                               known to be right */
    uint32_t bindings[2];   /* [direction]: media_ends_bindings() when sessions
                               was set */
    uint32_t n_offers; /* n_offers of media_ends when formats were last set */
    uint32_t n_path_offers; /* n_offers of media_ends and 1 when path was last
                               sought */
    struct rtp_recognition recognition;
    uint32_t named_frame; /* frame that implies NAMED_KIND; valid if unnamed */
    struct rtp_recognition *in_turn; /* of what TURN carries between the ends;
                                        NULL: nothing; owned */
    struct media_stream *streams;
    struct media_flow *next_at_end[2]; /* [i]: next flow with ends[i] */
};

/* The endpoints of a packet, and who sent it. */
struct media_path {
    struct endpoint ends[2]; /* in the order of endpoint_compare() */
    uint8_t direction;       /* the sender is ends[direction] */
};

/* All flows and streams of a capture. */
struct media_streams {
    GHashTable *flows; /* struct media_flow by its ends, owned */
    struct recent_flows *recent;
    GHashTable *of_ssrc; /* latest struct media_stream of each SSRC */
    GHashTable *at_end;  /* latest struct media_flow at each endpoint */
    GPtrArray *streams;  /* struct media_stream by index, owned */
    GPtrArray *sources;  /* struct media_source, owned */
    uint32_t n_not_kept; /* flows and streams refused because of a limit */
    uint32_t next_idle; /* stream that media_streams_forget_idle() takes next */
};

/* Initializes STREAMS without any. */
void media_streams_init(struct media_streams *streams);

/* Frees what STREAMS holds. */
void media_streams_clear(struct media_streams *streams);

/* Returns the path of a packet from SOURCE to DESTINATION. */
struct media_path media_path_of(const struct endpoint *source,
                                const struct endpoint *destination);

/* Returns the flow of PATH, or NULL. */
struct media_flow *media_flow_find(const struct media_streams *streams,
                                   const struct media_path *path);

/* Returns the flow of PATH, adding it if it is new; NULL beyond
 * MEDIA_FLOWS_MAX. */
struct media_flow *media_flow_get(struct media_streams *streams,
                                  const struct media_path *path);

/* Returns what is known of RTP that TURN carries between the ends of FLOW;
 * nothing at first. */
struct rtp_recognition *media_flow_in_turn(struct media_flow *flow);

/* Returns the stream of FLOW, or NULL. */
struct media_stream *media_stream_find(struct media_flow *flow,
                                       uint8_t direction, uint32_t ssrc);

/* Returns the stream of FLOW, adding it if it is new; NULL beyond the
 * limits. */
struct media_stream *media_stream_get(struct media_streams *streams,
                                      struct media_flow *flow,
                                      uint8_t direction, uint32_t ssrc);

/* Of two streams that have sent nothing for MEDIA_STREAM_IDLE_NS before NOW_NS
 * or longer, frees what serves to tell who repeats their latest packets: it is
 * most of a stream's memory. Called for each new stream, it takes all in turn,
 * so that the memory does not grow with those that are over. */
void media_streams_forget_idle(struct media_streams *streams, int64_t now_ns);

/* Returns the source of STREAM in its session ENTRY. If SDP has moved the
 * stream to another session, it gets a new source; the old one stays
 * unchanged. */
struct media_source *media_stream_source(struct media_streams *streams,
                                         struct media_stream *stream,
                                         struct media_session_entry *entry);

/* The sender and the destination of STREAM. */
const struct endpoint *media_stream_from(const struct media_stream *stream);
const struct endpoint *media_stream_to(const struct media_stream *stream);

/* Sets TIME to the jitter and transit time after the packet in FRAME. Returns
 * false if they are not kept, or were not measured with it. */
bool media_stream_time(const struct media_stream *stream, uint32_t frame,
                       struct stream_time *time);

/* Returns text such as "10.0.0.1:5000 to 10.0.0.2:6000, SSRC 0x00000001"; free
 * it with g_free(). */
char *media_stream_who(const struct media_stream *stream);

/* Returns the latest stream with SSRC; next_of_ssrc links to earlier ones.
 * NULL: none. */
struct media_stream *media_streams_of_ssrc(const struct media_streams *streams,
                                           uint32_t ssrc);

/* Returns the stream with SSRC that RTCP between the endpoints SENDER and
 * RECEIVER is about. NULL if there is none, or if several match equally well,
 * since one sender can feed two receivers behind one address. */
struct media_stream *media_streams_between(const struct media_streams *streams,
                                           uint32_t ssrc,
                                           const struct endpoint *sender,
                                           const struct endpoint *receiver);

/* Adds to FOUND the streams that are in SESSION now. */
void media_streams_of_session(const struct media_streams *streams,
                              const struct media_session *session,
                              GPtrArray *found);

/* Iterate over the flows with RTP that have END as an end: the latest one, and
 * the one after FLOW. NULL: no more. */
struct media_flow *media_flows_at(const struct media_streams *streams,
                                  const struct endpoint *end);
struct media_flow *media_flow_next_at(const struct media_flow *flow,
                                      const struct endpoint *end);

/* Returns a flow with RTP where payload types wait for END (unnamed); NULL if
 * none of the latest few has any. */
const struct media_flow *
media_flow_unnamed_at(const struct media_streams *streams,
                      const struct endpoint *end);

/* Whether RTP uses the port below END's, which makes END the default port for
 * its RTCP (RFC 3550 11). */
bool media_flow_at_port_below(const struct media_streams *streams,
                              const struct endpoint *end);

#endif
