/* Tests of faults that are the same.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "fault_list.h"

#include <string.h>

#include "index.h"
#include "unit_test.h"

static const struct call_blame blame = {
    .harm = CALL_HARM_FAILED,
    .what = "503",
    .who = {4, {10, 0, 0, 1}, 5060},
    .product = "",
    .change = "look at it",
    .certainty = CALL_CERTAINTY_LIKELY,
    .after_ns = 7 * S,
};

static const struct fault *at_place(const GPtrArray *faults, guint i)
{
    g_assert_cmpuint(i, <, faults->len);
    return g_ptr_array_index(faults, i);
}

TEST(none)
{
    GPtrArray *faults = fault_list_end(fault_list_new());

    g_assert_cmpuint(faults->len, ==, 0);
    g_ptr_array_unref(faults);
}

/* The port, the product and the time make no other fault; a call is told
 * once. */
TEST(same)
{
    struct fault_list *list = fault_list_new();
    struct call_blame other = blame;
    const struct fault *fault;
    GPtrArray *faults;

    other.who.port = 5070;
    other.product = "Asterisk";
    other.after_ns = 9 * S;
    fault_list_add(list, &blame, NO_INDEX);
    fault_list_add(list, &other, 3);
    fault_list_add(list, &other, 3);
    fault_list_add(list, &blame, 8);
    faults = fault_list_end(list);
    g_assert_cmpuint(faults->len, ==, 1);
    fault = at_place(faults, 0);
    g_assert_cmpuint(fault->calls->len, ==, 2);
    g_assert_cmpuint(g_array_index(fault->calls, uint32_t, 0), ==, 3);
    g_assert_cmpuint(g_array_index(fault->calls, uint32_t, 1), ==, 8);
    g_assert_cmpint(fault->after_ns, ==, 0);
    g_assert_cmpstr(fault->line, ==,
                    "Call 3 and 1 more: 503; 10.0.0.1: look at it (likely)");
    g_ptr_array_unref(faults);
}

/* The number of faults that blame and OTHER are. */
static guint n_with(const struct call_blame *other)
{
    struct fault_list *list = fault_list_new();
    GPtrArray *faults;
    guint n;

    fault_list_add(list, &blame, 0);
    fault_list_add(list, other, 1);
    faults = fault_list_end(list);
    n = faults->len;
    if (n == 2)
        g_assert_cmpint(at_place(faults, 0)->after_ns, ==, 7 * S);
    g_ptr_array_unref(faults);
    return n;
}

TEST(different)
{
    struct call_blame others[6];

    for (size_t i = 0; i < G_N_ELEMENTS(others); i++)
        others[i] = blame;
    g_assert_cmpuint(n_with(&others[0]), ==, 1);
    others[1].harm = CALL_HARM_RISK;
    others[2].certainty = CALL_CERTAINTY_CERTAIN;
    strcpy(others[3].what, "504");
    others[4].change = "look there";
    others[5].who.address[3] = 2;
    for (size_t i = 1; i < G_N_ELEMENTS(others); i++)
        g_assert_cmpuint(n_with(&others[i]), ==, 2);
}

/* The worst first, of equals the one that was added first. */
TEST(order)
{
    struct fault_list *list = fault_list_new();
    struct call_blame risk = blame, second = blame, dropped = blame;
    GPtrArray *faults;

    risk.harm = CALL_HARM_RISK;
    dropped.harm = CALL_HARM_DROPPED;
    second.change = "look there";
    fault_list_add(list, &risk, 0);
    fault_list_add(list, &blame, 1);
    fault_list_add(list, &second, 2);
    fault_list_add(list, &dropped, 3);
    faults = fault_list_end(list);
    g_assert_cmpuint(faults->len, ==, 4);
    g_assert_cmpint(at_place(faults, 0)->harm, ==, CALL_HARM_DROPPED);
    g_assert_cmpstr(at_place(faults, 1)->change, ==, "look at it");
    g_assert_cmpstr(at_place(faults, 2)->change, ==, "look there");
    g_assert_cmpint(at_place(faults, 3)->harm, ==, CALL_HARM_RISK);
    g_ptr_array_unref(faults);
}
