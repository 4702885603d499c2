/* ICE candidates in SDP. RFC 8839 5.1, draft-ietf-mmusic-ice-06, [MS-ICE].
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_SDP_CANDIDATE_H
#define LYNC_CORE_SDP_CANDIDATE_H

#include "sdp.h"

/* Reads the value of a=candidate in either form:
 *     1 2 UDP 2130705918 192.0.2.1 50001 typ host
 *     <user> 2 <password> UDP 0.830 192.0.2.1 50001
 * Returns false, with CANDIDATE all zero, when component, address or port
 * cannot be read, and for an address that is a name. */
bool sdp_candidate_read(struct text value, struct sdp_candidate *candidate);

#endif
