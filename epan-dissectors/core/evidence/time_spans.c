/* A list of spans of time.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "time_spans.h"

static guint length(const struct time_spans *spans)
{
    return spans->list != NULL ? spans->list->len : 0;
}

static struct time_span *at(const struct time_spans *spans, guint i)
{
    return &g_array_index(spans->list, struct time_span, i);
}

/* Index of the first span that ends at TIME_NS or later; the length of the list
 * if there is none. */
static guint first_from(const struct time_spans *spans, int64_t time_ns)
{
    guint i = length(spans);

    while (i > 0 && at(spans, i - 1)->until_ns >= time_ns)
        i--;
    return i;
}

static void join_with_next(struct time_spans *spans, guint i)
{
    at(spans, i)->until_ns =
        MAX(at(spans, i)->until_ns, at(spans, i + 1)->until_ns);
    g_array_remove_index(spans->list, i + 1);
}

static void join_closest(struct time_spans *spans)
{
    guint closest = 0;
    int64_t least_ns = INT64_MAX;

    for (guint i = 0; i + 1 < length(spans); i++) {
        int64_t apart_ns = at(spans, i + 1)->since_ns - at(spans, i)->until_ns;

        if (apart_ns < least_ns) {
            least_ns = apart_ns;
            closest = i;
        }
    }
    join_with_next(spans, closest);
}

void time_spans_add(struct time_spans *spans, int64_t since_ns,
                    int64_t until_ns)
{
    struct time_span span = {since_ns, until_ns};
    guint i;

    if (until_ns <= since_ns)
        return;
    if (spans->list == NULL)
        spans->list = g_array_new(FALSE, FALSE, sizeof(struct time_span));
    i = first_from(spans, since_ns);
    if (i < length(spans) && at(spans, i)->since_ns <= until_ns) {
        at(spans, i)->since_ns = MIN(at(spans, i)->since_ns, since_ns);
        at(spans, i)->until_ns = MAX(at(spans, i)->until_ns, until_ns);
    } else {
        g_array_insert_val(spans->list, i, span);
    }
    while (i + 1 < length(spans) && at(spans, i + 1)->since_ns <= until_ns)
        join_with_next(spans, i);
    if (length(spans) > TIME_SPANS_MAX)
        join_closest(spans);
}

void time_spans_add_all(struct time_spans *spans,
                        const struct time_spans *other)
{
    for (guint i = 0; i < length(other); i++)
        time_spans_add(spans, at(other, i)->since_ns, at(other, i)->until_ns);
}

int64_t time_spans_cover_ns(const struct time_spans *spans, int64_t since_ns,
                            int64_t until_ns)
{
    int64_t cover_ns = 0;

    for (guint i = first_from(spans, since_ns); i < length(spans); i++) {
        int64_t from_ns = MAX(at(spans, i)->since_ns, since_ns);
        int64_t to_ns = MIN(at(spans, i)->until_ns, until_ns);

        if (from_ns >= to_ns)
            continue;
        cover_ns += to_ns - from_ns;
    }
    return cover_ns;
}

void time_spans_clear(struct time_spans *spans)
{
    if (spans->list != NULL)
        g_array_free(spans->list, TRUE);
    spans->list = NULL;
}
