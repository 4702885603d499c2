/* Conversation filters of Wireshark's window for calls and streams.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CALL_FILTER_H
#define LYNC_CALL_FILTER_H

/* Adds them to Analyze > Conversation Filter, and to the same and Colorize
 * Conversation at the right click. Ctrl+1 colours a packet's call. */
void call_filter_register(void);

#endif
