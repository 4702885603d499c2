/* TURN over TCP: on ports where Wireshark does not look for it, and in the
 * frames of [MS-TURN] 2.1.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_TURN_TCP_H
#define LYNC_TURN_TCP_H

#include <epan/packet.h>

#include "tcp_front.h"

/* TCP has dissected the segment SEEN: if that proves that its
 * connection carries TURN, has what follows dissected as that, unless the user
 * said by Decode As what the ports carry. Also notes the addresses that a TURN
 * server gives to its clients. First pass. */
void turn_tcp_look(const struct tcp_seen *seen);

/* Registers the dissector of those frames under PROTO, a protocol in name
 * only. */
void turn_tcp_register(int proto);

/* Finds the dissectors to which TURN is passed. */
void turn_tcp_handoff(void);

#endif
