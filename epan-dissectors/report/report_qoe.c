/* The quality reports of the capture: in JSON all that they say, as text a line
 * for each stream that they describe.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "report_tables.h"

#include "call_list.h"
#include "capture.h"
#include "loss_watch.h"
#include "reported_join.h"
#include "report_rows.h"

/* A report, a line of it, or a stream of that line. */
struct part {
    const struct qoe_entry *entry;
    const struct qoe_line *line;
    enum qoe_way way;
    const GArray *facts;
};

static struct report_value fact_value(const GArray *facts, enum qoe_id id)
{
    const struct qoe_fact *fact = qoe_fact(facts, id);

    if (fact == NULL)
        return (struct report_value){.known = false};
    switch (qoe_info(id)->kind) {
    case QOE_KIND_TEXT:
        return report_pointer(fact->text);
    case QOE_KIND_FLAG:
    case QOE_KIND_COUNT:
    case QOE_KIND_BITS:
        return report_number((uint64_t)fact->number);
    default:
        return report_decimal(fact->number);
    }
}

#define QOE(id, of, kind, parent, element, name, title, description)           \
    REPORT_GETTER(fact_##id, struct part, fact_value(row->facts, QOE_##id));
#include "qoe_rows.h"
#undef QOE

/* How each kind is written. */
#define TEXT  REPORT_TEXT
#define FLAG  REPORT_BOOL
#define COUNT REPORT_COUNT
#define BITS  REPORT_SSRC
#define RATIO REPORT_REAL
#define MOS   REPORT_REAL
#define REAL  REPORT_REAL

/* The rows about a report, a line or a stream; the other two are empty. */
#define COLUMN(id, kind, name) {NULL, name, kind, .get = fact_##id},
#define QOE(id, of, kind, parent, element, name, title, description)           \
    OF_##of(id, kind, name)

/* The stream of the capture that PART describes; NULL: none fits. */
static const struct media_stream *stream_of(const struct part *part)
{
    return reported_stream(capture_analysis(), part->entry->call, part->line,
                           part->way);
}

static uint32_t stream_index(const struct part *part)
{
    const struct media_stream *stream = stream_of(part);

    return stream != NULL ? stream->index : NO_INDEX;
}

static struct report_value here(const struct part *part,
                                uint64_t (*count)(const struct rtp_seq *seq))
{
    const struct media_stream *stream = stream_of(part);

    if (stream == NULL || stream->points.n_points == 0)
        return (struct report_value){.known = false};
    return report_number(count(&loss_watch_best_point(stream)->stats.seq));
}

REPORT_GETTER(here_expected, struct part, here(row, rtp_seq_expected));
REPORT_GETTER(here_lost, struct part, here(row, rtp_seq_lost));
REPORT_GETTER(stream_way, struct part, report_pointer(qoe_way_name(row->way)));
REPORT_GETTER(stream_number, struct part, report_index(stream_index(row)));

static const struct report_column stream_columns[] = {
    {NULL, "direction", REPORT_TEXT, .get = stream_way},
    {NULL, "stream", REPORT_COUNT, .get = stream_number},
    {NULL, "here.expected", REPORT_COUNT, .get = here_expected},
    {NULL, "here.lost", REPORT_COUNT, .get = here_lost},
#define OF_REPORT(id, kind, name)
#define OF_LINE(id, kind, name)
#define OF_STREAM(id, kind, name) COLUMN(id, kind, name)
#include "qoe_rows.h"
#undef OF_LINE
#undef OF_STREAM
};

static void each_stream(const void *row, report_part_h *part_h, void *into)
{
    struct part part = *(const struct part *)row;

    for (int way = 0; way < N_QOE_WAYS; way++) {
        part.way = (enum qoe_way)way;
        part.facts = part.line->streams[way];
        if (part.facts != NULL)
            part_h(NULL, &part, into);
    }
}

static const struct report_parts streams = {REPORT_COLUMNS(stream_columns),
                                            each_stream};

static const struct report_column line_columns[] = {
#define OF_LINE(id, kind, name) COLUMN(id, kind, name)
#define OF_STREAM(id, kind, name)
#include "qoe_rows.h"
#undef OF_REPORT
#undef OF_LINE
    {NULL, "streams", REPORT_PARTS, .parts = &streams},
};

static void each_line(const void *row, report_part_h *part_h, void *into)
{
    struct part part = *(const struct part *)row;
    const GPtrArray *lines = part.entry->report->lines;

    for (guint i = 0; i < lines->len; i++) {
        part.line = g_ptr_array_index(lines, i);
        part.facts = part.line->facts;
        part_h(NULL, &part, into);
    }
}

static const struct report_parts lines = {REPORT_COLUMNS(line_columns),
                                          each_line};

REPORT_GETTER(report_index_of, struct part, report_number(row->entry->number));
REPORT_GETTER(report_frame, struct part,
              report_number(row->entry->moment.frame));
REPORT_GETTER(report_call, struct part,
              report_index(call_list_number(capture_analysis(),
                                            row->entry->call)));
REPORT_GETTER(report_from, struct part, report_endpoint(&row->entry->source));
REPORT_GETTER(report_form, struct part,
              report_pointer(qoe_form_name(row->entry->report->form)));
REPORT_GETTER(report_interim, struct part,
              report_number(row->entry->report->interim));
REPORT_GETTER(report_whole, struct part,
              report_number(row->entry->report->whole));

static const struct report_column columns[] = {
    {NULL, "report", REPORT_COUNT, .get = report_index_of},
    {NULL, "frame", REPORT_COUNT, .get = report_frame},
    {NULL, "call", REPORT_COUNT, .get = report_call},
    {NULL, "source", REPORT_ENDPOINT, .get = report_from},
    {NULL, "form", REPORT_TEXT, .get = report_form},
    {NULL, "interim", REPORT_BOOL, .get = report_interim},
    {NULL, "whole", REPORT_BOOL, .get = report_whole},
#define OF_REPORT(id, kind, name) COLUMN(id, kind, name)
#define OF_LINE(id, kind, name)
#include "qoe_rows.h"
    {NULL, "lines", REPORT_PARTS, .parts = &lines},
};

static void put_entry(const struct qoe_entry *entry, report_row_h *row_h,
                      void *data)
{
    const struct part part = {.entry = entry, .facts = entry->report->facts};

    if (!entry->is_copy)
        row_h(&part, data);
}

static void each_report(report_row_h *row_h, void *data)
{
    const GPtrArray *entries = report_analysis()->qoe->entries;

    for (guint i = 0; i < entries->len; i++)
        put_entry(g_ptr_array_index(entries, i), row_h, data);
}

/* The fact ID, a number times SCALE; REPORT_NONE for none. */
static char *fact_text(const GArray *facts, enum qoe_id id, double scale)
{
    const struct qoe_fact *fact = qoe_fact(facts, id);

    if (fact == NULL)
        return g_strdup(REPORT_NONE);
    if (fact->text != NULL)
        return report_text_shown(fact->text);
    return g_strdup_printf("%.4g", fact->number * scale);
}

#define CELL(of, id, scale)                                                    \
    static char *cell_##id(const void *row)                                    \
    {                                                                          \
        return fact_text(((const struct part *)row)->of, QOE_##id, scale);     \
    }

CELL(line->facts, LABEL, 1)
CELL(line->facts, ICE, 1)
CELL(facts, PACKETS, 1)
CELL(facts, LOSS_RATE, 100)
CELL(facts, JITTER, 1)
CELL(facts, ROUND_TRIP, 1)
CELL(facts, NETWORK_MOS, 1)

/* What the capture lacks of the stream, in percent. */
static char *lacks_cell(const void *row)
{
    struct report_value expected = here_expected(row);

    if (!expected.known)
        return g_strdup(REPORT_NONE);
    return g_strdup_printf("%.4g", 100.0 * (double)here_lost(row).number /
                                       (double)expected.number);
}

static const struct report_column shown_columns[] = {
    {"report", NULL, REPORT_COUNT, .get = report_index_of},
    {"by", NULL, REPORT_ADDRESS, .get = report_from},
    {"call", NULL, REPORT_FRAME, .get = report_call},
    {"line", NULL, REPORT_TEXT, .cell = cell_LABEL},
    {"ice", NULL, REPORT_TEXT, .cell = cell_ICE},
    {"direction", NULL, REPORT_TEXT, .get = stream_way},
    {"stream", NULL, REPORT_FRAME, .get = stream_number},
    {"packets", NULL, REPORT_TEXT, .cell = cell_PACKETS},
    {"lost (%)", NULL, REPORT_TEXT, .cell = cell_LOSS_RATE},
    {"here (%)", NULL, REPORT_TEXT, .cell = lacks_cell},
    {"jitter (ms)", NULL, REPORT_TEXT, .cell = cell_JITTER},
    {"round trip (ms)", NULL, REPORT_TEXT, .cell = cell_ROUND_TRIP},
    {"mos", NULL, REPORT_TEXT, .cell = cell_NETWORK_MOS},
};

/* Where the streams of a report go. */
struct sink {
    report_row_h *row_h;
    void *data;
};

static void put_stream(const char *key G_GNUC_UNUSED, const void *part,
                       void *data)
{
    const struct sink *sink = data;

    sink->row_h(part, sink->data);
}

static void put_line(const char *key G_GNUC_UNUSED, const void *part,
                     void *data)
{
    each_stream(part, put_stream, data);
}

static void put_report(const void *row, void *data)
{
    each_line(row, put_line, data);
}

static void each_shown(report_row_h *row_h, void *data)
{
    struct sink sink = {row_h, data};

    each_report(put_report, &sink);
}

const struct report_table report_qoe_shown_table = {
    .name = "lync,qoe",
    .title = "Lync Quality Reports",
    .rows_are = "Streams in quality reports",
    REPORT_COLUMNS(shown_columns),
    .each = each_shown,
};

void report_rows_of_qoe_shown(GHashTable *shown, const void *tapped,
                              report_row_h *row_h, void *data)
{
    const struct frame_tapped *frame = tapped;
    struct sink sink = {row_h, data};

    if (frame->reports != NULL)
        report_analysis(); /* the calls, as they are in the end */
    for (const struct qoe_entry *entry = frame->reports; entry != NULL;
         entry = entry->next)
        if (g_hash_table_add(shown, (gpointer)entry))
            put_entry(entry, put_report, &sink);
}

static void print_shown(void)
{
    report_table_print(&report_qoe_shown_table);
}

static uint64_t n_not_kept(void)
{
    return capture_analysis()->qoe->n_not_kept;
}

const struct report_table report_qoe_table = {
    .name = "lync,qoe",
    REPORT_COLUMNS(columns),
    .each = each_report,
    .n_not_kept = n_not_kept,
    .before = report_answer_print,
    .print = print_shown,
};
