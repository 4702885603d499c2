/* The calls without signalling, in Telephony > VoIP Calls.
 *
 * Wireshark lists the calls that a signalling protocol shows, and leaves the
 * tap "voip" to plugins that know of others (epan/tap-voip.h).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_VOIP_VIEW_H
#define LYNC_VOIP_VIEW_H

#include <epan/packet.h>

#include "finding.h"
#include "media_streams.h"

/* Whether that list, or sharkd's, is being filled. */
bool voip_view_is_wanted(void);

/* Adds to it what the frame that PINFO is at tells of the call of STREAM (NULL:
 * of none): that the stream begins, FINDINGS (linked; or NULL), and, when the
 * frame is shown again, that the call ends. Nothing if the capture has SIP of
 * the call, or if another protocol than ours set the stream up. */
void voip_view_queue(packet_info *pinfo, const struct media_stream *stream,
                     const struct finding *findings);

/* Registers the tap, unless another plugin has. */
void voip_view_register(void);

#endif
