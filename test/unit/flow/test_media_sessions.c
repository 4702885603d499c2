/* Tests of which packet belongs to which media session.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "media_sessions.h"

#include "scene_host.h"
#include "unit_test.h"

static const struct media_limits limits = {.rtcp_absence_ns = 30 * S,
                                           .media_timeout_ns = 30 * S};

static struct media_sessions sessions;
static struct media_streams streams;

BEFORE_EACH()
{
    media_sessions_init(&sessions, &limits);
    media_streams_init(&streams);
}

AFTER_EACH()
{
    media_sessions_clear(&sessions);
    media_streams_clear(&streams);
}

static void begin_anew(void)
{
    after_each();
    before_each();
}

static struct media_flow *flow_get(struct endpoint from, struct endpoint to)
{
    struct media_path path = media_path_of(&from, &to);

    return media_flow_get(&streams, &path);
}

static struct media_session_entry *declare(struct endpoint a, struct endpoint b,
                                           uint32_t call)
{
    struct media_session_entry *entry =
        media_sessions_add(&sessions, &a, &b, call);

    media_ends_bind(&sessions.ends, &a, entry, SIDE_A);
    media_ends_bind(&sessions.ends, &b, entry, SIDE_B);
    return entry;
}

TEST(add)
{
    struct endpoint a = at(1, 5000), b = at(2, 6000);
    const struct media_session_entry *entry;

    entry = media_sessions_add(&sessions, &a, &b, NO_INDEX);
    g_assert_false(entry->numbered);
    entry = media_sessions_add(&sessions, &a, &b, 0);
    g_assert_true(entry->numbered);
    g_assert_cmpuint(entry->number, ==, 0);
    g_assert_cmpuint(sessions.entries->len, ==, 2);
}

/* Without SDP both directions of a flow share a session; the first sender is
 * side A. */
TEST(flow_own_session)
{
    struct media_flow *flow;
    struct media_session_entry *entry;
    enum side side;

    flow = flow_get(at(1, 5000), at(2, 6000));
    entry = media_sessions_of_flow(&sessions, flow, 1, 0, &side);
    g_assert_cmpint(side, ==, SIDE_A);
    g_assert_cmpuint(entry->session.sides[SIDE_A].endpoint.port, ==, 6000);
    g_assert_true(media_sessions_of_flow(&sessions, flow, 0, 1, &side) ==
                  entry);
    g_assert_cmpint(side, ==, SIDE_B);
    g_assert_true(media_sessions_of_flow(&sessions, flow, 1, 2, &side) ==
                  entry);
    g_assert_cmpint(side, ==, SIDE_A);
    g_assert_cmpuint(sessions.entries->len, ==, 1);
}

/* The destination of a packet counts before its source. */
TEST(flow_declared)
{
    struct media_session_entry *here, *there;
    enum side side;

    there = declare(at(1, 5000), at(2, 6000), 0);
    here = declare(at(3, 7000), at(4, 8000), 1);
    g_assert_true(media_sessions_of_flow(&sessions,
                                         flow_get(at(3, 7000), at(1, 5000)), 1,
                                         0, &side) == there);
    g_assert_cmpint(side, ==, SIDE_B);
    g_assert_true(media_sessions_of_flow(&sessions,
                                         flow_get(at(3, 7000), at(9, 9)), 0, 0,
                                         &side) == here);
    g_assert_cmpint(side, ==, SIDE_A);
}

/* A running flow moves to the session that later SDP declares. */
TEST(flow_declared_later)
{
    struct media_flow *flow;
    struct media_session_entry *own, *declared;
    enum side side;

    flow = flow_get(at(1, 5000), at(2, 6000));
    own = media_sessions_of_flow(&sessions, flow, 0, 0, &side);
    declared = declare(at(2, 6000), at(1, 5000), 0);
    g_assert_false(own == declared);
    g_assert_true(media_sessions_of_flow(&sessions, flow, 0, 1, &side) ==
                  declared);
    g_assert_cmpint(side, ==, SIDE_B);
}

static uint32_t bindings(const struct media_flow *flow)
{
    return media_ends_bindings(&sessions.ends, flow->buckets);
}

/* What was worked out for two endpoints is out of date after a change at one of
 * them, and mostly holds after one elsewhere. Of 64 others 8 share a bucket of
 * 4096 with one of the pair once in 10^14. */
TEST(bindings_of_pair)
{
    const struct media_flow *flow = flow_get(at(1, 5000), at(2, 6000));
    struct media_session_entry *one =
        (void *)&sessions; /* never dereferenced */
    uint32_t before;
    unsigned n_others = 0;

    for (uint16_t port = 7000; port < 7064; port++) {
        struct endpoint other = at(3, port);
        uint32_t last = bindings(flow);

        media_ends_bind(&sessions.ends, &other, one, SIDE_A);
        n_others += bindings(flow) != last;
    }
    g_assert_cmpuint(n_others, <, 8);
    for (int i = 0; i < 2; i++) {
        before = bindings(flow);
        media_ends_bind(&sessions.ends, &flow->ends[i], one, SIDE_A);
        g_assert_cmpuint(bindings(flow), !=, before);
    }
}

