/* Shows payloads in clear. RFC 2198, RFC 3389, [MS-RTPRAD], [MS-RTVPF].
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "payload_show.h"

#include "capture.h"
#include "clear_payload.h"
#include "frame_facts.h"
#include "frame_moment.h"
#include "rtp_names.h"
#include "wireshark_compat.h"

#define NOISE_PAYLOAD_TYPE 13 /* RFC 3551 6 */

/* Octets of an RTP payload that are too few for SRTP, whose shortest tag has 4
 * and follows at least one (RFC 3711 3.1, 4.2). */
#define NOISE_PROVEN_BYTES 4
#define NOISE_RESERVED     0x80 /* RFC 3389 3.1 */

#define RTVIDEO_EXTENDED 0x80 /* [MS-RTVPF] 2.2.2: M, and O, always 1 */
#define RTVIDEO_ONE      0x08

static int hf_red_primary;
static int hf_red_redundant;
static int hf_noise_level;
static int hf_rtvideo_cached;
static int hf_rtvideo_super_p;
static int hf_rtvideo_last;
static int hf_rtvideo_i_frame;
static int hf_rtvideo_headers;
static int hf_rtvideo_first;

/* Whether SDP declares an endpoint of the packet, and no keys for either. */
static bool is_clear_by_sdp(const packet_info *pinfo)
{
    const struct media_ends *ends = &capture_analysis()->sessions.ends;
    const struct endpoint pair[] = {
        frame_endpoint(&pinfo->src, pinfo->srcport),
        frame_endpoint(&pinfo->dst, pinfo->destport),
    };
    bool declared = false;

    for (size_t i = 0; i < G_N_ELEMENTS(pair); i++) {
        const struct media_end *end = media_ends_find(ends, &pair[i]);

        if (end != NULL && end->has_keys)
            return false;
        declared = declared || end != NULL;
    }
    return declared;
}

static bool is_clear(packet_info *pinfo)
{
    return frame_facts(pinfo)->clear != NULL ||
           (!rtp_names_may_be_closed(pinfo) && is_clear_by_sdp(pinfo));
}

static void add_name(packet_info *pinfo, proto_tree *tree, int id,
                     tvbuff_t *tvb, int offset, uint8_t payload_type)
{
    const char *codec = rtp_names_codec(pinfo, payload_type);
    char number[4];

    g_snprintf(number, sizeof number, "%u", payload_type);
    proto_tree_add_string(tree, id, tvb, offset, 1,
                          codec != NULL ? codec : number);
}

void payload_show_red(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
    int length = (int)tvb_captured_length(tvb);
    struct frame_facts *facts = frame_facts(pinfo);
    struct clear_red red;

    if (length == 0 ||
        !clear_payload_red(tvb_get_ptr(tvb, 0, length), (size_t)length, &red))
        return;
    facts->red_known = true;
    facts->red_primary = red.primary;
    if (tree == NULL)
        return;
    add_name(pinfo, tree, hf_red_redundant, tvb, 0, red.redundant);
    add_name(pinfo, tree, hf_red_primary, tvb, CLEAR_RED_PRIMARY_AT,
             red.primary);
}

static int dissect_noise(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree,
                         void *data _U_)
{
    unsigned length = tvb_reported_length(tvb);
    uint8_t level;

    if (tree == NULL || tvb_captured_length(tvb) == 0)
        return 0;
    level = lync_get_uint8(tvb, 0);
    if ((level & NOISE_RESERVED) == 0 &&
        (length <= NOISE_PROVEN_BYTES || is_clear(pinfo)))
        proto_tree_add_uint(tree, hf_noise_level, tvb, 0, 1, level);
    return 0;
}

