/* Tests of processing RTP and RTCP.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "analysis_end.h"
#include "analysis_scene.h"

static const struct endpoint a = {4, {10, 0, 0, 1}, 5000};
static const struct endpoint b = {4, {10, 0, 0, 2}, 6000};

/* Three repeats within a second are a burst, made by the sender: each has
 * another IPv4 identification. */
TEST(repeat_burst)
{
    scene_talk(a, b, 1, 65534, 3);
    g_assert_cmpuint(scene->repeat.first_frame, ==, 0);
    for (unsigned n = 1; n <= 4; n++) {
        scene_rtp_again(a, b, 1, 0, scene->ticket);
        g_assert_cmpuint(scene->repeat.first_frame, ==, 3);
        g_assert_cmpint(scene->repeat.origin, ==, RTP_ORIGIN_SENDER);
        g_assert_cmpuint(scene->repeat.burst, ==, n >= 3 ? 1 : 0);
        g_assert_cmpuint(scene_n_found(FINDING_DUP_BURST), ==, n >= 3);
    }
    g_assert_cmpuint(scene->analysis->n_bursts, ==, 1);
    g_assert_cmpuint(scene_found(FINDING_DUP_BURST)->frame, ==, 6);
}

/* Three copies 10 ms apart are noticed; in the end there were ten, the last one
 * at 100 ms, and another burst. */
TEST(repeat_burst_grown)
{
    const struct finding *finding;
    GPtrArray *kept;

    for (uint16_t seq = 0; seq < 14; seq++) {
        scene->now_ns = seq * 10 * MS + (seq > 10 ? 60 * S : 0);
        scene_rtp(a, b, 1, seq);
        if (seq > 0)
            scene_rtp_again(a, b, 1, seq, scene->ticket);
    }
    kept = scene->analysis->findings->of_frames;
    g_assert_cmpuint(kept->len, ==, 2);
    finding = g_ptr_array_index(kept, 0);
    g_assert_null(finding->grown);
    analysis_end(scene->analysis);
    g_assert_true(g_str_has_prefix(finding->text, "3 RTP sequence numbers "
                                                  "repeated within 20.0 ms"));
    g_assert_true(g_str_has_prefix(finding->grown, "10 RTP sequence numbers "
                                                   "repeated within 90.0 ms"));
    g_assert_cmpstr(finding->grown_advice, ==, finding->advice);
    finding = g_ptr_array_index(kept, 1);
    g_assert_true(g_str_has_prefix(finding->grown, "3 RTP"));
}

/* RTCP alone shows that a call outlives its session of 90 s, and 5 s. */
TEST(rtcp_past_session)
{
    scene_set_up(&one, "Supported: timer\r\n"
                       "Session-Expires: 90;refresher=uac\r\n");
    for (int64_t i = 0; i < 2; i++) {
        scene->now_ns = 95 * S + i;
        scene_rtcp(at(1, 5001), at(2, 5001), 1);
        g_assert_cmpuint(scene_n_found(FINDING_SESSION_EXPIRED), ==, i);
    }
}

/* The same sequence number with another payload is no repeat. */
TEST(repeat_conflict)
{
    scene_talk(a, b, 1, 10, 3);
    scene_rtp_again(a, b, 1, 12, 4711);
    g_assert_cmpuint(scene->repeat.first_frame, ==, 0);
    g_assert_cmpuint(scene->repeat.conflict_frame, ==, 3);
}

/* RTP from 0 s on without RTCP: a field after more than 10 s, a finding after
 * more than 30 s, one gap until RTCP comes. */
TEST(rtcp_silence)
{
    const struct media_stream *stream;
    const struct rtcp_gap *gap;

    scene_talk(a, b, 1, 0, 501); /* 0 to 10 s */
    stream = media_streams_of_ssrc(&scene->analysis->streams, 1);
    g_assert_null(stream->rtcp_gaps);
    scene_talk(a, b, 1, 501, 1);
    g_assert_cmpuint(stream->rtcp_gaps->len, ==, 1);
    scene_talk(a, b, 1, 502, 999); /* until 30 s */
    g_assert_cmpuint(scene_n_found(FINDING_RTCP_ABSENT), ==, 0);
    scene_talk(a, b, 1, 1501, 2);
    g_assert_cmpuint(scene_n_found(FINDING_RTCP_ABSENT), ==, 1);
    g_assert_cmpuint(stream->rtcp_gaps->len, ==, 1);
    gap = &g_array_index(stream->rtcp_gaps, struct rtcp_gap, 0);
    g_assert_cmpint(gap->since_ns, ==, 0);
    g_assert_cmpint(gap->until_ns, ==, 30 * S + 40 * MS);
    g_assert_nonnull(scene_rtcp(at(1, 5001), at(2, 6001), 1));
    g_assert_cmpuint(scene_n_found(FINDING_RTCP_RESUMED), ==, 1);
    scene_talk(a, b, 1, 1503, 550);
    g_assert_cmpuint(stream->rtcp_gaps->len, ==, 2);
}

