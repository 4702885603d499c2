/* Tests of flows and streams.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "media_streams.h"

#include "media_sessions.h"
#include "scene_host.h"
#include "seconds.h"
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

static struct media_flow *flow_get(struct endpoint from, struct endpoint to)
{
    struct media_path path = media_path_of(&from, &to);

    return media_flow_get(&streams, &path);
}

/* The lower endpoint comes first; the direction names the sender. */
TEST(path)
{
    struct endpoint low = at(1, 5000), high = at(2, 4000);
    struct media_path up = media_path_of(&low, &high);
    struct media_path down = media_path_of(&high, &low);

    g_assert_true(endpoint_equal(&up.ends[0], &low));
    g_assert_true(endpoint_equal(&up.ends[1], &high));
    g_assert_cmpuint(up.direction, ==, 0);
    g_assert_true(endpoint_pair_equal(up.ends, down.ends));
    g_assert_cmpuint(down.direction, ==, 1);
}

TEST(flow)
{
    struct endpoint a = at(1, 5000), b = at(2, 6000);
    struct media_path path = media_path_of(&a, &b);
    struct media_flow *flow;

    g_assert_null(media_flow_find(&streams, &path));
    flow = flow_get(a, b);
    g_assert_true(flow_get(b, a) == flow);
    g_assert_true(media_flow_find(&streams, &path) == flow);
    g_assert_false(flow_get(a, at(2, 6002)) == flow);
}

/* A stream that is new is of no call, and was of none before. */
TEST(stream_new)
{
    struct media_flow *flow = flow_get(at(1, 5000), at(2, 6000));
    const struct media_stream *stream = media_stream_get(&streams, flow, 1, 7);

    g_assert_cmpuint(stream->call, ==, NO_INDEX);
    g_assert_cmpuint(stream->call_before, ==, NO_INDEX);
    g_assert_cmpuint(stream->index, ==, 0);
    g_assert_cmpuint(stream->direction, ==, 1);
    g_assert_cmpuint(stream->ssrc, ==, 7);
}

/* One SSRC in both directions makes two streams. */
TEST(stream_both_directions)
{
    struct media_flow *flow;
    struct media_stream *up, *down;

    flow = flow_get(at(1, 5000), at(2, 6000));
    g_assert_null(media_stream_find(flow, 0, 7));
    up = media_stream_get(&streams, flow, 0, 7);
    down = media_stream_get(&streams, flow, 1, 7);
    g_assert_false(up == down);
    g_assert_true(media_stream_get(&streams, flow, 0, 7) == up);
    g_assert_true(media_stream_find(flow, 1, 7) == down);
    g_assert_cmpuint(up->index, ==, 0);
    g_assert_cmpuint(down->index, ==, 1);
    g_assert_cmpuint(up->call, ==, NO_INDEX);
    g_assert_cmpuint(media_stream_from(up)->port, ==, 5000);
    g_assert_cmpuint(media_stream_to(up)->port, ==, 6000);
    g_assert_cmpuint(media_stream_from(down)->port, ==, 6000);
}

/* Payload types that wait for an end are found at that end alone, behind
 * flows where none wait. */
TEST(unnamed)
{
    struct endpoint low = at(1, 5000), high = at(2, 6000);
    struct media_flow *flow = flow_get(low, high);

    flow->unnamed = 1;
    g_assert_null(media_flow_unnamed_at(&streams, &low));
    media_stream_get(&streams, flow, 0, 7);
    g_assert_true(media_flow_unnamed_at(&streams, &low) == flow);
    g_assert_null(media_flow_unnamed_at(&streams, &high));
    media_stream_get(&streams, flow_get(low, at(3, 6000)), 0, 7);
    g_assert_true(media_flow_unnamed_at(&streams, &low) == flow);
    flow->unnamed = 2;
    g_assert_null(media_flow_unnamed_at(&streams, &low));
    g_assert_true(media_flow_unnamed_at(&streams, &high) == flow);
    flow->unnamed = 0;
    g_assert_null(media_flow_unnamed_at(&streams, &high));
}

