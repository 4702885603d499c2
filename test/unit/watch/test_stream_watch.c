/* Tests of assigning RTP packets to streams.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "stream_watch.h"

#include "analysis_scene.h"

static const struct endpoint a = {4, {10, 0, 0, 1}, 5000};
static const struct endpoint b = {4, {10, 0, 0, 2}, 6000};

TEST(count_frames)
{
    const struct media_stream *stream;

    scene->now_ns = 5 * S;
    scene->dscp = 46;
    stream = scene_rtp(a, b, 1, 65535);
    g_assert_cmpuint(stream->first_frame, ==, 1);
    g_assert_cmpint(stream->first_ns, ==, 5 * S);
    scene->now_ns = 4 * S; /* the clock was set back */
    scene->dscp = 0;
    scene_rtp(a, b, 1, 0);
    g_assert_cmpuint(stream->n_packets, ==, 2);
    g_assert_cmpuint(stream->last_frame, ==, 2);
    g_assert_cmpint(stream->last_ns, ==, 5 * S);
    scene->dscp = 63;
    scene_rtp(a, b, 1, 1);
    scene->dscp = DSCP_NONE;
    scene_rtp(a, b, 1, 2);
    g_assert_cmphex(stream->dscps_seen, ==,
                    UINT64_C(1) << 46 | 1 | UINT64_C(1) << 63);
}

/* Beyond the limit of a flow, a packet has no stream. */
TEST(count_past_limit)
{
    for (uint32_t ssrc = 0; ssrc < MEDIA_STREAMS_OF_FLOW_MAX; ssrc++)
        g_assert_nonnull(scene_rtp(a, b, ssrc, 1));
    g_assert_null(scene_rtp(a, b, 1000, 1));
    g_assert_cmpuint(scene->analysis->streams.n_not_kept, ==, 1);
}

/* The media codec stays when comfort noise or events follow, and replaces
 * them. */
TEST(describe_codec)
{
    struct media_stream stream = {.setup = NULL};

    stream_watch_describe(&stream, 13, "CN", 8000, MEDIA_KIND_AUDIO, "SDP");
    g_assert_cmpstr(stream.codec, ==, "CN");
    stream_watch_describe(&stream, 101, "Telephone-Event", 8000,
                          MEDIA_KIND_AUDIO, "");
    g_assert_cmpstr(stream.codec, ==, "Telephone-Event");
    g_assert_true(stream.is_event);
    stream_watch_describe(&stream, 0, "g711U", 8000, MEDIA_KIND_VIDEO, "DSCP");
    g_assert_cmpstr(stream.codec, ==, "g711U");
    g_assert_false(stream.is_event);
    g_assert_true(stream.codec_known);
    stream_watch_describe(&stream, 13, "CN", 8000, MEDIA_KIND_AUDIO, "");
    g_assert_cmpstr(stream.codec, ==, "g711U");
    stream_watch_describe(&stream, 99, NULL, 8000, MEDIA_KIND_AUDIO, "");
    g_assert_cmpstr(stream.codec, ==, "g711U");
    g_assert_false(stream.codec_known);
    g_assert_cmpint(stream.kind, ==, MEDIA_KIND_AUDIO); /* the first stays */
    g_assert_cmpstr(stream.setup, ==, "SDP");
    g_free(stream.codec);
    g_free(stream.jitter); /* a struct stream_timing */
}

/* RED wraps the codec, which may be known later. */
TEST(describe_red)
{
    struct media_stream *stream;

    scene_rtp(at(1, 5000), at(2, 5000), 7, 0);
    stream = media_streams_of_ssrc(&scene->analysis->streams, 7);
    g_free(stream->codec);
    stream->codec = NULL;
    g_assert_false(stream_watch_is_red(stream));
    stream_watch_describe(stream, 97, "RED", 8000, MEDIA_KIND_AUDIO, "SDP");
    g_assert_true(stream_watch_is_red(stream));
    stream_watch_describe(stream, 97, "x-msrta", 16000, MEDIA_KIND_AUDIO,
                          "SDP");
    g_assert_false(stream_watch_is_red(stream));
    g_assert_cmpstr(stream->codec, ==, "x-msrta");
    stream_watch_describe(stream, 97, "RED", 8000, MEDIA_KIND_AUDIO, "SDP");
    g_assert_cmpstr(stream->codec, ==, "x-msrta");
}

