/* Keeps payload dissectors away from media that may be encrypted.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_PAYLOAD_GUARD_H
#define LYNC_PAYLOAD_GUARD_H

/* Registers the guards as parts of RTP. */
void payload_guard_register(void);

/* Puts a guard in front of each payload dissector that the payload type table
 * names. On streams recognised by their code point alone it passes only payload
 * that is proven to be in clear; on all others it changes nothing. */
void payload_guard_handoff(void);

#endif
