/* The last thing that happens to a frame: its SIP messages are taken in, and
 * all that is known of it is kept and shown.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_FRAME_GATE_H
#define LYNC_FRAME_GATE_H

/* Registers the post-dissector under PROTO, a protocol in name only. */
void frame_gate_register(int proto);

#endif
