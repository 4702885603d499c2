/* Tests of messages that pass several places of the network.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "capture_copies.h"

#include <string.h>

#include "unit_test.h"

#define A 0 /* interfaces */
#define B 1
#define C 7

static const struct endpoint source = {4, {10, 0, 0, 1}, 5060};
static const struct endpoint destination = {4, {10, 0, 0, 2}, 5060};

static bool is_copy_of(struct capture_copies *copies, const char *message,
                       uint32_t interface_id)
{
    const struct moment moment = {.frame = 1,
                                  .time_ns = 0,
                                  .interface_id = interface_id,
                                  .interface_known = true};

    return capture_copies_message(copies, &moment, &source, &destination,
                                  message, strlen(message));
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
        g_assert_cmpint(is_copy_of(copies, "BYE", sightings[i].interface_id),
                        ==, sightings[i].copy);
    capture_copies_free(copies);
}

TEST(two_places)
{
    const struct sighting sightings[] = {{A, false}, {B, true}, {C, true},
                                         {A, false}, {C, true}, {B, true}};

    assert_sightings(sightings, G_N_ELEMENTS(sightings));
}

/* A retransmission is one at each place, although the other's clock is late
 * by more than it took. */
TEST(retransmissions)
{
    const struct sighting sightings[] = {{A, false}, {A, false}, {A, false},
                                         {B, true},  {B, true},  {B, true}};

    assert_sightings(sightings, G_N_ELEMENTS(sightings));
}

/* The place that comes first lacks the second of three. */
TEST(lost_at_one)
{
    const struct sighting sightings[] = {
        {A, false}, {A, false}, {B, true}, {B, true}, {B, false}};

    assert_sightings(sightings, G_N_ELEMENTS(sightings));
}

TEST(one_place)
{
    const struct sighting sightings[] = {{A, false}, {A, false}, {A, false}};

    assert_sightings(sightings, G_N_ELEMENTS(sightings));
}

TEST(messages_differ)
{
    struct capture_copies *copies = capture_copies_new();

    g_assert_false(is_copy_of(copies, "BYE", A));
    g_assert_false(is_copy_of(copies, "BYE ", B));
    g_assert_false(is_copy_of(copies, "", B));
    g_assert_true(is_copy_of(copies, "BYE", B));
    g_assert_true(is_copy_of(copies, "BYE ", A));
    g_assert_true(is_copy_of(copies, "", A));
    capture_copies_free(copies);
}

/* The same text between other endpoints is another message. */
TEST(endpoints_differ)
{
    struct capture_copies *copies = capture_copies_new();
    const struct moment moment = {
        .frame = 1, .time_ns = 0, .interface_id = B, .interface_known = true};
    struct endpoint port = source, address = source;

    port.port = 5061;
    address.address[3] = 9;
    g_assert_false(is_copy_of(copies, "BYE", A));
    g_assert_false(
        capture_copies_message(copies, &moment, &port, &destination, "BYE", 3));
    g_assert_false(capture_copies_message(copies, &moment, &address,
                                          &destination, "BYE", 3));
    g_assert_false(capture_copies_message(copies, &moment, &destination,
                                          &source, "BYE", 3));
    g_assert_true(capture_copies_message(copies, &moment, &source, &destination,
                                         "BYE", 3));
    capture_copies_free(copies);
}

/* A file that names no interfaces has no copies, and leaves no trace. */
TEST(interface_unknown)
{
    struct capture_copies *copies = capture_copies_new();
    const struct moment moment = {
        .frame = 1, .time_ns = 0, .interface_id = B, .interface_known = false};

    g_assert_false(capture_copies_message(copies, &moment, &source,
                                          &destination, "BYE", 3));
    g_assert_false(is_copy_of(copies, "BYE", A));
    g_assert_false(capture_copies_message(copies, &moment, &source,
                                          &destination, "BYE", 3));
    capture_copies_free(copies);
}

TEST(side_by_side)
{
    struct capture_copies *one = capture_copies_new();
    struct capture_copies *other = capture_copies_new();

    g_assert_false(is_copy_of(one, "BYE", A));
    g_assert_false(is_copy_of(other, "BYE", B));
    g_assert_true(is_copy_of(one, "BYE", B));
    capture_copies_free(one);
    capture_copies_free(other);
}
