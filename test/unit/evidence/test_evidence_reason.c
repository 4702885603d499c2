/* Tests of the reason in words.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "evidence_reason.h"

#include <string.h>

#include <glib.h>

static void assert_reason(const struct evidence *evidence, const char *expected)
{
    char text[EVIDENCE_REASON_BYTES];

    g_assert_cmpstr(evidence_reason(evidence, text), ==, expected);
}

static void test_proved(void)
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
static void test_loss(void)
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

static void test_dark(void)
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
static void test_all(void)
{
    for (int why = 0; why <= EVIDENCE_WHY_NO_SOURCE; why++) {
        const struct evidence evidence = {.why = (enum evidence_why)why};
        char text[EVIDENCE_REASON_BYTES] = "";

        g_assert_cmpuint(strlen(evidence_reason(&evidence, text)), >, 10);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/evidence_reason/proved", test_proved);
    g_test_add_func("/evidence_reason/loss", test_loss);
    g_test_add_func("/evidence_reason/dark", test_dark);
    g_test_add_func("/evidence_reason/all", test_all);
    return g_test_run();
}
