/* Telling Wireshark which conversations are RTP.
 *
 * Two things are set up. The conversation of exactly these endpoints gets a
 * demultiplexer (RFC 7983) as its dissector: UDP asks it first, so a single
 * STUN packet no longer decides about all that follow (while there is only RTP,
 * RTP itself: only_rtp.h). And rtp_add_address()
 * stores the payload types at the destination, where the RTP dissector looks
 * for them; that entry is wildcarded, so a later SDP overrides it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "media_setup.h"

#include <epan/dissectors/packet-rtcp.h>

#include <string.h>

#include "capture.h"
#include "frame_facts.h"
#include "media_names.h"
#include "preferences.h"
#include "rtcp_header.h"
#include "rtp_header.h"
#include "rtp_names.h"
#include "srtp_clear.h"
#include "wireshark_compat.h"

static dissector_handle_t demux_handle;
static dissector_handle_t owner_first_handle;
static dissector_handle_t rtp_handle;
static dissector_handle_t rtcp_handle;
static dissector_handle_t stun_handle;
static dissector_table_t udp_ports;

/* Dissectors of protocols that share a media port: they do not own it. */
static const char *const sharers[] = {"stun-udp", "stun", "classicstun",
                                      "dtls",     "zrtp", "rtcp",
                                      "srtcp",    "data", "lync.media"};

static bool shares_media_port(dissector_handle_t handle)
{
    const char *name = dissector_handle_get_dissector_name(handle);

    for (size_t i = 0; name != NULL && i < G_N_ELEMENTS(sharers); i++)
        if (strcmp(name, sharers[i]) == 0)
            return true;
    return false;
}

/* The conversation of exactly the packet's endpoints, or NULL. */
static conversation_t *exact_conversation(packet_info *pinfo)
{
    conversation_t *conversation =
        find_conversation(pinfo->num, &pinfo->src, &pinfo->dst,
                          CONVERSATION_UDP, pinfo->srcport, pinfo->destport, 0);

    if (conversation != NULL &&
        (conversation->options & (NO_ADDR2 | NO_PORT2)) != 0)
        return NULL;
    return conversation;
}

static conversation_t *exact_conversation_get(packet_info *pinfo)
{
    conversation_t *conversation = exact_conversation(pinfo);

    if (conversation == NULL)
        conversation = conversation_new(pinfo->num, &pinfo->src, &pinfo->dst,
                                        CONVERSATION_UDP, pinfo->srcport,
                                        pinfo->destport, 0);
    return conversation;
}

enum media_owner media_owner_of(packet_info *pinfo)
{
    conversation_t *conversation;
    dissector_handle_t handle;

    if (dissector_is_uint_changed(udp_ports, pinfo->srcport) ||
        dissector_is_uint_changed(udp_ports, pinfo->destport))
        return OWNER_FOREIGN;
    conversation =
        find_conversation(pinfo->num, &pinfo->dst, &pinfo->src,
                          CONVERSATION_UDP, pinfo->destport, pinfo->srcport, 0);
    handle = conversation != NULL
                 ? conversation_get_dissector(conversation, pinfo->num)
                 : NULL;
    if (handle != NULL && handle != rtp_handle && !shares_media_port(handle))
        return OWNER_FOREIGN;
    if (media_names_is_declared(pinfo, &pinfo->dst, pinfo->destport))
        return OWNER_DECLARED;
    return OWNER_NONE;
}

/* SIP is text, which is never taken for RTP. */
static bool is_owner(dissector_handle_t handle)
{
    const char *name =
        handle != NULL ? dissector_handle_get_dissector_name(handle) : NULL;

    return handle != NULL && handle != rtp_handle &&
           !shares_media_port(handle) &&
           (name == NULL || strcmp(name, "sip") != 0);
}

bool media_port_is_owned(const packet_info *pinfo)
{
    return is_owner(dissector_get_uint_handle(udp_ports, pinfo->srcport)) ||
           is_owner(dissector_get_uint_handle(udp_ports, pinfo->destport));
}

void media_setup_hold(packet_info *pinfo)
{
    conversation_set_dissector_from_frame_number(exact_conversation_get(pinfo),
                                                 pinfo->num, demux_handle);
}

void media_setup_hand_to_rtp(packet_info *pinfo)
{
    conversation_set_dissector_from_frame_number(exact_conversation_get(pinfo),
                                                 pinfo->num, rtp_handle);
}

/* Stores the payload types of a mark of MEDIA in FRAME for packets to an end of
 * the one that PINFO is at. */
