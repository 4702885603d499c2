/* Tests of which ends had calls that went on without their RTCP.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "trunk_outlived.h"
#include "unit_test.h"

static GHashTable *outlived;

BEFORE_EACH()
{
    outlived = trunk_outlived_new();
}

AFTER_EACH()
{
    g_hash_table_destroy(outlived);
}

static struct endpoint host(uint8_t last)
{
    const uint8_t address[] = {192, 0, 2, last};

    return endpoint_of(4, address, 0);
}

/* A call of A and B that ended at ENDED_NS; RTP of B flowed for RTP_NS without
 * RTCP. */
static void add(uint32_t number, uint8_t a, uint8_t b, int64_t rtp_ns,
                int64_t ended_ns)
{
    struct trunk_call call = {
        .hosts = {host(a), host(b)},
        .ends = {{.rtp_ns = 99 * S, .rtcp_seen = true}, {.rtp_ns = rtp_ns}}};

    trunk_outlived_add(outlived, number, &call, ended_ns);
}

static bool known(uint32_t number, uint8_t of, uint8_t peer, int64_t by_ns)
{
    struct endpoint hosts[] = {host(of), host(peer)};

    return trunk_outlived_by(outlived, number, &hosts[0], &hosts[1], by_ns);
}

/* More than the limit of 30 s and 5 s more. */
TEST(call_limit)
{
    add(0, 1, 2, 35 * S, 50 * S);
    g_assert_false(known(9, 2, 1, INT64_MAX));
    add(1, 1, 2, 35 * S + 1, 60 * S);
    g_assert_true(known(9, 2, 1, INT64_MAX));
}

/* The other end's RTCP came; other hosts are another trunk; who called does
 * not matter. */
TEST(call_whose)
{
    add(0, 1, 2, 60 * S, 60 * S);
    g_assert_false(known(9, 1, 2, INT64_MAX));
    g_assert_false(known(9, 2, 3, INT64_MAX));
    g_assert_false(known(9, 3, 1, INT64_MAX));
    g_assert_true(known(9, 2, 1, INT64_MAX));
}

TEST(call_time)
{
    add(0, 1, 2, 60 * S, 60 * S);
    g_assert_false(known(9, 2, 1, 60 * S - 1));
    g_assert_true(known(9, 2, 1, 60 * S));
}

/* The caller, 192.0.2.1, sends no RTCP. */
TEST(call_caller)
{
    struct trunk_call call = {.hosts = {host(1), host(2)},
                              .ends = {{.rtp_ns = 60 * S}}};

    trunk_outlived_add(outlived, 0, &call, 60 * S);
    g_assert_true(known(9, 1, 2, 60 * S));
    g_assert_false(known(9, 2, 1, 60 * S));
}

/* A call is no witness of itself; the second one is. */
TEST(call_another)
{
    add(4, 1, 2, 60 * S, 60 * S);
    g_assert_false(known(4, 2, 1, INT64_MAX));
    add(5, 1, 2, 60 * S, 70 * S);
    add(6, 1, 2, 60 * S, 80 * S); /* not needed, not kept */
    g_assert_true(known(4, 2, 1, INT64_MAX));
    g_assert_true(known(5, 2, 1, 60 * S));
    g_assert_false(known(4, 2, 1, 69 * S));
    g_assert_true(known(6, 2, 1, 60 * S));
}

TEST(call_none)
{
    g_assert_false(known(0, 1, 2, INT64_MAX));
}
