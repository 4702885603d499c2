/* The latest packets of an RTP stream, by sequence number, with what is needed
 * to tell who made a repeat.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_RTP_HISTORY_H
#define LYNC_CORE_RTP_HISTORY_H

#include "rtp_arrival.h"
#include "rtp_seq.h"

/* A table with a slot for each of the last RTP_SEQ_WINDOW sequence numbers. It
 * starts with RTP_HISTORY_FIRST slots and doubles as the stream grows, so a
 * short stream takes little memory and a long one at most RTP_SEQ_WINDOW * 16
 * bytes = 8 KB. */

#define RTP_HISTORY_FIRST 16 /* slots */

/* Two packets look the same if payload type, marker, timestamp and payload are
 * equal. After this time the IPv4 ID must be equal too, because a sender that
 * restarts may begin with the same packet. */
#define RTP_COPY_AGE_MAX_US 5000000
/* Another payload with the same sequence number is a conflict within this time;
 * later the number is being reused. */
#define RTP_CONFLICT_AGE_MAX_US 1000000

#define RTP_HISTORY_REPEATS_MAX 3 /* copies counted of one packet */

/* 16 bytes. */
struct rtp_history_entry {
    uint32_t frame;       /* of the first copy; 0: the slot is empty */
    uint32_t time_us;     /* time of the latest copy, modulo 2^32 */
    uint16_t fingerprint; /* hash of payload type, marker, timestamp and
                             payload */
    uint16_t ip_id;       /* of the latest copy */
    uint32_t seq_high : 12;
    uint32_t ttl : 8;       /* of the latest copy */
    uint32_t link_hash : 9; /* of the latest copy */
    uint32_t mirrored : 1;  /* a copy without any change came within 1 ms */
    uint32_t n_repeats : 2; /* copies after the first, at most
                               RTP_HISTORY_REPEATS_MAX */
};

/* The history of one stream. All zero: empty, without memory. */
struct rtp_history {
    struct rtp_history_entry *entries; /* owned */
    uint32_t n_slots;                  /* a power of two, or 0 */
};

/* Makes room for a stream that spans N_SEQS sequence numbers. */
void rtp_history_reserve(struct rtp_history *history, uint32_t n_seqs);

/* Stores a packet, replacing the one in its slot. rtp_history_reserve() must
 * have been called with at least 1. */
void rtp_history_store(struct rtp_history *history,
                       const struct rtp_arrival *arrival);

/* Returns the entry of sequence number SEQ; NULL if there is none. */
struct rtp_history_entry *rtp_history_find(const struct rtp_history *history,
                                           uint16_t seq);

/* Compares ARRIVAL with ENTRY, which has the same sequence number.
 * RTP_CONTENT_UNKNOWN if ENTRY is NULL. */
enum rtp_content rtp_history_compare(const struct rtp_history_entry *entry,
                                     const struct rtp_arrival *arrival);

/* Returns the time from the latest copy to ARRIVAL in microseconds; negative if
 * the capture is not in order of time. Wraps after 35 minutes. */
int32_t rtp_history_age_us(const struct rtp_history_entry *entry,
                           const struct rtp_arrival *arrival);

/* Records ARRIVAL as the latest copy of ENTRY. */
void rtp_history_repeat(struct rtp_history_entry *entry,
                        const struct rtp_arrival *arrival);

/* Returns the hash of ARRIVAL's link_hash as an entry stores it. */
uint32_t rtp_history_link(const struct rtp_arrival *arrival);

/* Frees what the history holds and empties it. */
void rtp_history_clear(struct rtp_history *history);

#endif