/* A packet that looks like RTCP and belongs to no session is ignored. */
TEST(rtcp_of_nobody)
{
    static const uint8_t not_rtcp[] = {0x00, 0xC9, 0, 1, 0, 0, 0, 1};
    struct media_arrival arrival;

    g_assert_null(scene_rtcp(at(1, 5001), at(2, 6001), 1));
    scene_rtp(a, b, 1, 1);
    arrival =
        scene_arrival(at(1, 5001), at(2, 6001), not_rtcp, sizeof not_rtcp);
    g_assert_null(
        media_watch_on_rtcp(scene->analysis, &arrival, &scene->proof));
    g_assert_null(scene_rtcp(at(3, 5001), at(4, 6001), 1));
}

/* RTCP on another port belongs to the stream from the same address. */
TEST(stream_of)
{
    const struct endpoint from = at(1, 5001), to = at(2, 6001);
    const struct endpoint stranger = at(3, 5001);
    const struct media_stream *stream;
    struct media_arrival arrival = {.kind = MEDIA_PACKET_RTCP,
                                    .path = media_path_of(&from, &to)};

    stream = scene_rtp(a, b, 7, 1);
    scene_rtp(at(9, 1), at(8, 2), 7, 1); /* later, with the same SSRC */
    g_assert_true(media_watch_stream_of(scene->analysis, &arrival, 7) ==
                  stream);
    g_assert_null(media_watch_stream_of(scene->analysis, &arrival, 8));
    arrival.path = media_path_of(&stranger, &to);
    g_assert_null(media_watch_stream_of(scene->analysis, &arrival, 7));
    arrival.kind = MEDIA_PACKET_RTP;
    arrival.path = media_path_of(&from, &to);
    g_assert_null(media_watch_stream_of(scene->analysis, &arrival, 7));
}

/* Only the latest 64 streams of an SSRC are looked at. */
TEST(stream_of_many)
{
    const struct endpoint from = at(1, 5001), to = at(2, 6001);
    const struct media_arrival arrival = {.kind = MEDIA_PACKET_RTCP,
                                          .path = media_path_of(&from, &to)};
    const struct media_stream *stream = scene_rtp(a, b, 7, 1);

    for (uint16_t n = 1; n < 64; n++)
        scene_rtp(at(9, n), at(8, n), 7, 1);
    g_assert_true(media_watch_stream_of(scene->analysis, &arrival, 7) ==
                  stream);
    scene_rtp(at(9, 64), at(8, 64), 7, 1);
    g_assert_null(media_watch_stream_of(scene->analysis, &arrival, 7));
}

/* Media before SDP has its own call number and moves to the call of the SDP. */
TEST(call_changes)
{
    const struct media_stream *stream;

    stream = scene_rtp(one.media[SIDE_A], one.media[SIDE_B], 1, 1);
    g_assert_cmpuint(stream->call, ==, 0);
    g_assert_cmpuint(stream->call_before, ==, NO_INDEX);
    g_assert_cmpuint(scene_set_up(&one, ""), ==, 1);
    scene_rtp(one.media[SIDE_A], one.media[SIDE_B], 1, 2);
    g_assert_cmpuint(stream->call, ==, 1);
    g_assert_cmpuint(stream->call_before, ==, 0);
    g_assert_cmpuint(stream->call_frame, ==, 5);
}

/* Audio to TO and video to b, whose odd numbers are missing, from FIRST to
 * before END. */
static void talk_and_show(struct endpoint to, uint16_t first, uint16_t end)
{
    for (uint16_t seq = first; seq < end; seq++) {
        scene_rtp(a, to, 1, seq);
        if (seq % 2 == 0)
            scene_video(a, b, 2, seq);
        scene->now_ns += 20 * MS;
    }
}

/* 50 % of video lost, no audio: compared at the 64th and the 128th gap, from
 * which on 200 packets are expected, and told once. */
TEST(video_loss)
{
    talk_and_show(b, 0, 256);
    g_assert_cmpuint(scene_n_found(FINDING_VIDEO_LOSS), ==, 0);
    talk_and_show(b, 256, 257);
    g_assert_cmpuint(scene_n_found(FINDING_VIDEO_LOSS), ==, 1);
    g_assert_true(
        g_str_has_prefix(scene_found(FINDING_VIDEO_LOSS)->text,
                         "128 of 257 video packets lost (49.8 %) in 128 gaps, "
                         "but 0.0 % of audio between the same hosts"));
    analysis_end(scene->analysis);
    g_assert_cmpuint(scene_n_found(FINDING_VIDEO_LOSS), ==, 1);
}