TEST(stream_who)
{
    struct media_flow *flow;
    char *who;

    flow = flow_get(at(1, 5000), at(2, 6000));
    who = media_stream_who(media_stream_get(&streams, flow, 1, 0xAB));
    g_assert_cmpstr(who, ==, "10.0.0.2:6000 to 10.0.0.1:5000, SSRC 0x000000ab");
    g_free(who);
}

/* Has STREAM kept what tells who repeats its packets? */
static bool remembers(const struct media_stream *stream)
{
    return stream->points.first.stats.history.entries != NULL;
}

static struct media_stream *stream_until(uint16_t port, int64_t last_ns)
{
    static const struct rtp_dup_burst_limits limits = {3, NS_PER_S};
    struct rtp_arrival arrival = {.frame = 1, .seq = 1, .time_ns = last_ns};
    struct rtp_stream_verdict verdict;
    uint32_t n_bursts = 0;
    struct media_stream *stream =
        media_stream_get(&streams, flow_get(at(1, port), at(2, 6000)), 0, port);

    rtp_points_update(&stream->points, &arrival, &limits, &n_bursts, &verdict);
    stream->last_ns = last_ns;
    return stream;
}

/* Two at each call, in turn. */
TEST(forget_idle)
{
    struct media_stream *old = stream_until(1, 0);
    struct media_stream *busy = stream_until(2, NS_PER_S);
    struct media_stream *older = stream_until(3, -NS_PER_S);

    media_streams_forget_idle(&streams, MEDIA_STREAM_IDLE_NS - 1);
    g_assert_true(remembers(old) && remembers(busy) && remembers(older));
    media_streams_forget_idle(&streams, MEDIA_STREAM_IDLE_NS);
    g_assert_false(remembers(old));
    g_assert_false(remembers(older));
    media_streams_forget_idle(&streams, MEDIA_STREAM_IDLE_NS);
    g_assert_true(remembers(busy));
    media_streams_forget_idle(&streams, MEDIA_STREAM_IDLE_NS + NS_PER_S);
    media_streams_forget_idle(&streams, MEDIA_STREAM_IDLE_NS + NS_PER_S);
    g_assert_false(remembers(busy));
}

/* The latest comes first; SSRC 0 is valid. */
TEST(stream_of_ssrc)
{
    struct media_stream *first, *second;

    first = media_stream_get(&streams, flow_get(at(1, 1), at(2, 2)), 0, 0);
    second = media_stream_get(&streams, flow_get(at(3, 3), at(4, 4)), 0, 0);
    media_stream_get(&streams, flow_get(at(3, 3), at(4, 4)), 0, 1);
    g_assert_true(media_streams_of_ssrc(&streams, 0) == second);
    g_assert_true(second->next_of_ssrc == first);
    g_assert_null(first->next_of_ssrc);
    g_assert_null(media_streams_of_ssrc(&streams, 2));
}

/* RTCP runs between the ports of RTP or those above; on others it counts if
 * only one stream is between the hosts. */
TEST(between)
{
    const struct endpoint a = at(1, 5000), b = at(2, 6000);
    const struct endpoint a_rtcp = at(1, 5001), b_rtcp = at(2, 6001);
    const struct endpoint a_other = at(1, 7001), c = at(3, 6000);
    struct media_stream *one = media_stream_get(&streams, flow_get(a, b), 0, 7);
    struct media_stream *two;

    g_assert_true(media_streams_between(&streams, 7, &a, &b) == one);
    g_assert_true(media_streams_between(&streams, 7, &a_rtcp, &b_rtcp) == one);
    g_assert_true(media_streams_between(&streams, 7, &a_other, &b) == one);
    g_assert_null(media_streams_between(&streams, 7, &b, &a));
    g_assert_null(media_streams_between(&streams, 7, &a, &c));
    g_assert_null(media_streams_between(&streams, 8, &a, &b));
    two = media_stream_get(&streams, flow_get(a, at(2, 8000)), 0, 7);
    g_assert_true(media_streams_between(&streams, 7, &a_rtcp, &b_rtcp) == one);
    g_assert_null(media_streams_between(&streams, 7, &a_other, &b));
    g_assert_false(two == one);
}

