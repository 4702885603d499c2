/* Tests of counting successive closes.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "service.h"

#include <glib.h>

#include "unit_test.h"

#define NS(seconds) ((int64_t)((seconds)*1e9))

/* A close by the server after which the client may return at any time. */
static struct close_facts facts_of(double lived_s)
{
    return (struct close_facts){
        .kind = CLOSE_HANGUP,
        .by_server = true,
        .lived_ms = (uint32_t)(lived_s * 1000),
        .grain_ms = 1000,
        .back_most_ms = CONNECTION_NEVER - 1,
    };
}

/* Adds a connection that begins GAP_S after the latest close and lives
 * LIVED_S. */
static struct service_close one_more(struct service *service, double gap_s,
                                     struct close_facts facts)
{
    struct connection connection = {.gap_ms = CONNECTION_NEVER,
                                    .begin_ns = service->closed_ns + NS(gap_s)};

    service_open(service, &connection);
    return service_close(service, &connection, &facts, 7,
                         connection.begin_ns +
                             facts.lived_ms * INT64_C(1000000));
}

TEST(three_in_a_row)
{
    struct service service = {0};
    struct service_close close = one_more(&service, 0, facts_of(30));

    g_assert_cmpuint(close.n, ==, 1);
    g_assert_cmpfloat(close.period_s, ==, 0);
    close = one_more(&service, 1, facts_of(49));
    g_assert_cmpuint(close.n, ==, 2);
    g_assert_cmpfloat_with_epsilon(close.period_s, 50, 1e-9);
    g_assert_false(close.proven);
    close = one_more(&service, 2, facts_of(48));
    g_assert_true(close.proven);
    g_assert_cmpuint(service.sides[1].proof_frame, ==, 7);
    g_assert_cmpuint(service.sides[1].n_closes, ==, 3);
    g_assert_cmpfloat_with_epsilon(service_back_s(&service.sides[1]), 1.5,
                                   1e-9);
    g_assert_cmpuint(service_worse_side(&service), ==, 1);
}

/* The service had no connection for more than half the interval. */
TEST(away_for_too_long)
{
    struct service service = {0};

    one_more(&service, 0, facts_of(20));
    for (unsigned i = 0; i < 5; i++)
        g_assert_cmpuint(one_more(&service, 30, facts_of(20)).n, ==, 1);
    for (unsigned i = 0; i < 2; i++)
        one_more(&service, 20, facts_of(20));
    g_assert_cmpuint(service.sides[1].run.n, ==, 2);
}

/* The close limits how soon the client must be back. */
TEST(back_most)
{
    struct service service = {0};
    struct close_facts facts = facts_of(50);

    facts.back_most_ms = 2000;
    one_more(&service, 0, facts);
    g_assert_cmpuint(one_more(&service, 2.001, facts).n, ==, 1);
    g_assert_cmpuint(one_more(&service, 2, facts).n, ==, 2);
}

/* iSCSI: a connection without a Login replaces none, unless the capture cuts
 * headers. */
TEST(no_login)
{
    struct service service = {0};
    struct close_facts facts = facts_of(50);

    facts.is_iscsi = true;
    one_more(&service, 0, facts);
    g_assert_cmpuint(one_more(&service, 1, facts).n, ==, 1);
    facts.logged_in = true;
    g_assert_cmpuint(one_more(&service, 1, facts).n, ==, 2);
    facts.logged_in = false;
    facts.is_cut = true;
    g_assert_cmpuint(one_more(&service, 1, facts).n, ==, 3);
}

/* A close by the other side breaks the run. */
TEST(other_side)
{
    struct service service = {0};
    struct close_facts by_client = facts_of(49);

    by_client.by_server = false;
    one_more(&service, 1, facts_of(49));
    one_more(&service, 1, facts_of(49));
    g_assert_cmpuint(one_more(&service, 1, by_client).n, ==, 1);
    g_assert_cmpuint(one_more(&service, 1, facts_of(49)).n, ==, 1);
    g_assert_cmpuint(service.sides[0].n_closes, ==, 1);
    g_assert_cmpuint(service.sides[1].n_closes, ==, 3);
}

/* Closes less than a second apart are one event: the second one is no interval,
 * and breaks no run. */
TEST(together)
{
    struct service service = {0};
    struct connection other = {.gap_ms = CONNECTION_NEVER};
    const struct close_facts facts = facts_of(49);

    one_more(&service, 1, facts);
    g_assert_cmpuint(one_more(&service, 1, facts).n, ==, 2);
    g_assert_cmpuint(service_close(&service, &other, &facts, 8,
                                   service.closed_ns + NS(1) - 1)
                         .n,
                     ==, 2);
    g_assert_cmpuint(
        service_close(&service, &other, &facts, 9, service.closed_ns + NS(1)).n,
        ==, 1);
}

/* No new connection follows: no interval and no time until the client was
 * back. */
TEST(never_back)
{
    struct service service = {0};

    one_more(&service, 0, facts_of(50));
    g_assert_cmpfloat(service_back_s(&service.sides[1]), <, 0);
}

/* A clock that steps back makes no interval. */
TEST(clock_back)
{
    struct service service = {0};

    one_more(&service, 100, facts_of(50));
    g_assert_cmpuint(one_more(&service, -70, facts_of(50)).n, ==, 1);
}
