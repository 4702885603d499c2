/* Whether closes come at equal intervals.
 *
 * A run is regular while the standard deviation of its intervals is below 2 s
 * or below 5 % of their mean. Two intervals are soon alike by accident, and a
 * run may begin anew at every close. So a run is proven only if intervals that
 * are evenly distributed between 0 and twice their mean would be as regular
 * with a chance of at most 3 %, divided by the square of the number of tries:
 * for any number of closes that is less than 5 % in all (the sum of 1/n^2
 * is 1.64).
 *
 * Closes that come at whole seconds, or only when a packet is sent, are equal
 * by accident more often. Intervals therefore have a grain, the step of the
 * grid that they may lie on: a run is not taken to be more regular than its
 * largest grain allows to tell.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_PERIOD_RUN_H
#define LYNC_CORE_PERIOD_RUN_H

#include <stdbool.h>
#include <stdint.h>

#define PERIOD_INTERVALS_MIN 2 /* three closes */

/* The latest intervals that agree with each other. All 0: none so far. */
struct period_run {
    uint32_t n;       /* intervals */
    uint32_t n_tried; /* how often an interval followed another one */
    double mean_s;
    double squares; /* sum of the squared differences from the mean, s^2 */
    double last_s;  /* the latest interval */
    double grain_s; /* the largest */
};

/* Adds an interval with its grain, in seconds, above 0. One that does not agree
 * with the run begins a new one, which the interval before it belongs to if
 * these two agree. */
void period_run_add(struct period_run *run, double interval_s, double grain_s);

/* Forgets the intervals, but not how often it was tried: what follows is not
 * related to them. */
void period_run_break(struct period_run *run);

/* The standard deviation of the intervals (of a sample), s; 0 for fewer than
 * two. */
double period_run_spread_s(const struct period_run *run);

/* Whether the run is long and regular enough not to be an accident. */
bool period_run_proven(const struct period_run *run);

#endif
