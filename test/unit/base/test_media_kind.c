/* Tests of the kinds of media.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "media_kind.h"

#include <glib.h>

static void test_name(void)
{
    g_assert_cmpstr(media_kind_name(MEDIA_KIND_AUDIO), ==, "audio");
    g_assert_cmpstr(media_kind_name(MEDIA_KIND_VIDEO), ==, "video");
    g_assert_null(media_kind_name(MEDIA_KIND_UNKNOWN));
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/media_kind/name", test_name);
    return g_test_run();
}
