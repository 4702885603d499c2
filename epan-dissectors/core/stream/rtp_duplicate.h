/* Who made the copy of a repeated RTP packet: its sender, the network, or the
 * capture. RFC 791, RFC 6864, RFC 4733 2.5.1.4.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_RTP_DUPLICATE_H
#define LYNC_CORE_RTP_DUPLICATE_H

#include "rtp_history.h"

enum rtp_origin {
    RTP_ORIGIN_SENDER,  /* sent twice, with different IPv4 IDs */
    RTP_ORIGIN_NETWORK, /* sent once and copied on the path */
    RTP_ORIGIN_CAPTURE, /* sent once and captured twice */
    RTP_ORIGIN_EVENT,   /* a telephone-event, repeated on purpose */
    RTP_ORIGIN_UNKNOWN, /* unknown: no IPv4 ID, or the same one */
    N_RTP_ORIGINS
};

/* How many packets of a stream were captured twice without any change. */
struct rtp_mirroring {
    uint64_t n_received; /* sequence numbers, each once */
    uint64_t n_mirrored; /* how many of them had an unchanged copy within 1
                            ms */
};

/* The result for one repeat. */
struct rtp_duplicate {
    uint32_t first_frame; /* frame of the first copy */
    enum rtp_origin origin;
};

/* Returns "sender", "network", "capture", "event" or "unknown". */
const char *rtp_origin_name(enum rtp_origin origin);

/* Decides who made ARRIVAL, a copy of ENTRY according to rtp_history_compare(),
 * and records it in ENTRY and MIRRORING. The first rule that applies decides:
 *
 * 1. Both IPv4 IDs are set and differ: sent twice. EVENT for a telephone-event,
 *    else SENDER.
 * 2. Link addresses differ and the TTL differs by at most one: one packet seen
 *    at two points (both sides of a router, two VLANs, "any"). CAPTURE.
 * 3. The TTL differs otherwise: the packet was in a loop. NETWORK.
 * 4. Nothing differs (both IDs may be 0), the copy came within 1 ms (0.1 ms
 *    without an ID), and the same is true of three quarters of the stream so
 *    far, not counting one packet without a copy: a mirror port or tap for both
 *    directions. CAPTURE.
 * 5. At least the fourth repeat: senders do not do that, but a hop that copies
 *    or a loop of bridges may. NETWORK.
 * 6. Otherwise EVENT for a telephone-event, else UNKNOWN. A sender may repeat
 *    with the same ID, and a hop may copy without routing.
 *
 * The result depends only on packets up to this one and is final. A network
 * that copies every packet of a stream within 1 ms from the first one on is
 * taken for CAPTURE; nothing in the packets tells the two apart. */
struct rtp_duplicate rtp_duplicate_judge(struct rtp_history_entry *entry,
                                         const struct rtp_arrival *arrival,
                                         struct rtp_mirroring *mirroring);

#endif
