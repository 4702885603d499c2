/* Tests of a trunk in words.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "trunk_text.h"

#include <string.h>

#include "call_scene.h"
#include "unit_test.h"

TEST(paragraph_advice)
{
    struct trunk_profile profile = {
        .n_calls = 3, .ends = {{.host = host(1)}, {.host = host(2)}}};
    struct trunk_recommendation advice = {.command = (char *)"Do it",
                                          .basis = (char *)"3 calls.",
                                          .against = (char *)"Nothing."};
    GString *text = g_string_new(NULL);

    profile.ends[0].microsoft = true;
    profile.ends[0].generation = PRODUCT_GENERATION_LYNC;
    profile.ends[1].traits[TRUNK_RTCP] = (struct trunk_evidence){0, 3};
    profile.ends[1].n_media_lost = 2;
    trunk_text_append(text, &profile, &advice);
    g_assert_cmpstr(text->str, ==,
                    "192.0.2.1 - 192.0.2.2, 3 calls\n"
                    "    in calls                     yes    no\n"
                    "  192.0.2.1 (Lync or Skype for Business)\n"
                    "  192.0.2.2\n"
                    "    sends RTCP with its RTP        0     3\n"
                    "    dropped for its silence        2\n"
                    "  Advice: Do it\n"
                    "  Basis: 3 calls.\n"
                    "  Against: Nothing.\n");
    g_string_free(text, TRUE);
}

TEST(paragraph_none)
{
    struct trunk_profile profile = {
        .n_calls = 1, .ends = {{.host = host(1)}, {.host = host(2)}}};
    struct trunk_recommendation advice = {.against = (char *)"Too few."};
    GString *text = g_string_new(NULL);

    profile.ends[0].traits[TRUNK_RTCP] = (struct trunk_evidence){1, 0};
    trunk_text_append(text, &profile, &advice);
    g_assert_nonnull(strstr(text->str, ", 1 call\n"));
    g_assert_nonnull(
        strstr(text->str, "    sends RTCP with its RTP        1     0\n"));
    g_assert_nonnull(
        strstr(text->str, "  Advice: none\n  Against: Too few.\n"));
    g_string_free(text, TRUE);
}
