/* Assigns RTP packets to streams, and describes what the streams carry.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_STREAM_WATCH_H
#define LYNC_CORE_STREAM_WATCH_H

#include "analysis.h"
#include "media_arrival.h"

/* Counts ARRIVAL, an RTP packet whose flow is known, and returns its stream,
 * adding it if it is new. NULL beyond the limits. */
struct media_stream *stream_watch_count(struct analysis *analysis,
                                        const struct media_arrival *arrival);

/* Whether stream_watch_describe() must be called for a packet with
 * PAYLOAD_TYPE: it is the first of STREAM, or the payload type has changed. */
bool stream_watch_is_undescribed(const struct media_stream *stream,
                                 uint8_t payload_type);

/* Whether STREAM is known as RED, but not what that holds. */
bool stream_watch_is_red(const struct media_stream *stream);

/* Describes STREAM. CODEC is the encoding name in force for PAYLOAD_TYPE, or
 * NULL; CLOCK_RATE_HZ is that of its timestamps, or 0 if it is not known; KIND
 * is what it carries; SETUP is how it was recognised as RTP. The first known
 * KIND and the first SETUP stay. */
void stream_watch_describe(struct media_stream *stream, uint8_t payload_type,
                           const char *codec, uint32_t clock_rate_hz,
                           enum media_kind kind, const char *setup);

/* Measures the jitter of STREAM with PACKET, whose sequence number is SEQ, and
 * what it is for a receiver with a jitter buffer. Copies and
 * packets at other than the stream's first interface are left out. RETURNS: the
 * result is kept for the frame, which will be shown again. Findings about it
 * are then pending. */
void stream_watch_time(struct analysis *analysis, struct media_stream *stream,
                       const struct rtp_arrival *packet,
                       enum rtp_seq_verdict seq, bool returns);

/* Whether Windows XP's packet scheduler may repeat packets of STREAM (KB
 * 969695). */
bool stream_watch_is_marked_video(const struct media_stream *stream);

/* Handles a gap in the sequence numbers of STREAM: now and then, whether it is
 * video that loses what audio beside it does not (lync.video_loss, pending). */
void stream_watch_on_gap(struct analysis *analysis,
                         struct media_stream *stream);

/* The same at the end of the capture. AUDIO: NULL at first, then kept from one
 * stream to the next; free it with g_hash_table_destroy() after the last. */
void stream_watch_video_at_end(struct analysis *analysis,
                               const struct media_stream *stream,
                               GHashTable **audio);

/* Keeps BURST of STREAM as it is after one more repeat, and adds its finding to
 * the pending ones when it is new. */
void stream_watch_burst(struct analysis *analysis,
                        const struct media_stream *stream,
                        const struct rtp_dup_burst *burst);

/* Puts what became of the bursts, as far as the capture has been read, into the
 * texts of their findings (struct finding, grown). */
void stream_watch_grown(const struct analysis *analysis);

#endif
