/* The last packets of an RTP stream, by sequence number, with the evidence of
 * where a repeat was made.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_RTP_HISTORY_H
#define LYNC_CORE_RTP_HISTORY_H

#include "rtp_arrival.h"
#include "rtp_seq.h"

/* A table with one slot for each of the last RTP_SEQ_WINDOW sequence numbers.
 * It starts with RTP_HISTORY_FIRST slots and doubles when the stream has run
 * through them, so that a short stream costs little and a long one at most
 * RTP_SEQ_WINDOW * 16 octets = 8 KB. */

#define RTP_HISTORY_FIRST 16 /* slots */

/* Two packets look the same when payload type, marker, timestamp and payload
 * agree. After this time the IPv4 ID must agree too, for a sender that restarts
 * may well begin with the same packet. */
#define RTP_COPY_AGE_MAX_US 5000000
/* A second payload under one sequence number conflicts with the first within
 * this time; later the number is simply in use again. */
#define RTP_CONFLICT_AGE_MAX_US 1000000

#define RTP_HISTORY_REPEATS_MAX 3 /* that are counted, of one packet */

/* 16 octets. */
struct rtp_history_entry {
    uint32_t frame;       /* of the first copy; 0 = the slot is empty */
    uint32_t time_us;     /* of the latest copy, modulo 2^32 */
    uint16_t fingerprint; /* of payload type, marker, timestamp, payload */
    uint16_t ip_id;       /* of the latest copy */
    uint32_t seq_high : 12;
    uint32_t ttl : 8;       /* of the latest copy */
    uint32_t link_hash : 9; /* of the latest copy */
    uint32_t mirrored : 1;  /* a copy with nothing changed came at once */
    uint32_t n_repeats : 2; /* copies after the first; at most
                               RTP_HISTORY_REPEATS_MAX */
};

/* All zero is an empty history that holds no memory. */
struct rtp_history {
    struct rtp_history_entry *entries; /* g_malloc; rtp_history_clear */
    uint32_t n_slots;                  /* power of two, or 0 */
};

/* Makes room for a stream that spans N_SEQS sequence numbers. */
void rtp_history_reserve(struct rtp_history *history, uint32_t n_seqs);

/* Remembers a packet, and forgets the one whose slot it takes. The history
 * must have been reserved for 1 or more. */
void rtp_history_store(struct rtp_history *history,
                       const struct rtp_arrival *arrival);

/* What is remembered of sequence number SEQ, or NULL. */
struct rtp_history_entry *rtp_history_find(const struct rtp_history *history,
                                           uint16_t seq);

/* Whether ARRIVAL, of the same sequence number, is a copy of ENTRY; ENTRY NULL
 * gives RTP_CONTENT_UNKNOWN. */
enum rtp_content rtp_history_compare(const struct rtp_history_entry *entry,
                                     const struct rtp_arrival *arrival);

/* Time from the latest copy to ARRIVAL in microseconds; negative when the
 * capture is not in order of time. Wrong beyond 35 minutes. */
int32_t rtp_history_age_us(const struct rtp_history_entry *entry,
                           const struct rtp_arrival *arrival);

/* ENTRY has been repeated by ARRIVAL, which is now the latest copy. */
void rtp_history_repeat(struct rtp_history_entry *entry,
                        const struct rtp_arrival *arrival);

/* The hash of ARRIVAL's link identity as an entry keeps it. */
uint32_t rtp_history_link(const struct rtp_arrival *arrival);

/* Frees what the history holds and leaves it empty. */
void rtp_history_clear(struct rtp_history *history);

#endif
