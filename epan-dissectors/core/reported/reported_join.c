/* Which call and which stream of the capture a quality report is about.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "reported_join.h"

#include "qoe_line.h"

#define STREAMS_OF_SSRC_MAX 64 /* compared with one line */

/* How well a stream fits, worst first. */
enum fit {
    FIT_NONE,
    FIT_SSRC,    /* and nothing speaks against it */
    FIT_CALL,    /* it is the call's too */
    FIT_ADDRESS, /* it runs between the addresses of the line */
};

uint32_t reported_call(const struct analysis *analysis,
                       const struct qoe_report *report)
{
    const char *call_id = qoe_text(report->facts, QOE_CALL_ID);
    const struct call *call =
        call_id != NULL
            ? call_table_of_dialog(analysis->calls, call_id,
                                   qoe_text(report->facts, QOE_FROM_TAG),
                                   qoe_text(report->facts, QOE_TO_TAG))
            : NULL;

    return call != NULL ? call->index : NO_INDEX;
}

/* Where a stream of LINE that goes WAY runs. */
static struct media_path path_of(const struct qoe_line *line, enum qoe_way way)
{
    struct endpoint local =
        qoe_line_endpoint(line, QOE_LOCAL_ADDRESS, QOE_LOCAL_PORT);
    struct endpoint remote =
        qoe_line_endpoint(line, QOE_REMOTE_ADDRESS, QOE_REMOTE_PORT);

    return way == QOE_INBOUND ? media_path_of(&remote, &local)
                              : media_path_of(&local, &remote);
}

static bool is_other_media(const struct media_stream *stream,
                           const struct qoe_line *line)
{
    enum media_kind kind = qoe_line_media(line);

    return kind != MEDIA_KIND_UNKNOWN && stream->kind != MEDIA_KIND_UNKNOWN &&
           stream->kind != kind;
}

static enum fit fit_of(const struct media_stream *stream, uint32_t call,
                       const struct qoe_line *line,
                       const struct media_path *path)
{
    if (is_other_media(stream, line))
        return FIT_NONE;
    if (endpoint_pair_equal(stream->flow->ends, path->ends) &&
        stream->direction == path->direction)
        return FIT_ADDRESS;
    if (call == NO_INDEX)
        return FIT_SSRC;
    return stream->call == call ? FIT_CALL : FIT_NONE;
}

static struct media_stream *of_ssrc(const struct analysis *analysis,
                                    uint32_t ssrc, uint32_t call,
                                    const struct qoe_line *line,
                                    const struct media_path *path)
{
    struct media_stream *stream =
        media_streams_of_ssrc(&analysis->streams, ssrc);
    struct media_stream *found = NULL;
    enum fit best = FIT_NONE;

    for (unsigned n = 0; stream != NULL; stream = stream->next_of_ssrc) {
        enum fit fit = fit_of(stream, call, line, path);

        if (++n > STREAMS_OF_SSRC_MAX)
            return NULL;
        if (fit == best)
            found = NULL;
        if (fit > best) {
            best = fit;
            found = stream;
        }
    }
    return found;
}

static struct media_stream *of_path(const struct analysis *analysis,
                                    const struct qoe_line *line,
                                    const struct media_path *path)
{
    const struct media_flow *flow = media_flow_find(&analysis->streams, path);
    struct media_stream *found = NULL;
    unsigned n = 0;

    if (flow == NULL)
        return NULL;
    for (struct media_stream *stream = flow->streams; stream != NULL;
         stream = stream->next_of_flow)
        if (stream->direction == path->direction &&
            !is_other_media(stream, line)) {
            found = stream;
            n++;
        }
    return n == 1 ? found : NULL;
}

struct media_stream *reported_stream(const struct analysis *analysis,
                                     uint32_t call, const struct qoe_line *line,
                                     enum qoe_way way)
{
    struct media_path path = path_of(line, way);
    double ssrc;

    if (qoe_number(line->streams[way], QOE_SSRC, &ssrc) &&
        media_streams_of_ssrc(&analysis->streams, (uint32_t)ssrc) != NULL)
        return of_ssrc(analysis, (uint32_t)ssrc, call, line, &path);
    return of_path(analysis, line, &path);
}
