/* The subtree that the plugin adds to the frames it knows something about.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "frame_view.h"

#include <epan/dissectors/packet-ip.h>

#include "call_list.h"
#include "call_view.h"
#include "capture.h"
#include "finding_store.h"
#include "frame_moment.h"
#include "frame_repeat.h"
#include "rtp_names.h"
#include "sip_view.h"
#include "wireshark_compat.h"

static int proto_lync_id;
static int hf_stream = -1;
static int hf_media = -1;
static int hf_dscp = -1;
static int hf_codec = -1;
static int hf_rtcp_silence = -1;
static int ett_lync = -1;

/* For how long RTCP was missing at NOW_NS; 0 outside the gaps that were kept.
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

static void add_silence(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree,
                        const struct media_stream *stream)
{
    int64_t silence_ns = silence_at(stream, frame_moment(pinfo).time_ns);

    if (silence_ns > 0)
        proto_item_set_generated(proto_tree_add_double(
            tree, hf_rtcp_silence, tvb, 0, 0, (double)silence_ns / NS_PER_S));
}

/* The call of the stream in this frame. What was no call that is known on the
 * first pass has become part of the one that SDP declared later. */
static uint32_t call_of_frame(const packet_info *pinfo,
                              const struct media_stream *stream)
{
    if (stream->call_frame <= pinfo->num ||
        (PINFO_FD_VISITED(pinfo) &&
         call_list_of_leg(capture_analysis(), stream->call_before) == NULL))
        return stream->call;
    return stream->call_before;
}

static void add_media(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree,
                      const struct frame_facts *facts)
{
    const struct media_stream *stream = facts->stream;
    enum media_kind media = stream->kind;
    const char *codec = NULL;

    call_view_add(tvb, pinfo, tree, call_of_frame(pinfo, stream), NULL);
    proto_item_set_generated(
        proto_tree_add_uint(tree, hf_stream, tvb, 0, 0, stream->index));
    if (facts->is_rtp) {
        codec = rtp_names_codec(pinfo, facts->payload_type);
        media = rtp_names_kind(pinfo, facts->payload_type, facts->dscp);
    }
    if (media != MEDIA_KIND_UNKNOWN)
        proto_item_set_generated(proto_tree_add_string(
            tree, hf_media, tvb, 0, 0, media_kind_name(media)));
    if (facts->dscp != DSCP_NONE)
        proto_item_set_generated(
            proto_tree_add_uint(tree, hf_dscp, tvb, 0, 0, facts->dscp));
    if (codec != NULL)
        proto_item_set_generated(
            proto_tree_add_string(tree, hf_codec, tvb, 0, 0, codec));
    proto_item_append_text(
        proto_tree_get_parent(tree), ": %s%sstream %u%s%s",
        media != MEDIA_KIND_UNKNOWN ? media_kind_name(media) : "",
        media != MEDIA_KIND_UNKNOWN ? " " : "", stream->index,
        codec != NULL ? ", " : "", codec != NULL ? codec : "");
    if (facts->is_rtp) {
        frame_repeat_show(tvb, pinfo, tree);
        add_silence(tvb, pinfo, tree, stream);
    }
}

void frame_view_add(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree,
                    const struct frame_facts *facts,
                    const struct kept_finding *findings)
{
    proto_item *item = NULL;

    if (tree != NULL && (findings != NULL || facts->stream != NULL ||
                         facts->session != NULL || sip_view_has(pinfo))) {
        item = proto_tree_add_item(tree, proto_lync_id, tvb, 0, 0, ENC_NA);
        proto_item_set_generated(item);
        tree = proto_item_add_subtree(item, ett_lync);
        if (facts->stream != NULL)
            add_media(tvb, pinfo, tree, facts);
        else if (facts->session != NULL)
            call_view_add(tvb, pinfo, tree, facts->session->number, NULL);
        sip_view_add(tvb, pinfo, tree);
    }
    if (findings != NULL)
        finding_store_show(pinfo, item, findings);
}

void frame_view_register(int proto_lync)
{
    static hf_register_info fields[] = {
        {&hf_stream,
         {"Stream", "lync.stream", FT_UINT32, BASE_DEC, NULL, 0,
          "Index of the RTP stream: one for each 5-tuple and SSRC.", HFILL}},
        {&hf_media,
         {"Media", "lync.media", FT_STRING, BASE_NONE, NULL, 0,
          "Medium of the stream: audio or video, as SDP, the payload type or "
          "the code point says, in this order.",
          HFILL}},
        {&hf_dscp,
         {"DSCP", "lync.dscp", FT_UINT8, BASE_DEC | BASE_EXT_STRING,
          &dscp_vals_ext, 0,
          "Code point of the innermost IP header that carries the packet.",
          HFILL}},
        {&hf_codec,
         {"Codec", "lync.codec", FT_STRING, BASE_NONE, NULL, 0,
          "Encoding name in force for the payload type: from SDP, or from "
          "the payload type table.",
          HFILL}},
        {&hf_rtcp_silence,
         {"RTCP silence", "lync.rtcp.silence", FT_DOUBLE, BASE_NONE, NULL, 0,
          "Seconds since the sender's last RTCP, while its RTP flows, once "
          "there are more than 10.",
          HFILL}},
    };
    static int *subtrees[] = {&ett_lync};

    proto_lync_id = proto_lync;
    proto_register_field_array(proto_lync, fields, array_length(fields));
    proto_register_subtree_array(subtrees, array_length(subtrees));
}
