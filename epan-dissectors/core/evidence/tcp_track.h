/* One direction of a TCP connection: segments that the capture lacks for good.
 * RFC 9293 3.4: sequence numbers count octets, and what is lost on the way is
 * sent again, so that a hole that is never filled is the capture's.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_TCP_TRACK_H
#define LYNC_CORE_TCP_TRACK_H

#include <stdbool.h>
#include <stdint.h>

#define TCP_TRACK_HOLES 4 /* open ones; the oldest makes room as lacking */

/* What has not been filled by then is not in the capture: the first
 * retransmission comes after 1 s at most (RFC 6298 2.1), the second 2 s
 * later. */
#define TCP_TRACK_FILL_NS INT64_C(4000000000)

/* Octets of a hole that count as one segment: Ethernet's, RFC 9293 3.7.1. */
#define TCP_TRACK_SEGMENT_BYTES 1460

/* A jump of more octets is a connection that starts anew. */
#define TCP_TRACK_MAX_BYTES (UINT32_C(1) << 24)

struct tcp_hole {
    uint32_t first; /* sequence number */
    uint32_t n_bytes;
    int64_t since_ns;
};

/* All zero is a direction of which nothing has been seen. */
struct tcp_track {
    bool started;
    uint32_t next_seq;
    unsigned n_holes;
    struct tcp_hole holes[TCP_TRACK_HOLES]; /* oldest first */
};

/* A segment of N_BYTES octets of data (SYN and FIN count one) with sequence
 * number SEQ at TIME_NS. Returns how many segments are known now to be lacking,
 * in holes that have been open for longer than TCP_TRACK_FILL_NS. A keep-alive
 * and any other segment of nothing new changes nothing. */
uint32_t tcp_track_on_segment(struct tcp_track *track, uint32_t seq,
                              uint32_t n_bytes, int64_t time_ns);

#endif
