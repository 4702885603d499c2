/* The gate in front of TCP, where the IP header is still known.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_TCP_GATE_H
#define LYNC_TCP_GATE_H

/* Registers the gate. */
void tcp_gate_register(void);

/* Puts the gate in TCP's place in the table of IP's protocols. */
void tcp_gate_handoff(void);

#endif
