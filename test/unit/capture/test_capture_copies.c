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

    g_assert_false(is_copy_of(copies, "BYE", A));
    g_assert_false(is_copy_of(copies, "BYE ", B));
    g_assert_false(is_copy_of(copies, "", B));
    g_assert_true(is_copy_of(copies, "BYE", B));
    g_assert_true(is_copy_of(copies, "BYE ", A));
    g_assert_true(is_copy_of(copies, "", A));
    capture_copies_free(copies);
}

/* The same text between other endpoints is another message. */
static void test_endpoints_differ(void)
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
static void test_interface_unknown(void)
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

static void test_side_by_side(void)
{
    struct capture_copies *one = capture_copies_new();
    struct capture_copies *other = capture_copies_new();

    g_assert_false(is_copy_of(one, "BYE", A));
    g_assert_false(is_copy_of(other, "BYE", B));
    g_assert_true(is_copy_of(one, "BYE", B));
    capture_copies_free(one);
    capture_copies_free(other);
}

UNIT_TESTS("/capture_copies/", {"two-places", test_two_places},
           {"retransmissions", test_retransmissions},
           {"lost-at-one", test_lost_at_one_place},
           {"one-place", test_one_place},
           {"messages-differ", test_messages_differ},
           {"endpoints-differ", test_endpoints_differ},
           {"interface-unknown", test_interface_unknown},
           {"side-by-side", test_side_by_side})
