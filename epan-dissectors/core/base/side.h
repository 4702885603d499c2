/* The two sides of a call or of a media session.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_SIDE_H
#define LYNC_CORE_SIDE_H

/* Side A of a call is the caller, or without signalling whoever was seen first.
 * A media session has the sides of its call. */
enum side {
    SIDE_A,
    SIDE_B,
    N_SIDES,
    SIDE_UNKNOWN = N_SIDES,
};

/* The side opposite SIDE, which must be A or B. */
static inline enum side side_other(enum side side)
{
    return side == SIDE_A ? SIDE_B : SIDE_A;
}

#endif
