/* The clock of a capture.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "clock.h"

#include "seconds.h"

int64_t clock_elapsed_ns(struct clock *clock, int64_t s, int64_t ns)
{
    if (!clock->started)
        *clock = (struct clock){true, s, ns};
    return (s - clock->origin_s) * NS_PER_S + ns - clock->origin_ns;
}

void clock_absolute(const struct clock *clock, int64_t time_ns, int64_t *s,
                    int64_t *ns)
{
    *s = clock->origin_s + time_ns / NS_PER_S;
    *ns = clock->origin_ns + time_ns % NS_PER_S;
    if (*ns < 0) {
        *ns += NS_PER_S;
        --*s;
    } else if (*ns >= NS_PER_S) {
        *ns -= NS_PER_S;
        ++*s;
    }
}
