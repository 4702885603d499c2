/* Tests of which flow of media is that of a call whose SDP is missing.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "flow_of_call.h"
#include "unit_test.h"

#define N_MAX (FLOW_OF_CALL_CANDIDATES_MAX + 2)

static struct endpoint end(uint8_t last, uint16_t port)
{
    const uint8_t address[] = {192, 0, 2, last};

    return endpoint_of(4, address, port);
}

/* From 1 s to 60 s between 192.0.2.A and .B. */
static struct flow_leg flow(uint8_t a, uint8_t b)
{
    return (struct flow_leg){.ends = {end(a, 5000), end(b, 6000)},
                             .begin_ns = 1 * S,
                             .end_ns = 60 * S};
}

/* The place of the one of N FLOWS that fits a call between 192.0.2.A and .B,
 * which was up from the beginning, with its BYE at BYE_NS. */
static unsigned found_at(const struct flow_leg *flows, unsigned n, uint8_t a,
                         uint8_t b, int64_t bye_ns)
{
    const struct endpoint hosts[] = {end(a, 5060), end(b, 5060)};
    const struct flow_call call = {hosts, INT64_MIN, 1 * S, bye_ns};
    const struct flow_leg *places[N_MAX + 1] = {NULL};
    struct flow_index *index;
    unsigned place;

    for (unsigned i = 0; i < n; i++)
        places[i + 1] = &flows[i]; /* the first place is none */
    index = flow_index_new(places, n + 1);
    place = flow_index_of_call(index, &call);
    flow_index_free(index);
    return place;
}

TEST(none)
{
    g_assert_cmpuint(found_at(NULL, 0, 1, 2, 60 * S), ==, 1);
}

/* Both hosts before one host, whatever the order. */
TEST(best)
{
    const struct flow_leg flows[] = {flow(1, 3), flow(2, 1), flow(4, 2)};

    g_assert_cmpuint(found_at(flows, 3, 1, 2, 60 * S), ==, 2);
    g_assert_cmpuint(found_at(flows, 3, 2, 1, 60 * S), ==, 2);
    g_assert_cmpuint(found_at(flows, 1, 1, 2, 60 * S), ==, 1);
    g_assert_cmpuint(found_at(flows + 2, 1, 1, 2, 60 * S), ==, 1);
    g_assert_cmpuint(found_at(flows, 3, 5, 6, 60 * S), ==, 4);
}

TEST(two_alike)
{
    const struct flow_leg flows[] = {flow(1, 2), flow(2, 1), flow(1, 3),
                                     flow(2, 4)};

    g_assert_cmpuint(found_at(flows, 2, 1, 2, 60 * S), ==, 3);
    g_assert_cmpuint(found_at(flows + 2, 2, 1, 2, 60 * S), ==, 3);
    g_assert_cmpuint(found_at(flows + 1, 3, 1, 2, 60 * S), ==, 1);
}

/* A call within one host, and media within one. */
TEST(one_host)
{
    const struct flow_leg within = flow(1, 1);
    const struct flow_leg other = flow(1, 3);

    g_assert_cmpuint(found_at(&within, 1, 1, 1, 60 * S), ==, 1);
    g_assert_cmpuint(found_at(&within, 1, 1, 2, 60 * S), ==, 1);
    g_assert_cmpuint(found_at(&other, 1, 1, 1, 60 * S), ==, 1);
}

/* FLOW_JOIN_WINDOW_NS before and after the BYE, among others. */
TEST(window)
{
    struct flow_leg flows[] = {flow(1, 2), flow(1, 2), flow(1, 2), flow(1, 2)};

    flows[0].end_ns = 90 * S;
    flows[1].end_ns = 30 * S;
    flows[3].end_ns = 10 * S;
    g_assert_cmpuint(found_at(flows, 4, 1, 2, 58 * S - 1), ==, 5);
    g_assert_cmpuint(found_at(flows, 4, 1, 2, 58 * S), ==, 3);
    g_assert_cmpuint(found_at(flows, 4, 1, 2, 62 * S), ==, 3);
    g_assert_cmpuint(found_at(flows, 4, 1, 2, 62 * S + 1), ==, 5);
    g_assert_cmpuint(found_at(flows, 4, 1, 2, 30 * S), ==, 2);
    g_assert_cmpuint(found_at(flows, 4, 1, 2, 90 * S), ==, 1);
    g_assert_cmpuint(found_at(flows, 4, 1, 2, 9 * S), ==, 4);
}

/* Host 2 has N flows that began too late to fit and end with the call, and one
 * with host A. */
static unsigned found_among(unsigned n, uint8_t a)
{
    struct flow_leg flows[N_MAX];

    for (unsigned i = 0; i < n; i++) {
        flows[i] = flow(7, 2);
        flows[i].begin_ns = 2 * S;
    }
    flows[n] = flow(a, 2);
    return found_at(flows, n + 1, 1, 2, 60 * S);
}

/* A host with more flows than are compared settles nothing; the other host
 * does, if it has the flow. */
TEST(many_of_a_host)
{
    const unsigned most = FLOW_OF_CALL_CANDIDATES_MAX;

    g_assert_cmpuint(found_among(most - 2, 3), ==, most - 1);
    g_assert_cmpuint(found_among(most - 1, 3), ==, most);
    g_assert_cmpuint(found_among(most, 3), ==, most + 2);
    g_assert_cmpuint(found_among(most - 1, 1), ==, most);
    g_assert_cmpuint(found_among(most, 1), ==, most + 1);
}
