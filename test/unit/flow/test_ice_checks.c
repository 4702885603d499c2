/* Tests of connectivity checks.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "ice_checks.h"

#include "scene_host.h"
#include "unit_test.h"

static struct ice_checks checks;

BEFORE_EACH()
{
    checks = (struct ice_checks){0};
}

static void send_at(uint64_t transaction, int64_t now_ns)
{
    struct endpoint from = at(1, 5000);
    struct endpoint to = at(2, 6000);

    ice_checks_on_request(&checks, transaction, &from, &to, now_ns);
}

/* Copies as libre sends them: 0, 0.1, 0.3 and 0.7 s. */
TEST(repeated)
{
    send_at(7, 0);
    send_at(7, 100 * MS);
    g_assert_false(ice_checks_in_vain(&checks));
    send_at(7, 300 * MS);
    send_at(7, 700 * MS);
    g_assert_cmpuint(checks.n_sent, ==, 1);
    g_assert_cmpuint(checks.latest[0].n_copies, ==, 4);
    g_assert_true(ice_checks_in_vain(&checks));
    g_assert_cmpuint(checks.to.port, ==, 6000);
}

/* One answer is enough, however late. */
TEST(answered)
{
    for (int i = 0; i < 4; i++)
        send_at(7, i * S);
    send_at(8, 4 * S);
    ice_checks_on_answer(&checks, 9);
    g_assert_true(ice_checks_in_vain(&checks));
    ice_checks_on_answer(&checks, 8);
    ice_checks_on_answer(&checks, 8);
    g_assert_cmpuint(checks.n_answered, ==, 1);
    g_assert_false(ice_checks_in_vain(&checks));
}

/* Whoever gets an answer stops repeating: the capture may lack it. */
TEST(once)
{
    send_at(8, 0);
    for (int i = 0; i < 4; i++)
        send_at(7, i * 500 * MS);
    g_assert_true(ice_checks_in_vain(&checks)); /* 1.5 s: it may come yet */
    send_at(7, 2 * S);
    g_assert_true(ice_checks_in_vain(&checks));
    send_at(7, 2 * S + 1);
    g_assert_false(ice_checks_in_vain(&checks));
}

/* What a mirror port copies is not repeated. */
TEST(copied)
{
    for (int i = 0; i < 10; i++)
        send_at(7, i * 49 * MS / 10);
    g_assert_cmpuint(checks.latest[0].n_copies, ==, 1);
    g_assert_false(ice_checks_in_vain(&checks));
}

/* The ring holds the latest; what fell out is not matched any more. */
TEST(bound)
{
    for (uint64_t i = 0; i <= ICE_CHECKS_KEPT; i++)
        send_at(i, (int64_t)i * MS);
    g_assert_cmpuint(checks.n_sent, ==, ICE_CHECKS_KEPT + 1);
    ice_checks_on_answer(&checks, 0);
    g_assert_cmpuint(checks.n_answered, ==, 0);
    ice_checks_on_answer(&checks, 1);
    g_assert_cmpuint(checks.n_answered, ==, 1);
}

TEST(none)
{
    g_assert_false(ice_checks_in_vain(&checks));
}
