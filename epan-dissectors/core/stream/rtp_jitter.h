/* The interarrival jitter of an RTP stream. RFC 3550 6.4.1, A.8.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_RTP_JITTER_H
#define LYNC_CORE_RTP_JITTER_H

#include <stdbool.h>
#include <stdint.h>

/* Values are counted in eight buckets for each doubling from 16 us up to 1.07
 * s, which is more than RTP_JITTER_MAX_NS; what is less has a doubling of its
 * own. */
#define RTP_JITTER_DOUBLINGS 17
#define RTP_JITTER_PARTS     8

/* Two packets whose difference is this much or more do not belong together: the
 * sender paused with its clock, began anew, or the capture stood still. */
#define RTP_JITTER_MAX_NS INT64_C(1000000000)

/* The worst time is sought in parts of this length, one after the other, with
 * at least this many packets. */
#define RTP_JITTER_WINDOW_NS      INT64_C(10000000000)
#define RTP_JITTER_WINDOW_PACKETS 100

/* All zero: no packet, no clock rate. */
struct rtp_jitter {
    uint64_t resumed_ns;    /* part of SUM_NS that packets after a pause made */
    int64_t worst_since_ns; /* when the ten seconds of WORST_NS began */
    uint32_t worst_ns;      /* greatest mean of ten seconds; 0: none */
    uint32_t n_together;    /* differences of packets with the same time */
    uint32_t clock_rate_hz; /* 0: not known, nothing is measured */
    uint32_t timestamp;     /* of the packet before; valid if STARTED */
    int64_t time_ns;        /* when that came */
    int64_t transit_ns;     /* how much longer that took than the first packet,
                               by their timestamps; restarts change nothing */
    int64_t scaled_ns;      /* 16 times the current jitter */
    uint64_t sum_ns;
    int64_t drift_ns; /* sum of all other differences: by how much the RTP
                         clock was slower than the capture's */
    uint32_t n;       /* differences measured */
    uint32_t max_ns;
    uint32_t window_n;
    int64_t window_ns;      /* start of the current ten seconds */
    uint64_t window_sum_ns; /* of the network's part, until then */
    uint16_t (*counts)[RTP_JITTER_PARTS]; /* [place]: values in the parts of a
                                             doubling; owned */
    uint8_t places[RTP_JITTER_DOUBLINGS]; /* in COUNTS, from 1; 0: none yet */
    bool started;
    bool window_ended; /* ten seconds, with the packet before the latest */
    bool resumed;      /* the next packet follows another kind of payload */
};

/* Frees what JITTER holds. */
void rtp_jitter_clear(struct rtp_jitter *jitter);

/* The clock rate of the packets that follow, in Hz; 0 if it is not known.
 * Another rate than before begins a new difference; the jitter goes on. */
void rtp_jitter_set_clock(struct rtp_jitter *jitter, uint32_t clock_rate_hz);

/* Adds a packet with RTP TIMESTAMP that came at TIME_NS. Packets count in the
 * order in which they came; the caller leaves out copies, and telephone events,
 * which keep one timestamp (RFC 4733 2.2.2). MARKER: it begins a talkspurt
 * (RFC 3551 4.1). Returns whether it was compared with the packet before. */
bool rtp_jitter_add(struct rtp_jitter *jitter, uint32_t timestamp,
                    int64_t time_ns, bool marker);

/* The mean of the jitter after each packet, in ns; 0 if N is 0. */
int64_t rtp_jitter_mean_ns(const struct rtp_jitter *jitter);

/* The part of that mean which the network may have made, in ns: without the
 * packets that begin a talkspurt or another kind of payload. Many senders stop
 * their clock in between. */
int64_t rtp_jitter_network_ns(const struct rtp_jitter *jitter);

/* The greatest such mean of ten seconds, in ns, and when they began; 0 if none
 * has RTP_JITTER_WINDOW_PACKETS. */
int64_t rtp_jitter_worst_ns(const struct rtp_jitter *jitter, int64_t *since_ns);

/* What the jitter was below for 95 % of the packets, in ns: at most 12.5 % too
 * high, or 16 us if it was less. 0 if N is 0. */
int64_t rtp_jitter_p95_ns(const struct rtp_jitter *jitter);

#endif
