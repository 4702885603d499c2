/* Tests of the advice by generation and situation.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "trunk_advice.h"

#include <string.h>

#include <glib.h>

static bool says(enum trunk_generation generation,
                 enum trunk_situation situation, const char *word)
{
    return strstr(trunk_advice_text(generation, situation), word) != NULL;
}

static void test_complete(void)
{
    for (int i = 0; i < N_TRUNK_GENERATIONS; i++) {
        for (int j = 0; j < N_TRUNK_SITUATIONS; j++) {
            const char *text = trunk_advice_text(i, j);

            g_assert_nonnull(text);
            g_assert_true(g_str_has_suffix(text, "."));
        }
    }
    g_assert_nonnull(strstr(trunk_advice_bypass(), "MediaBypass"));
}

/* Set-CsTrunkConfiguration: calls on hold have a parameter of their own. */
static void test_lync(void)
{
    g_assert_true(
        says(TRUNK_GENERATION_LYNC, TRUNK_CALL_LOST, "RTCPActiveCalls"));
    g_assert_true(
        says(TRUNK_GENERATION_LYNC, TRUNK_CALL_LOST, "EnableSessionTimer"));
    g_assert_true(
        says(TRUNK_GENERATION_LYNC, TRUNK_HELD_LOST, "RTCPCallsOnHold"));
    g_assert_false(says(TRUNK_GENERATION_LYNC, TRUNK_HELD_LOST,
                        "GatewayIgnoreMediaTimeout"));
}

/* KB 981218, KB 977937. */
static void test_ocs(void)
{
    g_assert_true(says(TRUNK_GENERATION_OCS_2007_R2, TRUNK_CALL_LOST,
                       "GatewayIgnoreMediaTimeout=True"));
    g_assert_true(says(TRUNK_GENERATION_OCS_2007_R2, TRUNK_CALL_LOST,
                       "GatewaySessionTimer"));
    g_assert_false(
        says(TRUNK_GENERATION_OCS_2007_R2, TRUNK_HELD_LOST, "RTCPCallsOnHold"));
}

static void test_out_of_range(void)
{
    g_assert_cmpstr(trunk_advice_text(N_TRUNK_GENERATIONS, N_TRUNK_SITUATIONS),
                    ==,
                    trunk_advice_text(TRUNK_GENERATION_UNKNOWN, TRUNK_NO_RTCP));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/trunk_advice/table/complete", test_complete);
    g_test_add_func("/trunk_advice/table/lync", test_lync);
    g_test_add_func("/trunk_advice/table/ocs-2007-r2", test_ocs);
    g_test_add_func("/trunk_advice/table/out-of-range", test_out_of_range);
    return g_test_run();
}
