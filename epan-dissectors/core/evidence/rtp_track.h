/* One RTP stream at one interface: what its sequence numbers and timestamps say
 * about packets and time that the capture lacks. RFC 3550 5.1, A.1.
 *
 * Learns the stream's rhythm from packets that follow one another, so that no
 * clock rate has to be known.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_RTP_TRACK_H
#define LYNC_CORE_RTP_TRACK_H

#include <stdbool.h>
#include <stdint.h>

/* RFC 3550 A.1: a sequence number this far ahead is a jump, unless the RTP
 * clock ran as long as the missing packets take. */
#define RTP_TRACK_MAX_DROPOUT 3000 /* packets */

#define RTP_TRACK_WINDOW 64 /* packets; older ones may be repeats */

/* The rhythm is known after so many packets that followed one another. */
#define RTP_TRACK_STEADY 16

/* More packet times than this between two packets are a pause, and say nothing
 * of the rhythm. */
#define RTP_TRACK_PAUSE 10

enum rtp_track_verdict {
    RTP_TRACK_NEXT,    /* the next in order, or the first */
    RTP_TRACK_GAP,     /* ahead: packets are missing in between */
    RTP_TRACK_LATE,    /* fills a gap */
    RTP_TRACK_REPEAT,  /* seen before, or too old to tell */
    RTP_TRACK_RESTART, /* the sender counts anew: nothing is known to miss */
};

/* What a NEXT or GAP packet says of the time since the one before. */
struct rtp_track_step {
    uint32_t seq_step;    /* 1: the next; beyond 65535 in a long gap */
    int64_t d_ns;         /* capture time */
    int64_t timestamp_ns; /* RTP time; d_ns while the rhythm is not known, and
                             on the next packet after at most
                             RTP_TRACK_PAUSE packet times */
};

/* All zero is a stream of which nothing has been seen. */
struct rtp_track {
    bool started;
    bool restart_near;
    uint16_t max_seq;
    uint16_t restart_seq; /* the next after the last jump; RFC 3550 A.1 */
    uint32_t timestamp;   /* of max_seq */
    uint32_t frame;       /* of max_seq */
    uint32_t n_seen;      /* each sequence number once */
    uint32_t n_rhythm;    /* packets that followed one another: see below */
    int64_t raw_ns;       /* of max_seq */
    uint64_t window;      /* bit n: max_seq - n has come */
    uint64_t n_in_holes;  /* missing packets that the caller excuses */
    /* Of n_rhythm packets; halved together with it now and then: */
    int64_t packet_time_ns; /* of every RTP_TRACK_STEADY of them; 0 before */
    uint64_t rhythm_ns;
    uint64_t rhythm_ticks; /* of the RTP clock */
};

/* The usual time between two packets, in ns; 0 while it is not known. */
static inline int64_t rtp_track_packet_time_ns(const struct rtp_track *track)
{
    return track->packet_time_ns;
}

/* Takes in a packet that came D_NS after the one before (see below), if it is
 * the next in order, without a pause, of a stream whose rhythm is known: the
 * usual case. Returns false, and changes nothing, if it is not. */
bool rtp_track_advance(struct rtp_track *track, uint16_t seq,
                       uint32_t timestamp, uint32_t frame, int64_t raw_ns,
                       int64_t d_ns);

/* Takes in a packet that came D_NS after the one with the highest sequence
 * number so far, in time without clock steps, in FRAME at RAW_NS. Fills in
 * STEP for NEXT and GAP. */
enum rtp_track_verdict rtp_track_update(struct rtp_track *track, uint16_t seq,
                                        uint32_t timestamp, uint32_t frame,
                                        int64_t raw_ns, int64_t d_ns,
                                        struct rtp_track_step *step);

/* How many packets up to SEQ (by the low 16 bits) have been seen, into N_SEEN:
 * all of them where SEQ is ahead. False when SEQ lies before the window. */
bool rtp_track_seen_until(const struct rtp_track *track, uint16_t seq,
                          uint64_t *n_seen);

#endif
