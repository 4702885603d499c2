/* What an RTP stream did over time, in equal steps.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "rtp_steps.h"

#include <string.h>

#include <glib.h>

#include "seconds.h"

#define FIRST_STEP_NS (NS_PER_S / 4)
#define FIRST_ROOM    16

static bool is_kept(const struct rtp_steps *steps, enum rtp_step_kind kind)
{
    return (steps->kinds >> kind & 1) != 0;
}

/* Where step I of KIND, which is kept, is in the counts. */
static unsigned place_of(const struct rtp_steps *steps, unsigned i,
                         enum rtp_step_kind kind)
{
    unsigned before = 0;

    for (unsigned bits = steps->kinds & ((1U << kind) - 1); bits != 0;
         bits &= bits - 1)
        before++;
    return before * steps->room + i;
}

static unsigned value_at(const struct rtp_steps *steps, unsigned place)
{
    return steps->is_wide ? steps->counts.wide[place]
                          : steps->counts.narrow[place];
}

static void set_value(struct rtp_steps *steps, unsigned place, unsigned value)
{
    if (steps->is_wide)
        steps->counts.wide[place] = (uint16_t)value;
    else
        steps->counts.narrow[place] = (uint8_t)value;
}

static void set(struct rtp_steps *steps, unsigned i, enum rtp_step_kind kind,
                unsigned value)
{
    set_value(steps, place_of(steps, i, kind), value);
}

unsigned rtp_steps_at(const struct rtp_steps *steps, unsigned i,
                      enum rtp_step_kind kind)
{
    return is_kept(steps, kind) ? value_at(steps, place_of(steps, i, kind)) : 0;
}

/* Copies the steps of KIND to TO, which is as wide or wider. */
static void copy(const struct rtp_steps *from, struct rtp_steps *to,
                 enum rtp_step_kind kind)
{
    unsigned here = place_of(from, 0, kind);
    unsigned there = place_of(to, 0, kind);

    if (!to->is_wide) {
        memcpy(to->counts.narrow + there, from->counts.narrow + here, from->n);
        return;
    }
    for (unsigned i = 0; i < from->n; i++)
        to->counts.wide[there + i] = (uint16_t)value_at(from, here + i);
}

/* Makes the counts such that they have ROOM for each of KINDS, which may be
 * more than before, and are wide or not. */
static void grow(struct rtp_steps *steps, unsigned kinds, unsigned room,
                 bool is_wide)
{
    struct rtp_steps grown = *steps;
    unsigned places;

    grown.kinds = (uint8_t)kinds;
    grown.room = (uint8_t)room;
    grown.is_wide = is_wide;
    places = place_of(&grown, 0, N_RTP_STEP_KINDS);
    /* Freed by rtp_steps_clear(). */
    grown.counts.narrow =
        g_malloc0(places * (is_wide ? sizeof(uint16_t) : sizeof(uint8_t)));
    for (int kind = 0; kind < N_RTP_STEP_KINDS; kind++)
        if (is_kept(steps, (enum rtp_step_kind)kind))
            copy(steps, &grown, (enum rtp_step_kind)kind);
    g_free(steps->counts.narrow);
    *steps = grown;
}

/* Adds N to step I of KIND. */
static void add(struct rtp_steps *steps, unsigned i, enum rtp_step_kind kind,
                uint64_t n)
{
    uint64_t sum;

    if (n == 0)
        return;
    if (!is_kept(steps, kind))
        grow(steps, steps->kinds | 1U << kind, steps->room, steps->is_wide);
    sum = MIN(value_at(steps, place_of(steps, i, kind)) + n, UINT16_MAX);
    if (sum > UINT8_MAX && !steps->is_wide)
        grow(steps, steps->kinds, steps->room, true);
    set(steps, i, kind, (unsigned)sum);
}

/* The steps 2 I and 2 I + 1 of those that begin at PLACE; a step behind the
 * last one is 0. */
static unsigned pair_at(const struct rtp_steps *steps, unsigned place,
                        unsigned i)
{
    return MIN(value_at(steps, place + 2 * i) +
                   value_at(steps, place + 2 * i + 1),
               UINT16_MAX);
}

/* Whether two steps together have more of any kind than an octet holds. */
static bool is_too_narrow(const struct rtp_steps *steps)
{
    unsigned end = place_of(steps, 0, N_RTP_STEP_KINDS);
    unsigned most = 0;

    for (unsigned place = 0; place < end; place += steps->room)
        for (unsigned i = 0; i < (steps->n + 1U) / 2; i++)
            most = MAX(most, pair_at(steps, place, i));
    return most > UINT8_MAX;
}

/* Makes one step of each two. */
static void widen(struct rtp_steps *steps)
{
    unsigned n = (steps->n + 1U) / 2;
    unsigned end = place_of(steps, 0, N_RTP_STEP_KINDS);

    if (!steps->is_wide && is_too_narrow(steps))
        grow(steps, steps->kinds, steps->room, true);
    for (unsigned place = 0; place < end; place += steps->room) {
        for (unsigned i = 0; i < n; i++)
            set_value(steps, place + i, pair_at(steps, place, i));
        for (unsigned i = n; i < steps->n; i++)
            set_value(steps, place + i, 0);
    }
    steps->n = (uint8_t)n;
    steps->step_ns *= 2;
}

/* The step of AGE_NS, made if there is none. */
static unsigned step_of(struct rtp_steps *steps, int64_t age_ns)
{
    int64_t i;

    if (steps->step_ns == 0) {
        steps->step_ns = FIRST_STEP_NS;
        steps->room = FIRST_ROOM;
    }
    i = MAX(age_ns, 0) / steps->step_ns;
    for (; i >= RTP_STEPS_MAX; i /= 2)
        widen(steps);
    if (i >= steps->n) {
        unsigned room = steps->room;

        while (room <= i)
            room *= 2;
        if (room > steps->room)
            grow(steps, steps->kinds, room, steps->is_wide);
        steps->n = (uint8_t)(i + 1);
    }
    return (unsigned)i;
}

void rtp_steps_count(struct rtp_steps *steps, int64_t age_ns,
                     enum rtp_step_kind kind)
{
    add(steps, step_of(steps, age_ns), kind, 1);
}

void rtp_steps_lose(struct rtp_steps *steps, int64_t since_ns, int64_t until_ns,
                    uint32_t n_lost)
{
    uint64_t n_parts, n_added = 0;

    until_ns = MAX(until_ns, 0);
    since_ns = CLAMP(since_ns, 0, until_ns);
    step_of(steps, until_ns); /* no step is widened from here on */
    n_parts =
        (uint64_t)(until_ns / steps->step_ns - since_ns / steps->step_ns) + 1;
    for (uint64_t i = 0; i < n_parts; i++) {
        uint64_t n_due = n_lost * (i + 1) / n_parts - n_added;

        add(steps, step_of(steps, since_ns + (int64_t)i * steps->step_ns),
            RTP_STEP_LOST, n_due);
        n_added += n_due;
    }
}

void rtp_steps_fill(struct rtp_steps *steps)
{
    for (unsigned i = steps->n; i > 0; i--) {
        unsigned n_lost = rtp_steps_at(steps, i - 1, RTP_STEP_LOST);

        if (n_lost > 0) {
            set(steps, i - 1, RTP_STEP_LOST, n_lost - 1);
            return;
        }
    }
}

void rtp_steps_clear(struct rtp_steps *steps)
{
    g_free(steps->counts.narrow);
    *steps = (struct rtp_steps){0};
}
