/* The members of the JSON document lync-report/1.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "report_json.h"

#include "answer.h"
#include "frame_moment.h"
#include "report_document.h"
#include "report_rows.h"
#include "report_tables.h"

static uint64_t n_not_kept(void)
{
    uint64_t n = 0;

    for (size_t i = 0; i < G_N_ELEMENTS(report_tables); i++)
        if (report_tables[i]->n_not_kept != NULL)
            n += report_tables[i]->n_not_kept();
    return n;
}

static void each_not_kept(const void *row _U_, report_part_h *part_h,
                          void *into)
{
    for (size_t i = 0; i < G_N_ELEMENTS(report_tables); i++)
        if (report_tables[i]->n_not_kept != NULL) {
            uint64_t n = report_tables[i]->n_not_kept();

            part_h(report_table_member(report_tables[i]), &n, into);
        }
}

static const struct report_column n_column = {NULL, NULL, REPORT_COUNT,
                                              REPORT_ITSELF(uint64_t)};
static const struct report_parts not_kept = {&n_column, 1, each_not_kept};

static void each_given_up(const void *row, report_part_h *part_h, void *into)
{
    const struct analysis_given_up *given_up =
        &((const struct analysis *)row)->given_up;

    part_h("frames", &given_up->frames, into);
    part_h("legs", &given_up->legs, into);
    part_h("streams", &given_up->streams, into);
    part_h("findings", &given_up->findings, into);
}

static const struct report_parts given_up = {&n_column, 1, each_given_up};

REPORT_GETTER(capture_start, struct analysis,
              report_if(row->n_frames > 0, report_ns(0)));
REPORT_GETTER(capture_end, struct analysis,
              report_if(row->n_frames > 0, report_ns(row->shown_end_ns)));
REPORT_GETTER(capture_complete, struct analysis,
              report_number(n_not_kept() == 0 && row->given_up.frames == 0));

static const struct report_column capture_columns[] = {
    {NULL, "start", REPORT_START, .get = capture_start},
    {NULL, "end", REPORT_START, .get = capture_end},
    {NULL, "duration", REPORT_DURATION,
     REPORT_MEMBER(struct analysis, shown_end_ns)},
    {NULL, "complete", REPORT_BOOL, .get = capture_complete},
    {NULL, "not_kept", REPORT_KEYED, .parts = &not_kept},
    {NULL, "given_up", REPORT_KEYED, .parts = &given_up},
};

/* The answer in one line. */
struct answer_head {
    char *line;
    uint32_t n_faults;
};

static const struct report_column head_columns[] = {
    {NULL, "line", REPORT_TEXT, REPORT_MEMBER(struct answer_head, line)},
    {NULL, "faults", REPORT_COUNT, REPORT_MEMBER(struct answer_head, n_faults)},
};

static void write_head(struct report_document *document)
{
    struct analysis *analysis = report_analysis();
    GPtrArray *faults = answer_faults(analysis);
    struct answer_head head = {answer_headline(analysis, faults->len),
                               faults->len};

    report_document_object(document, "summary", head_columns,
                           G_N_ELEMENTS(head_columns), &head);
    g_free(head.line);
    g_ptr_array_unref(faults);
}

static void write_members(struct report_document *document)
{
    write_head(document);
    report_document_table(document, &report_answer_table);
    report_document_object(document, "capture", capture_columns,
                           G_N_ELEMENTS(capture_columns), report_analysis());
    for (size_t i = 0; i < G_N_ELEMENTS(report_tables); i++)
        report_document_table(document, report_tables[i]);
}

static const struct report_document_kind kind = {
    .command = "lync,json",
    .schema = "lync-report/1",
    .date = frame_time_absolute,
    .write = write_members,
};

void report_json_register(void)
{
    report_document_register(&kind);
}
