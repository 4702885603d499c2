/* The rows that a frame adds.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "report_rows.h"

#include "analysis_end.h"
#include "capture.h"
#include "call_list.h"
#include "report_tables.h"

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

/* On the first frame works out the findings of the end. Returns whether this is
 * the first frame. */
static bool begin(GHashTable *shown)
{
    static const char begun; /* stands for that */

    if (!g_hash_table_add(shown, (gpointer)&begun))
        return false;
    report_analysis();
    return true;
}

/* The row of the call that LEG belongs to; NULL for none, and after the first
 * time. A row may be made anew, so the call's number is noted, which is smaller
 * than any address. */
static const struct call_row *new_call(GHashTable *shown, uint32_t leg)
{
    const struct call_row *row = call_list_of_leg(capture_analysis(), leg);

    if (row == NULL ||
        !g_hash_table_add(shown, GUINT_TO_POINTER(row->call + 1)))
        return NULL;
    return row;
}

/* The same for the call that STREAM (may be NULL) belongs to. */
static const struct call_row *new_call_of(GHashTable *shown,
                                          const struct media_stream *stream)
{
    return stream != NULL ? new_call(shown, stream->call) : NULL;
}

static bool is_new_stream(GHashTable *shown, const struct media_stream *stream)
{
    return stream != NULL && g_hash_table_add(shown, (gpointer)stream);
}

void report_rows_of_answer(GHashTable *shown, const void *tapped _U_,
                           report_row_h *row_h, void *data)
{
    if (begin(shown))
        report_answer_table.each(row_h, data);
}

void report_rows_of_trunks(GHashTable *shown, const void *tapped _U_,
                           report_row_h *row_h, void *data)
{
    if (begin(shown))
        report_trunks_table.each(row_h, data);
}

void report_rows_of_calls(GHashTable *shown, const void *tapped,
                          report_row_h *row_h, void *data)
{
    const struct frame_tapped *frame = tapped;
    const struct call_row *row;

    begin(shown);
    for (unsigned i = 0; i < frame->n_legs; i++) {
        row = new_call(shown, frame->legs[i]);
        if (row != NULL)
            row_h(row, data);
    }
    row = new_call_of(shown, frame->stream);
    if (row != NULL)
        row_h(row, data);
}

void report_rows_of_streams(GHashTable *shown, const void *tapped,
                            report_row_h *row_h, void *data)
{
    const struct frame_tapped *frame = tapped;

    if (is_new_stream(shown, frame->stream))
        row_h(frame->stream, data);
}

static void put_finding(GHashTable *shown, const struct finding *finding,
                        const struct sink *sink)
{
    if (g_hash_table_add(shown, (gpointer)finding))
        sink->row_h(finding, sink->data);
}

/* Puts those of PLACES (NULL: none) that only the end proves. */
static void put_those_of_end(GHashTable *shown, const GArray *places,
                             const struct sink *sink)
{
    for (guint i = 0; places != NULL && i < places->len; i++) {
        const struct finding *finding = findings_at(
            capture_analysis()->findings, g_array_index(places, uint32_t, i));

        if (finding->frame == 0)
            put_finding(shown, finding, sink);
    }
}

static void put_those_of_nobody(GHashTable *shown, const struct sink *sink)
{
    const GPtrArray *at_end = capture_analysis()->findings->at_end;

    for (guint i = 0; i < at_end->len; i++) {
        const struct finding *finding = g_ptr_array_index(at_end, i);

        if (finding->stream == NO_INDEX &&
            call_list_of_leg(capture_analysis(), finding->call) == NULL)
            put_finding(shown, finding, sink);
    }
}

static void put_those_of_call(GHashTable *shown, const struct call_row *row,
                              const struct sink *sink)
{
    if (row != NULL)
        put_those_of_end(shown, row->findings, sink);
}

void report_rows_of_findings(GHashTable *shown, const void *tapped,
                             report_row_h *row_h, void *data)
{
    const struct frame_tapped *frame = tapped;
    const struct sink sink = {row_h, data};

    if (begin(shown))
        put_those_of_nobody(shown, &sink);
    for (const struct finding *finding = frame->findings; finding != NULL;
         finding = finding->next_of_frame)
        put_finding(shown, finding, &sink);
    for (unsigned i = 0; i < frame->n_legs; i++)
        put_those_of_call(shown, new_call(shown, frame->legs[i]), &sink);
    put_those_of_call(shown, new_call_of(shown, frame->stream), &sink);
    if (is_new_stream(shown, frame->stream))
        put_those_of_end(shown,
                         call_list_findings_of_stream(capture_analysis(),
                                                      frame->stream->index),
                         &sink);
}
