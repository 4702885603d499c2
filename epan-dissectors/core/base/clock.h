/* The clock of a capture: time since its first frame.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_CLOCK_H
#define LYNC_CORE_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

/* Times are limited to this distance from the first frame, 126 years, because a
 * file may hold any number. That leaves room to add limits and to subtract
 * times. */
#define CLOCK_MAX_NS INT64_C(4000000000000000000)

/* All zero: no frame has been seen yet. */
struct clock {
    bool started;
    int64_t origin_s; /* since 1970, of the first frame; valid if started */
    int64_t origin_ns;
};

/* Nanoseconds from the first frame to a frame at S seconds and NS nanoseconds
 * since 1970. NS is from 0 to 999999999. The first call defines the origin and
 * returns 0; a frame before it gives a negative number. */
int64_t clock_elapsed_ns(struct clock *clock, int64_t s, int64_t ns);

/* The reverse: TIME_NS since the first frame as *S and *NS (0 to 999999999)
 * since 1970. */
void clock_absolute(const struct clock *clock, int64_t time_ns, int64_t *s,
                    int64_t *ns);

#endif
