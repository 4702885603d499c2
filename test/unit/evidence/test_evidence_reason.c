/* Tests of the reason for an answer in words.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "evidence_reason.h"

#include <string.h>

#include "unit_test.h"

/* Asserts that evidence with these members is worded as EXPECTED. */
#define ASSERT_REASON(expected, ...)                                           \
    do {                                                                       \
        const struct evidence evidence_ = {__VA_ARGS__};                       \
        char text_[EVIDENCE_REASON_BYTES];                                     \
        g_assert_cmpstr(evidence_reason(&evidence_, text_), ==, expected);     \
    } while (0)

TEST(proved)
{
    ASSERT_REASON("6 were due, none is in the capture, which lacks 0.0 % of "
                  "this direction",
                  .answer = EVIDENCE_NOT_THERE, .why = EVIDENCE_WHY_PROVED,
                  .k = 6, .scope = EVIDENCE_SCOPE_DIRECTION,
                  .count = {3000, 0});
}

/* 10 of 40 are a quarter. */
TEST(loss)
{
    ASSERT_REASON("the capture could miss all 4 that were due: it lacks 25.0 "
                  "% of what its interface saw at that time",
                  .answer = EVIDENCE_NOT_SEEN, .why = EVIDENCE_WHY_LOSS, .k = 4,
                  .scope = EVIDENCE_SCOPE_INTERFACE, .count = {30, 10});
}

TEST(dark)
{
    ASSERT_REASON("the capture saw nothing of this direction for 38.0 s of "
                  "the time",
                  .why = EVIDENCE_WHY_DARK, .dark_ns = INT64_C(38020000000),
                  .silent_ns = INT64_C(12000000000));
    ASSERT_REASON("the capture holds nothing at all for 12.0 s of the time",
                  .why = EVIDENCE_WHY_SILENT, .dark_ns = INT64_C(38020000000),
                  .silent_ns = INT64_C(12000000000));
}

/* Each reason has words. */
TEST(all)
{
    for (int why = 0; why <= EVIDENCE_WHY_NO_SOURCE; why++) {
        const struct evidence evidence = {.why = (enum evidence_why)why};
        char text[EVIDENCE_REASON_BYTES] = "";

        g_assert_cmpuint(strlen(evidence_reason(&evidence, text)), >, 10);
    }
}
