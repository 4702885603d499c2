/* Decides whether intervals are equal.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "period_run.h"

#include <math.h>

#define SPREAD_S     2.0
#define SPREAD_SHARE 0.05
#define CHANCE_MOST  0.02
/* Two intervals on a grid are equal as often as two others differ by up to half
 * a step, which is a standard deviation of half a step / sqrt(2). */
#define GRAIN_SPREAD 0.353553

#define TWO_PI 6.283185307179586
#define N_MOST 64 /* the chance is computed for at most this many intervals */

void period_run_break(struct period_run *run)
{
    run->n = 0;
    run->mean_s = 0;
    run->squares = 0;
    run->grain_s = 0;
}

/* Adds an interval without checking it (Welford's method). */
static void append(struct period_run *run, double interval_s)
{
    double off = interval_s - run->mean_s;

    run->n++;
    run->mean_s += off / run->n;
    run->squares += off * (interval_s - run->mean_s);
}

double period_run_spread_s(const struct period_run *run)
{
    return run->n < 2 ? 0 : sqrt(run->squares / (run->n - 1));
}

static bool is_regular(const struct period_run *run)
{
    double spread_s = period_run_spread_s(run);

    return spread_s < SPREAD_S || spread_s < SPREAD_SHARE * run->mean_s;
}

void period_run_add(struct period_run *run, double interval_s, double grain_s)
{
    double grain_before_s = run->grain_s;

    if (run->n > 0)
        run->n_tried++;
    append(run, interval_s);
    if (!is_regular(run)) {
        period_run_break(run);
        append(run, run->last_s);
        append(run, interval_s);
    }
    if (!is_regular(run)) {
        period_run_break(run);
        append(run, interval_s);
    }
    run->last_s = interval_s;
    run->grain_s =
        run->n > 1 && grain_before_s > grain_s ? grain_before_s : grain_s;
}

/* Returns the chance that N >= 2 intervals, each distributed evenly between 0
 * and twice their mean, have a standard deviation of at most SPREAD times that
 * mean. Accurate for a small SPREAD, else too large.
 *
 * The intervals are a point in a cube of N dimensions whose sides are twice the
 * mean. Points with such a deviation lie around the cube's diagonal, which is
 * sqrt(N) sides long, in a cylinder of N - 1 dimensions with a radius of SPREAD
 * * sqrt(N - 1) / 2 sides. */
static double chance_of(uint32_t n, double spread)
{
    uint32_t dimensions = (n < N_MOST ? n : N_MOST) - 1;
    double radius = spread * sqrt(dimensions) / 2;
    double chance = dimensions % 2 == 0 ? 1 : 2 * radius;

    for (uint32_t d = dimensions % 2 == 0 ? 2 : 3; d <= dimensions; d += 2)
        chance *= TWO_PI / d * radius * radius;
    chance *= sqrt(dimensions + 1);
    return chance < 1 ? chance : 1;
}

bool period_run_proven(const struct period_run *run)
{
    double spread_s = period_run_spread_s(run);
    double tries = run->n_tried;

    if (run->n < PERIOD_INTERVALS_MIN || !is_regular(run))
        return false;
    if (spread_s < GRAIN_SPREAD * run->grain_s)
        spread_s = GRAIN_SPREAD * run->grain_s;
    return chance_of(run->n, spread_s / run->mean_s) * tries * tries <=
           CHANCE_MOST;
}
