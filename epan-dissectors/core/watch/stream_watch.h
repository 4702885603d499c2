/* The watch over streams: which stream an RTP packet belongs to, and what
 * that stream carries.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_STREAM_WATCH_H
#define LYNC_CORE_STREAM_WATCH_H

#include "analysis.h"
#include "media_arrival.h"

/* The stream of ARRIVAL, an RTP packet whose flow is known, with the packet
 * counted; made when it is the first. NULL past the limits. */
struct media_stream *stream_watch_count(struct analysis *analysis,
                                        const struct media_arrival *arrival);

/* Whether STREAM has to be described for a packet with PAYLOAD_TYPE: it is its
 * first, or the payload type has changed. */
bool stream_watch_is_undescribed(const struct media_stream *stream,
                                 uint8_t payload_type);

/* Describes STREAM. CODEC: the encoding name in force for PAYLOAD_TYPE, or
 * NULL; KIND: what it carries; SETUP: who said that it is RTP. */
void stream_watch_describe(struct media_stream *stream, uint8_t payload_type,
                           const char *codec, enum media_kind kind,
                           const char *setup);

#endif
