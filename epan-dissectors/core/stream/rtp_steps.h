/* What an RTP stream did over time, counted in equal steps, so that it can be
 * drawn: packets, losses, repeats, and its sender's RTCP.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_RTP_STEPS_H
#define LYNC_CORE_RTP_STEPS_H

#include <stdbool.h>
#include <stdint.h>

#define RTP_STEPS_MAX 64 /* then each two become one */

enum rtp_step_kind {
    RTP_STEP_PACKETS, /* repeats included */
    RTP_STEP_LOST,
    RTP_STEP_REPEATS, /* those that the capture made aside */
    RTP_STEP_RTCP,
    N_RTP_STEP_KINDS
};

/* The steps of one stream. All zero: none yet; free what it owns with
 * rtp_steps_clear(). Kinds that were never counted take no memory, and the
 * others an octet a step, or two when one count has become greater than 255. */
struct rtp_steps {
    int64_t step_ns; /* duration of a step; 0: none yet */
    union {
        uint8_t *narrow;
        uint16_t *wide;
    } counts;      /* those of each kind in turn, ROOM of each; owned */
    uint8_t n;     /* steps */
    uint8_t room;  /* a power of two */
    uint8_t kinds; /* bit k: kind k is among the counts */
    bool is_wide;
};

/* Counts one of KIND, AGE_NS after the stream's first packet; what is before
 * that counts in the first step. */
void rtp_steps_count(struct rtp_steps *steps, int64_t age_ns,
                     enum rtp_step_kind kind);

/* Counts N_LOST packets lost between two that came SINCE_NS and UNTIL_NS after
 * the first, spread evenly over that time. */
void rtp_steps_lose(struct rtp_steps *steps, int64_t since_ns, int64_t until_ns,
                    uint32_t n_lost);

/* One of the packets lost last arrived late. */
void rtp_steps_fill(struct rtp_steps *steps);

/* How many of KIND step I, below N, has; UINT16_MAX: that or more. */
unsigned rtp_steps_at(const struct rtp_steps *steps, unsigned i,
                      enum rtp_step_kind kind);

/* Frees what STEPS owns and makes it all zero. */
void rtp_steps_clear(struct rtp_steps *steps);

#endif
