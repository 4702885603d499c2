/* One line for each call of the capture, and below it why it ended.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "report_calls.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "capture_state.h"
#include "report.h"
#include "report_links.h"
#include "report_text.h"
#include "seconds.h"
#include "call_judge.h"

#define START_DECIMALS    6
#define DURATION_DECIMALS 3
#define FILTER_PREFIX     "lync." /* what every filter name begins with */

static const struct report_column columns[] = {
    {"call", REPORT_COUNT},        {"start (s)", REPORT_SECONDS},
    {"lasted (s)", REPORT_FIGURE}, {"up (s)", REPORT_FIGURE},
    {"caller", REPORT_TEXT},       {"callee", REPORT_TEXT},
    {"codec", REPORT_TEXT},        {"session", REPORT_TEXT},
    {"verdict", REPORT_TEXT},      {"findings", REPORT_TEXT},
};

/* "alice@example.com" of "sip:alice@example.com;user=phone"; the address where
 * no signalling named the party. */
static char *party_text(const struct call_row *row, enum side side)
{
    static const char scheme[] = "sip:";
    char address[ENDPOINT_TEXT_BYTES];
    const char *name = row->names[side];
    char *shown;

    if (name != NULL && g_ascii_strncasecmp(name, scheme, strlen(scheme)) == 0)
        name += strlen(scheme);
    if (name == NULL || *name == '\0')
        return g_strdup(endpoint_text(&row->parties[side], address));
    shown = report_text_shown(name);
    shown[strcspn(shown, ";?")] = '\0';
    return shown;
}

GPtrArray *report_call_codecs(const struct call_row *row)
{
    const GPtrArray *streams = media_streams();
    GPtrArray *codecs = g_ptr_array_new();

    for (guint i = 0; i < row->streams->len; i++) {
        uint32_t index = g_array_index(row->streams, uint32_t, i);
        const struct media_stream *stream =
            index < streams->len ? g_ptr_array_index(streams, index) : NULL;

        if (stream != NULL && stream->codec != NULL &&
            !g_ptr_array_find_with_equal_func(codecs, stream->codec,
                                              g_str_equal, NULL))
            g_ptr_array_add(codecs, (gpointer)stream->codec);
    }
    return codecs;
}

/* "PCMA", "PCMA, x-rtvc1". */
static char *codecs_text(const struct call_row *row)
{
    GPtrArray *codecs = report_call_codecs(row);
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < codecs->len; i++) {
        char *shown = report_text_shown(g_ptr_array_index(codecs, i));

        report_text_append(text, shown);
        g_free(shown);
    }
    g_ptr_array_unref(codecs);
    return report_text_or_none(text);
}

/* "1800 s, 10.0.0.1:5060": the session interval and who has to refresh. */
static char *session_text(const struct call_row *row)
{
    char refresher[ENDPOINT_TEXT_BYTES];

    if (!row->timer_seen)
        return g_strdup(REPORT_NONE);
    if (!row->refresher_known)
        return g_strdup_printf("%u s", row->interval_s);
    return g_strdup_printf("%u s, %s", row->interval_s,
                           endpoint_text(&row->refresher, refresher));
}

/* "rtcp_absent x2, media_timeout.bye": those at Warn and above. */
static char *findings_text(const struct call_row *row)
{
    unsigned counts[N_FINDINGS] = {0};
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < row->findings->len; i++) {
        uint32_t place = g_array_index(row->findings, uint32_t, i);

        if (place < report_n_findings() &&
            report_finding_at(place)->severity >= FINDING_WARN)
            counts[report_finding_at(place)->id]++;
    }
    for (int id = 0; id < N_FINDINGS; id++) {
        const char *name = finding_info((enum finding_id)id)->filter_name;

        if (counts[id] == 0)
            continue;
        report_text_append(text, name + strlen(FILTER_PREFIX));
        if (counts[id] > 1)
            g_string_append_printf(text, " x%u", counts[id]);
    }
    return report_text_or_none(text);
}

static void call_cells(const void *data, char **cells)
{
    const struct call_row *row = data;

    *cells++ = g_strdup_printf("%u", row->call);
    *cells++ = seconds_text(row->begin.time_ns, START_DECIMALS);
    *cells++ =
        seconds_text(row->end_ns - row->begin.time_ns, DURATION_DECIMALS);
    *cells++ = row->up
                   ? seconds_text(row->end_ns - row->up_ns, DURATION_DECIMALS)
                   : g_strdup(REPORT_NONE);
    *cells++ = party_text(row, SIDE_A);
    *cells++ = party_text(row, SIDE_B);
    *cells++ = codecs_text(row);
    *cells++ = session_text(row);
    *cells++ = g_strdup(call_verdict_name(row->judgement->verdict));
    *cells++ = findings_text(row);
}

/* " Frames 7 (BYE), 9 (2xx repeated)." */
static void append_evidence(GString *text, const struct call_judgement *why)
{
    for (unsigned i = 0; i < why->n_evidence; i++)
        g_string_append_printf(text, "%s %u (%s)", i == 0 ? " Frames" : ",",
                               why->evidence[i].frame, why->evidence[i].what);
    if (why->n_evidence > 0)
        g_string_append_c(text, '.');
}

/* " Legs 0, 3: certain, the same session id." */
static void append_legs(GString *text, const struct call_row *row)
{
    if (row->legs->len < 2)
        return;
    for (guint i = 0; i < row->legs->len; i++)
        g_string_append_printf(text, "%s %u", i == 0 ? " Legs" : ",",
                               g_array_index(row->legs, uint32_t, i));
    g_string_append_printf(text, ": %s",
                           call_join_confidence_name(row->confidence));
    if (row->join_reason != NULL && *row->join_reason != '\0')
        g_string_append_printf(text, ", %s", row->join_reason);
    g_string_append_c(text, '.');
}

static char *call_below(const void *data)
{
    const struct call_row *row = data;
    GString *text = g_string_new(NULL);
    char *shown;

    if (row->judgement->cause != NULL)
        g_string_append(text, row->judgement->cause);
    append_evidence(text, row->judgement);
    append_legs(text, row);
    g_strchug(text->str);
    shown = *text->str != '\0' ? report_text_shown(text->str) : NULL;
    g_string_free(text, TRUE);
    return shown;
}

static void each_call(report_row_h *row_h, void *data)
{
    const GPtrArray *calls = call_list();

    for (guint i = 0; i < calls->len; i++)
        row_h(g_ptr_array_index(calls, i), data);
}

static void print_lack(void)
{
    if (call_list_n_not_kept() > 0)
        printf("Not kept, because the table was full: %" PRIu64 " calls.\n",
               call_list_n_not_kept());
}

const struct report_table report_calls_table = {
    .name = "lync,calls",
    .title = "Lync Calls",
    .rows_are = "Calls",
    .columns = columns,
    .n_columns = array_length(columns),
    .each = each_call,
    .cells = call_cells,
    .below = call_below,
    .below_heading = "what happened",
    .print_lack = print_lack,
};

static void print_calls(void)
{
    report_table_print(&report_calls_table);
}

void report_calls_register(void)
{
    static struct report report = {"lync,calls", print_calls};

    report_register(&report);
}
