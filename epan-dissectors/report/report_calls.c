/* One line for each call of the capture, and below it how it ended.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "report_path.h"
#include "report_tables.h"

#include <inttypes.h>
#include <epan/packet.h>

#include <string.h>

#include "capture.h"
#include "frame_moment.h"
#include "call_list.h"
#include "media_streams.h"
#include "call_judge.h"
#include "hash.h"
#include "report_call_below.h"
#include "report_measured.h"
#include "report_rows.h"
#include "report_score.h"
#include "verdict_shown.h"

/* "alice@example.com" of "sip:alice@example.com;user=phone"; the address if no
 * signalling named the party. */
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

static char *caller_cell(const void *row)
{
    return party_text(row, SIDE_A);
}

static char *callee_cell(const void *row)
{
    return party_text(row, SIDE_B);
}

/* The encoding names of the streams of ROW, each once, in the order of the
 * streams. Free the array, but not the names, with g_ptr_array_unref(). */
static GPtrArray *call_codecs(const struct call_row *row)
{
    const GPtrArray *streams = capture_analysis()->streams.streams;
    GHashTable *told = g_hash_table_new(hash_of_text, g_str_equal);
    GPtrArray *codecs = g_ptr_array_new();

    for (guint i = 0; i < row->streams->len; i++) {
        uint32_t index = g_array_index(row->streams, uint32_t, i);
        const struct media_stream *stream =
            index < streams->len ? g_ptr_array_index(streams, index) : NULL;

        if (stream != NULL && stream->codec != NULL &&
            g_hash_table_add(told, (gpointer)stream->codec))
            g_ptr_array_add(codecs, (gpointer)stream->codec);
    }
    g_hash_table_destroy(told);
    return codecs;
}

/* "PCMA", "PCMA, x-rtvc1". */
static char *codecs_cell(const void *data)
{
    const struct call_row *row = data;
    GPtrArray *codecs = call_codecs(row);
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < codecs->len; i++) {
        char *shown = report_text_shown(g_ptr_array_index(codecs, i));

        report_text_append(text, shown);
        g_free(shown);
    }
    g_ptr_array_unref(codecs);
    return report_text_or_none(text);
}

/* "1800 s, 10.0.0.1": the session interval and the refresher. */
static char *session_cell(const void *data)
{
    const struct call_row *row = data;
    char refresher[ENDPOINT_TEXT_BYTES];

    if (!row->timer_seen)
        return g_strdup(REPORT_NONE);
    if (!row->refresher_known)
        return g_strdup_printf("%u s", row->interval_s);
    return g_strdup_printf("%u s, %s", row->interval_s,
                           endpoint_address_text(&row->refresher, refresher));
}

/* "normal", "normal, 20 % of audio lost before the capture". */
static char *verdict_cell(const void *data)
{
    const struct call_row *row = data;
    const char *verdict =
        verdict_shown_name(verdict_shown(row->judgement->verdict));

    return row->condition == NULL
               ? g_strdup(verdict)
               : g_strdup_printf("%s, %s", verdict, row->condition);
}

static char *findings_cell(const void *data)
{
    return report_findings_named(((const struct call_row *)data)->findings);
}

/* Those of its legs. */
static char *call_ids_cell(const void *data)
{
    const struct call_row *row = data;
    const GPtrArray *calls = capture_analysis()->calls->calls;
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < row->legs->len; i++) {
        const struct call *leg =
            g_ptr_array_index(calls, g_array_index(row->legs, uint32_t, i));
        char *shown;

        if (leg->call_id == NULL)
            continue;
        shown = report_text_shown(leg->call_id);
        report_text_append(text, shown);
        g_free(shown);
    }
    return report_text_or_none(text);
}

REPORT_GETTER(
    call_confidence, struct call_row,
    report_if(row->legs->len > 1,
              report_pointer(call_join_confidence_name(row->join.confidence))));
REPORT_GETTER(
    call_join_reason, struct call_row,
    report_if(row->legs->len > 1,
              report_pointer(call_join_reason_text(row->join.reason))));
REPORT_GETTER(call_frame, struct call_row,
              report_if(row->begin.frame != 0,
                        report_number(row->begin.frame)));
REPORT_GETTER(call_start, struct call_row,
              report_ns(analysis_shown_ns(capture_analysis(), row->begin.frame,
                                          row->begin.time_ns)));
/* "2026-01-02 03:04:05": its first frame. */
static char *began_cell(const void *row)
{
    nstime_t date = frame_time_absolute(call_start(row).ns);

    return report_text_clock(&date, "%Y-%m-%d %H:%M:%S");
}

REPORT_GETTER(call_lasted, struct call_row,
              report_ns(row->end_ns - row->begin.time_ns));
REPORT_GETTER(call_up, struct call_row,
              report_if(row->up, report_ns(row->end_ns - row->up_ns)));
REPORT_GETTER(call_interval, struct call_row,
              report_if(row->timer_seen, report_number(row->interval_s)));
