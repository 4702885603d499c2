/* The subtree that the plugin adds to the frames it knows something about.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "frame_view.h"

#include "call_list.h"
#include "capture.h"
#include "finding_store.h"
#include "frame_field.h"
#include "frame_moment.h"
#include "ice_path.h"
#include "media_watch.h"
#include "preferences.h"
#include "qoe_view.h"
#include "rtp_names.h"
#include "sip_view.h"
#include "stream_rtcp.h"

static int proto_lync_id;
static int ett_lync = -1;

/* Whose copy a repeated RTP packet is. */
static void add_repeat(packet_info *pinfo, proto_tree *tree)
{
    const struct media_repeat *repeat = frame_data_of(pinfo, FRAME_DATA_REPEAT);

    if (repeat == NULL)
        return;
    if (repeat->conflict_frame != 0)
        frame_field_number(tree, FIELD_DUPLICATE_CONFLICT,
                           repeat->conflict_frame);
    if (repeat->first_frame == 0)
        return;
    frame_field_number(tree, FIELD_DUPLICATE, 1);
    frame_field_number(tree, FIELD_DUPLICATE_FIRST, repeat->first_frame);
    frame_field_text(tree, FIELD_DUPLICATE_ORIGIN,
                     rtp_origin_name(repeat->origin));
    if (repeat->burst != 0)
        frame_field_number(tree, FIELD_BURST, repeat->burst);
}

static void add_round_trip(packet_info *pinfo, proto_tree *tree)
{
    const struct rtcp_round_trip_proof *proof =
        frame_data_of(pinfo, FRAME_DATA_ROUND_TRIP);

    if (proof == NULL)
        return;
    if (proof->whole_known)
        frame_field_ms(tree, FIELD_RTT, proof->whole_ns);
    frame_field_ms(tree, FIELD_RTT_HALF, proof->half_ns);
}

static void add_times(packet_info *pinfo, proto_tree *tree,
                      const struct media_stream *stream)
{
    struct stream_time time;

    if (!media_stream_time(stream, pinfo->num, &time))
        return;
    frame_field_ms(tree, FIELD_JITTER, (int64_t)time.jitter_us * 1000);
    frame_field_ms(tree, FIELD_TRANSIT, (int64_t)time.transit_us * 1000);
}

/* How long RTCP had been missing at NOW_NS; 0 outside the gaps that were kept.
 * The gaps are in ascending order and do not overlap. */
static int64_t silence_at(const struct media_stream *stream, int64_t now_ns)
{
    unsigned low = 0;
    unsigned high = stream->rtcp_gaps != NULL ? stream->rtcp_gaps->len : 0;

    while (low < high) {
        unsigned middle = low + (high - low) / 2;
        const struct rtcp_gap *gap =
            &g_array_index(stream->rtcp_gaps, struct rtcp_gap, middle);

        if (now_ns > gap->until_ns)
            low = middle + 1;
        else if (now_ns - gap->since_ns <= RTCP_PRESENCE_SHOWN_NS)
            high = middle;
        else
            return now_ns - gap->since_ns;
    }
    return 0;
}

static void add_silence(packet_info *pinfo, proto_tree *tree,
                        const struct media_stream *stream)
{
    int64_t silence_ns = silence_at(stream, frame_time_ns(pinfo));

    if (silence_ns > 0)
        frame_field_add(tree,
                        &(struct frame_value){FIELD_RTCP_SILENCE,
                                              .real = seconds_of(silence_ns)});
}

/* The call of the stream in this frame. Media that was on its own on the first
 * pass has become part of the call for which SDP declared it later. */
static uint32_t call_of_frame(const packet_info *pinfo,
                              const struct media_stream *stream)
{
    if (stream->call_frame <= pinfo->num ||
        (PINFO_FD_VISITED(pinfo) &&
         call_list_of_leg(capture_analysis(), stream->call_before) == NULL))
        return stream->call;
    return stream->call_before;
}

/* How the whole stream sounded, once the capture has been read. */
static void add_score(packet_info *pinfo, proto_tree *tree,
                      const struct media_stream *stream)
{
    if (!PINFO_FD_VISITED(pinfo) || stream->score.codec == NULL)
        return;
    frame_field_add(tree,
                    &(struct frame_value){FIELD_R, .real = stream->score.r});
    frame_field_add(
        tree, &(struct frame_value){FIELD_MOS,
                                    .real = stream_score_mos(&stream->score)});
}

