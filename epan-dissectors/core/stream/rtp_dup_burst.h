/* Bursts of repeated RTP packets. One repeat is harmless; several within a
 * short time are a fault.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_RTP_DUP_BURST_H
#define LYNC_CORE_RTP_DUP_BURST_H

#include "finding.h"
#include "rtp_duplicate.h"

#define RTP_DUP_BURST_COUNT_MAX 1000 /* larger counts are reduced to this */

/* Preferences lync.dup_burst_count and lync.dup_burst_window_ms. */
struct rtp_dup_burst_limits {
    uint32_t count; /* repeats that make a burst; 0: nothing does */
    int64_t window_ns;
};

/* One burst. It begins with COUNT repeats within the window and continues as
 * long as each repeat comes within the window after the previous one. */
struct rtp_dup_burst {
    uint32_t index;   /* unique in the capture, from 1 */
    int64_t first_ns; /* earliest and latest repeat, in any order of the */
    int64_t last_ns;  /* capture */
    uint32_t n_repeats;
    uint32_t n_by_origin[N_RTP_ORIGINS];
};

/* One repeat in a detector's memory. */
struct rtp_dup_burst_repeat {
    int64_t time_ns;
    enum rtp_origin origin;
};

/* A detector for one stream. All zero: no repeats yet. */
struct rtp_dup_burst_detector {
    struct rtp_dup_burst_repeat *recent; /* the last COUNT repeats; owned */
    uint32_t n_recent;                   /* length of recent; 0: not allocated
                                            yet */
    uint32_t n_repeats;                  /* repeats stored in recent so far */
    bool open;                           /* the newest burst continues */
    struct rtp_dup_burst current;        /* the newest burst */
    uint32_t n_bursts;
    struct rtp_dup_burst worst; /* burst with the most repeats, the earliest of
                                   equals */
};

enum rtp_dup_burst_verdict {
    RTP_DUP_BURST_NONE,    /* not in a burst so far */
    RTP_DUP_BURST_RAISED,  /* this repeat completes a burst */
    RTP_DUP_BURST_GOES_ON, /* one more repeat of a burst */
};

/* Processes a repeat. N_BURSTS counts the bursts of the capture and gives a new
 * burst its index. Do not pass repeats of RTP_ORIGIN_EVENT. */
enum rtp_dup_burst_verdict
rtp_dup_burst_update(struct rtp_dup_burst_detector *detector,
                     const struct rtp_dup_burst_limits *limits,
                     const struct rtp_dup_burst_repeat *repeat,
                     uint32_t *n_bursts);

/* Adds lync.dup_burst to LIST, or lync.dup_burst.capture if the capture made
 * the copies. The text gives the number of repeats, time span, rate, share of
 * the stream, origin, endpoints, and advice.
 *
 * WHO names the endpoints. N_PACKETS is the number of packets in the stream so
 * far, with repeats. MARKED_VIDEO: the stream is video with a code point; only
 * then may the packet scheduler of Windows XP be the cause. */
void rtp_dup_burst_report(GPtrArray *list, const struct rtp_dup_burst *burst,
                          const char *who, uint64_t n_packets,
                          bool marked_video);

/* Whether neither the sender nor the network is known to have made any of the
 * copies of BURST. */
bool rtp_dup_burst_is_unknown(const struct rtp_dup_burst *burst);

/* Frees what the detector holds and empties it. */
void rtp_dup_burst_clear(struct rtp_dup_burst_detector *detector);

#endif
