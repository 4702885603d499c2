/* The watch over SRTP: takes in the keys of signalling, and says what opens a
 * packet. Does nothing when the user has not asked for it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_SRTP_WATCH_H
#define LYNC_CORE_SRTP_WATCH_H

#include "analysis.h"
#include "media_arrival.h"
#include "sip_message.h"

/* Takes in the keys in MESSAGE, which belongs to CALL (NO_INDEX: to none that
 * is known): of the SDP that counts, and of the other part of Microsoft's
 * multipart/alternative. */
void srtp_watch_on_message(struct analysis *analysis, uint32_t call,
                           const struct sip_message *message);

/* What opens ARRIVAL, RTP or RTCP as it was sent; NULL when nothing does, or
 * the capture holds only a part of it. Packets come in the order of the
 * capture, each once. */
const struct srtp_opening *srtp_watch_open(struct analysis *analysis,
                                           const struct media_arrival *arrival);

/* ARRIVAL, RTP of STREAM that was not opened, has been counted: adds
 * lync.srtp.no_key_fits once it is clear that no key fits. Only where the
 * latest SDP has keys for both ends. */
void srtp_watch_on_closed(struct analysis *analysis,
                          const struct media_stream *stream,
                          const struct media_arrival *arrival);

#endif
