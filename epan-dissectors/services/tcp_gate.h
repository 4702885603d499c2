/* Receives TCP segments before TCP does, while the IP header is still known.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_TCP_GATE_H
#define LYNC_TCP_GATE_H

/* Registers the gate. */
void tcp_gate_register(void);

/* Registers the gate in the place of TCP in IP's table of protocols. */
void tcp_gate_handoff(void);

#endif