/* What is declared for a relayed address holds for the TURN client, so that a
 * change anywhere may concern it. */
TEST(bindings_of_client)
{
    const struct media_flow *flow = flow_get(at(1, 5000), at(2, 6000));
    struct endpoint relayed = at(9, 50000);
    struct media_session_entry *one =
        (void *)&sessions; /* never dereferenced */
    uint32_t before = bindings(flow);

    media_ends_relay(&sessions.ends, &flow->ends[0], &relayed);
    g_assert_cmpuint(bindings(flow), !=, before);
    before = bindings(flow);
    media_ends_bind(&sessions.ends, &relayed, one, SIDE_A);
    g_assert_cmpuint(bindings(flow), !=, before);
}

static struct media_session_entry *of_rtcp(struct endpoint from,
                                           struct endpoint to, uint32_t ssrc)
{
    const struct rtcp_header header = {
        .packet_type = RTCP_PT_RR, .ssrc_present = true, .ssrc = ssrc};
    struct media_arrival arrival = {.kind = MEDIA_PACKET_RTCP,
                                    .path = media_path_of(&from, &to)};
    enum side side;

    arrival.flow = media_flow_find(&streams, &arrival.path);
    return media_sessions_of_rtcp(&sessions, &streams, &arrival, &header,
                                  &side);
}

TEST(rtcp_of_nobody)
{
    declare(at(1, 5000), at(2, 6000), 0);
    g_assert_null(of_rtcp(at(3, 5001), at(4, 6001), 1));
}

/* RTCP is found at RTP's ports and at those above (RFC 3550 11), not at those
 * below. */
TEST(rtcp_by_port)
{
    struct media_session_entry *entry;

    entry = declare(at(1, 5000), at(2, 6000), 0);
    g_assert_true(of_rtcp(at(1, 5000), at(2, 6000), 1) == entry);
    g_assert_true(of_rtcp(at(2, 6001), at(1, 5001), 1) == entry);
    g_assert_null(of_rtcp(at(2, 5999), at(1, 4999), 1));
}

/* N hosts send to one endpoint, each in a session of its own, and it to them.
 * Returns whether RTCP finds the oldest, which it does up to
 * MEDIA_SESSION_CANDIDATES_MAX: a session counts once. */
static bool oldest_is_found(unsigned n)
{
    struct endpoint hub = at(200, 5000);
    const struct media_session_entry *oldest = NULL;
    enum side side;

    begin_anew();
    for (unsigned i = 0; i < n; i++) {
        struct media_flow *flow = flow_get(at((uint8_t)(1 + i), 6000), hub);
        struct media_session_entry *entry;

        media_stream_get(&streams, flow, 0, i);
        entry = media_sessions_of_flow(&sessions, flow, 0, 0, &side);
        g_assert_true(media_sessions_of_flow(&sessions, flow, 1, 0, &side) ==
                      entry);
        if (i == 0)
            oldest = entry;
    }
    /* From another port of that host, so that only the hub leads to the
     * session. */
    return of_rtcp(at(1, 7777), hub, 4711) == oldest;
}

TEST(limit_candidates)
{
    g_assert_true(oldest_is_found(1));
    g_assert_true(oldest_is_found(MEDIA_SESSION_CANDIDATES_MAX - 1));
    g_assert_true(oldest_is_found(MEDIA_SESSION_CANDIDATES_MAX));
    g_assert_false(oldest_is_found(MEDIA_SESSION_CANDIDATES_MAX + 1));
}

/* RTP without SDP runs where SDP of other endpoints declares RTCP. What its own
 * flow leads to counts only if the sender's SSRC agrees. */
TEST(rtcp_declared_beats_flow)
{
    struct endpoint from = at(1, 7001), to = at(2, 6000);
    struct media_session_entry *declared = declare(at(1, 5000), to, 0);
    struct media_flow *flow = flow_get(from, to);
    struct media_source source = {0};
    struct media_session_entry *own;

    flow->sessions[0] = own =
        media_sessions_add(&sessions, &from, &to, NO_INDEX);
    g_assert_true(of_rtcp(from, to, 4711) == own);
    media_signalling_get(&declared->session.signalling)
        ->descriptions[SIDE_A]
        .rtcp = from;
    g_assert_true(of_rtcp(from, to, 4711) == declared);
    media_session_side_add(&own->session.sides[SIDE_A], &source, 4711, 0);
    g_assert_true(of_rtcp(from, to, 4711) == own);
}
