/* Tests of which flows of media are one call.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "flow_join.h"
#include "media_kind.h"
#include "unit_test.h"

#define N_MAX 100

static struct endpoint end(uint8_t last, uint16_t port)
{
    const uint8_t address[] = {192, 0, 2, last};

    return endpoint_of(4, address, port);
}

/* Both directions from 1 s to 60 s between 192.0.2.1 and .2. */
static struct flow_leg flow(uint16_t a, uint16_t b, enum media_kind kind)
{
    return (struct flow_leg){
        .ends = {end(1, a), end(2, b)},
        .sends = {true, true},
        .kind = kind,
        .begin_ns = 1 * S,
        .end_ns = 60 * S,
    };
}

/* The group of the last of N flows. */
static struct call_group last_of(const struct flow_leg *flows, unsigned n)
{
    const struct flow_leg *places[N_MAX];
    struct call_group groups[N_MAX];

    for (unsigned i = 0; i < n; i++)
        places[i] = &flows[i];
    flow_join(places, n, groups);
    g_assert_cmpuint(groups[0].first, ==, 0);
    return groups[n - 1];
}

static void assert_joined(const struct flow_leg *flows, unsigned n,
                          unsigned first, enum call_join_reason reason)
{
    struct call_group group = last_of(flows, n);

    g_assert_cmpuint(group.first, ==, first);
    g_assert_cmpint(group.join.reason, ==, reason);
}

#define AUDIO MEDIA_KIND_AUDIO
#define VIDEO MEDIA_KIND_VIDEO

TEST(kinds_window)
{
    struct flow_leg flows[] = {flow(5000, 6000, AUDIO),
                               flow(5002, 6002, VIDEO)};

    assert_joined(flows, 2, 0, CALL_JOIN_FLOW_KINDS);
    flows[1].begin_ns = 3 * S;
    assert_joined(flows, 2, 0, CALL_JOIN_FLOW_KINDS);
    flows[1].begin_ns = 3 * S + 1;
    assert_joined(flows, 2, 1, CALL_JOIN_NO_REASON);
    flows[1].begin_ns = 1 * S;
    flows[1].ends[0] = end(2, 6002); /* the callee sends first */
    flows[1].ends[1] = end(1, 5002);
    assert_joined(flows, 2, 0, CALL_JOIN_FLOW_KINDS);
    flows[1].kind = AUDIO; /* another call */
    assert_joined(flows, 2, 1, CALL_JOIN_NO_REASON);
    flows[1].kind = MEDIA_KIND_UNKNOWN;
    assert_joined(flows, 2, 1, CALL_JOIN_NO_REASON);
    flows[1] = flow(5002, 6002, VIDEO);
    flows[1].ends[1] = end(3, 6002); /* another host */
    assert_joined(flows, 2, 1, CALL_JOIN_NO_REASON);
}

TEST(kinds_ended)
{
    struct flow_leg flows[] = {flow(5000, 6000, AUDIO),
                               flow(5002, 6002, VIDEO)};

    flows[0].end_ns = 2 * S;
    flows[1].begin_ns = 2 * S;
    assert_joined(flows, 2, 0, CALL_JOIN_FLOW_KINDS);
    flows[1].begin_ns = 2 * S + 1;
    assert_joined(flows, 2, 1, CALL_JOIN_NO_REASON);
}

/* Two audio calls at once between two servers, and one video. */
TEST(kinds_ambiguous)
{
    struct flow_leg flows[] = {flow(5000, 6000, AUDIO), flow(5002, 6002, AUDIO),
                               flow(5004, 6004, VIDEO)};

    assert_joined(flows, 3, 2, CALL_JOIN_NO_REASON);
    flows[1].begin_ns = flows[2].begin_ns = 4 * S; /* the first is older */
    assert_joined(flows, 3, 1, CALL_JOIN_FLOW_KINDS);
}

