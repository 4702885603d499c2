/* The deadlines of a session interval. RFC 4028 4, 5, 7.2, 9, 10.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "session_interval.h"

/* RFC 4028 10: at most this much before the end, and at most a third of the
 * interval. */
#define GIVE_UP_MARGIN_NS (32 * NS_PER_S)
#define GIVE_UP_FRACTION  3

#define REFRESH_FRACTION 2 /* RFC 4028 7.2, 9: once half has elapsed */

struct session_deadlines session_interval_deadlines(int64_t armed_ns,
                                                    uint32_t interval_s)
{
    int64_t interval_ns = (int64_t)interval_s * NS_PER_S;
    int64_t margin_ns = interval_ns / GIVE_UP_FRACTION;
    struct session_deadlines deadlines;

    if (margin_ns > GIVE_UP_MARGIN_NS)
        margin_ns = GIVE_UP_MARGIN_NS;
    deadlines.refresh_due_ns = armed_ns + interval_ns / REFRESH_FRACTION;
    deadlines.give_up_ns = armed_ns + interval_ns - margin_ns;
    deadlines.expires_ns = armed_ns + interval_ns;
    return deadlines;
}
