/* Telling Wireshark the payload types of RTP.
 *
 * srtp_add_address() stores them at the destination, where the RTP dissector
 * looks for them; that entry is wildcarded, so a later SDP overrides it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "media_names.h"

#include <string.h>

#include "preferences.h"
#include "rtp_names.h"
#include "wireshark_compat.h"

#define MAX_PAYLOAD_TYPE      127
#define FIRST_DYNAMIC_PAYLOAD 96 /* RFC 3551 6 */

static int proto_rtp;

/* One map for each medium, made when a capture first needs it; file scope. */
static rtp_dyn_payload_t *payload_maps[MEDIA_KIND_VIDEO + 1];

/* The same for each struct media_formats of SDP. */
static wmem_map_t *sdp_maps;

/* The conversations in which this plugin stored payload types, each with its
 * map; file scope. */
static wmem_map_t *named;

/* UDP, or TCP for what TURN carries over it. */
static conversation_type type_of(const packet_info *pinfo)
{
    return conversation_pt_to_conversation_type(pinfo->ptype);
}

/* The conversation that SDP or another protocol declared for this address and
 * port, whoever sends to it; NULL if there is none. */
static conversation_t *declared_at(packet_info *pinfo, const address *addr,
                                   uint32_t port)
{
    conversation_t *conversation = find_conversation(
        pinfo->num, addr, NULL, type_of(pinfo), port, 0, NO_ADDR_B | NO_PORT_B);

    if (conversation == NULL ||
        conversation_get_proto_data(conversation, proto_rtp) == NULL)
        return NULL;
    return conversation;
}

bool media_names_is_declared(packet_info *pinfo, const address *addr,
                             uint32_t port)
{
    conversation_t *conversation = declared_at(pinfo, addr, port);

    return conversation != NULL && !wmem_map_contains(named, conversation);
}

static void payload_map_fill(rtp_dyn_payload_t *map, enum media_kind media)
{
    for (unsigned number = FIRST_DYNAMIC_PAYLOAD; number <= MAX_PAYLOAD_TYPE;
         number++) {
        const struct payload_type *row =
            lync_payload_type((uint8_t)number, media);
        char unnamed[sizeof "DynamicRTP-Type-127"];

        if (row != NULL) {
            lync_dyn_payload_insert(map, number, row->name,
                                    (int)row->clock_rate_hz, row->channels);
            continue;
        }
        /* Without a name, the payload would go to the dissector that is bound
         * to its number, although nothing says that it is of that type. */
        g_snprintf(unnamed, sizeof unnamed, "DynamicRTP-Type-%u", number);
        lync_dyn_payload_insert(map, number, unnamed, 0, 1);
    }
}

static rtp_dyn_payload_t *payload_map(enum media_kind media)
{
    if (payload_maps[media] == NULL) {
        payload_maps[media] = rtp_dyn_payload_new();
        payload_map_fill(payload_maps[media], media);
    }
    return payload_maps[media];
}

/* The map of what SDP says; made when first needed. */
static rtp_dyn_payload_t *sdp_map(const struct media_formats *formats)
{
    rtp_dyn_payload_t *map = wmem_map_lookup(sdp_maps, formats);

    if (map != NULL)
        return map;
    map = rtp_dyn_payload_new();
    for (unsigned i = 0; i < formats->n; i++) {
        const struct media_format *format = &formats->formats[i];

        lync_dyn_payload_insert(map, format->payload_type, format->name,
                                (int)MIN(format->clock_rate_hz, INT_MAX),
                                format->channels);
    }
    wmem_map_insert(sdp_maps, formats, map);
    return map;
}

/* What is stored at an end. */
struct naming {
    const char *method;
    uint32_t frame; /* that says so */
    enum media_kind media;
    rtp_dyn_payload_t *map;
    bool is_secure;
};