/* A side that sends from another port than it receives at. */
TEST(endpoint_directions)
{
    struct flow_leg flows[] = {flow(5000, 6000, AUDIO),
                               flow(5000, 6002, AUDIO)};

    assert_joined(flows, 2, 1, CALL_JOIN_NO_REASON); /* both ways on each */
    flows[0].sends[1] = false;
    assert_joined(flows, 2, 1, CALL_JOIN_NO_REASON);
    flows[1].sends[0] = false;
    assert_joined(flows, 2, 0, CALL_JOIN_FLOW_ENDPOINT);
    flows[1].begin_ns = 30 * S; /* at any time of the call */
    assert_joined(flows, 2, 0, CALL_JOIN_FLOW_ENDPOINT);
    flows[1].ends[0] = end(1, 5002); /* nothing in common */
    assert_joined(flows, 2, 1, CALL_JOIN_NO_REASON);
    flows[1] = flow(5000, 6002, AUDIO); /* the same direction */
    flows[1].sends[1] = false;
    assert_joined(flows, 2, 1, CALL_JOIN_NO_REASON);
}

/* How MEDIA fits a call that was up when the capture began, at BEGIN_NS. */
static unsigned fit(const struct flow_leg *media, const struct endpoint *hosts,
                    int64_t begin_ns, int64_t bye_ns)
{
    struct flow_call call = {hosts, INT64_MIN, begin_ns, bye_ns};

    return flow_fits_call(media, &call);
}

/* A call of which only one host is known fits nothing. */
TEST(call_of_one_host)
{
    const struct endpoint hosts[] = {{0}, end(1, 5060), {0}};
    struct flow_leg media = flow(5000, 6000, AUDIO);

    g_assert_cmpuint(fit(&media, hosts, S, media.end_ns), ==, 0);
    g_assert_cmpuint(fit(&media, hosts + 1, S, media.end_ns), ==, 0);
}

/* The INVITE at 0.5 s, the answer at 2 s: media that begins in between, or
 * shortly after. */
TEST(call_cut)
{
    const struct endpoint hosts[] = {end(2, 5060), end(1, 5060)};
    struct flow_call call = {hosts, S / 2, 4 * S, 60 * S};
    struct flow_leg media = flow(5000, 6000, AUDIO);

    media.begin_ns = S / 2;
    g_assert_cmpuint(flow_fits_call(&media, &call), ==, 2);
    media.begin_ns = 4 * S;
    g_assert_cmpuint(flow_fits_call(&media, &call), ==, 2);
    media.begin_ns = 4 * S + 1;
    g_assert_cmpuint(flow_fits_call(&media, &call), ==, 0);
    media.begin_ns = S / 2 - 1;
    g_assert_cmpuint(flow_fits_call(&media, &call), ==, 0);
}

/* A call that was up when the capture began: no SDP, only its BYE at 60 s. */
TEST(call_begun_before)
{
    struct flow_leg media = flow(5000, 6000, AUDIO);
    const struct endpoint hosts[] = {end(2, 5060), end(1, 5060)};
    const struct endpoint others[] = {end(2, 5060), end(3, 5060)};
    const struct endpoint unknown[2] = {{0}, {0}};

    const struct endpoint neither[] = {end(4, 5060), end(3, 5060)};

    g_assert_cmpuint(fit(&media, hosts, 1 * S, 60 * S), ==, 2);
    g_assert_cmpuint(fit(&media, hosts, 1 * S, 62 * S), ==, 2);
    g_assert_cmpuint(fit(&media, hosts, 1 * S, 62 * S + 1), ==, 0);
    g_assert_cmpuint(fit(&media, hosts, 30 * S, 58 * S), ==, 2);
    g_assert_cmpuint(fit(&media, hosts, 30 * S, 58 * S - 1), ==, 0);
    g_assert_cmpuint(fit(&media, hosts, 1 * S - 1, 60 * S), ==, 0);
    g_assert_cmpuint(fit(&media, others, 1 * S, 60 * S), ==, 1);
    g_assert_cmpuint(fit(&media, neither, 1 * S, 60 * S), ==, 0);
    g_assert_cmpuint(fit(&media, unknown, 1 * S, 60 * S), ==, 0);
}

TEST(places_none)
{
    struct flow_leg only = flow(5000, 6000, AUDIO);
    const struct flow_leg *places[] = {NULL, &only, NULL};
    struct call_group groups[3];

    flow_join(places, 3, groups);
    for (unsigned i = 0; i < 3; i++)
        g_assert_cmpuint(groups[i].first, ==, i);
    flow_join(places, 0, groups);
}
