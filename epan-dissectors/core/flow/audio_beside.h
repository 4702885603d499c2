/* The audio beside a video that lost packets.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_AUDIO_BESIDE_H
#define LYNC_CORE_AUDIO_BESIDE_H

#include "media_streams.h"

/* The sequence numbers of STREAM at the point that saw it first. */
const struct rtp_seq *audio_beside_seq(const struct media_stream *stream);

/* The first of STREAMS that is audio from VIDEO's sender to its receiver and
 * shows that it lost what audio does not (video_loss_seen()); NULL: none. Looks
 * at all of them. */
const struct media_stream *audio_beside_find(const GPtrArray *streams,
                                             const struct media_stream *video);

/* The same for many videos: a table of STREAMS, made with any VIDEO that lost
 * enough (video_loss_is_possible()), to be freed with
 * g_hash_table_destroy(). */
GHashTable *audio_beside_new(const GPtrArray *streams,
                             const struct media_stream *video);

/* What audio_beside_find() answers for VIDEO, which lost enough. */
const struct media_stream *audio_beside_of(GHashTable *table,
                                           const struct media_stream *video);

#endif
