/* Tests of the kinds of media.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "media_kind.h"

#include "unit_test.h"

static void test_name(void)
{
    g_assert_cmpstr(media_kind_name(MEDIA_KIND_AUDIO), ==, "audio");
    g_assert_cmpstr(media_kind_name(MEDIA_KIND_VIDEO), ==, "video");
    g_assert_null(media_kind_name(MEDIA_KIND_UNKNOWN));
}

static const struct unit_test tests[] = {
    {"/media_kind/name", test_name},
};

UNIT_TESTS_MAIN(tests)
