/* Handing opened SRTP and SRTCP to the dissectors of RTP and RTCP.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_SRTP_CLEAR_H
#define LYNC_SRTP_CLEAR_H

#include <epan/packet.h>

/* If the packet in TVB was opened, has the packet in clear dissected by RTP or
 * RTCP, as a data source of its own. Returns what was used of TVB: all, or 0 if
 * it was not opened. */
int srtp_clear_dissect(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree);

/* Finds the dissectors. */
void srtp_clear_handoff(void);

#endif
