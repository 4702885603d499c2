/* Tests of messages captured at several points.
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

static struct capture_copies *copies;

BEFORE_EACH()
{
    copies = capture_copies_new();
}

AFTER_EACH()
{
    capture_copies_free(copies);
}

static bool is_copy_in(struct capture_copies *of, const char *message,
                       uint32_t interface_id)
{
    const struct moment moment = {.frame = 1,
                                  .time_ns = 0,
                                  .interface_id = interface_id,
                                  .interface_known = true};

    return capture_copies_message(of, &moment, &source, &destination, message,
                                  strlen(message));
}

static bool is_copy(const char *message, uint32_t interface_id)
{
    return is_copy_in(copies, message, interface_id);
}

/* Where a BYE is seen, in file order, and whether it is a copy. */
struct sighting {
    uint32_t interface_id;
    bool copy;
};

#define ASSERT_SIGHTINGS(...)                                                  \
    do {                                                                       \
        const struct sighting sightings[] = {__VA_ARGS__};                     \
        FOR_EACH_ROW(i, sightings)                                             \
            g_assert_cmpint(is_copy("BYE", sightings[i].interface_id), ==,     \
                            sightings[i].copy);                                \
    } while (0)

TEST(two_places)
{
    ASSERT_SIGHTINGS({A, false}, {B, true}, {C, true}, {A, false}, {C, true},
                     {B, true});
}

/* B's clock is late, so A shows the BYE and its repeat before B shows either.
 * The repeat is a retransmission at both points. */
TEST(retransmissions)
{
    ASSERT_SIGHTINGS({A, false}, {A, false}, {A, false}, {B, true}, {B, true},
                     {B, true});
}

/* The first point lacks one of three. */
TEST(lost_at_one)
{
    ASSERT_SIGHTINGS({A, false}, {A, false}, {B, true}, {B, true}, {B, false});
}

TEST(one_place)
{
    ASSERT_SIGHTINGS({A, false}, {A, false}, {A, false});
}

TEST(messages_differ)
{
    g_assert_false(is_copy("BYE", A));
    g_assert_false(is_copy("BYE ", B));
    g_assert_false(is_copy("", B));
    g_assert_true(is_copy("BYE", B));
    g_assert_true(is_copy("BYE ", A));
    g_assert_true(is_copy("", A));
}

/* The same text between other endpoints is another message. */
TEST(endpoints_differ)
{
    const struct moment moment = {
        .frame = 1, .time_ns = 0, .interface_id = B, .interface_known = true};
    struct endpoint port = source, address = source;

    port.port = 5061;
    address.address[3] = 9;
    g_assert_false(is_copy("BYE", A));
    g_assert_false(
        capture_copies_message(copies, &moment, &port, &destination, "BYE", 3));
    g_assert_false(capture_copies_message(copies, &moment, &address,
                                          &destination, "BYE", 3));
    g_assert_false(capture_copies_message(copies, &moment, &destination,
                                          &source, "BYE", 3));
    g_assert_true(capture_copies_message(copies, &moment, &source, &destination,
                                         "BYE", 3));
}

/* If the file names no interface, there are no copies, and nothing is
 * stored. */
TEST(interface_unknown)
{
    const struct moment moment = {
        .frame = 1, .time_ns = 0, .interface_id = B, .interface_known = false};

    g_assert_false(capture_copies_message(copies, &moment, &source,
                                          &destination, "BYE", 3));
    g_assert_false(is_copy("BYE", A));
    g_assert_false(capture_copies_message(copies, &moment, &source,
                                          &destination, "BYE", 3));
}

TEST(side_by_side)
{
    struct capture_copies *other = capture_copies_new();

    g_assert_false(is_copy("BYE", A));
    g_assert_false(is_copy_in(other, "BYE", B));
    g_assert_true(is_copy("BYE", B));
    capture_copies_free(other);
}
