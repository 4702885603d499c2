/* Tests of the legs of a dialog.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "sip_leg.h"

#include "unit_test.h"

static char *tag_of(char *tag)
{
    return tag[0] == '\0' ? NULL : tag;
}

/* Parties count from who was seen first, so the tags may stand either way
 * round; a To tag that is not known yet fits any. */
TEST(same_dialog)
{
    static struct {
        char a[2][3]; /* tags; "": not known yet */
        char b[2][3];
        bool same;
    } rows[] = {
        {{"x", "y"}, {"x", "y"}, true},   {{"x", "y"}, {"y", "x"}, true},
        {{"x", ""}, {"x", "y"}, true},    {{"x", ""}, {"y", "x"}, true},
        {{"x", "y"}, {"x", ""}, true},    {{"x", ""}, {"x", ""}, true},
        {{"x", "y"}, {"x", "z"}, false},  {{"x", "y"}, {"z", "x"}, false},
        {{"x", "y"}, {"X", "y"}, false},  {{"x", ""}, {"y", ""}, false},
        {{"x", "y"}, {"xx", "y"}, false},
    };
    struct sip_call call = {0};
    struct sip_call other_call = {0};

    FOR_EACH_ROW(i, rows) {
        struct sip_leg a = {.call = &call};
        struct sip_leg b = {.call = &call};

        for (int party = 0; party < 2; party++) {
            a.parties[party].tag = tag_of(rows[i].a[party]);
            b.parties[party].tag = tag_of(rows[i].b[party]);
        }
        g_assert_cmpint(sip_leg_same_dialog(&a, &b), ==, rows[i].same);
        g_assert_false(sip_leg_same_dialog(&a, &a));
        b.call = &other_call;
        g_assert_false(sip_leg_same_dialog(&a, &b));
    }
}

/* A (10.0.0.1) calls B (10.0.0.2) through a proxy (10.0.0.9), which adds a
 * Via. */
TEST(endpoint)
{
    static const struct endpoint a = {4, {10, 0, 0, 1}, 5060};
    static const struct endpoint b = {4, {10, 0, 0, 2}, 5060};
    static const struct endpoint proxy = {4, {10, 0, 0, 9}, 5060};
    static char x[] = "x", y[] = "y";
    struct sip_transaction invite = {
        .request_seen = true, .cseq = 1, .n_via = 1};
    struct sip_transaction beyond = invite;
    struct sip_call call = {.legs = g_ptr_array_new()};
    struct sip_leg near = {.call = &call};
    struct sip_leg far = {.call = &call};

    near.parties[0] = (struct sip_party){.tag = x, .address = a};
    near.parties[1] = (struct sip_party){.tag = y, .address = proxy};
    near.transactions[1] = &invite; /* not the first one that is kept */
    far.parties[0] = (struct sip_party){.tag = x, .address = proxy};
    far.parties[1] = (struct sip_party){.tag = y, .address = b};
    far.transactions[1] = &beyond;
    beyond.n_via = 2;
    g_ptr_array_add(call.legs, &near);
    g_assert_true(endpoint_equal(sip_leg_endpoint(&near, 1), &proxy));
    g_ptr_array_add(call.legs, &far);
    g_assert_true(endpoint_equal(sip_leg_endpoint(&near, 0), &a));
    g_assert_true(endpoint_equal(sip_leg_endpoint(&near, 1), &b));
    g_assert_true(endpoint_equal(sip_leg_endpoint(&far, 0), &a));
    g_assert_true(endpoint_equal(sip_leg_endpoint(&far, 1), &b));
    beyond.n_via = 1; /* a B2BUA that keeps the tags */
    g_assert_true(endpoint_equal(sip_leg_endpoint(&near, 1), &proxy));
    g_ptr_array_unref(call.legs);
}