static int dissect_rtvideo(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree,
                           void *data _U_)
{
    static int *const flags[] = {&hf_rtvideo_cached,  &hf_rtvideo_super_p,
                                 &hf_rtvideo_last,    &hf_rtvideo_i_frame,
                                 &hf_rtvideo_headers, &hf_rtvideo_first};
    uint8_t octet;

    if (tree == NULL || tvb_captured_length(tvb) == 0)
        return 0;
    octet = lync_get_uint8(tvb, 0);
    if ((octet & (RTVIDEO_EXTENDED | RTVIDEO_ONE)) != RTVIDEO_ONE ||
        !is_clear(pinfo))
        return 0;
    for (size_t i = 0; i < G_N_ELEMENTS(flags); i++)
        proto_tree_add_item(tree, *flags[i], tvb, 0, 1, ENC_BIG_ENDIAN);
    return 0;
}

#define FLAG(id, name, title, mask, description)                               \
    {                                                                          \
        &(id),                                                                 \
        {                                                                      \
            title, name, FT_BOOLEAN, 8, NULL, mask, description, HFILL         \
        }                                                                      \
    }

static void register_fields(int proto_lync)
{
    static hf_register_info fields[] = {
        {&hf_red_primary,
         {"RED primary", "lync.red.primary", FT_STRING, BASE_NONE, NULL, 0,
          "Encoding name of the packet's own block (RFC 2198), or its payload "
          "type.",
          HFILL}},
        {&hf_red_redundant,
         {"RED redundant", "lync.red.redundant", FT_STRING, BASE_NONE, NULL, 0,
          "The same of the block that repeats an earlier packet.", HFILL}},
        {&hf_noise_level,
         {"Noise level (-dBov)", "lync.cn.level", FT_UINT8, BASE_DEC, NULL, 0,
          "Level of comfort noise (RFC 3389), in dB below the loudest.",
          HFILL}},
        FLAG(hf_rtvideo_cached, "lync.rtvideo.cached", "Cached frame", 0x40,
             "C of [MS-RTVPF] 2.2.2."),
        FLAG(hf_rtvideo_super_p, "lync.rtvideo.super_p", "Super-P frame", 0x20,
             "SP of [MS-RTVPF] 2.2.2."),
        FLAG(hf_rtvideo_last, "lync.rtvideo.last", "Last packet of the frame",
             0x10, "L of [MS-RTVPF] 2.2.2."),
        FLAG(hf_rtvideo_i_frame, "lync.rtvideo.i_frame", "I-frame", 0x04,
             "I of [MS-RTVPF] 2.2.2."),
        FLAG(hf_rtvideo_headers, "lync.rtvideo.headers", "Codec headers", 0x02,
             "S of [MS-RTVPF] 2.2.2: codec headers follow."),
        FLAG(hf_rtvideo_first, "lync.rtvideo.first",
             "First packet of the frame", 0x01, "F of [MS-RTVPF] 2.2.2."),
    };

    proto_register_field_array(proto_lync, fields, array_length(fields));
}

/* They belong to no protocol: without LYNC there is nothing to show. */
void payload_show_register(int proto_lync)
{
    register_fields(proto_lync);
    register_dissector("lync.show.cn", dissect_noise, proto_lync);
    register_dissector("lync.show.rtvideo", dissect_rtvideo, proto_lync);
}

/* Takes NAME, unless a dissector of Wireshark has it. */
static void take_name(const char *name, dissector_handle_t handle)
{
    dissector_table_t names = find_dissector_table("rtp_dyn_payload_type");

    if (dissector_get_string_handle(names, name) == NULL)
        dissector_add_string("rtp_dyn_payload_type", name, handle);
}

void payload_show_handoff(void)
{
    dissector_handle_t noise = find_dissector("lync.show.cn");

    take_name("CN", noise);
    take_name("X-RTVC1", find_dissector("lync.show.rtvideo"));
    if (dissector_get_uint_handle(find_dissector_table("rtp.pt"),
                                  NOISE_PAYLOAD_TYPE) == NULL)
        dissector_add_uint("rtp.pt", NOISE_PAYLOAD_TYPE, noise);
}
