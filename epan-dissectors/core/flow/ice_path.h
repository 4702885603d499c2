/* By which kind of path ICE has let media run. RFC 8445 5.1.1, [MS-ICE2].
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_ICE_PATH_H
#define LYNC_CORE_ICE_PATH_H

#include "media_ends.h"
#include "media_streams.h"

/* The name of PATH as lync.ice.path has it: "direct", "reflexive", "relay-udp",
 * "relay-tcp";
 * NULL for ICE_PATH_UNKNOWN. */
const char *ice_path_name(enum ice_path path);

/* The path that RTP between the ends of FLOW takes, by the candidates of ENDS:
 *
 *  - inside TURN over TCP: relay-tcp;
 *  - inside TURN, or to the port or the address of a relay: relay-udp;
 *  - a reflexive candidate, or an end that a side did not offer though it
 *    offered others (peer reflexive, RFC 8445 7.3.1.3), or checks that came
 *    through NAT: reflexive;
 *  - between host candidates: direct.
 *
 * Unknown until both sides have offered candidates, and where a grammar without
 * types (draft-06) leaves it open. */
enum ice_path ice_path_of(const struct media_ends *ends,
                          const struct media_flow *flow);

#endif
