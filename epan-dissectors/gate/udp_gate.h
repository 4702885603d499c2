/* The gate in front of UDP, where the IP header is still known.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_UDP_GATE_H
#define LYNC_UDP_GATE_H

/* Registers the gate; it only hands on to UDP where LYNC is disabled. */
void udp_gate_register(void);

/* Puts the gate in UDP's place in the table of IP's protocols. */
void udp_gate_handoff(void);

#endif
