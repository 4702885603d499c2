/* The rows that a frame adds.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "report_rows.h"

#include "analysis_end.h"
#include "capture.h"
#include "call_list.h"

struct report_rows {
    bool begun;           /* a frame has come */
    GHashTable *calls;    /* by number */
    GHashTable *streams;  /* struct media_stream */
    GHashTable *findings; /* struct finding */
};

/* Where the rows go. */
struct sink {
    report_row_h *row_h;
    void *data;
};

struct analysis *report_analysis(void)
{
    analysis_end(capture_analysis());
    return capture_analysis();
}

void *report_rows_new(void)
{
    struct report_rows *rows = g_new0(struct report_rows, 1);

    rows->calls = g_hash_table_new(NULL, NULL);
    rows->streams = g_hash_table_new(NULL, NULL);
    rows->findings = g_hash_table_new(NULL, NULL);
    return rows;
}

void report_rows_forget(void *data)
{
    struct report_rows *rows = data;

    rows->begun = false;
    g_hash_table_remove_all(rows->calls);
    g_hash_table_remove_all(rows->streams);
    g_hash_table_remove_all(rows->findings);
}

void report_rows_free(void *data)
{
    struct report_rows *rows = data;

    report_rows_forget(rows);
    g_hash_table_destroy(rows->calls);
    g_hash_table_destroy(rows->streams);
    g_hash_table_destroy(rows->findings);
    g_free(rows);
}

/* On the first frame works out the findings of the end. Returns whether this is
 * the first frame. */
static bool begin(struct report_rows *rows)
{
    if (rows->begun)
        return false;
    report_analysis();
    return rows->begun = true;
}

/* The row of the call that LEG belongs to; NULL for none, and after the first
 * time. */
static const struct call_row *new_call(struct report_rows *rows, uint32_t leg)
{
    const struct call_row *row = call_list_of_leg(capture_analysis(), leg);

    if (row == NULL ||
        !g_hash_table_add(rows->calls, GUINT_TO_POINTER(row->call)))
        return NULL;
    return row;
}

/* The same for the call that STREAM (may be NULL) belongs to. */
static const struct call_row *new_call_of(struct report_rows *rows,
                                          const struct media_stream *stream)
{
    return stream != NULL ? new_call(rows, stream->call) : NULL;
}

static bool is_new_stream(struct report_rows *rows,
                          const struct media_stream *stream)
{
    return stream != NULL && g_hash_table_add(rows->streams, (gpointer)stream);
}

void report_rows_of_calls(void *seen, const void *tapped, report_row_h *row_h,
                          void *data)
{
    struct report_rows *rows = seen;
    const struct frame_tapped *frame = tapped;
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

void report_rows_of_streams(void *seen, const void *tapped, report_row_h *row_h,
                            void *data)
{
    struct report_rows *rows = seen;
    const struct frame_tapped *frame = tapped;

    if (is_new_stream(rows, frame->stream))
        row_h(frame->stream, data);
}

static void put_finding(struct report_rows *rows, const struct finding *finding,
                        const struct sink *sink)
{
    if (g_hash_table_add(rows->findings, (gpointer)finding))
        sink->row_h(finding, sink->data);
}

/* Puts those of PLACES (NULL: none) that only the end proves. */
static void put_those_of_end(struct report_rows *rows, const GArray *places,
                             const struct sink *sink)
{
    for (guint i = 0; places != NULL && i < places->len; i++) {
        const struct finding *finding = findings_at(
            capture_analysis()->findings, g_array_index(places, uint32_t, i));

        if (finding->frame == 0)
            put_finding(rows, finding, sink);
    }
}

static void put_those_of_nobody(struct report_rows *rows,
                                const struct sink *sink)
{
    const GPtrArray *at_end = capture_analysis()->findings->at_end;

    for (guint i = 0; i < at_end->len; i++) {
        const struct finding *finding = g_ptr_array_index(at_end, i);

        if (finding->stream == NO_INDEX &&
            call_list_of_leg(capture_analysis(), finding->call) == NULL)
            put_finding(rows, finding, sink);
    }
}

static void put_those_of_call(struct report_rows *rows,
                              const struct call_row *row,
                              const struct sink *sink)
{
    if (row != NULL)
        put_those_of_end(rows, row->findings, sink);
}

void report_rows_of_findings(void *seen, const void *tapped,
                             report_row_h *row_h, void *data)
{
    struct report_rows *rows = seen;
    const struct frame_tapped *frame = tapped;
    const struct sink sink = {row_h, data};

    if (begin(rows))
        put_those_of_nobody(rows, &sink);
    for (const struct finding *finding = frame->findings; finding != NULL;
         finding = finding->next_of_frame)
        put_finding(rows, finding, &sink);
    for (unsigned i = 0; i < frame->n_legs; i++)
        put_those_of_call(rows, new_call(rows, frame->legs[i]), &sink);
    put_those_of_call(rows, new_call_of(rows, frame->stream), &sink);
    if (is_new_stream(rows, frame->stream))
        put_those_of_end(rows,
                         call_list_findings_of_stream(capture_analysis(),
                                                      frame->stream->index),
                         &sink);
}
