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
static void test_same_dialog(void)
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

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
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

static const struct unit_test tests[] = {
    {"/sip_leg/same-dialog", test_same_dialog},
};

UNIT_TESTS_MAIN(tests)
