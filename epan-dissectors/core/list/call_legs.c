/* The legs of calls.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "call_legs.h"

#include "call_watch.h"
#include "call_judge.h"
#include "media_kind.h"
#include "call_facts.h"

/* One more stream of the flow: ends[0] is who sent first. */
static void flow_add(struct flow_leg *flow, const struct media_stream *stream,
                     bool is_first)
{
    const struct endpoint *from = media_stream_from(stream);

    if (is_first) {
        flow->ends[0] = *from;
        flow->ends[1] = *media_stream_to(stream);
        flow->kind = stream->kind;
        flow->begin_ns = stream->first_ns;
        flow->end_ns = stream->last_ns;
    }
    flow->sends[endpoint_equal(&flow->ends[0], from) ? 0 : 1] = true;
    if (flow->kind != stream->kind)
        flow->kind = MEDIA_KIND_UNKNOWN;
    flow->begin_ns = MIN(flow->begin_ns, stream->first_ns);
    flow->end_ns = MAX(flow->end_ns, stream->last_ns);
}

static void leg_add(struct judged_leg *leg, const struct media_stream *stream)
{
    bool is_first = leg->streams == NULL;

    if (is_first)
        leg->streams = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    g_array_append_val(leg->streams, stream->index);
    if (is_first || stream->first_frame < leg->first_media.frame)
        leg->first_media =
            (struct call_point){stream->first_frame, stream->first_ns};
    if (is_first || stream->last_frame > leg->last_media.frame)
        leg->last_media =
            (struct call_point){stream->last_frame, stream->last_ns};
    flow_add(&leg->flow, stream, is_first);
}

static void add_streams(const struct analysis *analysis,
                        struct judged_leg *legs, uint32_t n)
{
    const GPtrArray *streams = analysis->streams.streams;

    for (guint i = 0; i < streams->len; i++) {
        const struct media_stream *stream = g_ptr_array_index(streams, i);

        if (stream->call < n)
            leg_add(&legs[stream->call], stream);
    }
}

/* The RTP of LEG, for what it is compared with. */
static void tell_rtp(const struct analysis *analysis, struct judged_leg *leg)
{
    for (guint i = 0; leg->streams != NULL && i < leg->streams->len; i++) {
        const struct media_stream *stream =
            g_ptr_array_index(analysis->streams.streams,
                              g_array_index(leg->streams, uint32_t, i));

        call_leg_on_rtp(&leg->leg, stream->ssrc, media_stream_from(stream),
                        media_stream_to(stream));
    }
}

static void judge_signalled(const struct analysis *analysis,
                            struct judged_leg *leg, uint32_t number)
{
    call_watch_facts(analysis, number, analysis->end_ns, &leg->facts);
    if (leg->last_media.frame > leg->facts.last.frame)
        leg->facts.last = leg->last_media;
    call_judge(&leg->facts, &leg->judgement);
    leg->leg = leg->record->leg;
    tell_rtp(analysis, leg);
}

static void judge_hidden(const struct analysis *analysis,
                         struct judged_leg *leg)
{
    leg->facts.begin = leg->first_media;
    leg->facts.last = leg->last_media;
    leg->facts.capture_end_ns = analysis->end_ns;
    leg->facts.bye_by = SIDE_UNKNOWN;
    leg->facts.parties[SIDE_A] = leg->flow.ends[0];
    leg->facts.parties[SIDE_B] = leg->flow.ends[1];
    call_judge(&leg->facts, &leg->judgement);
}

/* What is known of a call from its messages; NULL when it has no signalling. */
static const struct call_record *record_of(const struct analysis *analysis,
                                           uint32_t call)
{
    const struct watched_call *kept = analysis_call(analysis, call);

    return kept != NULL && kept->record.facts.signalling_seen ? &kept->record
                                                              : NULL;
}

struct judged_leg *call_legs(const struct analysis *analysis, uint32_t *n)
{
    struct judged_leg *legs;

    *n = analysis->calls->calls->len;
    legs = g_new0(struct judged_leg, *n);
    add_streams(analysis, legs, *n);
    for (uint32_t i = 0; i < *n; i++) {
        struct judged_leg *leg = &legs[i];

        leg->record = record_of(analysis, i);
        leg->known = leg->record != NULL || leg->streams != NULL;
        if (leg->record != NULL)
            judge_signalled(analysis, leg, i);
        else if (leg->known)
            judge_hidden(analysis, leg);
        leg->end_ns = leg->judgement.end_ns != INT64_MAX
                          ? leg->judgement.end_ns
                          : leg->facts.last.time_ns;
        leg->leg.end_ns = leg->end_ns;
    }
    return legs;
}

/* When the media of LEG began: before a capture that begins in mid-call, else
 * from its INVITE to shortly after its answer, where that can be read. */
static struct flow_call call_without_sdp(const struct judged_leg *leg)
{
    const struct call_facts *facts = &leg->facts;
    struct flow_call call = {facts->parties, facts->begin.time_ns,
                             facts->bye.time_ns, facts->bye.time_ns};

    if (facts->answer.frame != 0)
        call.until_ns = facts->answer.time_ns + FLOW_JOIN_WINDOW_NS;
    if (!leg->record->leg.start_seen) {
        call.since_ns = INT64_MIN;
        call.until_ns = facts->begin.time_ns;
    }
    return call;
}

bool judged_leg_lacks_media(const struct judged_leg *leg,
                            struct flow_call *call)
{
    if (leg->record == NULL || leg->streams != NULL ||
        !leg->judgement.answered || leg->facts.bye.frame == 0 ||
        leg->leg.media[SIDE_A].family != 0 ||
        leg->leg.media[SIDE_B].family != 0)
        return false;
    *call = call_without_sdp(leg);
    return true;
}

void call_legs_free(struct judged_leg *legs, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        if (legs[i].streams != NULL)
            g_array_unref(legs[i].streams);
        call_judgement_clear(&legs[i].judgement);
        call_leg_clear(&legs[i].leg);
    }
    g_free(legs);
}