static void name_destination(packet_info *pinfo, enum media_kind media,
                             uint32_t frame)
{
    const struct media_names_end end = {&pinfo->dst, pinfo->destport, 0};

    media_names_by_mark(pinfo, &end, media, frame);
}

static void name_source(packet_info *pinfo, enum media_kind media,
                        uint32_t frame)
{
    const struct media_names_end end = {&pinfo->src, pinfo->srcport, 0};

    media_names_by_mark(pinfo, &end, media, frame);
}

void media_setup_claim(packet_info *pinfo, const struct media_arrival *arrival,
                       enum media_owner owner, enum media_kind media)
{
    const struct media_streams *streams = &capture_analysis()->streams;
    struct media_flow *flow = arrival->flow;
    const struct media_flow *earlier;

    media_setup_hold(pinfo);
    if (owner == OWNER_DECLARED)
        return;
    /* The first frame that names an end counts, whichever needs it first. */
    earlier =
        media_flow_unnamed_at(streams, media_arrival_destination(arrival));
    if (earlier != NULL)
        name_destination(pinfo, earlier->named_kind, earlier->named_frame);
    else
        name_destination(pinfo, media, pinfo->num);
    earlier = media_flow_unnamed_at(streams, media_arrival_source(arrival));
    flow->unnamed = 1 + arrival->path.direction;
    flow->named_kind = earlier != NULL ? earlier->named_kind : media;
    flow->named_frame = earlier != NULL ? earlier->named_frame : pinfo->num;
}

void media_setup_name_back(packet_info *pinfo,
                           const struct media_arrival *arrival)
{
    struct media_flow *flow = arrival->flow;
    bool is_ours;

    if (flow == NULL || flow->unnamed == 0)
        return;
    is_ours = flow->unnamed == 1 + arrival->path.direction;
    if (is_ours && arrival->kind != MEDIA_PACKET_RTCP)
        return;
    flow->unnamed = 0;
    if (is_ours)
        name_source(pinfo, flow->named_kind, flow->named_frame);
    else
        name_destination(pinfo, flow->named_kind, flow->named_frame);
}

void media_setup_release(packet_info *pinfo)
{
    conversation_set_dissector_from_frame_number(exact_conversation_get(pinfo),
                                                 pinfo->num, NULL);
}

/* The SRTCP trailer by RFC 3711 3.4 and the SDP that Lync offers: after whole
 * words, the E bit and index, an MKI of 0 or 1 octets, and a tag of 80 or 32
 * bits. The remainder of PAYLOAD_BYTES modulo 4 tells which. */
static struct srtp_info *srtcp_trailer(unsigned payload_bytes)
{
    struct srtp_info *info = wmem_new0(wmem_file_scope(), struct srtp_info);
    bool long_tag = payload_bytes % 4 >= 2;

    info->encryption_algorithm = SRTP_ENC_ALG_AES_CM;
    info->auth_algorithm = SRTP_AUTH_ALG_HMAC_SHA1;
    info->auth_tag_len = long_tag ? 10 : 4;
    info->mki_len = payload_bytes % 2;
    return info;
}

void media_setup_encrypt_rtcp(packet_info *pinfo, unsigned payload_bytes)
{
    conversation_t *conversation;

    srtcp_add_address(pinfo, &pinfo->src, (int)pinfo->srcport, 0,
                      RTP_SETUP_METHOD, pinfo->num,
                      srtcp_trailer(payload_bytes));
    /* As in media_names.c: other senders to this port are left alone. */
    conversation =
        find_conversation(pinfo->num, &pinfo->src, NULL, CONVERSATION_UDP,
                          pinfo->srcport, 0, NO_ADDR_B | NO_PORT_B);
    if (conversation != NULL)
        conversation_set_dissector(conversation, NULL);
}

void media_setup_name(packet_info *pinfo, enum media_kind media)
{
    const struct media_names_end end = {&pinfo->dst, pinfo->destport,
                                        pinfo->srcport};

    media_names_by_mark(pinfo, &end, media, pinfo->num);
}

/* Passes on whatever is not RTP, RTCP or STUN as if this dissector were not
 * there: to the dissector declared for the address, then to the others. */
