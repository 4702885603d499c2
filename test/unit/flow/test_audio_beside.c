/* Tests of the audio beside a video that lost packets.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "audio_beside.h"

#include "scene_host.h"
#include "unit_test.h"

static struct media_streams streams;

BEFORE_EACH()
{
    media_streams_init(&streams);
}

AFTER_EACH()
{
    media_streams_clear(&streams);
}

/* A stream of KIND from host FROM to host TO: 1000 numbers, of which N_LOST are
 * missing, each after every other packet. */
static struct media_stream *add(enum media_kind kind, uint8_t from, uint8_t to,
                                uint32_t n_lost)
{
    uint16_t port = (uint16_t)(5000 + 2 * streams.streams->len);
    struct endpoint source = at(from, port);
    struct endpoint target = at(to, port);
    struct media_path path = media_path_of(&source, &target);
    struct media_stream *stream = media_stream_get(
        &streams, media_flow_get(&streams, &path), path.direction, 1);
    struct rtp_seq *seq;

    stream->kind = kind;
    stream->points.n_points = 1;
    seq = (struct rtp_seq *)audio_beside_seq(stream);
    for (uint32_t i = 0; i < 1000; i++)
        if (i % 2 == 0 || i / 2 >= n_lost)
            rtp_seq_update(seq, (uint16_t)(65500 + i), i * 160,
                           RTP_CONTENT_UNKNOWN);
    return stream;
}

/* What both ways answer for VIDEO, which have to agree. */
static const struct media_stream *beside(const struct media_stream *video)
{
    GHashTable *table = audio_beside_new(streams.streams, video);
    const struct media_stream *found = audio_beside_of(table, video);

    g_assert_true(audio_beside_find(streams.streams, video) == found);
    g_hash_table_destroy(table);
    return found;
}

/* Not what loses, too, is video, goes back, or runs between other hosts. */
TEST(first)
{
    const struct media_stream *video = add(MEDIA_KIND_VIDEO, 1, 2, 400);
    const struct media_stream *audio;

    add(MEDIA_KIND_AUDIO, 1, 2, 20);
    add(MEDIA_KIND_VIDEO, 1, 2, 0);
    add(MEDIA_KIND_AUDIO, 2, 1, 0);
    add(MEDIA_KIND_AUDIO, 1, 3, 0);
    add(MEDIA_KIND_AUDIO, 3, 2, 0);
    add(MEDIA_KIND_AUDIO, 1, 2, 0)->points.n_points = 0;
    g_assert_null(beside(video));
    audio = add(MEDIA_KIND_AUDIO, 1, 2, 19);
    g_assert_true(beside(video) == audio);
    add(MEDIA_KIND_AUDIO, 1, 2, 0);
    g_assert_true(beside(video) == audio);
}

/* One table for all videos. */
TEST(many)
{
    const struct media_stream *video = add(MEDIA_KIND_VIDEO, 1, 2, 400);
    const struct media_stream *other = add(MEDIA_KIND_VIDEO, 2, 1, 400);
    const struct media_stream *alone = add(MEDIA_KIND_VIDEO, 1, 3, 400);
    const struct media_stream *audio = add(MEDIA_KIND_AUDIO, 1, 2, 0);
    const struct media_stream *back = add(MEDIA_KIND_AUDIO, 2, 1, 0);
    GHashTable *table = audio_beside_new(streams.streams, alone);

    g_assert_true(audio_beside_of(table, video) == audio);
    g_assert_true(audio_beside_of(table, other) == back);
    g_assert_null(audio_beside_of(table, alone));
    g_hash_table_destroy(table);
}
