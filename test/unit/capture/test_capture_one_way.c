/* Tests of calls of which the capture lacks one side.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "analysis_end.h"
#include "analysis_scene.h"

/* The capture holds what 10.0.0.2:6000 sends, and nothing of its peer, whose
 * SSRC is UNSEEN. */
#define SEEN   0xC0
#define UNSEEN 0xA

static void report(uint32_t of, uint32_t highest_seq)
{
    scene_report(at(2, 6001), at(1, 5001), SEEN, of, 0, highest_seq);
}

static unsigned n_found_after(const uint32_t *highest_seqs, size_t n)
{
    unsigned n_found;

    scene_begin();
    scene_rtp(at(2, 6000), at(1, 5000), SEEN, 1);
    for (size_t i = 0; i < n; i++)
        report(UNSEEN, highest_seqs[i]);
    analysis_end(scene->analysis);
    n_found = scene_n_found(FINDING_CAPTURE_ONE_WAY);
    return n_found;
}

/* The first report sets the count; CAPTURE_REPORTS_MIN (2) must advance it. */
TEST(media_reports)
{
    const uint32_t highest_seqs[] = {10, 20, 30, 40};

    g_assert_cmpuint(n_found_after(highest_seqs, 0), ==, 0);
    g_assert_cmpuint(n_found_after(highest_seqs, 1), ==, 0);
    g_assert_cmpuint(n_found_after(highest_seqs, 2), ==, 0);
    g_assert_cmpuint(n_found_after(highest_seqs, 3), ==, 1);
    g_assert_cmpuint(n_found_after(highest_seqs, 4), ==, 1);
}

/* A count that stays or goes back proves nothing; one that wraps does. */
TEST(media_count_moves)
{
    const uint32_t still[] = {10, 10, 10, 10};
    const uint32_t back[] = {40, 30, 20, 10};
    const uint32_t wrap[] = {UINT32_MAX - 1, UINT32_MAX, 0};

    g_assert_cmpuint(n_found_after(still, 4), ==, 0);
    g_assert_cmpuint(n_found_after(back, 4), ==, 0);
    g_assert_cmpuint(n_found_after(wrap, 3), ==, 1);
}

/* Report blocks on several unseen SSRCs: only those on the first one count. */
TEST(media_another_ssrc)
{
    scene_rtp(at(2, 6000), at(1, 5000), SEEN, 1);
    report(UNSEEN, 10);
    for (uint32_t i = 0; i < 5; i++)
        report(UNSEEN + 1 + i, 20 + i);
    analysis_end(scene->analysis);
    g_assert_cmpuint(scene_n_found(FINDING_CAPTURE_ONE_WAY), ==, 0);
}

/* The capture does hold the SSRC, between other hosts. */
TEST(media_ssrc_seen)
{
    scene_rtp(at(2, 6000), at(1, 5000), SEEN, 1);
    scene_rtp(at(7, 5000), at(8, 5000), UNSEEN, 1);
    for (uint32_t i = 1; i < 5; i++)
        report(UNSEEN, 10 * i);
    analysis_end(scene->analysis);
    g_assert_cmpuint(scene_n_found(FINDING_CAPTURE_ONE_WAY), ==, 0);
}

/* A packet that another dissector took may be the media that seems to be
 * missing. */
TEST(media_undissected)
{
    static const uint8_t payload[RTP_BYTES] = {0x80};
    struct media_arrival arrival;

    scene_rtp(at(2, 6000), at(1, 5000), SEEN, 1);
    for (uint32_t i = 1; i < 5; i++)
        report(UNSEEN, 10 * i);
    arrival = scene_arrival(at(1, 5000), at(2, 6000), payload, sizeof payload);
    capture_one_way_on_undissected(scene->analysis->one_way,
                                   &scene->analysis->streams, &arrival);
    scene_frame_done();
    analysis_end(scene->analysis);
    g_assert_cmpuint(scene_n_found(FINDING_CAPTURE_ONE_WAY), ==, 0);
}

