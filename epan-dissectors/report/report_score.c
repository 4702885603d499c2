/* How calls sounded.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "report_score.h"

#include "call_list.h"
#include "capture.h"

/* Its stream with the worst score; NULL: no score, or scores of both scales,
 * which cannot be compared. */
static const struct media_stream *worst_stream(const struct call_row *row)
{
    const GPtrArray *streams = capture_analysis()->streams.streams;
    const struct media_stream *worst = NULL;

    for (guint i = 0; i < row->streams->len; i++) {
        uint32_t index = g_array_index(row->streams, uint32_t, i);
        const struct media_stream *stream =
            index < streams->len ? g_ptr_array_index(streams, index) : NULL;

        if (stream == NULL || stream->score.codec == NULL)
            continue;
        if (worst != NULL &&
            worst->score.codec->scale != stream->score.codec->scale)
            return NULL;
        if (worst == NULL || stream->score.r < worst->score.r)
            worst = stream;
    }
    return worst;
}

struct report_value report_call_quality(const void *data)
{
    const struct call_row *row = data;
    const GPtrArray *streams = capture_analysis()->streams.streams;
    enum quality_class worst = QUALITY_UNCLASSIFIED;

    for (guint i = 0; i < row->streams->len; i++) {
        uint32_t index = g_array_index(row->streams, uint32_t, i);

        if (index < streams->len)
            worst = MAX(worst, ((const struct media_stream *)g_ptr_array_index(
                                    streams, index))
                                   ->quality);
    }
    return report_pointer(quality_class_name(worst));
}

struct report_value report_call_r(const void *row)
{
    const struct media_stream *stream = worst_stream(row);

    return stream != NULL ? report_decimal(stream->score.r)
                          : report_pointer(NULL);
}

struct report_value report_call_mos(const void *row)
{
    const struct media_stream *stream = worst_stream(row);

    return stream != NULL ? report_decimal(stream_score_mos(&stream->score))
                          : report_pointer(NULL);
}

struct report_value report_call_scale(const void *row)
{
    const struct media_stream *stream = worst_stream(row);

    return report_pointer(
        stream != NULL ? e_model_scale_name(stream->score.codec->scale) : NULL);
}