static void add_media(packet_info *pinfo, proto_tree *tree,
                      const struct frame_facts *facts)
{
    const struct media_stream *stream = facts->stream;
    enum media_kind media = stream->kind;
    const char *codec = NULL;

    call_view_add(pinfo, tree, call_of_frame(pinfo, stream), NULL);
    frame_field_number(tree, FIELD_STREAM, stream->index);
    if (facts->is_rtp) {
        codec = rtp_names_codec(pinfo, facts->payload_type);
        media = rtp_names_kind(pinfo, facts->payload_type, facts->dscp);
    }
    if (media != MEDIA_KIND_UNKNOWN)
        frame_field_text(tree, FIELD_MEDIA, media_kind_name(media));
    if (facts->dscp != DSCP_NONE)
        frame_field_number(tree, FIELD_DSCP, facts->dscp);
    frame_field_text(tree, FIELD_CODEC, codec);
    proto_item_append_text(
        proto_tree_get_parent(tree), ": %s%sstream %u%s%s",
        media != MEDIA_KIND_UNKNOWN ? media_kind_name(media) : "",
        media != MEDIA_KIND_UNKNOWN ? " " : "", stream->index,
        codec != NULL ? ", " : "", codec != NULL ? codec : "");
    if (stream->flow->path_frame <= pinfo->num)
        frame_field_text(tree, FIELD_ICE_PATH,
                         ice_path_name(stream->flow->path));
    add_score(pinfo, tree, stream);
    if (facts->is_rtp) {
        add_repeat(pinfo, tree);
        add_silence(pinfo, tree, stream);
        add_times(pinfo, tree, stream);
    }
}

static void add_findings(proto_tree *tree, const struct finding *findings)
{
    for (const struct finding *finding = findings; finding != NULL;
         finding = finding->next_of_frame) {
        const char *name = finding_info(finding->id)->filter_name;

        if (finding->in_full)
            frame_field_text(tree, FIELD_FINDING, name);
        else
            frame_field_text_and(tree, FIELD_FINDING, name, finding->text);
        frame_field_number(tree, FIELD_FINDING_SEVERITY, finding->severity);
        frame_field_text(tree, FIELD_ADVICE, finding->advice);
    }
}

/* Ends the column Info with the first of the worst findings, from Warn on. */
static void mark_info(packet_info *pinfo, const struct finding *findings)
{
    const struct finding *worst = findings;

    for (const struct finding *finding = findings; finding != NULL;
         finding = finding->next_of_frame)
        if (finding->severity > worst->severity)
            worst = finding;
    if (lync_mark_info() && worst->severity >= FINDING_WARN)
        col_append_fstr(pinfo->cinfo, COL_INFO, " [%s]",
                        finding_info(worst->id)->filter_name);
}

void frame_view_add(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree,
                    const struct frame_facts *facts,
                    const struct finding *findings)
{
    proto_item *item = NULL;

    if (tree != NULL &&
        (findings != NULL || facts->stream != NULL || facts->session != NULL ||
         facts->clear != NULL || frame_data_of(pinfo, FRAME_DATA_SIP) != NULL ||
         qoe_view_of(pinfo) != NULL)) {
        item = proto_tree_add_item(tree, proto_lync_id, tvb, 0, 0, ENC_NA);
        proto_item_set_generated(item);
        tree = proto_item_add_subtree(item, ett_lync);
        if (facts->stream != NULL)
            add_media(pinfo, tree, facts);
        else if (facts->session != NULL)
            call_view_add(pinfo, tree, facts->session->number, NULL);
        if (!facts->is_rtp)
            add_round_trip(pinfo, tree);
        if (facts->clear != NULL)
            frame_field_number(tree, FIELD_SRTP_OPENED, 1);
        sip_view_add(pinfo, tree);
        qoe_view_add(tvb, pinfo, tree);
        add_findings(tree, findings);
    }
    if (findings != NULL) {
        finding_store_show(pinfo, item, findings);
        mark_info(pinfo, findings);
    }
}

void frame_view_register(int proto_lync)
{
    static int *subtrees[] = {&ett_lync};

    proto_lync_id = proto_lync;
    proto_register_subtree_array(subtrees, array_length(subtrees));
}
