/* Tests of the kinds of media.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "media_kind.h"

#include "unit_test.h"

TEST(name)
{
    g_assert_cmpstr(media_kind_name(MEDIA_KIND_AUDIO), ==, "audio");
    g_assert_cmpstr(media_kind_name(MEDIA_KIND_VIDEO), ==, "video");
    g_assert_null(media_kind_name(MEDIA_KIND_UNKNOWN));
}
