/* The menu "Lync" of Wireshark's window, and the same entries at the right
 * click on a packet.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CALL_MENU_H
#define LYNC_CALL_MENU_H

/* Registers the menu of PROTO_LYNC. The right click has it from Wireshark 4.4
 * on. */
void call_menu_register(int proto_lync);

#endif
