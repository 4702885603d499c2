/* The two sides of a call or of a media session.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_SIDE_H
#define LYNC_CORE_SIDE_H

/* Which of two: for a call the caller is A, without signalling who was seen
 * first. The sides of a session are those of its call. */
enum side {
    SIDE_A,
    SIDE_B,
    N_SIDES,
    SIDE_UNKNOWN = N_SIDES,
};

/* The side that is not SIDE, which is A or B. */
static inline enum side side_other(enum side side)
{
    return side == SIDE_A ? SIDE_B : SIDE_A;
}

#endif
