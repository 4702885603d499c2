/* Keeps payload dissectors off media that nobody said is in clear.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_PAYLOAD_GUARD_H
#define LYNC_PAYLOAD_GUARD_H

/* Registers the guards as parts of PROTO_LYNC. */
void payload_guard_register(int proto_lync);

/* Puts each guard before a payload dissector that the payload type table
 * leads to. On streams that only their code point made RTP it lets pass what
 * is proven to be in clear; on all others it changes nothing. */
void payload_guard_handoff(void);

#endif