/* How many messages of the other side SIGHTING proves, NOW_NS after the start
 * of the capture. */
static uint64_t owed(struct capture_call *call, struct sip_sighting *sighting,
                     int64_t now_ns)
{
    struct capture_points points;
    const struct moment start = {
        .frame = 1, .time_ns = 0, .interface_id = 0, .interface_known = false};
    uint64_t before = call->sides[SIDE_B].n_sip_owed;

    capture_points_init(&points);
    capture_points_note(&points, &start, NULL);
    sighting->moment.time_ns = now_ns;
    capture_one_way_on_sip(call, &points, sighting, SIDE_A);
    capture_points_clear(&points);
    return call->sides[SIDE_B].n_sip_owed - before;
}

static struct sip_sighting response_to(enum sip_method method,
                                       enum sip_transport transport)
{
    return (struct sip_sighting){.transport = transport,
                                 .source = at(1, 5060),
                                 .destination = at(2, 5060),
                                 .message = {.method = method}};
}

/* The request may have been sent before the start of the capture: an INVITE up
 * to 200 s, any other up to 40 s. */
TEST(sip_response)
{
    struct capture_call call = {0};
    struct sip_sighting invite = response_to(SIP_METHOD_INVITE, SIP_OVER_UDP);
    struct sip_sighting bye = response_to(SIP_METHOD_BYE, SIP_OVER_UDP);

    g_assert_cmpuint(owed(&call, &invite, 200 * S), ==, 0);
    g_assert_cmpuint(owed(&call, &invite, 200 * S + 1), ==, 1);
    g_assert_cmpuint(owed(&call, &bye, 40 * S), ==, 0);
    g_assert_cmpuint(owed(&call, &bye, 40 * S + 1), ==, 1);
    g_assert_cmpuint(call.sides[SIDE_A].n_sip, ==, 4);
    g_assert_cmpuint(call.sides[SIDE_B].n_sip, ==, 0);
    g_assert_true(endpoint_equal(&call.sides[SIDE_A].endpoint, &bye.source));
    g_assert_true(
        endpoint_equal(&call.sides[SIDE_B].endpoint, &bye.destination));
}

/* TCP may lack segments, and a message without IP addresses has no side. */
TEST(sip_not_counted)
{
    struct capture_call call = {0};
    struct sip_sighting tcp = response_to(SIP_METHOD_BYE, SIP_OVER_TCP);
    struct sip_sighting no_ip = response_to(SIP_METHOD_BYE, SIP_OVER_UDP);

    g_assert_cmpuint(owed(&call, &tcp, 300 * S), ==, 0);
    no_ip.source = (struct endpoint){0};
    g_assert_cmpuint(owed(&call, &no_ip, 300 * S), ==, 0);
    g_assert_cmpuint(call.sides[SIDE_A].n_sip, ==, 1);
}

/* A request in the dialog proves that the INVITE was answered, if it takes the
 * way of the INVITE. */
TEST(sip_request_in_dialog)
{
    struct capture_call call = {0};
    struct sip_sighting sighting = response_to(SIP_METHOD_ACK, SIP_OVER_UDP);

    sighting.message.is_request = true;
    sighting.message.to_tag = (struct text){"b", 1};
    g_assert_cmpuint(owed(&call, &sighting, 0), ==, 0);
    sighting.message.method = SIP_METHOD_INVITE;
    sighting.message.to_tag = (struct text){0};
    g_assert_cmpuint(owed(&call, &sighting, 0), ==, 0);
    g_assert_true(call.invited);
    sighting.message.method = SIP_METHOD_ACK;
    sighting.message.to_tag = (struct text){"b", 1};
    g_assert_cmpuint(owed(&call, &sighting, 0), ==, 1);
    sighting.destination = at(3, 5060);
    g_assert_cmpuint(owed(&call, &sighting, 0), ==, 0);
}
