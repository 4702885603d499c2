/* Tests of what a final response makes of a call.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "call_response.h"

#include "unit_test.h"

#define ASSERT_OUTCOME(outcome, ...)                                           \
    do {                                                                       \
        const unsigned statuses[] = {__VA_ARGS__};                             \
        FOR_EACH_ROW(i, statuses)                                              \
            g_assert_cmpint(call_response_of(statuses[i]), ==,                 \
                            CALL_RESPONSE_##outcome);                          \
    } while (0)

/* The bounds of the classes, and what stands apart in 4xx (RFC 3261 21). */
TEST(outcome_classes)
{
    ASSERT_OUTCOME(OTHER, 0, 100, 200, 299, 700);
    ASSERT_OUTCOME(REFUSED, 300, 399, 400, 403, 407, 409, 480, 484, 486, 488,
                   499, 600, 603, 699);
    ASSERT_OUTCOME(FAILED, 408, 481, 482, 483, 500, 503, 599);
    ASSERT_OUTCOME(CANCELLED, 487);
}

TEST(meaning_rows)
{
    g_assert_cmpstr(call_response_meaning(486), ==, "busy here");
    g_assert_cmpstr(call_response_meaning(499), ==,
                    "refused by the called side");
    g_assert_cmpstr(call_response_meaning(200), ==, "no failure");
}
