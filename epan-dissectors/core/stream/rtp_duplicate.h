/* Where a repeated RTP packet was made: by its sender, in the network, or by
 * the capture. RFC 791, RFC 6864, RFC 4733 2.5.1.4.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_RTP_DUPLICATE_H
#define LYNC_CORE_RTP_DUPLICATE_H

#include "rtp_history.h"

enum rtp_origin {
    RTP_ORIGIN_SENDER,  /* sent twice: another IPv4 ID */
    RTP_ORIGIN_NETWORK, /* one packet sent, copied on its way */
    RTP_ORIGIN_CAPTURE, /* one packet sent, captured twice */
    RTP_ORIGIN_EVENT,   /* a telephone-event sent again for safety */
    RTP_ORIGIN_UNKNOWN, /* not known: no IPv4 ID, or the same */
    N_RTP_ORIGINS
};

/* How much of the stream arrives twice unchanged. */
struct rtp_mirroring {
    uint64_t n_received; /* sequence numbers, each once */
    uint64_t n_mirrored; /* of those: an unchanged copy came within 1 ms */
};

/* What a repeat is. */
struct rtp_duplicate {
    uint32_t first_frame; /* frame of the first copy */
    enum rtp_origin origin;
};

/* "sender", "network", "capture", "event" or "unknown". */
const char *rtp_origin_name(enum rtp_origin origin);

/* Judges ARRIVAL, a copy of ENTRY by rtp_history_compare, and marks it in
 * ENTRY and MIRRORING.
 *
 *  1. Both IPv4 IDs set and different: sent twice. A telephone-event is an
 *     event, anything else is the sender's.
 *  2. Other link addresses, TTL the same or one apart: one packet seen at two
 *     places (either side of a router, two VLANs, "any"): capture.
 *  3. TTL otherwise different: it went round: network.
 *  4. Nothing changed, both IDs 0 included, within 1 ms (0.1 ms without an
 *     ID), and so it is with three quarters of the stream so far (one packet
 *     allowed to lack its copy): a mirror port or tap sees both directions:
 *     capture.
 *  5. Repeated for the fourth time at least: no sender does that, but a hop
 *     that copies, a loop of bridges, may: network.
 *  6. Nothing changed otherwise: event if it is one; else unknown. Senders
 *     send again under the same ID, hops copy without routing.
 *
 * The verdict uses what came up to this packet only, and is final. A network
 * that copies a stream whole from its first packet within 1 ms reads as
 * capture: no field of the packets tells these apart. */
struct rtp_duplicate rtp_duplicate_judge(struct rtp_history_entry *entry,
                                         const struct rtp_arrival *arrival,
                                         struct rtp_mirroring *mirroring);

#endif
