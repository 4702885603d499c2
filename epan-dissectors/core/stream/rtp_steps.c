/* What an RTP stream did over time, in equal steps.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "rtp_steps.h"

#include "seconds.h"

#define FIRST_STEP_NS (NS_PER_S / 4)

static struct rtp_step *step_at(const struct rtp_steps *steps, guint i)
{
    return &g_array_index(steps->steps, struct rtp_step, i);
}

static void add(struct rtp_step *step, enum rtp_step_kind kind, uint64_t n)
{
    step->n[kind] = (uint16_t)MIN(step->n[kind] + n, UINT16_MAX);
}

/* Makes one step of each two. */
static void widen(struct rtp_steps *steps)
{
    guint n_steps = (steps->steps->len + 1) / 2;

    for (guint i = 0; i < n_steps; i++) {
        struct rtp_step both = *step_at(steps, 2 * i);

        for (int kind = 0;
             2 * i + 1 < steps->steps->len && kind < N_RTP_STEP_KINDS; kind++)
            add(&both, (enum rtp_step_kind)kind,
                step_at(steps, 2 * i + 1)->n[kind]);
        *step_at(steps, i) = both;
    }
    g_array_set_size(steps->steps, n_steps);
    steps->step_ns *= 2;
}

/* The step of AGE_NS, made if there is none. */
static struct rtp_step *step_of(struct rtp_steps *steps, int64_t age_ns)
{
    int64_t i;

    if (steps->steps == NULL) {
        steps->steps = g_array_new(FALSE, TRUE, sizeof(struct rtp_step));
        steps->step_ns = FIRST_STEP_NS;
    }
    i = MAX(age_ns, 0) / steps->step_ns;
    for (; i >= RTP_STEPS_MAX; i /= 2)
        widen(steps);
    if (i >= steps->steps->len)
        g_array_set_size(steps->steps, (guint)i + 1);
    return step_at(steps, (guint)i);
}

void rtp_steps_count(struct rtp_steps *steps, int64_t age_ns,
                     enum rtp_step_kind kind)
{
    add(step_of(steps, age_ns), kind, 1);
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

        add(step_of(steps, since_ns + (int64_t)i * steps->step_ns),
            RTP_STEP_LOST, n_due);
        n_added += n_due;
    }
}

void rtp_steps_fill(struct rtp_steps *steps)
{
    for (guint i = steps->steps != NULL ? steps->steps->len : 0; i > 0; i--)
        if (step_at(steps, i - 1)->n[RTP_STEP_LOST] > 0) {
            step_at(steps, i - 1)->n[RTP_STEP_LOST]--;
            return;
        }
}

void rtp_steps_clear(struct rtp_steps *steps)
{
    if (steps->steps != NULL)
        g_array_unref(steps->steps);
    *steps = (struct rtp_steps){0};
}
