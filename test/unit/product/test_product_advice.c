/* Tests of the advice by generation and situation.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "product_advice.h"
#include "product.h"

#include <string.h>

#include "unit_test.h"

static bool says(enum product_generation generation,
                 enum product_situation situation, const char *word)
{
    return strstr(product_advice_text(generation, situation), word) != NULL;
}

TEST(table_complete)
{
    for (int i = 0; i < N_PRODUCT_GENERATIONS; i++) {
        for (int j = 0; j < N_PRODUCT_SITUATIONS; j++) {
            const char *text = product_advice_text(i, j);

            g_assert_nonnull(text);
            g_assert_true(g_str_has_suffix(text, "."));
            g_assert_cmpuint(strlen(text), <=, 220); /* Wireshark cuts at 240 */
            g_assert_cmpint(strstr(text, "Set-CsTrunkConfiguration") != NULL,
                            <=, i == PRODUCT_GENERATION_LYNC);
            g_assert_cmpint(strstr(text, "Lync") != NULL, <=,
                            i != PRODUCT_GENERATION_OTHER);
        }
    }
}

/* Set-CsTrunkConfiguration: calls on hold have a parameter of their own. */
TEST(table_lync)
{
    g_assert_true(
        says(PRODUCT_GENERATION_LYNC, PRODUCT_CALL_LOST, "RTCPActiveCalls"));
    g_assert_true(
        says(PRODUCT_GENERATION_LYNC, PRODUCT_CALL_LOST, "EnableSessionTimer"));
    g_assert_true(
        says(PRODUCT_GENERATION_LYNC, PRODUCT_RTCP_LOST, "send RTCP"));
    g_assert_true(
        says(PRODUCT_GENERATION_LYNC, PRODUCT_RTCP_LOST, "RTCPActiveCalls"));
    g_assert_false(says(PRODUCT_GENERATION_LYNC, PRODUCT_RTCP_LOST, "silent"));
    g_assert_true(
        says(PRODUCT_GENERATION_LYNC, PRODUCT_HELD_LOST, "RTCPCallsOnHold"));
    g_assert_false(says(PRODUCT_GENERATION_LYNC, PRODUCT_HELD_LOST,
                        "GatewayIgnoreMediaTimeout"));
}

/* KB 981218, KB 977937. */
TEST(table_ocs_2007_r2)
{
    g_assert_true(says(PRODUCT_GENERATION_OCS_2007_R2, PRODUCT_CALL_LOST,
                       "GatewayIgnoreMediaTimeout=True"));
    g_assert_true(says(PRODUCT_GENERATION_OCS_2007_R2, PRODUCT_CALL_LOST,
                       "GatewaySessionTimer"));
    g_assert_false(says(PRODUCT_GENERATION_OCS_2007_R2, PRODUCT_HELD_LOST,
                        "RTCPCallsOnHold"));
}

/* No parameter of a trunk, in any situation. */
TEST(table_conference)
{
    static const char *const trunk[] = {"runk", "RTCP", "SessionTimer",
                                        "Gateway"};

    for (int i = 0; i < N_PRODUCT_SITUATIONS; i++) {
        const char *text =
            product_advice_text(PRODUCT_GENERATION_CONFERENCE, i);

        g_assert_nonnull(strstr(text, "conference server"));
        for (size_t j = 0; j < G_N_ELEMENTS(trunk); j++)
            g_assert_null(strstr(text, trunk[j]));
    }
    g_assert_nonnull(strstr(product_advice_multicast(), "multicast"));
}

TEST(table_out_of_range)
{
    g_assert_cmpstr(
        product_advice_text(N_PRODUCT_GENERATIONS, N_PRODUCT_SITUATIONS), ==,
        product_advice_text(PRODUCT_GENERATION_UNKNOWN, PRODUCT_NO_RTCP));
}

/* KB 981218: OCS 2007 has the setting in a file; from Lync 2010 on it is the
 * trunk's, whose parameter every advice names. */
TEST(refresh)
{
    for (int i = PRODUCT_UNKNOWN; i <= PRODUCT_SFB_2019; i++) {
        enum product product = (enum product)i;
        const char *advice = product_advice_refresh(product, true);
        bool ocs =
            product == PRODUCT_OCS_2007 || product == PRODUCT_OCS_2007_R2;

        g_assert_nonnull(strstr(advice, "EnableSessionTimer"));
        g_assert_cmpint(strstr(advice, "GatewaySessionTimer") != NULL, ==, ocs);
    }
    g_assert_null(
        strstr(product_advice_refresh(PRODUCT_UNKNOWN, false), "Lync"));
}
