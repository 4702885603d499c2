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

/* printf() would cost several times as much. */
static void append_number(GString *text, unsigned n)
{
    if (n >= 10)
        append_number(text, n / 10);
    g_string_append_c(text, (char)('0' + n % 10));
}

static GString *text_of(const struct rtp_steps *steps, enum rtp_step_kind kind)
{
    GString *text = g_string_new(NULL);
    unsigned any = 0;

    for (unsigned i = 0; i < steps->n; i++)
        any |= rtp_steps_at(steps, i, kind);
    for (unsigned i = 0; any != 0 && i < steps->n; i++) {
        if (i > 0)
            g_string_append_c(text, ' ');
        append_number(text, rtp_steps_at(steps, i, kind));
    }
    return text;
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
        GString *text = text_of(&stream->steps, (enum rtp_step_kind)kind);

        part_h(names[kind], text->str, into);
        g_string_free(text, TRUE);
    }
}

REPORT_GETTER(itself, char, report_pointer(row));

static const struct report_column text = {NULL, NULL, REPORT_TEXT,
                                          .get = itself};
const struct report_parts report_steps = {&text, 1, each_kind};
