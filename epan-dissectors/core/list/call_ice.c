/* What ICE did for a call.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "call_ice.h"

#include "call_turn.h"
#include "ice_path.h"

const struct media_stream *call_ice_stream(const struct analysis *analysis,
                                           const struct call_row *row)
{
    const GPtrArray *streams = analysis->streams.streams;
    const struct media_stream *found = NULL;

    for (guint i = 0; i < row->streams->len; i++) {
        const struct media_stream *stream = g_ptr_array_index(
            streams, g_array_index(row->streams, uint32_t, i));

        if (stream->flow->path != ICE_PATH_UNKNOWN &&
            (found == NULL || stream->n_packets > found->n_packets))
            found = stream;
    }
    return found;
}

/* The candidates that SIDE of LEG offers for the m-lines that run ICE. */
static unsigned n_candidates(const struct analysis *analysis, uint32_t leg,
                             enum side side)
{
    unsigned n = 0;

    for (unsigned i = 0; i < SDP_MAX_MEDIA; i++) {
        const struct media_line *line =
            media_ends_line(&analysis->sessions.ends, leg, i);

        if (line != NULL && media_line_runs_ice(line))
            n += line->n_candidates[side];
    }
    return n;
}

/* "ICE: caller 6 candidates, 2 of 2 checks answered; callee ..." */
static void append_sides(GString *text, const struct analysis *analysis,
                         uint32_t leg)
{
    static const char *const names[N_SIDES] = {"caller", "callee"};
    const struct watched_call *kept = analysis_call(analysis, leg);

    for (int side = 0; side < N_SIDES; side++) {
        const struct ice_checks *checks = kept->ice[side];

        g_string_append_printf(text, "%s %s %u candidates, ",
                               side == SIDE_A ? "ICE:" : ";", names[side],
                               n_candidates(analysis, leg, (enum side)side));
        if (checks == NULL || checks->n_sent == 0)
            g_string_append(text, "no check seen");
        else
            g_string_append_printf(text, "%u of %u checks answered",
                                   checks->n_answered, checks->n_sent);
    }
}

static void append_path(GString *text, const struct media_stream *stream)
{
    char from[ENDPOINT_TEXT_BYTES];
    char to[ENDPOINT_TEXT_BYTES];

    g_string_append_printf(
        text, "%s media %s from %s to %s",
        text->len > 0 ? ";" : "ICE:", ice_path_name(stream->flow->path),
        endpoint_text(media_stream_from(stream), from),
        endpoint_text(media_stream_to(stream), to));
}

/* "; chosen 10.0.0.1:5000 and 10.0.0.2:6000": the pair that SDP of LEG names at
 * last, where no media shows it. */
static void append_chosen(GString *text, const struct analysis *analysis,
                          uint32_t leg)
{
    char ends[N_SIDES][ENDPOINT_TEXT_BYTES];

    for (unsigned i = 0; i < SDP_MAX_MEDIA; i++) {
        const struct media_line *line =
            media_ends_line(&analysis->sessions.ends, leg, i);

        if (line == NULL || line->chosen[SIDE_A].family == 0 ||
            line->chosen[SIDE_B].family == 0)
            continue;
        g_string_append_printf(
            text, "; chosen %s and %s",
            endpoint_text(&line->chosen[SIDE_A], ends[SIDE_A]),
            endpoint_text(&line->chosen[SIDE_B], ends[SIDE_B]));
        return;
    }
}

/* "; the client that ended LEG says: ICE warning 0x8000100, ...". */
static void append_client(GString *text, const struct analysis *analysis,
                          uint32_t leg)
{
    const struct call_facts *facts =
        &analysis_call(analysis, leg)->record.facts;
    const struct call_reason *reasons[] = {
        &facts->bye_reason, &facts->final_reason, &facts->cancel_reason};

    for (size_t i = 0; i < G_N_ELEMENTS(reasons); i++) {
        if (reasons[i]->client == NULL)
            continue;
        g_string_append_printf(
            text, "%s the client that ended it says: %s",
            text->len > 0 ? ";" : "Media:", reasons[i]->client);
        return;
    }
}

char *call_ice_text(const struct analysis *analysis, const struct call_row *row)
{
    const struct media_stream *stream = call_ice_stream(analysis, row);
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < row->legs->len && text->len == 0; i++) {
        uint32_t leg = g_array_index(row->legs, uint32_t, i);

        if (analysis_call(analysis, leg) != NULL &&
            n_candidates(analysis, leg, SIDE_A) > 0) {
            append_sides(text, analysis, leg);
            call_turn_append(text, analysis, leg);
            if (stream == NULL)
                append_chosen(text, analysis, leg);
        }
    }
    if (stream != NULL)
        append_path(text, stream);
    for (guint i = 0; i < row->legs->len; i++)
        if (analysis_call(analysis, g_array_index(row->legs, uint32_t, i)) !=
            NULL)
            append_client(text, analysis,
                          g_array_index(row->legs, uint32_t, i));
    if (text->len > 0)
        g_string_append_c(text, '.');
    return g_string_free(text, text->len == 0);
}
