/* One RTP stream at one observation point: its sequence numbers, repeats and
 * bursts, packet by packet, and the counters that the reports print.
 * RFC 3550 A.1, A.3.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_RTP_STATS_H
#define LYNC_CORE_RTP_STATS_H

#include "rtp_dup_burst.h"

/* The bursts of a stream. Those that the capture made are told apart from the
 * others, so that a mirror port does not hide a sender's fault. */
struct rtp_stream_bursts {
    struct rtp_dup_burst_detector made;     /* by sender, network or unknown */
    struct rtp_dup_burst_detector captured; /* by the capture */
};

/* A stream is 5-tuple and SSRC, seen at one interface. All zero is a stream of
 * which nothing has been seen. Memory: this struct, 256 octets with the first
 * packet, 8 KB when the stream is long, twice that after a restart, and the
 * bursts with the first repeat. */
struct rtp_stats {
    struct rtp_seq seq;
    struct rtp_history history;  /* of the epoch that runs */
    struct rtp_history previous; /* of the epoch before a restart */
    struct rtp_history pending;  /* what is not counted (yet) */
    struct rtp_mirroring mirroring;
    uint64_t n_packets; /* all, repeats included */
    uint64_t n_duplicates[N_RTP_ORIGINS];
    struct rtp_stream_bursts *bursts; /* NULL until the first repeat */
};

/* What is remarkable about one packet. Final for its frame. */
struct rtp_stream_verdict {
    enum rtp_seq_verdict seq;              /* SEEN = lync.duplicate, CONFLICT */
    struct rtp_duplicate duplicate;        /* when SEEN */
    enum rtp_dup_burst_verdict burst;      /* when SEEN; RAISED: report it */
    const struct rtp_dup_burst *dup_burst; /* NULL unless RAISED or GOES_ON;
                                          valid until the next update */
    uint32_t conflict_frame;               /* when CONFLICT: of the other */
    uint16_t n_skipped; /* when NEW: sequence numbers passed over */
};

/* Takes in a packet, once. Returns false when it came in order, and leaves
 * VERDICT untouched; otherwise fills VERDICT and returns true. N_BURSTS is the
 * capture's count of bursts. */
bool rtp_stats_update(struct rtp_stats *stats,
                      const struct rtp_arrival *arrival,
                      const struct rtp_dup_burst_limits *limits,
                      uint32_t *n_bursts, struct rtp_stream_verdict *verdict);

/* Repeats of all origins. */
uint64_t rtp_stats_duplicates(const struct rtp_stats *stats);

/* Bursts of both kinds. */
uint32_t rtp_stats_bursts(const struct rtp_stats *stats);

/* The burst with the most repeats, one not made by the capture before one that
 * was; NULL if there was none. */
const struct rtp_dup_burst *rtp_stats_worst(const struct rtp_stats *stats);

/* Frees what the struct holds and leaves it all zero. */
void rtp_stats_clear(struct rtp_stats *stats);

#endif
