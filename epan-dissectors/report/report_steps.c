/* What an RTP stream did over time, as columns show it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "report_steps.h"

#include "media_streams.h"

REPORT_GETTER(step_ns, struct media_stream, report_ns(row->steps.step_ns));

struct report_value report_step(const void *stream)
{
    return step_ns(stream);
}

static GString *text_of(const struct rtp_steps *steps, int kind)
{
    guint n_steps = steps->steps != NULL ? steps->steps->len : 0;
    GString *text = g_string_new(NULL);
    bool any = false;

    for (guint i = 0; i < n_steps; i++) {
        unsigned n = g_array_index(steps->steps, struct rtp_step, i).n[kind];

        any = any || n > 0;
        g_string_append_printf(text, i == 0 ? "%u" : " %u", n);
    }
    return any ? text : g_string_truncate(text, 0);
}

static void each_kind(const void *data, report_part_h *part_h, void *into)
{
    static const char *const names[N_RTP_STEP_KINDS] = {
        [RTP_STEP_PACKETS] = "packets",
        [RTP_STEP_LOST] = "lost",
        [RTP_STEP_REPEATS] = "repeats",
        [RTP_STEP_RTCP] = "rtcp",
    };
    const struct media_stream *stream = data;

    for (int kind = 0; kind < N_RTP_STEP_KINDS; kind++) {
        GString *text = text_of(&stream->steps, kind);

        part_h(names[kind], text->str, into);
        g_string_free(text, TRUE);
    }
}

REPORT_GETTER(itself, char, report_pointer(row));

static const struct report_column text = {NULL, NULL, REPORT_TEXT,
                                          .get = itself};
const struct report_parts report_steps = {&text, 1, each_kind};
