/* Collects SRTP keys from signalling and decrypts packets. Does nothing unless
 * the user has enabled it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_SRTP_WATCH_H
#define LYNC_CORE_SRTP_WATCH_H

#include "analysis.h"
#include "media_arrival.h"
#include "sip_message.h"

/* Stores the keys in MESSAGE, of CALL (NO_INDEX: not known): those of its SDP,
 * and those in the other part of Microsoft's multipart/alternative. */
void srtp_watch_on_message(struct analysis *analysis, uint32_t call,
                           const struct sip_message *message);

/* Decrypts ARRIVAL, an RTP or RTCP packet. Returns NULL if no key fits or the
 * capture does not hold all of it. Call this once for each packet, in capture
 * order. */
const struct srtp_opening *srtp_watch_open(struct analysis *analysis,
                                           const struct media_arrival *arrival);

/* Processes ARRIVAL, RTP of STREAM that was counted but not decrypted. Adds
 * lync.srtp.no_key_fits once enough packets have shown that no key fits, but
 * only if the latest SDP has keys for both ends. */
void srtp_watch_on_closed(struct analysis *analysis,
                          const struct media_stream *stream,
                          const struct media_arrival *arrival);

#endif
