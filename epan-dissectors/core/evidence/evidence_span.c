/* How long a silence lasted, at least and at most.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "evidence_span.h"

#include "time_spans.h"

/* All that the interface did not see of the direction, or may not have seen. */
static void collect_blind(const struct capture_interface *interface,
                          const struct capture_direction *direction,
                          const struct evidence_silence *silence,
                          struct time_spans *blind)
{
    time_spans_add(blind, silence->since_ns,
                   MIN(silence->until_ns, interface->clock.first_ns));
    time_spans_add(blind, MAX(silence->since_ns, interface->now_ns),
                   silence->until_ns);
    time_spans_add_all(blind, &direction->holes);
    time_spans_add_all(blind, &interface->stopped);
    time_spans_add_all(blind, &interface->silent);
}

/* Since when nothing was sent, of DARK: not before its end, unless a report of
 * the receiver covers that. */
static int64_t dark_until_ns(const struct capture_direction *direction,
                             const struct time_span *dark)
{
    return direction->quiet_until_ns >= dark->until_ns
               ? MIN(direction->quiet_since_ns, dark->until_ns)
               : dark->until_ns;
}

/* Cuts off what is BLIND at the ends of SPAN, less than GAP_NS from them. */
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
    span.least_ns =
        span.until_ns - span.since_ns -
        time_spans_cover_ns(&interface->held, span.since_ns, span.until_ns);
    span.most_ns = interface->set_back && interface->set_ns >= silence->since_ns
                       ? CAPTURE_TIME_MAX_NS
                       : silence->until_ns - silence->since_ns;
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