static int dissect_other(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
    conversation_t *conversation = find_conversation(
        pinfo->num, &pinfo->dst, &pinfo->src, CONVERSATION_UDP, pinfo->destport,
        pinfo->srcport, NO_ADDR_B | NO_PORT_B);
    dissector_handle_t handle =
        conversation != NULL
            ? conversation_get_dissector(conversation, pinfo->num)
            : NULL;

    if (handle == NULL || handle == rtp_handle || handle == demux_handle)
        return 0;
    return call_dissector_only(handle, tvb, pinfo, tree, NULL);
}

/* Whether the RTP dissector can read the whole header: if the header was cut or
 * claims more than the packet holds, it would report it as malformed. */
static bool rtp_is_readable(const uint8_t *octets, unsigned captured_bytes,
                            unsigned reported_bytes)
{
    struct rtp_header header;

    return rtp_header_parse(octets, captured_bytes, reported_bytes, &header) ==
               RTP_HEADER_OK &&
           header.header_bytes <= captured_bytes;
}

/* The same for RTCP. */
static bool rtcp_is_readable(const uint8_t *octets, unsigned captured_bytes,
                             unsigned reported_bytes)
{
    struct rtcp_header header;

    return rtcp_header_read(octets, captured_bytes, reported_bytes, &header) ==
           RTCP_HEADER_OK;
}

static int dissect_media(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree,
                         void *data _U_)
{
    unsigned captured_bytes = tvb_captured_length(tvb);
    unsigned reported_bytes = tvb_reported_length(tvb);
    const uint8_t *octets = tvb_get_ptr(tvb, 0, (int)captured_bytes);
    int used = 0;

    used = srtp_clear_dissect(tvb, pinfo, tree);
    if (used > 0)
        return used;
    switch (media_packet_kind(octets, captured_bytes)) {
    case MEDIA_PACKET_RTP:
        if (rtp_is_readable(octets, captured_bytes, reported_bytes))
            return call_dissector_only(rtp_handle, tvb, pinfo, tree, NULL);
        break;
    case MEDIA_PACKET_RTCP:
        if (rtcp_is_readable(octets, captured_bytes, reported_bytes))
            return call_dissector_only(rtcp_handle, tvb, pinfo, tree, NULL);
        break;
    case MEDIA_PACKET_STUN:
    case MEDIA_PACKET_CHANNEL_DATA:
        used = call_dissector_only(stun_handle, tvb, pinfo, tree, NULL);
        break;
    case MEDIA_PACKET_ZRTP:
    case MEDIA_PACKET_DTLS:
    case MEDIA_PACKET_OTHER:
        break;
    }
    return used > 0 ? used : dissect_other(tvb, pinfo, tree);
}

/* Asks the owners of the ports in UDP's order, and takes for RTP what they
 * refuse. First pass: from then on the conversation says who took it. */
static int dissect_owner_first(tvbuff_t *tvb, packet_info *pinfo,
                               proto_tree *tree, void *data)
{
    uint32_t low = MIN(pinfo->srcport, pinfo->destport);
    uint32_t high = MAX(pinfo->srcport, pinfo->destport);
    enum media_kind marked = lync_kind_of_dscp(frame_facts(pinfo)->dscp);
    int used = dissector_try_uint(udp_ports, low, tvb, pinfo, tree);

    if (used == 0)
        used = dissector_try_uint(udp_ports, high, tvb, pinfo, tree);
    if (used != 0)
        return used;
    media_setup_hold(pinfo);
    name_destination(pinfo, marked, pinfo->num);
    name_source(pinfo, marked, pinfo->num);
    return dissect_media(tvb, pinfo, tree, data);
}

struct conversation *media_setup_ask_owner(packet_info *pinfo)
{
    conversation_t *conversation = exact_conversation_get(pinfo);

    conversation_set_dissector_from_frame_number(conversation, pinfo->num,
                                                 owner_first_handle);
    return conversation;
}

bool media_setup_is_disowned(struct conversation *conversation, uint32_t frame)
{
    if (conversation_get_dissector(conversation, frame) != owner_first_handle)
        return true;
    conversation_set_dissector_from_frame_number(conversation, frame, NULL);
    return false;
}

void media_setup_register(int proto)
{
    demux_handle = register_dissector_with_description(
        "lync.media", "Media port demultiplexer", dissect_media, proto);
    owner_first_handle = register_dissector_with_description(
        "lync.media.owned", "Media on another protocol's port",
        dissect_owner_first, proto);
}

void media_setup_handoff(void)
{
    rtp_handle = find_dissector("rtp");
    rtcp_handle = find_dissector("rtcp");
    stun_handle = find_dissector("stun-udp");
    udp_ports = find_dissector_table("udp.port");
}