/* A flow can be found at its ends once it has a stream. */
TEST(at_end_after_a_stream)
{
    struct endpoint shared = at(1, 5000);
    struct media_flow *first, *second;

    first = flow_get(shared, at(2, 6000));
    second = flow_get(at(3, 7000), shared);
    g_assert_null(media_flows_at(&streams, &shared));
    media_stream_get(&streams, first, 0, 1);
    media_stream_get(&streams, second, 1, 2);
    media_stream_get(&streams, second, 0, 3);
    g_assert_true(media_flows_at(&streams, &shared) == second);
    g_assert_true(media_flow_next_at(second, &shared) == first);
    g_assert_null(media_flow_next_at(first, &shared));
    g_assert_true(media_flows_at(&streams, &second->ends[1]) == second);
}

/* A host that sends to its own port does not make the list circular. */
TEST(at_end_to_itself)
{
    struct endpoint end = at(1, 5000);
    struct media_flow *other, *itself;

    other = flow_get(end, at(2, 6000));
    itself = flow_get(end, end);
    media_stream_get(&streams, other, 0, 1);
    media_stream_get(&streams, itself, 0, 1);
    g_assert_true(media_flows_at(&streams, &end) == itself);
    g_assert_true(media_flow_next_at(itself, &end) == other);
    g_assert_null(media_flow_next_at(other, &end));
}

TEST(at_end_port_below)
{
    struct endpoint rtp = at(1, 5000), rtcp = at(1, 5001), above = at(1, 5002);

    media_stream_get(&streams, flow_get(rtp, at(2, 6000)), 0, 1);
    g_assert_true(media_flow_at_port_below(&streams, &rtcp));
    g_assert_false(media_flow_at_port_below(&streams, &rtp));
    g_assert_false(media_flow_at_port_below(&streams, &above));
}

/* The port below 0 is not 65535. */
TEST(at_end_no_port_below_zero)
{
    struct endpoint none = at(1, 0), first = at(1, 1);

    media_stream_get(&streams, flow_get(at(1, 65535), at(2, 6000)), 0, 1);
    g_assert_false(media_flow_at_port_below(&streams, &none));
    g_assert_false(media_flow_at_port_below(&streams, &first));
}

/* Another session means another source; the old one is unchanged. */
TEST(stream_source)
{
    struct media_session_entry one = {0}, other = {0};
    struct media_stream *stream;
    struct media_source *first, *second;

    stream = media_stream_get(&streams, flow_get(at(1, 1), at(2, 2)), 0, 1);
    stream->kind = MEDIA_KIND_AUDIO;
    first = media_stream_source(&streams, stream, &one);
    first->n_packets = 5;
    g_assert_cmpint(first->kind, ==, MEDIA_KIND_AUDIO);
    g_assert_true(media_stream_source(&streams, stream, &one) == first);
    second = media_stream_source(&streams, stream, &other);
    g_assert_false(second == first);
    g_assert_cmpuint(second->n_packets, ==, 0);
    g_assert_cmpuint(first->n_packets, ==, 5);
}

/* A flow has at most MEDIA_STREAMS_OF_FLOW_MAX streams; another flow has its
 * own. */
TEST(limit_streams_of_flow)
{
    struct media_flow *flow, *other;

    flow = flow_get(at(1, 5000), at(2, 6000));
    other = flow_get(at(1, 5000), at(2, 6002));
    for (uint32_t ssrc = 0; ssrc < MEDIA_STREAMS_OF_FLOW_MAX - 1; ssrc++)
        g_assert_nonnull(media_stream_get(&streams, flow, ssrc % 2, ssrc));
    g_assert_cmpuint(flow->n_streams, ==, 255);
    g_assert_nonnull(media_stream_get(&streams, flow, 0, 1000));
    g_assert_cmpuint(streams.n_not_kept, ==, 0);
    g_assert_null(media_stream_get(&streams, flow, 0, 1001));
    g_assert_cmpuint(streams.n_not_kept, ==, 1);
    g_assert_cmpuint(flow->n_streams, ==, 256);
    g_assert_nonnull(media_stream_get(&streams, flow, 0, 1000));
    g_assert_nonnull(media_stream_get(&streams, other, 0, 1001));
    g_assert_cmpuint(streams.n_not_kept, ==, 1);
}
