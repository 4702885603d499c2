/* The IP header of a frame: as the table of IP's protocols passes it, and where
 * its dissector has left it, for those to whom it is not passed on.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_FRAME_IP_H
#define LYNC_FRAME_IP_H

#include <epan/packet.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "media_arrival.h"

/* What an IP packet carries, as far as it was captured. */
struct frame_ip {
    uint8_t dscp;           /* 0 to 63 */
    uint8_t proto;          /* of the payload: IP_PROTO_... */
    const uint8_t *payload; /* in the frame; borrowed */
    size_t captured_bytes;  /* of it, without padding of the link layer */
};

/* Reads the header that the network addresses of PINFO are in. Returns false if
 * that is not in the frame as it was captured, but in what was reassembled or
 * decrypted, or if it was cut. */
bool frame_ip(const packet_info *pinfo, struct frame_ip *ip);

/* Sets what ARRIVAL has of the IP header, from DATA as a dissector in the table
 * of IP's protocols gets it. */
void frame_ip_arrival(void *data, struct media_arrival *arrival);

#endif
