/* The clock of the capture.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "frame_time.h"

#include "seconds.h"

static nstime_t origin; /* of the first frame */
static bool origin_known;

int64_t frame_time_ns(const packet_info *pinfo)
{
    if (!origin_known) {
        origin = pinfo->abs_ts;
        origin_known = true;
    }
    return ((int64_t)pinfo->abs_ts.secs - (int64_t)origin.secs) * NS_PER_S +
           pinfo->abs_ts.nsecs - origin.nsecs;
}

nstime_t frame_time_absolute(int64_t time_ns)
{
    nstime_t time = origin;
    int64_t nsecs = time.nsecs + time_ns % NS_PER_S;

    time.secs += (time_t)(time_ns / NS_PER_S);
    if (nsecs < 0) {
        nsecs += NS_PER_S;
        time.secs--;
    } else if (nsecs >= NS_PER_S) {
        nsecs -= NS_PER_S;
        time.secs++;
    }
    time.nsecs = (int)nsecs;
    return time;
}

static void frame_time_init(void)
{
    origin_known = false;
}

void frame_time_register(void)
{
    register_init_routine(frame_time_init);
}
