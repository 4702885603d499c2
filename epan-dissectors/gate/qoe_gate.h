/* Takes quality reports out of the bodies of messages, and shows those in XML
 * as a tree.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_QOE_GATE_H
#define LYNC_QOE_GATE_H

/* Registers the dissectors of the bodies, owned by protocol PROTO; and, when
 * all dissectors are registered, what shows them. */
void qoe_gate_register(int proto);
void qoe_gate_handoff(void);

#endif
