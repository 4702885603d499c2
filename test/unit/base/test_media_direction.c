/* Tests of the directions of media.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "media_direction.h"

#include "unit_test.h"

static void assert_direction(enum media_direction direction, bool sends,
                             bool receives)
{
    g_assert_cmpint(media_direction_sends(direction), ==, sends);
    g_assert_cmpint(media_direction_receives(direction), ==, receives);
}

/* RFC 3264 5.1 */
TEST(direction_rfc_3264)
{
    assert_direction(MEDIA_SENDRECV, true, true);
    assert_direction(MEDIA_SENDONLY, true, false);
    assert_direction(MEDIA_RECVONLY, false, true);
    assert_direction(MEDIA_INACTIVE, false, false);
}
