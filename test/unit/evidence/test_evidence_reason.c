/* Tests of the reason in words.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "evidence_reason.h"

#include <string.h>

#include "unit_test.h"

static void assert_reason(const struct evidence *evidence, const char *expected)
{
    char text[EVIDENCE_REASON_BYTES];

    g_assert_cmpstr(evidence_reason(evidence, text), ==, expected);
}

TEST(proved)
{
    const struct evidence evidence = {
        .answer = EVIDENCE_NOT_THERE,
        .why = EVIDENCE_WHY_PROVED,
        .k = 6,
        .scope = EVIDENCE_SCOPE_DIRECTION,
        .count = {3000, 0},
    };

    assert_reason(&evidence, "6 were due, none is in the capture, which lacks "
                             "0.0 % of this direction");
}

/* 10 of 40 are a quarter. */
TEST(loss)
{
    const struct evidence evidence = {
        .answer = EVIDENCE_NOT_SEEN,
        .why = EVIDENCE_WHY_LOSS,
        .k = 4,
        .scope = EVIDENCE_SCOPE_INTERFACE,
        .count = {30, 10},
    };

    assert_reason(&evidence,
                  "the capture could miss all 4 that were due: it lacks 25.0 "
                  "% of what its interface saw at that time");
}

TEST(dark)
{
    struct evidence evidence = {
        .why = EVIDENCE_WHY_DARK,
        .dark_ns = INT64_C(38020000000),
        .silent_ns = INT64_C(12000000000),
    };

    assert_reason(&evidence, "the capture saw nothing of this direction for "
                             "38.0 s of the time");
    evidence.why = EVIDENCE_WHY_SILENT;
    assert_reason(&evidence,
                  "the capture holds nothing at all for 12.0 s of the time");
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
