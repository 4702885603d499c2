/* Tests of what RTCP says of a stream.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "stream_rtcp.h"

#include "scene_host.h"
#include "unit_test.h"

#define SECOND 65536u /* of stamps and delays */
#define SSRC_A 0xA
#define SSRC_B 0xB

static struct media_streams streams;
static struct media_stream *a, *b; /* A to B, and back */
static uint32_t nic;

static struct media_stream *stream_between(struct endpoint from,
                                           struct endpoint to, uint32_t ssrc)
{
    struct media_path path = media_path_of(&from, &to);

    return media_stream_get(&streams, media_flow_get(&streams, &path),
                            path.direction, ssrc);
}

BEFORE_EACH()
{
    media_streams_init(&streams);
    a = stream_between(at(1, 5000), at(2, 6000), SSRC_A);
    b = stream_between(at(2, 6000), at(1, 5000), SSRC_B);
    nic = 0;
}

AFTER_EACH()
{
    media_streams_clear(&streams);
}

/* RTCP of A, or of B, at TIME_NS, with one report block on the other; STAMP 0:
 * without an NTP time. */
static struct rtcp_round_trip_proof
sent(bool by_a, int64_t time_ns, uint32_t stamp, struct rtcp_report report)
{
    const struct endpoint from = by_a ? at(1, 5001) : at(2, 6001);
    const struct endpoint to = by_a ? at(2, 6001) : at(1, 5001);
    struct media_arrival arrival = {
        .moment = {.time_ns = time_ns, .interface_id = nic},
        .path = media_path_of(&from, &to)};
    struct rtcp_header header = {.ssrc_present = true,
                                 .ssrc = by_a ? SSRC_A : SSRC_B,
                                 .n_reports = 1,
                                 .n_stamps = stamp != 0,
                                 .stamps = {stamp}};

    report.ssrc = by_a ? SSRC_B : SSRC_A;
    header.reports[0] = report;
    return stream_rtcp_on_packet(&streams, &arrival, &header);
}

/* A names itself at 0 s. B, 40 ms there and back, names it 2 s later, and
 * itself. A, 20 ms there and back, names that after 1 s. */
static void both_ways(void)
{
    struct rtcp_round_trip_proof proof;

    sent(true, 0, 50 * SECOND, (struct rtcp_report){0});
    proof =
        sent(false, 2040 * MS, 7,
             (struct rtcp_report){.last_sr = 50 * SECOND, .delay = 2 * SECOND});
    g_assert_true(proof.half_known && !proof.whole_known);
    g_assert_cmpint(proof.half_ns, ==, 40 * MS);
    proof = sent(true, 3060 * MS, 53 * SECOND,
                 (struct rtcp_report){.last_sr = 7, .delay = SECOND});
    g_assert_true(proof.whole_known);
    g_assert_cmpint(proof.whole_ns, ==, 60 * MS);
}

TEST(round_trip)
{
    g_assert_cmpint(stream_rtcp_round_trip_ns(a), ==, -1);
    g_assert_cmpint(stream_rtcp_longest_ns(a), ==, -1);
    both_ways();
    g_assert_cmpint(stream_rtcp_round_trip_ns(a), ==, 60 * MS);
    g_assert_cmpint(stream_rtcp_round_trip_ns(b), ==, 60 * MS);
    g_assert_cmpint(stream_rtcp_longest_ns(a), ==, 60 * MS);
    g_assert_cmpint(stream_rtcp_receiver_ns(a), ==, 40 * MS);
    g_assert_cmpint(stream_rtcp_sender_ns(a), ==, 20 * MS);
    g_assert_cmpint(stream_rtcp_receiver_ns(b), ==, 20 * MS);
}

/* One direction reports alone: a half is not a whole. */
TEST(round_trip_half)
{
    sent(true, 0, 1, (struct rtcp_report){0});
    sent(false, S, 0, (struct rtcp_report){.last_sr = 1, .delay = SECOND / 2});
    g_assert_cmpint(stream_rtcp_receiver_ns(a), ==, 500 * MS);
    g_assert_cmpint(stream_rtcp_sender_ns(a), ==, -1);
    g_assert_cmpint(stream_rtcp_round_trip_ns(a), ==, -1);
    g_assert_cmpint(stream_rtcp_round_trip_ns(b), ==, -1);
}