static void store(packet_info *pinfo, const struct media_names_end *end,
                  const struct naming *naming)
{
    static const struct srtp_info unknown_keys = {
        .encryption_algorithm = SRTP_ENC_ALG_AES_CM,
        .auth_algorithm = SRTP_AUTH_ALG_HMAC_SHA1,
        .auth_tag_len = 10, /* RFC 3711 5.2 */
    };
    conversation_t *conversation;

    srtp_add_address(
        pinfo, pinfo->ptype, end->addr, (int)end->port, (int)end->other_port,
        naming->method, naming->frame,
        naming->media == MEDIA_KIND_VIDEO ? RTP_MEDIA_VIDEO : RTP_MEDIA_AUDIO,
        naming->map,
        naming->is_secure
            ? wmem_memdup(wmem_file_scope(), &unknown_keys, sizeof unknown_keys)
            : NULL,
        NULL);
    /* That made RTP the dissector of everything sent to this port. This plugin
     * may decide about the exact conversations only. */
    conversation = find_conversation(
        pinfo->num, end->addr, NULL, type_of(pinfo), end->port, end->other_port,
        NO_ADDR_B | (end->other_port == 0 ? NO_PORT_B : 0));
    if (conversation == NULL)
        return;
    conversation_set_dissector(conversation, NULL);
    wmem_map_insert(named, conversation, naming->map);
}

void media_names_by_mark(packet_info *pinfo, const struct media_names_end *end,
                         enum media_kind media, uint32_t frame)
{
    bool in_turn = end->other_port != 0 && media == MEDIA_KIND_UNKNOWN;
    const struct naming naming = {in_turn ? RTP_SETUP_TURN : RTP_SETUP_METHOD,
                                  frame, media, payload_map(media), false};

    if (declared_at(pinfo, end->addr, end->port) == NULL)
        store(pinfo, end, &naming);
}

/* What is stored for packets to END, whoever sends them from that port; NULL
 * for nothing. */
static conversation_t *stored_at(packet_info *pinfo,
                                 const struct media_names_end *end)
{
    if (end->other_port == 0)
        return declared_at(pinfo, end->addr, end->port);
    return find_conversation(pinfo->num, end->addr, NULL, type_of(pinfo),
                             end->port, end->other_port, NO_ADDR_B);
}

/* Stores those of SDP, if it has any, unless somebody else has declared that
 * end. */
static void name_by_sdp(packet_info *pinfo, const struct media_names_end *end,
                        const struct media_formats *formats)
{
    struct naming naming;
    conversation_t *conversation;
    const void *by;

    if (formats == NULL)
        return;
    naming = (struct naming){
        formats->may_be_secure ? RTP_SETUP_ICE_SRTP : RTP_SETUP_ICE, pinfo->num,
        formats->kind, sdp_map(formats), formats->is_secure};
    conversation = stored_at(pinfo, end);
    by = conversation != NULL ? wmem_map_lookup(named, conversation) : NULL;
    if (conversation == NULL || (by != NULL && by != naming.map))
        store(pinfo, end, &naming);
}

void media_names_by_sdp(packet_info *pinfo, const struct media_formats *to,
                        const struct media_formats *back, bool relayed)
{
    const struct media_names_end there = {&pinfo->dst, pinfo->destport,
                                          relayed ? pinfo->srcport : 0};
    const struct media_names_end here = {&pinfo->src, pinfo->srcport,
                                         relayed ? pinfo->destport : 0};

    name_by_sdp(pinfo, &there, to);
    name_by_sdp(pinfo, &here, back);
}

static void payload_maps_drop(void)
{
    memset(payload_maps, 0, sizeof payload_maps);
}

static wmem_map_t *map_of_capture(void)
{
    return wmem_map_new_autoreset(wmem_epan_scope(), wmem_file_scope(),
                                  g_direct_hash, g_direct_equal);
}

void media_names_register(void)
{
    register_init_routine(payload_maps_drop);
    named = map_of_capture();
    sdp_maps = map_of_capture();
}

void media_names_handoff(void)
{
    proto_rtp = proto_get_id_by_filter_name("rtp");
}
