/* SIP and media in frames whose end no gate sees: they came through none, the
 * one in front of UDP took them for plain, or TCP gives up with an exception.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_OTHER_TRANSPORT_H
#define LYNC_OTHER_TRANSPORT_H

#include <epan/packet.h>

/* The dissector that ends such frames. */
#define OTHER_TRANSPORT "lync.frame"

/* The frame holds SIP or media, of which TREE shows a part: sees to it that the
 * frame is ended, by a gate or otherwise. */
void other_transport_look(packet_info *pinfo, proto_tree *tree);

#endif
