/* The two sides of a call or of a media session, and what kind of media flows.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_MEDIA_SIDE_H
#define LYNC_CORE_MEDIA_SIDE_H

/* Which of two: for a call the caller is A, without signalling who was seen
 * first. The sides of a session are those of its call. */
enum media_side {
    MEDIA_SIDE_A,
    MEDIA_SIDE_B,
    N_MEDIA_SIDES,
    MEDIA_SIDE_UNKNOWN = N_MEDIA_SIDES,
};

enum media_kind {
    MEDIA_KIND_UNKNOWN,
    MEDIA_KIND_AUDIO,
    MEDIA_KIND_VIDEO,
};

/* The side that is not SIDE, which is A or B. */
static inline enum media_side media_side_other(enum media_side side)
{
    return side == MEDIA_SIDE_A ? MEDIA_SIDE_B : MEDIA_SIDE_A;
}

#endif
