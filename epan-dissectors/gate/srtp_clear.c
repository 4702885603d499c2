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

#include "frame_facts.h"
#include "rtp_header.h"
#include "wireshark_compat.h"

#define VERSION_2 0x80 /* neither padding nor extension nor CSRC */

static dissector_handle_t rtp_handle;
static dissector_handle_t rtcp_handle;
static int proto_rtp;
static int proto_rtcp;

/* The packet of TVB in clear, if it was opened, as a child of TVB; else NULL.
 */
static tvbuff_t *clear_of(tvbuff_t *tvb, packet_info *pinfo, const char *name)
{
    const struct frame_facts *facts = frame_facts(pinfo);
    tvbuff_t *clear;

    if (facts->clear == NULL || tvb_captured_length(tvb) < RTP_HEADER_BYTES ||
        tvb_get_ptr(tvb, 0, RTP_HEADER_BYTES) != facts->sealed)
        return NULL;
    clear = tvb_new_child_real_data(tvb, facts->clear, facts->clear_bytes,
                                    (int)facts->clear_bytes);
    add_new_data_source(pinfo, clear, name);
    return clear;
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

int srtp_clear_dissect_rtp(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
    tvbuff_t *clear = clear_of(tvb, pinfo, "Decrypted RTP");

    if (clear == NULL)
        return 0;
    if (!PINFO_FD_VISITED(pinfo))
        take_srtp_away(clear, pinfo);
    call_dissector_only(rtp_handle, clear, pinfo, tree, NULL);
    return (int)tvb_captured_length(tvb);
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

int srtp_clear_dissect_rtcp(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
    tvbuff_t *clear = clear_of(tvb, pinfo, "Decrypted RTCP");
    struct _rtcp_conversation_info *volatile info;
    struct srtp_info *volatile srtcp = NULL;

    if (clear == NULL)
        return 0;
    info = rtcp_info(pinfo);
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
    return (int)tvb_captured_length(tvb);
}

void srtp_clear_handoff(void)
{
    rtp_handle = find_dissector("rtp");
    rtcp_handle = find_dissector("rtcp");
    proto_rtp = proto_get_id_by_filter_name("rtp");
    proto_rtcp = proto_get_id_by_filter_name("rtcp");
}
