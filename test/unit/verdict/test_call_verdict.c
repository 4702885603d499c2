/* Tests of the table of verdicts.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "call_verdict.h"
#include "unit_test.h"

/* The values of lync.call.verdict. */
TEST(names)
{
    static const char *const names[] = {
        "normal",    "media-timeout", "session-expired", "refused",
        "cancelled", "failed",        "no-ack",          "capture-ended",
    };

    g_assert_cmpint(G_N_ELEMENTS(names), ==, N_CALL_VERDICTS);
    for (int i = 0; i < N_CALL_VERDICTS; i++)
        g_assert_cmpstr(call_verdict_name(i), ==, names[i]);
    g_assert_null(call_verdict_name(N_CALL_VERDICTS));
}

TEST(found_by_name)
{
    for (int i = 0; i < N_CALL_VERDICTS; i++)
        g_assert_cmpint(call_verdict_of(call_verdict_name(i)), ==, i);
    g_assert_cmpint(call_verdict_of("Normal"), ==, N_CALL_VERDICTS);
    g_assert_cmpint(call_verdict_of(NULL), ==, N_CALL_VERDICTS);
}

/* One of two legs has to represent the call: no two verdicts rank the same. */
TEST(ranks_differ)
{
    for (int i = 0; i < N_CALL_VERDICTS; i++)
        for (int j = 0; j < i; j++)
            g_assert_cmpuint(call_verdict_info(i)->rank, !=,
                             call_verdict_info(j)->rank);
}

/* A dropped call does more harm than one that never came about. */
TEST(harm)
{
    g_assert_cmpuint(call_verdict_info(CALL_VERDICT_NORMAL)->harm, ==, 0);
    g_assert_cmpuint(call_verdict_info(CALL_VERDICT_CANCELLED)->harm, ==, 0);
    g_assert_cmpuint(call_verdict_info(CALL_VERDICT_CAPTURE_ENDED)->harm, ==,
                     0);
    g_assert_cmpuint(call_verdict_info(CALL_VERDICT_SESSION_EXPIRED)->harm, >,
                     call_verdict_info(CALL_VERDICT_FAILED)->harm);
    g_assert_cmpuint(call_verdict_info(CALL_VERDICT_MEDIA_TIMEOUT)->harm, >,
                     call_verdict_info(CALL_VERDICT_FAILED)->harm);
}
