/* Tests of SSRCs in SDP.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "media_ssrcs.h"

#include "unit_test.h"

static GHashTable *set;

BEFORE_EACH()
{
    set = media_ssrcs_new();
}

AFTER_EACH()
{
    g_hash_table_destroy(set);
}

static void add(uint32_t call, unsigned line, uint32_t first, uint32_t last)
{
    const struct media_ssrc_owner owner = {call, SIDE_B, line};
    struct sdp_media media = {.n_ssrcs = 1, .ssrcs = {{first, last}}};

    media_ssrcs_add(set, &owner, &media);
}

/* The line of the m-line that SSRC belongs to; -1: nobody's. */
static int line_of(uint32_t ssrc)
{
    struct media_ssrc_owner owner;

    return media_ssrcs_find(set, ssrc, &owner) ? (int)owner.line : -1;
}

TEST(find_each_of_a_range)
{
    add(7, 3, 1000, 1099); /* over the end of a bucket, 1024 */
    g_assert_cmpint(line_of(999), ==, -1);
    g_assert_cmpint(line_of(1000), ==, 3);
    g_assert_cmpint(line_of(1023), ==, 3);
    g_assert_cmpint(line_of(1024), ==, 3);
    g_assert_cmpint(line_of(1099), ==, 3);
    g_assert_cmpint(line_of(1100), ==, -1);
}

TEST(find_in_the_last_bucket)
{
    add(7, 1, UINT32_MAX - 9, UINT32_MAX);
    g_assert_cmpint(line_of(UINT32_MAX), ==, 1);
    g_assert_cmpint(line_of(0), ==, -1);
}

TEST(find_names_the_owner)
{
    struct media_ssrc_owner owner;

    add(7, 3, 5, 5);
    g_assert_true(media_ssrcs_find(set, 5, &owner));
    g_assert_cmpuint(owner.call, ==, 7);
    g_assert_cmpint(owner.side, ==, SIDE_B);
}

/* SDP says the same again in each re-INVITE. */
TEST(add_again)
{
    for (int i = 0; i < 1000; i++)
        add(7, 3, 5, 5);
    add(7, 4, 6, 6);
    g_assert_cmpint(line_of(5), ==, 3);
    g_assert_cmpint(line_of(6), ==, 4);
}

/* Ranges with the same first SSRC, or the same last, are not the same. */
TEST(add_another)
{
    add(7, 3, 5, 5);
    add(7, 3, 5, 9);
    add(7, 3, 2, 9);
    g_assert_cmpint(line_of(2), ==, 3);
    g_assert_cmpint(line_of(9), ==, 3);
    add(8, 4, 5, 5);
    g_assert_cmpint(line_of(5), ==, -1);
    g_assert_cmpint(line_of(6), ==, 3);
}

/* Two legs of one call, or two m-lines: it says nothing then. */
TEST(find_of_two_owners)
{
    add(7, 3, 0, 99);
    add(8, 3, 50, 50);
    g_assert_cmpint(line_of(49), ==, 3);
    g_assert_cmpint(line_of(50), ==, -1);
}
