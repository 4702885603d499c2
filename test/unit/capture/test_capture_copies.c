/* Tests of messages that pass several places of the network.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "capture_copies.h"
#include "unit_test.h"

#define A 0 /* interfaces */
#define B 1
#define C 7

/* FNV-1a of "a", as its authors give it: 0xaf63dc4c8601ec8c. */
static void test_hash(void)
{
    uint64_t hash = capture_copies_hash(CAPTURE_COPIES_SEED, "a", 1);

    g_assert_cmphex(hash, ==, UINT64_C(0xaf63dc4c8601ec8c));
    g_assert_cmphex(capture_copies_hash(CAPTURE_COPIES_SEED, "ab", 2), ==,
                    capture_copies_hash(hash, "b", 1));
    g_assert_cmphex(capture_copies_hash(hash, NULL, 0), ==, hash);
}

/* Each line: where it is seen, and whether it is a copy then. */
struct sighting {
    uint32_t interface_id;
    bool copy;
};

static void assert_sightings(const struct sighting *sightings, size_t n)
{
    struct capture_copies *copies = capture_copies_new();

    for (size_t i = 0; i < n; i++)
        g_assert_cmpint(
            capture_copies_seen(copies, 4711, sightings[i].interface_id), ==,
            sightings[i].copy);
    capture_copies_free(copies);
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
    struct capture_copies *copies = capture_copies_new();

    g_assert_false(capture_copies_seen(copies, 1, A));
    g_assert_false(capture_copies_seen(copies, 2, B));
    g_assert_false(capture_copies_seen(copies, UINT64_C(1) << 32, B));
    g_assert_true(capture_copies_seen(copies, 1, B));
    g_assert_true(capture_copies_seen(copies, 2, A));
    capture_copies_free(copies);
}

UNIT_TESTS("/capture_copies/", {"hash", test_hash},
           {"two-places", test_two_places},
           {"retransmissions", test_retransmissions},
           {"lost-at-one", test_lost_at_one_place},
           {"one-place", test_one_place},
           {"messages-differ", test_messages_differ})
