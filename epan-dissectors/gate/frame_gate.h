/* The last step of a frame's dissection: its SIP messages are analysed, and
 * everything known about the frame is kept and shown.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_FRAME_GATE_H
#define LYNC_FRAME_GATE_H

/* Registers the post-dissector under PROTO, a protocol in name only. */
void frame_gate_register(int proto);

#endif
