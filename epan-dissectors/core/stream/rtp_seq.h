/* Sequence numbers of one RTP stream: how many are expected and lost, and
 * whether a packet is new, a repeat, or shows that the sender restarted. RFC
 * 3550 A.1, A.3.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_RTP_SEQ_H
#define LYNC_CORE_RTP_SEQ_H

#include <stdbool.h>
#include <stdint.h>

#include "rtp_bursts.h"

/* A stream is a chain of epochs. A restart of the sender begins a new one. Of
 * the current epoch this file keeps the highest sequence number, how many
 * numbers lie between the lowest and the highest (expected), how many of them
 * arrived (received, each once), and a bit for each of the last RTP_SEQ_WINDOW
 * numbers. Lost is expected - received, summed over all epochs. A repeat hides
 * no loss, because a number whose bit is set is not counted again.
 *
 * A sequence number that jumps is either a copy of an old packet or shows that
 * the sender restarted, and one packet cannot always tell. Such packets form
 * the candidate: an epoch on probation that counts nothing until one of its
 * packets is proven to be no copy and a second one is near (RFC 3550 A.1
 * requires two in sequence). Ten in sequence, more than 100 behind the highest
 * and with no packet of the current epoch in between, also prove a restart,
 * because that many old packets are not copied alone. When the current epoch
 * advances, the candidate is dropped. */

#define RTP_SEQ_WINDOW 512 /* sequence numbers */

/* RFC 3550 A.1: a number this many packets ahead is a jump, not loss. */
#define RTP_SEQ_MAX_DROPOUT 3000

/* What the caller remembers of the previous packet with this sequence
 * number. */
enum rtp_content {
    RTP_CONTENT_UNKNOWN, /* nothing */
    RTP_CONTENT_SAME,    /* it was this packet: a copy */
    RTP_CONTENT_STALE,   /* it looked the same, but may not be a copy */
    RTP_CONTENT_OTHER,   /* it was another packet, a moment ago */
    RTP_CONTENT_REUSED,  /* it was another packet, long ago */
};

enum rtp_seq_verdict {
    RTP_SEQ_NEW,      /* the highest so far, or the first */
    RTP_SEQ_LATE,     /* behind the highest; its first arrival */
    RTP_SEQ_SEEN,     /* a repeat; not counted */
    RTP_SEQ_CONFLICT, /* the number was seen with another payload; not
                         counted */
    RTP_SEQ_OLD,      /* too old to tell from a copy; not counted */
    RTP_SEQ_PENDING,  /* may start a new epoch; not counted yet */
    RTP_SEQ_RESTART,  /* starts a new epoch, with the pending packets */
};

/* What is known of a sequence number in the current epoch. */
enum rtp_seq_presence {
    RTP_SEQ_ARRIVED,
    RTP_SEQ_MISSING,   /* later numbers arrived without it */
    RTP_SEQ_AHEAD,     /* above the highest */
    RTP_SEQ_FORGOTTEN, /* before the epoch or the window */
};

/* The epoch on probation. */
struct rtp_seq_candidate {
    bool active;
    bool proven;       /* one of its packets cannot be a copy */
    uint16_t max_seq;  /* highest */
    uint32_t expected; /* from the lowest to the highest */
    uint32_t received; /* how many of them arrived */
    uint32_t n_next;   /* packets that directly followed the number before */
    uint32_t timestamp;
    uint64_t seen; /* bit n: max_seq - n arrived */
};

/* What the epoch before a restart covered. */
struct rtp_seq_past {
    uint16_t max_seq;
    uint32_t expected;
    uint32_t timestamp_max;
    uint32_t timestamp_span;
};

/* The state of one stream. All zero: no packet yet. */
struct rtp_seq {
    uint16_t max_seq; /* highest of the current epoch */
    bool started;
    uint32_t timestamp_max;  /* highest RTP timestamp of the current epoch */
    uint32_t timestamp_span; /* from the lowest to the highest; below 2^31 */
    uint32_t epoch_expected;
    uint32_t epoch_received;
    struct rtp_seq_candidate candidate;
    uint64_t seen[RTP_SEQ_WINDOW / 64]; /* bit seq % RTP_SEQ_WINDOW */
    uint64_t past_expected;             /* in earlier epochs */
    uint64_t past_received;
    uint32_t n_restarts;
    uint32_t n_gaps;          /* forward jumps over at least one number */
    struct rtp_seq_past past; /* valid if n_restarts is not 0 */
    struct rtp_bursts bursts; /* of numbers older than the window */
};

/* Returns how far SEQ is ahead of the highest number so far, modulo 2^16 (RFC
 * 3550 A.1): 1 is the next in order, 0 the same, negative values are older. 1
 * if there was no packet yet. */
int16_t rtp_seq_distance(const struct rtp_seq *state, uint16_t seq);

/* Processes the next packet in order. rtp_seq_distance() must have returned
 * 1. */
void rtp_seq_advance(struct rtp_seq *state, uint16_t seq, uint32_t timestamp);

/* Processes any packet. TIMESTAMP is its RTP timestamp; CONTENT is what the
 * caller remembers of this sequence number. A packet ahead by less than
 * RTP_SEQ_MAX_DROPOUT is NEW, unless CONTENT is SAME, or its number and
 * timestamp fit the previous epoch and its timestamp does not fit the current
 * one. */
enum rtp_seq_verdict rtp_seq_update(struct rtp_seq *state, uint16_t seq,
                                    uint32_t timestamp,
                                    enum rtp_content content);

/* Returns whether SEQ has arrived in the current epoch; AHEAD before any
 * packet. */
enum rtp_seq_presence rtp_seq_presence(const struct rtp_seq *state,
                                       uint16_t seq);

/* Returns the number of sequence numbers between the lowest and the highest,
 * summed over all epochs (RFC 3550 A.3). */
uint64_t rtp_seq_expected(const struct rtp_seq *state);

/* Returns how many of them arrived, each counted once. */
uint64_t rtp_seq_received(const struct rtp_seq *state);

/* Returns how many of them never arrived: expected - received. Never negative,
 * and not changed by copies. */
uint64_t rtp_seq_lost(const struct rtp_seq *state);

/* Returns how the lost ones lie, all that are missing so far being lost; the
 * epochs follow each other. */
struct rtp_bursts rtp_seq_bursts(const struct rtp_seq *state);

/* Sets N_LOST to the same up to SEQ: what a receiver whose highest number is
 * SEQ can have missed of them. Returns false and leaves N_LOST unchanged if SEQ
 * is ahead, before the current epoch, or outside the window. */
bool rtp_seq_lost_until(const struct rtp_seq *state, uint16_t seq,
                        uint64_t *n_lost);

#endif