/* Halves of two interfaces are not added: what comes to the lower one counts,
 * also if that is known later. */
TEST(round_trip_interfaces)
{
    nic = 1;
    both_ways();
    nic = 0;
    sent(true, 10 * S, 10, (struct rtcp_report){0});
    nic = 1;
    sent(true, 10 * S, 10, (struct rtcp_report){0});
    g_assert_cmpint(stream_rtcp_round_trip_ns(a), ==, -1);
    g_assert_cmpint(stream_rtcp_round_trip_ns(b), ==, -1);
    nic = 0;
    sent(false, 11 * S, 11,
         (struct rtcp_report){.last_sr = 10, .delay = SECOND / 2});
    nic = 1;
    sent(false, 12 * S, 11,
         (struct rtcp_report){.last_sr = 10, .delay = SECOND / 2});
    g_assert_cmpint(stream_rtcp_receiver_ns(a), ==, 500 * MS);
}

/* RFC 3611 4.5 names a receiver's packets in the same way; 4.7.5 tells a round
 * trip, and 0xFFFE stands for none. */
TEST(extended)
{
    const struct endpoint from = at(2, 6001), to = at(1, 5001);
    struct media_arrival arrival = {.moment = {.time_ns = S},
                                    .path = media_path_of(&from, &to)};
    struct rtcp_header header = {.ssrc = SSRC_B,
                                 .n_echoes = 1,
                                 .echoes = {{SSRC_A, 1, SECOND / 4}},
                                 .voip_ssrc = SSRC_A,
                                 .voip_delay_ms = 77};

    sent(true, 0, 1, (struct rtcp_report){0});
    g_assert_cmpint(stream_rtcp_on_packet(&streams, &arrival, &header).half_ns,
                    ==, 750 * MS);
    header.voip_delay_ms = 0xFFFE;
    stream_rtcp_on_packet(&streams, &arrival, &header);
    g_assert_cmpuint(a->rtcp->told_ms, ==, 77);
}

/* The last report and the worst; jitter of 80 and 40 units of 8000 Hz, once the
 * clock rate is known. */
TEST(receiver)
{
    sent(false, S, 0, (struct rtcp_report){.fraction_lost = 64, .jitter = 99});
    g_assert_false(a->rtcp->jitter_known);
    a->jitter = g_new0(struct rtp_jitter, 1); /* freed with the stream */
    rtp_jitter_set_clock(a->jitter, 8000);
    sent(false, 6 * S, 0,
         (struct rtcp_report){.fraction_lost = 128, .jitter = 80});
    sent(false, 11 * S, 0,
         (struct rtcp_report){.cumulative_lost = 5, .jitter = 40});
    g_assert_cmpuint(a->rtcp->n_reports, ==, 3);
    g_assert_cmpint(a->rtcp->cumulative_lost, ==, 5);
    g_assert_cmpuint(a->rtcp->fraction_lost, ==, 0);
    g_assert_cmpuint(a->rtcp->worst_fraction, ==, 128);
    g_assert_cmpint(a->rtcp->jitter_ns, ==, 5 * MS);
    g_assert_cmpint(a->rtcp->worst_jitter_ns, ==, 10 * MS);
}

/* A report on a source that nobody sends leaves no trace. */
TEST(nobody)
{
    const struct endpoint from = at(2, 6001), to = at(1, 5001);
    struct media_arrival arrival = {.path = media_path_of(&from, &to)};
    struct rtcp_header header = {
        .ssrc = 0xC, .n_reports = 1, .reports = {{.ssrc = 0xD}}};

    stream_rtcp_on_packet(&streams, &arrival, &header);
    g_assert_null(a->rtcp);
    g_assert_null(b->rtcp);
}