REPORT_GETTER(call_refresher, struct call_row,
              report_if(row->timer_seen && row->refresher_known,
                        report_endpoint(&row->refresher)));
REPORT_GETTER(call_certainty, struct call_row,
              report_pointer(call_certainty_name(row->judgement->certainty)));
REPORT_GETTER(call_verdict, struct call_row,
              report_pointer(call_verdict_name(row->judgement->verdict)));
REPORT_GETTER(call_cause, struct call_row,
              report_pointer(row->judgement->cause));
REPORT_GETTER(call_advice, struct call_row,
              report_pointer(row->judgement->advice));
REPORT_GETTER(call_drop, struct call_row,
              report_pointer(call_drop_text(row->judgement->drop)));
REPORT_GETTER(call_rule, struct call_row, report_pointer(row->judgement->rule));
REPORT_GETTER(call_source, struct call_row,
              report_pointer(row->judgement->source));

static void each_codec(const void *data, report_part_h *part_h, void *into)
{
    const struct call_row *row = data;
    GPtrArray *codecs = call_codecs(row);

    for (guint i = 0; i < codecs->len; i++)
        part_h(NULL, g_ptr_array_index(codecs, i), into);
    g_ptr_array_unref(codecs);
}

static void each_evidence(const void *data, report_part_h *part_h, void *into)
{
    const struct call_row *row = data;

    for (unsigned i = 0; i < row->judgement->n_evidence; i++)
        part_h(NULL, &row->judgement->evidence[i], into);
}

/* A message, and what it is in words. */
struct worded_message {
    const struct call_message *message;
    char what[CALL_MESSAGE_TEXT_BYTES];
};

static gint compare_messages(gconstpointer a, gconstpointer b)
{
    const struct call_message *const *one = a;
    const struct call_message *const *other = b;

    return ((*one)->frame > (*other)->frame) -
           ((*one)->frame < (*other)->frame);
}

/* The messages of LEG of ROW; NULL: none is kept. */
static const struct call_messages *messages_of(const struct call_row *row,
                                               guint leg)
{
    const struct watched_call *kept = analysis_call(
        capture_analysis(), g_array_index(row->legs, uint32_t, leg));

    return kept != NULL && kept->messages.kept != NULL ? &kept->messages : NULL;
}

/* The messages of all legs in the order of their frames. */
static void each_message(const void *data, report_part_h *part_h, void *into)
{
    const struct call_row *row = data;
    GPtrArray *all = g_ptr_array_new();

    for (guint leg = 0; leg < row->legs->len; leg++) {
        const struct call_messages *messages = messages_of(row, leg);

        for (guint i = 0; messages != NULL && i < messages->kept->len; i++)
            g_ptr_array_add(
                all, &g_array_index(messages->kept, struct call_message, i));
    }
    g_ptr_array_sort(all, compare_messages);
    for (guint i = 0; i < all->len; i++) {
        struct worded_message worded = {g_ptr_array_index(all, i), ""};

        call_message_text(worded.message, worded.what);
        part_h(NULL, &worded, into);
    }
    g_ptr_array_unref(all);
}

static uint64_t n_left_out(const struct call_row *row)
{
    uint64_t n = 0;

    for (guint leg = 0; leg < row->legs->len; leg++) {
        const struct call_messages *messages = messages_of(row, leg);

        n += messages != NULL ? messages->n_dropped : 0;
    }
    return n;
}

REPORT_GETTER(call_left_out, struct call_row, report_number(n_left_out(row)));
REPORT_GETTER(message_frame, struct worded_message,
              report_number(row->message->frame));
REPORT_GETTER(message_time, struct worded_message,
              report_ns(row->message->shown_ns));
REPORT_GETTER(message_source, struct worded_message,
              report_endpoint(&row->message->source));
REPORT_GETTER(message_destination, struct worded_message,
              report_endpoint(&row->message->destination));
REPORT_GETTER(message_what, struct worded_message, report_pointer(row->what));
REPORT_GETTER(message_sdp, struct worded_message,
              report_number(row->message->sdp));

REPORT_GETTER(codec_name, char, report_pointer(row));

static const struct report_column codec_column = {NULL, NULL, REPORT_TEXT,
                                                  .get = codec_name};
static const struct report_parts codecs = {&codec_column, 1, each_codec};
static const struct report_column evidence_columns[] = {
    {NULL, "frame", REPORT_COUNT, REPORT_MEMBER(struct call_evidence, frame)},
    {NULL, "what", REPORT_TEXT, REPORT_MEMBER(struct call_evidence, what)},
};
static const struct report_parts evidence = {REPORT_COLUMNS(evidence_columns),
                                             each_evidence};

static const struct report_column message_columns[] = {
    {NULL, "frame", REPORT_COUNT, .get = message_frame},
    {NULL, "since_start", REPORT_SINCE, .get = message_time},
    {NULL, "source", REPORT_ENDPOINT, .get = message_source},
    {NULL, "destination", REPORT_ENDPOINT, .get = message_destination},
    {NULL, "what", REPORT_TEXT, .get = message_what},
    {NULL, "sdp", REPORT_BOOL, .get = message_sdp},
};
static const struct report_parts messages = {REPORT_COLUMNS(message_columns),
                                             each_message};

