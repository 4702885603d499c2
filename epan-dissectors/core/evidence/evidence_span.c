/* The least and the greatest length of a silence.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "evidence_span.h"

#include "time_spans.h"

/* Adds to BLIND all time in which the interface did not see the direction, or
 * may not have. */
static void collect_blind(const struct capture_interface *interface,
                          const struct capture_direction *direction,
                          const struct evidence_silence *silence,
                          struct time_spans *blind)
{
    capture_interface_add_outside(interface, silence->since_ns,
                                  silence->until_ns, blind);
    time_spans_add_all(blind, &direction->holes);
    time_spans_add_all(blind, &interface->stopped);
    time_spans_add_all(blind, &interface->silent);
}

/* From when on nothing was sent: the end of DARK, or earlier if a receiver
 * report proves it. */
static int64_t dark_until_ns(const struct capture_direction *direction,
                             const struct time_span *dark)
{
    return direction->quiet_until_ns >= dark->until_ns
               ? MIN(direction->quiet_since_ns, dark->until_ns)
               : dark->until_ns;
}

/* Moves the ends of SPAN inwards past each BLIND time that lies less than
 * GAP_NS from them. */
static void cut_ends(const struct time_spans *blind,
                     const struct capture_direction *direction, int64_t gap_ns,
                     struct evidence_span *span)
{
    unsigned n = blind->list != NULL ? blind->list->len : 0;

    for (unsigned i = 0; i < n; i++) {
        const struct time_span *dark =
            &g_array_index(blind->list, struct time_span, i);

        if (dark->since_ns - span->since_ns < gap_ns)
            span->since_ns =
                MAX(span->since_ns, dark_until_ns(direction, dark));
    }
    for (unsigned i = n; i > 0; i--) {
        const struct time_span *dark =
            &g_array_index(blind->list, struct time_span, i - 1);

        if (span->until_ns - dark->until_ns < gap_ns)
            span->until_ns = MIN(span->until_ns, dark->since_ns);
    }
    span->until_ns = MAX(span->until_ns, span->since_ns);
}

/* Whether the clock was set back by an unknown amount in this time. */
static bool is_set_back(const struct capture_interface *interface,
                        int64_t since_ns, int64_t until_ns)
{
    return interface->set_back && interface->set_ns >= since_ns &&
           interface->set_ns <= until_ns;
}

/* Whether receiver reports tell how much time passed where the capture's clock
 * is uncertain. If so, MORE_NS is by how much that exceeds what the capture's
 * clock says. */
static bool is_timed(const struct capture_interface *interface,
                     const struct capture_direction *direction,
                     const struct evidence_span *span, int64_t *more_ns)
{
    int64_t since_ns = MAX(direction->timed_since_ns, span->since_ns);
    int64_t until_ns = direction->timed_until_ns;
    int64_t held_ns = time_spans_cover_ns(&interface->held, since_ns, until_ns);

    *more_ns = direction->timed_ns - (until_ns - direction->timed_since_ns);
    if (ABS(*more_ns) < CAPTURE_CLOCK_BACK_NS)
        *more_ns = 0; /* jitter */
    return until_ns > since_ns && until_ns <= span->until_ns &&
           time_spans_cover_ns(&interface->held, direction->timed_since_ns,
                               since_ns) == 0 &&
           *more_ns > -held_ns - CAPTURE_CLOCK_BACK_NS &&
           (*more_ns <= 0 || is_set_back(interface, since_ns, until_ns));
}

/* Computes the least and the greatest length of SPAN. */
static void measure(const struct capture_interface *interface,
                    const struct capture_direction *direction,
                    const struct evidence_silence *silence,
                    struct evidence_span *span)
{
    int64_t from_ns, more_ns;
    bool set_back;

    span->least_ns =
        span->until_ns - span->since_ns -
        time_spans_cover_ns(&interface->held, span->since_ns, span->until_ns);
    span->most_ns = silence->until_ns - silence->since_ns;
    set_back = is_set_back(interface, silence->since_ns, INT64_MAX);
    if (is_timed(interface, direction, span, &more_ns)) {
        from_ns = MAX(direction->timed_since_ns, span->since_ns);
        span->least_ns += time_spans_cover_ns(&interface->held, from_ns,
                                              direction->timed_until_ns) +
                          more_ns;
        span->most_ns += more_ns;
        set_back &= !is_set_back(interface, from_ns, direction->timed_until_ns);
    }
    if (set_back)
        span->most_ns = CAPTURE_TIME_MAX_NS;
}

static struct evidence_span look(const struct capture_interface *interface,
                                 const struct capture_direction *direction,
                                 const struct evidence_silence *silence)
{
    struct evidence_span span = {.since_ns = silence->since_ns,
                                 .until_ns = silence->until_ns};
    struct time_spans blind = {0};

    collect_blind(interface, direction, silence, &blind);
    cut_ends(&blind, direction, silence->gap_ns, &span);
    time_spans_clear(&blind);
    measure(interface, direction, silence, &span);
    return span;
}

struct evidence_span evidence_span(const struct capture_model *model,
                                   const struct evidence_silence *silence)
{
    struct evidence_span best = {
        .since_ns = silence->until_ns,
        .until_ns = silence->until_ns,
        .most_ns = silence->until_ns - silence->since_ns,
    };

    for (uint32_t i = 0; i < CAPTURE_MODEL_INTERFACES_MAX; i++) {
        const struct capture_interface *interface =
            capture_model_interface(model, i);
        const struct capture_direction *direction;
        struct evidence_span span;

        if (interface == NULL)
            continue;
        direction =
            capture_model_direction(model, i, &silence->from, &silence->to);
        if (direction == NULL || direction->n_frames == 0)
            continue;
        span = look(interface, direction, silence);
        if (span.least_ns >= best.least_ns)
            best = span;
    }
    return best;
}
