/* Tests of what findings come down to.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "finding_blame.h"

#include <string.h>

#include "unit_test.h"

/* 100 columns less "Call 0: ", "; ", an address of IPv4, ": ", " (certain)". */
#define WORDS_MAX (100 - 8 - 2 - 15 - 2 - 10)

TEST(whole)
{
    for (int i = 0; i < N_FINDINGS; i++) {
        const struct finding_blame *row = finding_blame((enum finding_id)i);

        g_test_message("%s", finding_info((enum finding_id)i)->filter_name);
        if (row == NULL) {
            g_assert_cmpint(finding_info((enum finding_id)i)->severity, <,
                            FINDING_WARN);
            continue;
        }
        g_assert_cmpint(row->harm, !=, CALL_HARM_NONE);
        g_assert_cmpint(row->certainty, !=, CALL_CERTAINTY_UNKNOWN);
        g_assert_cmpuint(strlen(row->what) + strlen(row->change), <=,
                         WORDS_MAX);
    }
}

TEST(is_fault)
{
    char words[] = "20 % of audio lost";
    struct finding finding = {.id = FINDING_LOSS, .severity = FINDING_WARN};

    g_assert_true(finding_is_fault(&finding));
    finding.severity = FINDING_NOTE;
    g_assert_false(finding_is_fault(&finding));
    finding.what = words;
    g_assert_true(finding_is_fault(&finding));
    finding.id = FINDING_DSCP_ONE_WAY;
    g_assert_false(finding_is_fault(&finding));
}

/* A call that was dropped for its silence has one fault, not three. */
TEST(is_in_verdict)
{
    g_assert_true(finding_is_in_verdict(FINDING_MEDIA_TIMEOUT,
                                        CALL_VERDICT_MEDIA_TIMEOUT));
    g_assert_true(finding_is_in_verdict(FINDING_RTCP_ABSENT,
                                        CALL_VERDICT_SESSION_EXPIRED));
    g_assert_false(
        finding_is_in_verdict(FINDING_RTCP_ABSENT, CALL_VERDICT_NORMAL));
    g_assert_true(finding_is_in_verdict(FINDING_SESSION_BYE_NO_REFRESH,
                                        CALL_VERDICT_SESSION_EXPIRED));
    g_assert_false(finding_is_in_verdict(FINDING_SESSION_REFRESHER_MISMATCH,
                                         CALL_VERDICT_SESSION_EXPIRED));
    g_assert_true(finding_is_in_verdict(FINDING_SESSION_MEDIATION_REFRESHER,
                                        CALL_VERDICT_SESSION_EXPIRED));
    g_assert_false(finding_is_in_verdict(FINDING_SESSION_MEDIATION_REFRESHER,
                                         CALL_VERDICT_MEDIA_TIMEOUT));
    g_assert_false(
        finding_is_in_verdict(FINDING_LOSS, CALL_VERDICT_MEDIA_TIMEOUT));
}