#define CALL(member) REPORT_MEMBER(struct call_row, member)

/* Some have two rows: tables show first what decides, JSON keeps its order. */
static const struct report_column columns[] = {
    {"call", "call", REPORT_COUNT, CALL(call)},
    {"verdict", NULL, REPORT_TEXT, .cell = verdict_cell},
    {"findings", NULL, REPORT_TEXT, .cell = findings_cell},
    {NULL, "legs", REPORT_NUMBERS, CALL(legs)},
    {NULL, "legs.confidence", REPORT_TEXT, .get = call_confidence},
    {NULL, "legs.reason", REPORT_TEXT, .get = call_join_reason},
    {NULL, "signalling", REPORT_BOOL, CALL(signalling_seen)},
    {NULL, "frame", REPORT_COUNT, .get = call_frame},
    {"start (s)", "start", REPORT_START, .get = call_start},
    {"began at", NULL, REPORT_TEXT, .cell = began_cell},
    {"lasted (s)", "duration", REPORT_DURATION, .get = call_lasted},
    {NULL, "up", REPORT_DURATION, .get = call_up},
    {"caller", "caller", REPORT_TEXT, CALL(names[SIDE_A]), .cell = caller_cell},
    {"callee", "callee", REPORT_TEXT, CALL(names[SIDE_B]), .cell = callee_cell},
    {NULL, "caller.address", REPORT_ADDRESS, CALL(parties[SIDE_A])},
    {NULL, "callee.address", REPORT_ADDRESS, CALL(parties[SIDE_B])},
    {"codec", "codec", REPORT_PARTS, .cell = codecs_cell, .parts = &codecs},
    {"loss %", "loss.percent", REPORT_DECIMAL, .get = report_call_loss},
    {"jitter ms", "jitter.mean_ms", REPORT_DECIMAL, .get = report_call_jitter},
    {NULL, "jitter.max_ms", REPORT_DECIMAL, .get = report_call_jitter_max},
    {"rtt ms", "rtt_ms", REPORT_DECIMAL, .get = report_call_rtt},
    {NULL, "r", REPORT_DECIMAL, .get = report_call_r},
    {"mos", "mos", REPORT_DECIMAL, .get = report_call_mos},
    {NULL, "mos.scale", REPORT_TEXT, .get = report_call_scale},
    {NULL, "quality", REPORT_TEXT, .get = report_call_quality},
    {NULL, "ice.path", REPORT_TEXT, .get = report_ice_path},
    {NULL, "turn.asked", REPORT_COUNT, .get = report_turn_asked},
    {NULL, "turn.allocated", REPORT_COUNT, .get = report_turn_allocated},
    {NULL, "turn.error", REPORT_COUNT, .get = report_turn_error},
    {NULL, "session.interval", REPORT_COUNT, .get = call_interval},
    {"session", "session.refresher_party", REPORT_ENDPOINT,
     .get = call_refresher, .cell = session_cell},
    {NULL, "call.verdict", REPORT_TEXT, .get = call_verdict},
    {NULL, "call.condition", REPORT_TEXT, CALL(condition)},
    {NULL, "call.certainty", REPORT_TEXT, .get = call_certainty},
    {NULL, "cause", REPORT_TEXT, .get = call_cause},
    {NULL, "advice", REPORT_TEXT, .get = call_advice},
    {NULL, "drop", REPORT_TEXT, .get = call_drop},
    {NULL, "rule", REPORT_TEXT, .get = call_rule},
    {NULL, "source", REPORT_TEXT, .get = call_source},
    {NULL, "evidence", REPORT_PARTS, .parts = &evidence},
    {NULL, "sip", REPORT_PARTS, .parts = &messages},
    {NULL, "sip.left_out", REPORT_COUNT, .get = call_left_out},
    {"Call-ID", NULL, REPORT_TEXT, .cell = call_ids_cell, .window_only = true},
    {NULL, "streams", REPORT_NUMBERS, CALL(streams)},
    {NULL, "findings", REPORT_NUMBERS, CALL(findings)},
};

static const char *const window_first[] = {"call",     "verdict",    "findings",
                                           "loss %",   "caller",     "callee",
                                           "began at", "lasted (s)", NULL};

static void each_call(report_row_h *row_h, void *data)
{
    const GPtrArray *calls = call_list(capture_analysis());

    for (guint i = 0; i < calls->len; i++)
        row_h(g_ptr_array_index(calls, i), data);
}

static uint64_t n_not_kept(void)
{
    return capture_analysis()->calls->n_refused;
}

const struct report_table report_calls_table = {
    "lync,calls",
    "Lync Calls",
    "Calls",
    REPORT_COLUMNS(columns),
    .window_first = window_first,
    .each = each_call,
    .below = {report_call_below, "what happened"},
    .n_not_kept = n_not_kept,
    .before = report_answer_print,
};
