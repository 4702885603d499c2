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

/* RFC 3261 8.1.3.4, 14.1, 22; RFC 3329 2; RFC 4028 7.3. */
TEST(asks_again)
{
    static const unsigned asks[] = {301, 401, 407, 420, 421, 422, 491, 494};
    static const unsigned ends[] = {400, 403, 419, 423, 486, 500, 603};

    FOR_EACH_ROW(i, asks)
        g_assert_true(call_response_asks_again(asks[i]));
    FOR_EACH_ROW(i, ends)
        g_assert_false(call_response_asks_again(ends[i]));
}

TEST(meaning_rows)
{
    g_assert_cmpstr(call_response_meaning(486), ==, "busy here");
    g_assert_cmpstr(call_response_meaning(499), ==,
                    "refused by the called side");
    g_assert_cmpstr(call_response_meaning(200), ==, "no failure");
}
