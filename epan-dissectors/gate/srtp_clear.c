/* Opened SRTP and SRTCP, dissected in clear.
 *
 * The dissectors of RTP and RTCP look for the trailer of SRTP where SDP
 * declared it, and take the payload for encrypted. What says so is taken away
 * from them for a packet that has been opened:
 *  - RTP copies it for each frame on the first pass, and reads only that copy
 *    afterwards. So RTP is called once with the bare header, which makes the
 *    copy, and the copy is changed.
 *  - RTCP reads it from the conversation each time.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "srtp_clear.h"

#include <epan/dissectors/packet-rtcp.h>
#include <epan/exceptions.h>
#include <epan/proto_data.h>

#include "capture.h"
#include "frame_facts.h"
#include "rtp_header.h"
#include "wireshark_compat.h"

#define VERSION_2 0x80 /* neither padding nor extension nor CSRC */

static dissector_handle_t rtp_handle;
static dissector_handle_t rtcp_handle;
static int proto_rtp;
static int proto_rtcp;

/* Whether the packet in TVB is the one of the frame that was opened. */
static bool is_opened(tvbuff_t *tvb, const struct frame_facts *facts)
{
    return facts->clear != NULL &&
           tvb_captured_length(tvb) >= RTP_HEADER_BYTES &&
           tvb_get_ptr(tvb, 0, RTP_HEADER_BYTES) == facts->sealed;
}

/* Has RTP dissect the fixed header of TVB, unseen: neither taps nor the list of
 * layers show it. */
static void dissect_header(tvbuff_t *tvb, packet_info *pinfo)
{
    uint8_t *header = tvb_memdup(pinfo->pool, tvb, 0, RTP_HEADER_BYTES);
    uint8_t layer = pinfo->curr_layer_num;
    unsigned n_layers = wmem_list_count(pinfo->layers);

    header[0] = VERSION_2;
    pinfo->flags.in_error_pkt = 1;
    call_dissector_only(rtp_handle,
                        tvb_new_child_real_data(tvb, header, RTP_HEADER_BYTES,
                                                RTP_HEADER_BYTES),
                        pinfo, NULL, NULL);
    pinfo->flags.in_error_pkt = 0;
    while (wmem_list_count(pinfo->layers) > n_layers)
        wmem_list_remove_frame(pinfo->layers, wmem_list_tail(pinfo->layers));
    pinfo->curr_layer_num = layer;
}

/* First pass. */
static void take_srtp_away(tvbuff_t *tvb, packet_info *pinfo)
{
    lync_rtp_frame_info *info;

    dissect_header(tvb, pinfo);
    info = p_get_proto_data(wmem_file_scope(), pinfo, proto_rtp,
                            RTP_CONVERSATION_PROTO_DATA);
    if (info != NULL)
        info->srtp_info = NULL;
}

static void dissect_rtp(tvbuff_t *clear, packet_info *pinfo, proto_tree *tree)
{
    if (!PINFO_FD_VISITED(pinfo))
        take_srtp_away(clear, pinfo);
    call_dissector_only(rtp_handle, clear, pinfo, tree, NULL);
}

/* What RTCP finds for the sender of the packet, or NULL. */
static struct _rtcp_conversation_info *rtcp_info(packet_info *pinfo)
{
    conversation_t *conversation = find_conversation(
        pinfo->num, &pinfo->net_src, &pinfo->net_dst, CONVERSATION_UDP,
        pinfo->srcport, pinfo->destport, NO_ADDR_B);

    return conversation != NULL
               ? conversation_get_proto_data(conversation, proto_rtcp)
               : NULL;
}

static void dissect_rtcp(tvbuff_t *clear, packet_info *pinfo, proto_tree *tree)
{
    struct _rtcp_conversation_info *volatile info = rtcp_info(pinfo);
    struct srtp_info *volatile srtcp = NULL;

    if (info != NULL) {
        srtcp = info->srtcp_info;
        info->srtcp_info = NULL;
    }
    TRY
    {
        call_dissector_only(rtcp_handle, clear, pinfo, tree, NULL);
    }
    FINALLY
    {
        if (info != NULL)
            info->srtcp_info = srtcp;
    }
    ENDTRY;
}

int srtp_clear_dissect(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
    const struct frame_facts *facts;
    tvbuff_t *clear;
    bool is_rtcp;

    if (capture_analysis()->srtp == NULL)
        return 0;
    facts = frame_facts(pinfo);
    if (!is_opened(tvb, facts))
        return 0;
    is_rtcp = media_packet_kind(facts->clear, facts->clear_bytes) ==
              MEDIA_PACKET_RTCP;
    clear = tvb_new_child_real_data(tvb, facts->clear, facts->clear_bytes,
                                    (int)facts->clear_bytes);
    add_new_data_source(pinfo, clear,
                        is_rtcp ? "Decrypted RTCP" : "Decrypted RTP");
    if (is_rtcp)
        dissect_rtcp(clear, pinfo, tree);
    else
        dissect_rtp(clear, pinfo, tree);
    return (int)tvb_captured_length(tvb);
}

void srtp_clear_handoff(void)
{
    rtp_handle = find_dissector("rtp");
    rtcp_handle = find_dissector("rtcp");
    proto_rtp = proto_get_id_by_filter_name("rtp");
    proto_rtcp = proto_get_id_by_filter_name("rtcp");
}
