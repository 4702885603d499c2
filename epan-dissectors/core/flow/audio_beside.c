/* The audio beside a video that lost packets.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "audio_beside.h"

#include "video_loss.h"

/* The key of the table: the sender and the receiver, without ports. */
struct hosts {
    struct endpoint ends[2];
};

static struct hosts hosts_of(const struct media_stream *stream)
{
    struct hosts hosts = {
        {*media_stream_from(stream), *media_stream_to(stream)}};

    hosts.ends[0].port = 0;
    hosts.ends[1].port = 0;
    return hosts;
}

const struct rtp_seq *audio_beside_seq(const struct media_stream *stream)
{
    return &rtp_points_at(&stream->points, 0)->stats.seq;
}

/* Whether STREAM is audio that shows what VIDEO lost, if it is beside it. */
static bool shows(const struct media_stream *stream,
                  const struct media_stream *video)
{
    return stream->kind == MEDIA_KIND_AUDIO && stream->points.n_points > 0 &&
           video_loss_seen(audio_beside_seq(video), audio_beside_seq(stream));
}

const struct media_stream *audio_beside_find(const GPtrArray *streams,
                                             const struct media_stream *video)
{
    struct hosts hosts = hosts_of(video);

    for (guint i = 0; i < streams->len; i++) {
        const struct media_stream *stream = g_ptr_array_index(streams, i);

        if (endpoint_same_address(media_stream_from(stream), &hosts.ends[0]) &&
            endpoint_same_address(media_stream_to(stream), &hosts.ends[1]) &&
            shows(stream, video))
            return stream;
    }
    return NULL;
}

GHashTable *audio_beside_new(const GPtrArray *streams,
                             const struct media_stream *video)
{
    GHashTable *table = g_hash_table_new_full(
        endpoint_pair_hash, endpoint_pair_equal, g_free, NULL);

    for (guint i = 0; i < streams->len; i++) {
        struct media_stream *stream = g_ptr_array_index(streams, i);
        struct hosts hosts = hosts_of(stream);

        if (shows(stream, video) && !g_hash_table_contains(table, hosts.ends))
            g_hash_table_insert(table, g_memdup2(&hosts, sizeof hosts), stream);
    }
    return table;
}

const struct media_stream *audio_beside_of(GHashTable *table,
                                           const struct media_stream *video)
{
    struct hosts hosts = hosts_of(video);

    return g_hash_table_lookup(table, hosts.ends);
}
