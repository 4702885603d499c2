/* In which directions a medium is sent. RFC 3264 5.1.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_MEDIA_DIRECTION_H
#define LYNC_CORE_MEDIA_DIRECTION_H

#include <stdbool.h>

/* An attribute of SDP; without one MEDIA_SENDRECV (RFC 8866 6.7). */
enum media_direction {
    MEDIA_SENDRECV,
    MEDIA_SENDONLY,
    MEDIA_RECVONLY,
    MEDIA_INACTIVE,
};

/* Whether DIRECTION lets the side that it describes send. */
static inline bool media_direction_sends(enum media_direction direction)
{
    return direction == MEDIA_SENDRECV || direction == MEDIA_SENDONLY;
}

/* Whether it lets that side receive. */
static inline bool media_direction_receives(enum media_direction direction)
{
    return direction == MEDIA_SENDRECV || direction == MEDIA_RECVONLY;
}

#endif
