/* Tests of what a final response makes of a call.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "call_response.h"
#include "unit_test.h"

#include <glib.h>

/* The bounds of the classes, and what stands apart in 4xx (RFC 3261 21). */
TEST(outcome_classes)
{
    static const struct {
        unsigned status;
        enum call_response outcome;
    } rows[] = {
        {0, CALL_RESPONSE_OTHER},     {100, CALL_RESPONSE_OTHER},
        {200, CALL_RESPONSE_OTHER},   {299, CALL_RESPONSE_OTHER},
        {300, CALL_RESPONSE_REFUSED}, {399, CALL_RESPONSE_REFUSED},
        {400, CALL_RESPONSE_REFUSED}, {403, CALL_RESPONSE_REFUSED},
        {407, CALL_RESPONSE_REFUSED}, {408, CALL_RESPONSE_FAILED},
        {409, CALL_RESPONSE_REFUSED}, {480, CALL_RESPONSE_REFUSED},
        {481, CALL_RESPONSE_FAILED},  {482, CALL_RESPONSE_FAILED},
        {483, CALL_RESPONSE_FAILED},  {484, CALL_RESPONSE_REFUSED},
        {486, CALL_RESPONSE_REFUSED}, {487, CALL_RESPONSE_CANCELLED},
        {488, CALL_RESPONSE_REFUSED}, {499, CALL_RESPONSE_REFUSED},
        {500, CALL_RESPONSE_FAILED},  {503, CALL_RESPONSE_FAILED},
        {599, CALL_RESPONSE_FAILED},  {600, CALL_RESPONSE_REFUSED},
        {603, CALL_RESPONSE_REFUSED}, {699, CALL_RESPONSE_REFUSED},
        {700, CALL_RESPONSE_OTHER},
    };

    FOR_EACH_ROW(i, rows)
        g_assert_cmpint(call_response_of(rows[i].status), ==, rows[i].outcome);
}

TEST(meaning_rows)
{
    g_assert_cmpstr(call_response_meaning(486), ==, "busy here");
    g_assert_cmpstr(call_response_meaning(499), ==,
                    "refused by the called side");
    g_assert_cmpstr(call_response_meaning(200), ==, "no failure");
}
