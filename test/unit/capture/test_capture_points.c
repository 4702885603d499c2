/* Tests of the observation points of a capture.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "capture_points.h"
#include "unit_test.h"

static struct capture_points points;

BEFORE_EACH()
{
    capture_points_init(&points);
}

AFTER_EACH()
{
    capture_points_clear(&points);
}

static struct moment moment_at(uint32_t interface_id, int64_t time_ns)
{
    return (struct moment){.frame = 1,
                           .time_ns = time_ns,
                           .interface_id = interface_id,
                           .interface_known = true};
}

TEST(none)
{
    struct moment moment = moment_at(0, 5);

    g_assert_false(capture_points_noted(&points, &moment));
    g_assert_cmpint(capture_points_age_ns(&points, 0, 5), ==, 0);
    g_assert_cmpuint(points.n, ==, 0);
}

TEST(names)
{
    const struct moment moments[] = {moment_at(0, 0), moment_at(1, 0),
                                     moment_at(2, 0)};

    capture_points_note(&points, &moments[0], "eth0");
    capture_points_note(&points, &moments[1], NULL);
    capture_points_note(&points, &moments[2], "");
    g_assert_cmpstr(capture_points_name(&points, 0), ==, "interface 0 (eth0)");
    g_assert_cmpstr(capture_points_name(&points, 1), ==, "interface 1");
    g_assert_cmpstr(capture_points_name(&points, 2), ==, "interface 2");
    g_assert_cmpuint(points.n, ==, 3);
}

/* Asking for a name does not note the interface. */
TEST(name_before_note)
{
    struct moment moment = moment_at(3, 7);

    g_assert_cmpstr(capture_points_name(&points, 3), ==, "interface 3");
    g_assert_false(capture_points_noted(&points, &moment));
    g_assert_cmpuint(points.n, ==, 0);
    capture_points_note(&points, &moment, "eth3");
    g_assert_cmpstr(capture_points_name(&points, 3), ==, "interface 3 (eth3)");
    g_assert_cmpuint(points.n, ==, 1);
}

/* The first note stays. */
TEST(noted_again)
{
    struct moment first = moment_at(0, 100), later = moment_at(0, 900);

    capture_points_note(&points, &first, "eth0");
    capture_points_note(&points, &later, "eth1");
    g_assert_cmpstr(capture_points_name(&points, 0), ==, "interface 0 (eth0)");
    g_assert_cmpint(capture_points_age_ns(&points, 0, 1000), ==, 900);
    g_assert_cmpuint(points.n, ==, 1);
}

/* Interfaces 0 and CAPTURE_POINTS_MAX - 1 are kept, later ones are not. */
TEST(limit_max)
{
    struct moment last = moment_at(CAPTURE_POINTS_MAX - 1, 1);
    struct moment beyond = moment_at(CAPTURE_POINTS_MAX, 1);
    struct moment far = moment_at(UINT32_MAX, 1);

    capture_points_note(&points, &last, NULL);
    capture_points_note(&points, &beyond, "eth");
    capture_points_note(&points, &far, "eth");
    g_assert_cmpuint(points.n, ==, 1);
    g_assert_true(capture_points_noted(&points, &beyond));
    g_assert_true(capture_points_noted(&points, &far));
    g_assert_cmpstr(capture_points_name(&points, 1023), ==, "interface 1023");
    g_assert_cmpstr(capture_points_name(&points, 1024), ==,
                    "an interface past the 1024th");
    g_assert_cmpstr(capture_points_name(&points, UINT32_MAX), ==,
                    "an interface past the 1024th");
    g_assert_cmpint(capture_points_age_ns(&points, 1023, 5), ==, 4);
    g_assert_cmpint(capture_points_age_ns(&points, 1022, 5), ==, 0);
    g_assert_cmpint(capture_points_age_ns(&points, 1024, 5), ==, 0);
}
