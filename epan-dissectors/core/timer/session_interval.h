/* The deadlines of a session interval. RFC 4028 4, 5, 7.2, 9, 10.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_SESSION_INTERVAL_H
#define LYNC_CORE_SESSION_INTERVAL_H

#include <stdint.h>

#include "seconds.h"

/* The floor of Session-Expires and Min-SE, and the Min-SE of a message that
 * has none (RFC 4028 4, 5). */
#define SESSION_INTERVAL_FLOOR_S 90

#define SESSION_GRACE_S_DEFAULT 5 /* lync.session_grace_s */

/* "Never", as a deadline. */
#define SESSION_NEVER_NS INT64_MAX

/* What follows from a 2xx that grants a session interval: points in time,
 * in the same nanoseconds as the 2xx. */
struct session_deadlines {
    int64_t refresh_due_ns; /* half the interval (RFC 4028 7.2, 9) */
    int64_t give_up_ns;     /* from here on the side that does not refresh may
                               send BYE: interval - min(32 s, interval / 3)
                               (RFC 4028 10) */
    int64_t expires_ns;     /* the whole interval */
};

/* The deadlines of INTERVAL_S granted at ARMED_NS, exact to the nanosecond
 * (a third is rounded down). Any INTERVAL_S; 0 gives three times ARMED_NS. */
struct session_deadlines session_interval_deadlines(int64_t armed_ns,
                                                    uint32_t interval_s);

#endif
