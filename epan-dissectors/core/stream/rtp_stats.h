/* One RTP stream at one observation point: its sequence numbers, repeats and
 * bursts, packet by packet, and counters for reports. RFC 3550 A.1, A.3.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_RTP_STATS_H
#define LYNC_CORE_RTP_STATS_H

#include "rtp_dup_burst.h"

/* The bursts of a stream. Those that the capture made are kept separately, so
 * that a mirror port does not hide a sender's fault. */
struct rtp_stream_bursts {
    struct rtp_dup_burst_detector made;     /* by sender, network or unknown */
    struct rtp_dup_burst_detector captured; /* by the capture */
};

/* The statistics of one stream (5-tuple and SSRC) at one interface. All zero:
 * no packet yet. Memory: this struct, 256 bytes from the first packet on, 8 KB
 * for a long stream, twice that after a restart, and the bursts from the first
 * repeat on. */
struct rtp_stats {
    uint32_t n_packets; /* including repeats */
    uint32_t n_duplicates[N_RTP_ORIGINS];
    struct rtp_history history;  /* of the current epoch */
    struct rtp_history previous; /* of the epoch before a restart */
    struct rtp_seq seq;
    struct rtp_history pending; /* of packets not counted yet */
    struct rtp_mirroring mirroring;
    struct rtp_stream_bursts *bursts; /* NULL until the first repeat */
};

/* What is remarkable about one packet; final for its frame. */
struct rtp_stream_verdict {
    enum rtp_seq_verdict seq;              /* SEEN: lync.duplicate */
    struct rtp_duplicate duplicate;        /* valid if SEEN */
    enum rtp_dup_burst_verdict burst;      /* valid if SEEN; RAISED: report
                                              it */
    const struct rtp_dup_burst *dup_burst; /* NULL unless RAISED or GOES_ON;
                                              valid until the next update */
    uint32_t conflict_frame;               /* if CONFLICT: frame of the other
                                              packet */
    uint16_t n_skipped; /* if NEW: sequence numbers skipped */
};

/* Processes a packet; call it once for each. Returns false and leaves VERDICT
 * unchanged if the packet came in order; otherwise sets VERDICT and returns
 * true. N_BURSTS is the capture's count of bursts. */
bool rtp_stats_update(struct rtp_stats *stats,
                      const struct rtp_arrival *arrival,
                      const struct rtp_dup_burst_limits *limits,
                      uint32_t *n_bursts, struct rtp_stream_verdict *verdict);

/* Returns the number of repeats of all origins. */
uint64_t rtp_stats_duplicates(const struct rtp_stats *stats);

/* Returns the number of bursts of both kinds. */
uint32_t rtp_stats_bursts(const struct rtp_stats *stats);

/* Returns the burst with the most repeats; one made by the capture only if
 * there is no other. NULL if there is none. */
const struct rtp_dup_burst *rtp_stats_worst(const struct rtp_stats *stats);

/* Frees what serves to compare a repeat with the first copy. What was counted
 * stays; a repeat of an earlier packet is RTP_SEQ_PENDING or RTP_SEQ_OLD. */
void rtp_stats_forget_packets(struct rtp_stats *stats);

/* Frees what the struct holds and sets it to all zero. */
void rtp_stats_clear(struct rtp_stats *stats);

#endif