/* Audio to another host says nothing of the path of video. */
TEST(video_loss_elsewhere)
{
    talk_and_show(at(3, 6000), 0, 300);
    analysis_end(scene->analysis);
    g_assert_cmpuint(scene_n_found(FINDING_VIDEO_LOSS), ==, 0);
}

/* Without gaps enough for a comparison, the end of the capture makes one. */
TEST(video_loss_at_end)
{
    talk_and_show(b, 0, 220);
    g_assert_cmpuint(scene_n_found(FINDING_VIDEO_LOSS), ==, 0);
    analysis_end(scene->analysis);
    g_assert_cmpuint(scene_n_found(FINDING_VIDEO_LOSS), ==, 1);
}

/* Routers rewrite code points: those of another interface are not compared. */
TEST(dscp_elsewhere)
{
    scene->nic_known = true;
    scene->dscp = 46;
    scene_talk(a, b, 1, 0, 20);
    scene->nic = 1;
    scene->dscp = 0;
    scene_talk(a, b, 1, 20, 20);
    g_assert_cmpuint(scene_n_found(FINDING_DSCP_CHANGED), ==, 0);
    scene->nic = 0;
    scene_talk(a, b, 1, 40, 20);
    g_assert_cmpuint(scene_n_found(FINDING_DSCP_CHANGED), ==, 1);
}

/* Without SDP, payload type 101 is taken for RFC 4733, whose payloads have four
 * octets: repeats of such a packet are events sent again. */
TEST(event_by_number)
{
    static const struct {
        uint8_t payload_type;
        unsigned n_bytes;
        bool codec_known;
        enum rtp_origin origin;
    } rows[] = {
        {101, 16, false, RTP_ORIGIN_EVENT},
        {101, 17, false, RTP_ORIGIN_SENDER},
        {100, 16, false, RTP_ORIGIN_SENDER},
        {101, 16, true, RTP_ORIGIN_SENDER},
    };

    FOR_EACH_ROW(i, rows) {
        uint8_t payload[RTP_BYTES] = {
            0x80, rows[i].payload_type, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 5, 10, 0,
            160};

        scene_begin();
        for (int n = 0; n < 2; n++) {
            struct media_arrival arrival =
                scene_arrival(a, b, payload, rows[i].n_bytes);
            struct media_stream *stream;

            rtp_header_parse(payload, rows[i].n_bytes, rows[i].n_bytes,
                             &arrival.rtp);
            arrival.rtp_parsed = true;
            arrival.flow =
                media_flow_get(&scene->analysis->streams, &arrival.path);
            stream = stream_watch_count(scene->analysis, &arrival);
            if (rows[i].codec_known)
                stream_watch_describe(stream, 101, "g711U", 8000,
                                      MEDIA_KIND_AUDIO, "SDP");
            media_watch_on_rtp(scene->analysis, stream, &arrival,
                               &scene->repeat);
            scene_frame_done();
        }
        g_assert_cmpuint(scene->repeat.first_frame, ==, 1);
        g_assert_cmpint(scene->repeat.origin, ==, rows[i].origin);
    }
}

/* What a stream's first step counts: packets and their repeats, but not those
 * that the capture made, which have the same IPv4 identification; what is lost
 * until it arrives late; RTCP. */
TEST(steps)
{
    static const uint16_t seqs[] = {1, 2, 2, 2, 6, 4};
    static const uint16_t ip_ids[] = {11, 12, 12, 13, 14, 15};
    static const uint16_t times_ms[] = {0, 20, 20, 40, 60, 80};
    static const uint16_t wanted[][N_RTP_STEP_KINDS] = {
        {1, 0, 0, 0}, {2, 0, 0, 0}, {3, 0, 0, 0},
        {4, 0, 1, 0}, {5, 3, 1, 0}, {6, 2, 1, 0}};
    const struct media_stream *stream = NULL;

    FOR_EACH_ROW(i, seqs) {
        scene->now_ns = times_ms[i] * MS;
        scene->ip_id = ip_ids[i];
        stream = scene_rtp_again(a, b, 1, seqs[i], seqs[i]);
        for (int kind = 0; kind < N_RTP_STEP_KINDS; kind++)
            g_assert_cmpuint(
                rtp_steps_at(&stream->steps, 0, (enum rtp_step_kind)kind), ==,
                wanted[i][kind]);
    }
    scene_rtcp(at(1, 5001), at(2, 6001), 1);
    g_assert_cmpuint(rtp_steps_at(&stream->steps, 0, RTP_STEP_RTCP), ==, 1);
}
