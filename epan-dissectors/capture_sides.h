/* The sides of each call, as far as the capture holds them: a side that it
 * lacks whole, although the other one answers it, is told at the end of the
 * capture.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CAPTURE_SIDES_H
#define LYNC_CAPTURE_SIDES_H

#include <epan/packet.h>

#include "media_session_table.h"
#include "media_watch.h"
#include "sip_message.h"

/* First pass: RTCP of SIDE of ENTRY. */
void capture_sides_on_rtcp(const struct media_session_entry *entry,
                           enum side side, const struct rtcp_header *header);

/* First pass: what looks like RTP and is dissected as something else. It may
 * be the media of a side that else is missing. */
void capture_sides_on_undissected(const struct media_arrival *arrival);

/* First pass: a SIP message of SIDE of CALL, in the frame that PINFO is at. */
void capture_sides_on_sip(packet_info *pinfo, uint32_t call,
                          const struct sip_message *message, enum side side);

/* Registers the state of a capture, and what is told at its end. */
void capture_sides_register(void);

#endif
