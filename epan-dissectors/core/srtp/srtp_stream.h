/* One stream of SRTP or SRTCP: which key opens it, and how often its sequence
 * numbers have rolled over. RFC 3711 3.3.1.
 *
 * Only the tag decides. Tags of 80 and 128 bits leave no room for chance; one
 * of 32 bits that fits far from what is expected has to fit two packets.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_SRTP_STREAM_H
#define LYNC_CORE_SRTP_STREAM_H

#include "endpoint.h"
#include "srtp_keys.h"

/* Rollover counters that a stream without a key is tried at: a capture may
 * begin late. At 50 packets a second 512 of them take eight days. */
#define SRTP_ROC_SEARCH 512

/* Keys of other calls that are tried, the latest ones: a relay or NAT hides
 * whose media it is. */
#define SRTP_RECENT_KEYS 32

/* After so many packets in a row that no key fits, and of which none ever has,
 * the stream is said to have no key. */
#define SRTP_HOPELESS_PACKETS 16

#define SRTP_TRACKS_MAX 4 /* keys that a stream is known to use */

struct srtp_stream_id {
    struct endpoint ends[2]; /* sender, receiver */
    uint32_t ssrc;
    enum srtp_kind kind;
};

/* A key in use. */
struct srtp_track {
    struct srtp_opening *opening; /* at the counter of the highest packet */
    uint16_t highest;             /* sequence number */
};

struct srtp_stream {
    struct srtp_stream_id id;
    struct srtp_track tracks[SRTP_TRACKS_MAX]; /* the latest used first */
    unsigned n_tracks;
    const struct srtp_key *doubtful; /* fitted one packet by a tag of 32 bits */
    uint32_t doubtful_roc;
    uint32_t n_misses; /* packets in a row that nothing fitted */
    uint32_t n_keys;   /* of its calls, known at the latest of these */
    bool is_told;      /* that it has no key */
};

/* A packet as it was sent, whole. */
struct srtp_packet {
    const uint8_t *octets;
    size_t n;
    uint16_t seq; /* 0 of SRTCP */
};

/* The keys that may open a stream. */
struct srtp_candidates {
    const GPtrArray *own[2]; /* of the calls whose SDP names sender or receiver;
                                NULL for none */
    const GPtrArray *all;    /* of the capture */
};

/* What opens PACKET of STREAM; packets come in the order of the capture. NULL
 * when nothing does. Tries the keys in use first. Looks for others at the first
 * packets that they do not fit, whenever CANDIDATES has got more, and seldom
 * after that. */
const struct srtp_opening *
srtp_stream_open(struct srtp_stream *stream,
                 const struct srtp_candidates *candidates,
                 const struct srtp_packet *packet);

/* Whether it has just become clear that no key of its calls fits STREAM: true
 * once. */
bool srtp_stream_becomes_hopeless(struct srtp_stream *stream);

#endif
