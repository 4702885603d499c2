/* Tests of the cache of flows.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "recent_flows.h"

#include <string.h>

#include "media_streams.h"
#include "unit_test.h"

static struct recent_flows flows;
static struct media_flow one, other;

static const struct recent_key key = {0x0A000001, 0x0A000002, 5000, 6000};

TEST(found_by_the_whole_key)
{
    struct recent_key changed[] = {key, key, key, key};
    const struct recent_flow *found;

    g_assert_null(recent_flows_find(&flows, &key));
    recent_flows_put(&flows, &key, &one, 1);
    found = recent_flows_find(&flows, &key);
    g_assert_true(found->flow == &one);
    g_assert_cmpuint(found->direction, ==, 1);
    changed[0].source++;
    changed[1].destination++;
    changed[2].source_port++;
    changed[3].destination_port++;
    for (size_t i = 0; i < G_N_ELEMENTS(changed); i++)
        g_assert_null(recent_flows_find(&flows, &changed[i]));
}

/* An all-zero address is a valid key and does not match an empty slot. */
TEST(zero_is_not_found)
{
    static const struct recent_flows empty;
    static const struct recent_key zero;

    g_assert_null(recent_flows_find(&empty, &zero));
}

/* A key leads to its own flow or to none, whatever else is stored. */
TEST(displaced_but_never_mistaken)
{
    unsigned n_kept = 0;

    recent_flows_put(&flows, &key, &one, 0);
    for (uint16_t port = 0; port < 4 * RECENT_FLOWS_SLOTS; port++) {
        struct recent_key next = {key.source + 1, key.destination, port, port};

        recent_flows_put(&flows, &next, &other, 0);
        g_assert_true(recent_flows_find(&flows, &next)->flow == &other);
    }
    for (uint16_t port = 0; port < 4 * RECENT_FLOWS_SLOTS; port++) {
        struct recent_key next = {key.source + 1, key.destination, port, port};
        const struct recent_flow *found = recent_flows_find(&flows, &next);

        n_kept += found != NULL;
        g_assert_true(found == NULL || found->flow == &other);
    }
    /* Four random keys a slot leave 1 - 1/e^4 of the slots in use. */
    g_assert_cmpuint(n_kept, >, RECENT_FLOWS_SLOTS * 9 / 10);
    g_assert_true(recent_flows_find(&flows, &key) == NULL ||
                  recent_flows_find(&flows, &key)->flow == &one);
}

/* A flow is known by both directions of its packets; of packets of other flows,
 * a mark in 65536 is taken for it. */
TEST(marks)
{
    static struct recent_flows marked;
    const uint8_t octets[2][4] = {{10, 1, 0, 1}, {10, 2, 0, 1}};
    const struct endpoint ends[] = {endpoint_of(4, octets[0], 5000),
                                    endpoint_of(4, octets[1], 6000)};
    struct recent_key there = {0, 0, 5000, 6000}, back = {0, 0, 6000, 5000};
    unsigned n_mistaken = 0;

    memcpy(&there.source, octets[0], 4);
    memcpy(&there.destination, octets[1], 4);
    back.source = there.destination;
    back.destination = there.source;
    g_assert_false(recent_flows_may_have(&marked, &there));
    recent_flows_mark(&marked, ends);
    g_assert_true(recent_flows_may_have(&marked, &there));
    g_assert_true(recent_flows_may_have(&marked, &back));
    for (uint16_t port = 1; port <= 1000; port++) {
        struct recent_key other_key = there;

        other_key.source_port += port;
        n_mistaken += recent_flows_may_have(&marked, &other_key);
    }
    g_assert_cmpuint(n_mistaken, <=, 1);
}

/* Packets of IPv6 have no key here. */
TEST(no_mark_of_ipv6)
{
    static struct recent_flows marked;
    static const struct recent_flows unmarked;
    const uint8_t octets[16] = {0x20, 1};
    const struct endpoint ends[] = {endpoint_of(6, octets, 5000),
                                    endpoint_of(6, octets, 6000)};

    recent_flows_mark(&marked, ends);
    g_assert_cmpmem(&marked, sizeof marked, &unmarked, sizeof unmarked);
}
