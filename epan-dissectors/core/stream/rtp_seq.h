/* Sequence numbers of one RTP stream: what is expected, what is lost, and
 * whether a packet is new, a repeat or the sign of a restarted sender.
 * RFC 3550 A.1, A.3.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_RTP_SEQ_H
#define LYNC_CORE_RTP_SEQ_H

#include <stdbool.h>
#include <stdint.h>

/* A stream is a chain of epochs. In one epoch the sender counts on; a restart
 * of the sender begins the next. Of the epoch that runs, this file keeps the
 * highest sequence number, how many numbers lie between the lowest and it
 * (expected), how many of those have come (received, each once), and a bit
 * for each of the last RTP_SEQ_WINDOW numbers. Lost is expected - received,
 * summed over the epochs, so that a repeat can hide no loss: a number whose
 * bit is set is never counted again.
 *
 * A sequence number that jumps is either a copy of something old or a sender
 * that starts anew, and one packet cannot always tell. Such packets make up
 * the candidate: an epoch on approval that counts nothing until a packet in
 * it is proven to be no copy and a second one is near (RFC 3550 A.1 asks for
 * two in sequence). Ten in sequence, more than 100 behind the highest and with
 * nothing of the epoch between them, are proof as well: a sender went back, for
 * copies of that many old packets do not come alone. When the epoch that runs
 * moves on, the candidate ends. */

#define RTP_SEQ_WINDOW 512 /* sequence numbers whose arrival is remembered */

/* RFC 3550 A.1: a number this far ahead, in packets, is a jump, not loss. */
#define RTP_SEQ_MAX_DROPOUT 3000

/* What the caller remembers of an earlier packet with this sequence number. */
enum rtp_content {
    RTP_CONTENT_UNKNOWN, /* nothing */
    RTP_CONTENT_SAME,    /* it was this packet: a copy */
    RTP_CONTENT_STALE,   /* it looked the same; not known to be a copy */
    RTP_CONTENT_OTHER,   /* it was another packet, a moment ago */
    RTP_CONTENT_REUSED,  /* it was another packet, long ago */
};

enum rtp_seq_verdict {
    RTP_SEQ_NEW,      /* the highest so far, or the first */
    RTP_SEQ_LATE,     /* overtaken on its way; its first arrival */
    RTP_SEQ_SEEN,     /* a repeat; nothing counted */
    RTP_SEQ_CONFLICT, /* number seen with another payload; not counted */
    RTP_SEQ_OLD,      /* too old to be told from a copy; not counted */
    RTP_SEQ_PENDING,  /* perhaps the start of an epoch; not counted yet */
    RTP_SEQ_RESTART,  /* with the pending ones: a new epoch has begun */
};

/* What is known of a sequence number in the epoch that runs. */
enum rtp_seq_presence {
    RTP_SEQ_ARRIVED,
    RTP_SEQ_MISSING,   /* passed by without it */
    RTP_SEQ_AHEAD,     /* not reached */
    RTP_SEQ_FORGOTTEN, /* before the epoch, or the window */
};

/* The epoch on approval. */
struct rtp_seq_candidate {
    bool active;
    bool proven;       /* a packet of it cannot be a copy */
    uint16_t max_seq;  /* highest */
    uint32_t expected; /* from lowest to highest */
    uint32_t received; /* of those */
    uint32_t n_next;   /* that came right after the number before them */
    uint32_t timestamp;
    uint64_t seen; /* bit n: max_seq - n has come */
};

/* What the epoch before a restart covered. */
struct rtp_seq_past {
    uint16_t max_seq;
    uint32_t expected;
    uint32_t timestamp_max;
    uint32_t timestamp_span;
};

/* All zero is a stream of which nothing has been seen. */
struct rtp_seq {
    uint64_t seen[RTP_SEQ_WINDOW / 64]; /* bit seq % RTP_SEQ_WINDOW */
    uint16_t max_seq;                   /* highest of this epoch */
    bool started;
    uint32_t timestamp_max;  /* highest RTP timestamp of this epoch */
    uint32_t timestamp_span; /* from the lowest to it, below 2^31 */
    uint32_t epoch_expected;
    uint32_t epoch_received;
    uint64_t past_expected; /* of the epochs that are over */
    uint64_t past_received;
    uint32_t n_restarts;
    uint32_t n_gaps; /* forward jumps over one number or more */
    struct rtp_seq_candidate candidate;
    struct rtp_seq_past past; /* when n_restarts is not 0 */
};

/* How far SEQ is from the highest so far, modulo 2^16 (RFC 3550 A.1): 1 is the
 * next in order, 0 the same again, negative is older. 1 if nothing was seen. */
int16_t rtp_seq_distance(const struct rtp_seq *state, uint16_t seq);

/* Takes in the next in order, and nothing else: the caller has asked
 * rtp_seq_distance, and the answer was 1. */
void rtp_seq_advance(struct rtp_seq *state, uint16_t seq, uint32_t timestamp);

/* Takes in any packet. TIMESTAMP is its RTP timestamp; CONTENT says what the
 * caller remembers of this sequence number. A packet that is ahead by less
 * than 3000 is NEW, unless CONTENT is SAME or number and timestamp belong to
 * the epoch before and the timestamp not to this one. */
enum rtp_seq_verdict rtp_seq_update(struct rtp_seq *state, uint16_t seq,
                                    uint32_t timestamp,
                                    enum rtp_content content);

/* Whether SEQ has arrived in the epoch that runs; AHEAD before any packet. */
enum rtp_seq_presence rtp_seq_presence(const struct rtp_seq *state,
                                       uint16_t seq);

/* RFC 3550 A.3 over all epochs: the sequence numbers between the lowest and
 * the highest of each. */
uint64_t rtp_seq_expected(const struct rtp_seq *state);

/* Those of them that came, each counted once. */
uint64_t rtp_seq_received(const struct rtp_seq *state);

/* Those of them that never came: expected - received, never negative, and
 * the same whatever copies are added to the stream. */
uint64_t rtp_seq_lost(const struct rtp_seq *state);

/* The same up to SEQ, and not beyond, into N_LOST: what a receiver whose
 * highest is SEQ can have missed of them. False, and N_LOST left as it was,
 * when SEQ lies ahead, before the epoch that runs, or beyond the window. */
bool rtp_seq_lost_until(const struct rtp_seq *state, uint16_t seq,
                        uint64_t *n_lost);

#endif
