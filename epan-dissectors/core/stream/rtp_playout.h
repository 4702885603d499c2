/* What the arrival times of an RTP stream mean for its receiver: packets that
 * come too late for a jitter buffer, the longest time without any, and those
 * out of order.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_RTP_PLAYOUT_H
#define LYNC_CORE_RTP_PLAYOUT_H

#include <stdbool.h>
#include <stdint.h>

/* The buffer follows the sender's clock: it counts from the fastest packet of
 * this span and the one before. */
#define RTP_PLAYOUT_SPAN_NS INT64_C(5000000000)

/* One packet; copies are left out. */
struct rtp_playout_packet {
    uint16_t seq;
    uint32_t timestamp;
    int64_t time_ns;
    int64_t transit_ns; /* how much longer it took than the first packet */
    bool restarts;      /* the first one, or transit_ns does not compare it
                           with the one before (rtp_jitter.h) */
    bool late;          /* behind the highest number */
    bool may_pause;     /* audio, whose sender may be silent */
    bool marker;        /* of audio: the first after silence, RFC 3551 4.1 */
    uint32_t clock_rate_hz; /* not 0 */
};

/* All zero: no packet. */
struct rtp_playout {
    bool started;
    bool marker;             /* of the packet MAX_SEQ */
    uint16_t max_seq;        /* highest so far */
    uint32_t timestamp;      /* of MAX_SEQ */
    uint32_t packet_units;   /* what the timestamp advances with each packet; 0:
                                not known */
    uint32_t packet_ns;      /* the same as a time; 0: not known, or more than
                                4 s */
    uint32_t latest_units;   /* what it did last */
    uint32_t n_discarded;    /* too late for the buffer */
    int64_t time_ns;         /* of the latest packet */
    int64_t span_ns;         /* when the current span began */
    int64_t least_ns;        /* least transit time in it */
    int64_t least_before_ns; /* and in the one before */
    int64_t gap_ns;          /* longest time without a packet */
    uint32_t n_late;         /* came after one with a higher number */
    uint16_t late_most;      /* greatest distance of a late one to it */
};

/* Adds PACKET. BUFFER_NS is the size of the jitter buffer: it plays a packet
 * this long after the fastest one could have come, and discards what comes
 * later.
 *
 * A time without packets does not count as far as the sender was silent: its
 * timestamp then advances more than its sequence number says, or the marker is
 * set on the next packet and not on each. Nor does one after which the stream
 * restarts. */
void rtp_playout_add(struct rtp_playout *playout,
                     const struct rtp_playout_packet *packet,
                     int64_t buffer_ns);

#endif
