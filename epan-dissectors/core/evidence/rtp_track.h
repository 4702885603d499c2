/* The sequence numbers and timestamps of one RTP stream at one interface: which
 * packets the capture lacks and how much time the sender's clock says has
 * passed. RFC 3550 5.1, A.1.
 *
 * The packet time and the clock rate are measured from consecutive packets, so
 * that no payload type has to be known.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_RTP_TRACK_H
#define LYNC_CORE_RTP_TRACK_H

#include <stdbool.h>
#include <stdint.h>

/* A sequence number further ahead than this is a restart (RFC 3550 A.1), unless
 * the RTP clock has advanced by the time that many packets take. */
#define RTP_TRACK_MAX_DROPOUT 3000 /* packets */

#define RTP_TRACK_WINDOW 64 /* packets; older ones count as repeats */

/* Number of consecutive packets after which the rhythm (packet time and clock
 * rate) is known; also how often it is updated. */
#define RTP_TRACK_STEADY 16

/* A gap of more than this many packet times is a pause and does not count for
 * the rhythm. */
#define RTP_TRACK_PAUSE 10

enum rtp_track_verdict {
    RTP_TRACK_NEXT,    /* the next in order, or the first */
    RTP_TRACK_GAP,     /* ahead: packets before it are missing */
    RTP_TRACK_LATE,    /* fills a gap */
    RTP_TRACK_REPEAT,  /* seen before, or too old to tell */
    RTP_TRACK_RESTART, /* the sender restarted its numbering: nothing is known
                          to be missing */
};

/* By how much the stream advanced with a NEXT or GAP packet. */
struct rtp_track_step {
    uint32_t seq_step; /* of the sequence number: 1 for the next, above 65535 if
                          it wrapped */
    int64_t d_ns;      /* capture time */
    int64_t timestamp_ns; /* RTP time; equals d_ns while the rhythm is not
                             known, and for a NEXT packet without a pause */
};

/* The state of one stream. All zero: no packet yet. */
struct rtp_track {
    bool started;
    bool restart_near;
    uint16_t max_seq;
    uint16_t restart_seq; /* the number that would confirm a restart */
    uint32_t timestamp;   /* of max_seq */
    uint32_t frame;       /* of max_seq */
    uint32_t n_seen;      /* packets, repeats not counted */
    uint32_t n_rhythm;    /* packets in the sums of the rhythm */
    int64_t raw_ns;       /* of max_seq */
    uint64_t window;      /* bit n: max_seq - n was seen */
    uint64_t n_in_holes;  /* missing packets that the caller counts as holes */
    /* The rhythm. The sums are halved, with n_rhythm, when they are large. */
    int64_t packet_time_ns; /* mean, in ns; 0: not yet known */
    uint64_t rhythm_ns;
    uint64_t rhythm_ticks; /* of the RTP clock */
};

/* Usual time between two packets, in ns; 0 while it is not known. */
static inline int64_t rtp_track_packet_time_ns(const struct rtp_track *track)
{
    return track->packet_time_ns;
}

/* Fast path of rtp_track_update() for the next packet in order, without a
 * pause, in a stream whose rhythm is known. Returns false and changes nothing
 * in every other case. */
bool rtp_track_advance(struct rtp_track *track, uint16_t seq,
                       uint32_t timestamp, uint32_t frame, int64_t raw_ns,
                       int64_t d_ns);

/* Processes a packet in FRAME at RAW_NS, which came D_NS after the packet
 * max_seq, in time without clock steps. Sets STEP for NEXT and GAP. */
enum rtp_track_verdict rtp_track_update(struct rtp_track *track, uint16_t seq,
                                        uint32_t timestamp, uint32_t frame,
                                        int64_t raw_ns, int64_t d_ns,
                                        struct rtp_track_step *step);

/* Sets N_SEEN to the number of packets seen up to SEQ, its low 16 bits; to all
 * of them if SEQ is ahead of the stream. Returns false if SEQ is
 * RTP_TRACK_WINDOW or more behind it, or no packet was seen. */
bool rtp_track_seen_until(const struct rtp_track *track, uint16_t seq,
                          uint64_t *n_seen);

#endif
