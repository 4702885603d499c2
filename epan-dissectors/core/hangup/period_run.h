/* Decides whether closes come at equal intervals.
 *
 * A run is regular if the standard deviation of its intervals is below 2 s or
 * below 5 % of their mean. Two intervals may be equal by chance, and a run may
 * restart at every close. A run is therefore proven only if intervals
 * distributed evenly between 0 and twice the mean would be as regular with a
 * chance of at most 2 %, divided by the square of the number of tries. The sum
 * of 1/n^2 is 1.64, so the chance of a false proof is below 5 % for any number
 * of closes.
 *
 * Closes that happen at whole seconds, or only when a packet is sent, are more
 * often equal by chance. Each interval therefore has a grain, the step of the
 * grid that it may lie on. No run counts as more regular than its largest grain
 * can show.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_PERIOD_RUN_H
#define LYNC_CORE_PERIOD_RUN_H

#include <stdbool.h>
#include <stdint.h>

#define PERIOD_INTERVALS_MIN 2 /* three closes */

/* The latest intervals that agree with each other. All zero: none. */
struct period_run {
    uint32_t n;       /* number of intervals */
    uint32_t n_tried; /* number of times two intervals were compared */
    double mean_s;
    double squares; /* sum of the squared deviations from the mean, s^2 */
    double last_s;  /* latest interval */
    double grain_s; /* largest grain of the run */
};

/* Adds an interval and its grain, both in seconds and above 0. If it does not
 * agree with the run, it starts a new one, together with the interval before it
 * if those two agree. */
void period_run_add(struct period_run *run, double interval_s, double grain_s);

/* Removes the intervals but keeps n_tried. Call it when the next interval does
 * not follow the last one. */
void period_run_break(struct period_run *run);

/* Returns the sample standard deviation of the intervals, in s; 0 if there are
 * fewer than two. */
double period_run_spread_s(const struct period_run *run);

/* Whether the run is too long and too regular to be chance. */
bool period_run_proven(const struct period_run *run);

#endif
