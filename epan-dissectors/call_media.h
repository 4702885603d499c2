/* What the signalling of a call says to the watch over its media.
 *
 * The signalling side (sip_watch) calls these on the first pass, in the order
 * of the frames; the media side implements them. A call is known by its
 * index, lync.call; its sides are SIDE_A, the caller, and SIDE_B.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CALL_MEDIA_H
#define LYNC_CALL_MEDIA_H

#include <epan/packet.h>

#include "side.h"
#include "sdp.h"
#include "product_advice.h"
#include "product.h"

/* A SIP message of the call, before its SDP is in force and before any of the
 * calls below for the same message. */
void call_media_on_message(packet_info *pinfo, uint32_t call);

/* An offer and its answer are in force (RFC 3264): OFFER of side OFFERER, and
 * the other side's ANSWER. Both are valid during the call only. */
void call_media_on_sdp(packet_info *pinfo, uint32_t call, enum side offerer,
                       const struct sdp *offer, const struct sdp *answer);

/* The call is up: the 2xx to its INVITE, or the first message inside a dialog
 * whose beginning the capture lacks. */
void call_media_on_up(packet_info *pinfo, uint32_t call);

/* Which generation of Microsoft's servers takes part, once it is known. */
void call_media_on_generation(uint32_t call,
                              enum product_generation generation);

/* How the media of a call stood when a BYE came. */
struct call_media_end {
    bool timeout_bye; /* lync.media_timeout.bye was raised on it, because the
                         other side had sent neither RTP nor RTCP */
    bool held;        /* SDP held all its streams */
    int64_t rtcp_silence_ns[N_SIDES]; /* of RTP without RTCP; 0: none */
};

/* A BYE of side BY (SIDE_UNKNOWN: it could not be told). CHECKS_RTCP:
 * whether BY is somebody who hangs up for want of RTCP alone, and does not name
 * another reason. END is set whole. */
void call_media_on_bye(packet_info *pinfo, uint32_t call, enum side by,
                       bool checks_rtcp, struct call_media_end *end);

/* Any other end: CANCEL, a final failure. */
void call_media_on_end(packet_info *pinfo, uint32_t call);

#endif
