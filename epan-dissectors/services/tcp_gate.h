/* Receives TCP segments before TCP does, while the IP header is still known.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_TCP_GATE_H
#define LYNC_TCP_GATE_H

/* Watches TCP segments. */
void tcp_gate_handoff(void);

#endif
