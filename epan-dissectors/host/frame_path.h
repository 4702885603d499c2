/* The endpoints of a frame, in the core's types.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_FRAME_PATH_H
#define LYNC_FRAME_PATH_H

#include <epan/packet.h>

#include "media_streams.h"

/* The endpoint of ADDR and PORT; all zero if ADDR is not an IP address. */
struct endpoint frame_endpoint(const address *addr, uint32_t port);

/* Sets PATH to that of a packet with these ports and the addresses in PINFO.
 * Returns false if those are not IP addresses. */
bool frame_path(const packet_info *pinfo, uint32_t source_port,
                uint32_t destination_port, struct media_path *path);

#endif