/* Describe at the first packet, and at one with another payload type. */
TEST(describe_when)
{
    struct media_stream stream = {.n_packets = 1};

    g_assert_true(stream_watch_is_undescribed(&stream, 0));
    stream.n_packets = 2;
    g_assert_false(stream_watch_is_undescribed(&stream, 0));
    g_assert_true(stream_watch_is_undescribed(&stream, 8));
}

/* A copy and a packet at another interface do not count. */
TEST(time_of_copies)
{
    struct media_stream *stream = (struct media_stream *)scene_rtp(a, b, 1, 1);
    struct rtp_arrival packet = {.timestamp = 160, .time_ns = 25 * MS};

    stream_watch_describe(stream, 0, "g711U", 8000, MEDIA_KIND_AUDIO, "SDP");
    stream->jitter->n = 0;
    stream_watch_time(scene->analysis, stream, &packet, RTP_SEQ_SEEN, false);
    packet.interface_id = 1;
    stream_watch_time(scene->analysis, stream, &packet, RTP_SEQ_NEW, false);
    g_assert_false(stream->jitter->started &&
                   stream->jitter->time_ns == 25 * MS);
    packet.interface_id = 0;
    stream_watch_time(scene->analysis, stream, &packet, RTP_SEQ_LATE, false);
    g_assert_cmpint(stream->jitter->time_ns, ==, 25 * MS);
    /* Events keep one timestamp. */
    stream_watch_describe(stream, 101, "telephone-event", 8000,
                          MEDIA_KIND_AUDIO, "SDP");
    packet.time_ns = 45 * MS;
    stream_watch_time(scene->analysis, stream, &packet, RTP_SEQ_NEW, false);
    g_assert_cmpint(stream->jitter->time_ns, ==, 25 * MS);
}

static int32_t transit_us(const struct media_stream *stream, uint32_t frame)
{
    struct stream_time time;

    return media_stream_time(stream, frame, &time) ? time.transit_us : -1;
}

/* What is known after a packet is kept if its frame returns, once a frame; else
 * only that of the latest. D of the second packet is 5 ms. */
TEST(time_of_frames)
{
    struct media_stream *stream = (struct media_stream *)scene_rtp(a, b, 1, 0);
    struct rtp_arrival packet = {.frame = 7, .timestamp = 160};
    struct stream_time time;

    packet.time_ns = 25 * MS;
    stream_watch_time(scene->analysis, stream, &packet, RTP_SEQ_NEW, true);
    packet.frame = 8;
    packet.timestamp = 320;
    packet.time_ns = 45 * MS;
    stream_watch_time(scene->analysis, stream, &packet, RTP_SEQ_NEW, true);
    stream_watch_time(scene->analysis, stream, &packet, RTP_SEQ_NEW, true);
    g_assert_cmpuint(stream->times->len, ==, 2);
    g_assert_cmpint(transit_us(stream, 7), ==, 5000);
    g_assert_true(media_stream_time(stream, 7, &time));
    g_assert_cmpint(time.jitter_us, ==, 5000 / 16);
    g_assert_cmpint(transit_us(stream, 8), ==, 5000);
    packet.frame = 9;
    stream_watch_time(scene->analysis, stream, &packet, RTP_SEQ_NEW, false);
    g_assert_cmpint(transit_us(stream, 9), ==, 5000);
    packet.frame = 10;
    stream_watch_time(scene->analysis, stream, &packet, RTP_SEQ_NEW, false);
    g_assert_cmpint(transit_us(stream, 9), ==, -1);
    g_assert_cmpint(transit_us(stream, 6), ==, -1);
}

/* Only packets 1, 65, 129 and so on are looked at. */
TEST(payload_length)
{
    struct media_stream *stream = NULL;

    for (uint16_t seq = 1; seq <= 65; seq++)
        stream = (struct media_stream *)scene_rtp(a, b, 1, seq);
    g_assert_cmpuint(stream->payload_bytes, ==, RTP_BYTES - 12);
    stream->payload_bytes--;
    for (uint16_t seq = 66; seq <= 129; seq++)
        scene_rtp(a, b, 1, seq);
    g_assert_cmpuint(stream->payload_bytes, ==, 0);
}
