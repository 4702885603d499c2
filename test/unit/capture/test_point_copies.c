/* Tests of messages that pass several places of the network.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "point_copies.h"

#define A 0 /* interfaces */
#define B 1
#define C 7

/* FNV-1a of "a", as its authors give it: 0xaf63dc4c8601ec8c. */
static void test_hash(void)
{
    uint64_t hash = point_copies_hash(POINT_COPIES_SEED, "a", 1);

    g_assert_cmphex(hash, ==, UINT64_C(0xaf63dc4c8601ec8c));
    g_assert_cmphex(point_copies_hash(POINT_COPIES_SEED, "ab", 2), ==,
                    point_copies_hash(hash, "b", 1));
    g_assert_cmphex(point_copies_hash(hash, NULL, 0), ==, hash);
}

/* Each line: where it is seen, and whether it is a copy then. */
struct sighting {
    uint32_t interface_id;
    bool copy;
};

static void assert_sightings(const struct sighting *sightings, size_t n)
{
    struct point_copies *copies = point_copies_new();

    for (size_t i = 0; i < n; i++)
        g_assert_cmpint(
            point_copies_seen(copies, 4711, sightings[i].interface_id), ==,
            sightings[i].copy);
    point_copies_free(copies);
}

static void test_two_places(void)
{
    const struct sighting sightings[] = {{A, false}, {B, true}, {C, true},
                                         {A, false}, {C, true}, {B, true}};

    assert_sightings(sightings, G_N_ELEMENTS(sightings));
}

/* A retransmission is one at each place, although the other's clock is late
 * by more than it took. */
static void test_retransmissions(void)
{
    const struct sighting sightings[] = {{A, false}, {A, false}, {A, false},
                                         {B, true},  {B, true},  {B, true}};

    assert_sightings(sightings, G_N_ELEMENTS(sightings));
}

/* The place that comes first lacks the second of three. */
static void test_lost_at_one_place(void)
{
    const struct sighting sightings[] = {
        {A, false}, {A, false}, {B, true}, {B, true}, {B, false}};

    assert_sightings(sightings, G_N_ELEMENTS(sightings));
}

static void test_one_place(void)
{
    const struct sighting sightings[] = {{A, false}, {A, false}, {A, false}};

    assert_sightings(sightings, G_N_ELEMENTS(sightings));
}

static void test_messages_differ(void)
{
    struct point_copies *copies = point_copies_new();

    g_assert_false(point_copies_seen(copies, 1, A));
    g_assert_false(point_copies_seen(copies, 2, B));
    g_assert_false(point_copies_seen(copies, UINT64_C(1) << 32, B));
    g_assert_true(point_copies_seen(copies, 1, B));
    g_assert_true(point_copies_seen(copies, 2, A));
    point_copies_free(copies);
    point_copies_free(NULL);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/point_copies/hash", test_hash);
    g_test_add_func("/point_copies/two-places", test_two_places);
    g_test_add_func("/point_copies/retransmissions", test_retransmissions);
    g_test_add_func("/point_copies/lost-at-one", test_lost_at_one_place);
    g_test_add_func("/point_copies/one-place", test_one_place);
    g_test_add_func("/point_copies/messages-differ", test_messages_differ);
    return g_test_run();
}
