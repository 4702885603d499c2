/* Bursts of repeated RTP packets: one repeat is harmless, several within a
 * short time are a fault.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_RTP_DUP_BURST_H
#define LYNC_CORE_RTP_DUP_BURST_H

#include "finding.h"
#include "rtp_duplicate.h"

#define RTP_DUP_BURST_COUNT_MAX 1000 /* a higher limit counts as this */

/* Preferences lync.dup_burst_count and lync.dup_burst_window_ms. */
struct rtp_dup_burst_limits {
    uint32_t count; /* repeats that make a burst; 0 counts as 1 */
    int64_t window_ns;
};

/* One burst. It begins with COUNT repeats within the window, and lasts while
 * each repeat comes within the window of the one before. */
struct rtp_dup_burst {
    uint32_t index; /* unique in the capture, from 1 */
    int64_t first_ns;
    int64_t last_ns;
    uint32_t n_repeats;
    uint32_t n_by_origin[N_RTP_ORIGINS];
};

/* One repeat in a detector's memory. */
struct rtp_dup_burst_repeat {
    int64_t time_ns;
    enum rtp_origin origin;
};

/* All zero is a stream without repeats. */
struct rtp_dup_burst_detector {
    struct rtp_dup_burst_repeat *recent; /* the last COUNT; g_malloc */
    uint32_t n_recent;                   /* slots; 0: not allocated yet */
    uint32_t n_repeats;                  /* taken in so far */
    bool open;                           /* the newest burst goes on */
    struct rtp_dup_burst current;        /* the newest burst */
    uint32_t n_bursts;
    struct rtp_dup_burst worst; /* most repeats, the earliest such */
};

enum rtp_dup_burst_verdict {
    RTP_DUP_BURST_NONE,    /* a repeat alone, so far */
    RTP_DUP_BURST_RAISED,  /* this one reaches the count */
    RTP_DUP_BURST_GOES_ON, /* one more of a burst */
};

/* Takes in a repeat. N_BURSTS counts the bursts of the capture and gives the
 * index of a new one. Repeats of origin event must not be passed. */
enum rtp_dup_burst_verdict
rtp_dup_burst_update(struct rtp_dup_burst_detector *detector,
                     const struct rtp_dup_burst_limits *limits,
                     const struct rtp_dup_burst_repeat *repeat,
                     uint32_t *n_bursts);

/* Adds lync.dup_burst, or lync.dup_burst.capture when the burst's origin is
 * the capture, to LIST: repeats, span, rate, share of the stream, origin, who,
 * and what to do.
 * WHO names the endpoints; N_PACKETS are those of the stream so far, repeats
 * included. MARKED_VIDEO: the stream is video with a code point; of others the
 * packet scheduler of Windows XP is not suspected. */
void rtp_dup_burst_report(GPtrArray *list, const struct rtp_dup_burst *burst,
                          const char *who, uint64_t n_packets,
                          bool marked_video);

/* Frees what the detector holds and leaves it empty. */
void rtp_dup_burst_clear(struct rtp_dup_burst_detector *detector);

#endif
