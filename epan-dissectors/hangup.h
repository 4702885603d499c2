/* The entry points of the module hangup.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_HANGUP_H
#define LYNC_HANGUP_H

/* Registers the protocol "hangup" with all its parts, and makes it take part in
 * dissection. Wireshark calls each once, in this order. */
void hangup_register(void);
void hangup_handoff(void);

#endif
