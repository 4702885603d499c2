/* The clock of a capture.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "clock.h"

#include "seconds.h"

/* A - B, or the nearest int64_t. */
static int64_t difference(int64_t a, int64_t b)
{
    if (b < 0)
        return a > INT64_MAX + b ? INT64_MAX : a - b;
    return a < INT64_MIN + b ? INT64_MIN : a - b;
}

int64_t clock_elapsed_ns(struct clock *clock, int64_t s, int64_t ns)
{
    int64_t elapsed_s;

    if (!clock->started)
        *clock = (struct clock){true, s, ns};
    elapsed_s = difference(s, clock->origin_s);
    if (elapsed_s > CLOCK_MAX_NS / NS_PER_S)
        return CLOCK_MAX_NS;
    if (elapsed_s < -CLOCK_MAX_NS / NS_PER_S)
        return -CLOCK_MAX_NS;
    return elapsed_s * NS_PER_S + ns - clock->origin_ns;
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
