/* The rows that a frame adds.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "report_rows.h"

#include "capture.h"
#include "analysis_end.h"
#include "call_list.h"
#include "report.h"
#include "links.h"

struct report_rows {
    struct links *links;  /* NULL: no frame has come yet */
    GHashTable *calls;    /* by number */
    GHashTable *streams;  /* struct media_stream */
    GHashTable *findings; /* struct kept_finding */
};

/* Where the rows go. */
struct sink {
    report_row_h *row_h;
    void *data;
};

struct report_rows *report_rows_new(void)
{
    struct report_rows *rows = g_new0(struct report_rows, 1);

    rows->calls = g_hash_table_new(NULL, NULL);
    rows->streams = g_hash_table_new(NULL, NULL);
    rows->findings = g_hash_table_new(NULL, NULL);
    return rows;
}

void report_rows_forget(struct report_rows *rows)
{
    links_free(rows->links);
    rows->links = NULL;
    g_hash_table_remove_all(rows->calls);
    g_hash_table_remove_all(rows->streams);
    g_hash_table_remove_all(rows->findings);
}

void report_rows_free(struct report_rows *rows)
{
    report_rows_forget(rows);
    g_hash_table_destroy(rows->calls);
    g_hash_table_destroy(rows->streams);
    g_hash_table_destroy(rows->findings);
    g_free(rows);
}

/* On the first frame works out the list of calls and the findings of the end.
 * Returns whether this is the first frame. */
static bool begin(struct report_rows *rows)
{
    if (rows->links != NULL)
        return false;
    analysis_end(capture_analysis());
    rows->links = links_new(capture_analysis(), call_list(capture_analysis()));
    return true;
}

/* The row of the call that LEG belongs to; NULL for none, and after the first
 * time. */
static const struct call_row *new_call(struct report_rows *rows, uint32_t leg)
{
    const struct call_row *row =
        leg != NO_INDEX ? call_list_of_leg(capture_analysis(), leg) : NULL;

    if (row == NULL ||
        !g_hash_table_add(rows->calls, GUINT_TO_POINTER(row->call)))
        return NULL;
    return row;
}

/* The same for the call that STREAM (may be NULL) belongs to. */
static const struct call_row *new_call_of(struct report_rows *rows,
                                          const struct media_stream *stream)
{
    if (stream == NULL)
        return NULL;
    return new_call(rows, links_call_of_stream(rows->links, stream->index));
}

static bool is_new_stream(struct report_rows *rows,
                          const struct media_stream *stream)
{
    return stream != NULL && g_hash_table_add(rows->streams, (gpointer)stream);
}

void report_rows_of_calls(struct report_rows *rows,
                          const struct frame_tapped *frame, report_row_h *row_h,
                          void *data)
{
    const struct call_row *row;

    begin(rows);
    for (unsigned i = 0; i < frame->n_legs; i++) {
        row = new_call(rows, frame->legs[i]);
        if (row != NULL)
            row_h(row, data);
    }
    row = new_call_of(rows, frame->stream);
    if (row != NULL)
        row_h(row, data);
}

void report_rows_of_streams(struct report_rows *rows,
                            const struct frame_tapped *frame,
                            report_row_h *row_h, void *data)
{
    if (is_new_stream(rows, frame->stream))
        row_h(frame->stream, data);
}

static void put_finding(struct report_rows *rows,
                        const struct kept_finding *finding,
                        const struct sink *sink)
{
    if (g_hash_table_add(rows->findings, (gpointer)finding))
        sink->row_h(finding, sink->data);
}

/* Puts the finding at PLACE if only the end proves it. */
static void put_if_of_end(struct report_rows *rows, uint32_t place,
                          const struct sink *sink)
{
    if (findings_at(capture_analysis()->findings, place)->frame == 0)
        put_finding(rows, findings_at(capture_analysis()->findings, place),
                    sink);
}

static void put_those_of_nobody(struct report_rows *rows,
                                const struct sink *sink)
{
    for (uint32_t i = capture_analysis()->findings->of_frames->len;
         i < findings_count(capture_analysis()->findings); i++)
        if (findings_at(capture_analysis()->findings, i)->stream == NO_INDEX &&
            links_call_of_finding(rows->links, i) == NO_INDEX)
            put_if_of_end(rows, i, sink);
}

static void put_those_of_call(struct report_rows *rows,
                              const struct call_row *row,
                              const struct sink *sink)
{
    uint32_t place = NO_INDEX;

    if (row != NULL)
        place = links_first_of_call(rows->links, row->call);
    for (; place != NO_INDEX; place = links_next_of_call(rows->links, place))
        put_if_of_end(rows, place, sink);
}

static void put_those_of_stream(struct report_rows *rows,
                                const struct media_stream *stream,
                                const struct sink *sink)
{
    for (uint32_t place = links_first_of_stream(rows->links, stream->index);
         place != NO_INDEX; place = links_next_of_stream(rows->links, place))
        put_if_of_end(rows, place, sink);
}

void report_rows_of_findings(struct report_rows *rows,
                             const struct frame_tapped *frame,
                             report_row_h *row_h, void *data)
{
    const struct sink sink = {row_h, data};

    if (begin(rows))
        put_those_of_nobody(rows, &sink);
    for (const struct kept_finding *finding = frame->findings; finding != NULL;
         finding = finding->next_of_frame)
        put_finding(rows, finding, &sink);
    for (unsigned i = 0; i < frame->n_legs; i++)
        put_those_of_call(rows, new_call(rows, frame->legs[i]), &sink);
    put_those_of_call(rows, new_call_of(rows, frame->stream), &sink);
    if (is_new_stream(rows, frame->stream))
        put_those_of_stream(rows, frame->stream, &sink);
}
