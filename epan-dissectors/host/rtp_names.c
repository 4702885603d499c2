/* What Wireshark's RTP dissector knows of a packet.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "rtp_names.h"

#include <epan/proto_data.h>

#include <string.h>

#include "preferences.h"
#include "wireshark_compat.h"

#define FIRST_DYNAMIC_PAYLOAD 96 /* RFC 3551 6 */

/* How a number without a name is shown; not the name of a codec. */
#define UNNAMED_PREFIX "DynamicRTP-Type-"

static int proto_rtp;

/* What the RTP dissector stored for the frame on the first pass, or NULL. */
static const lync_rtp_frame_info *rtp_frame_info(packet_info *pinfo)
{
    return p_get_proto_data(wmem_file_scope(), pinfo, proto_rtp,
                            RTP_CONVERSATION_PROTO_DATA);
}

const char *rtp_names_codec(packet_info *pinfo, uint8_t payload_type)
{
    const lync_rtp_frame_info *info = rtp_frame_info(pinfo);
    const struct payload_type *row;
    const char *name = NULL;

    if (payload_type < FIRST_DYNAMIC_PAYLOAD) {
        row = payload_type_default(payload_type);
        return row != NULL ? row->name : NULL;
    }
    if (info != NULL && info->rtp_dyn_payload != NULL)
        name = rtp_dyn_payload_get_name(info->rtp_dyn_payload, payload_type);
    if (name != NULL && g_str_has_prefix(name, UNNAMED_PREFIX))
        return NULL;
    return name;
}

uint32_t rtp_names_clock_rate_hz(packet_info *pinfo, uint8_t payload_type)
{
    const lync_rtp_frame_info *info = rtp_frame_info(pinfo);
    const struct payload_type *row;
    const char *name;
    int rate_hz = 0;

    if (payload_type < FIRST_DYNAMIC_PAYLOAD) {
        row = payload_type_default(payload_type);
        return row != NULL ? row->clock_rate_hz : 0;
    }
    if (info == NULL || info->rtp_dyn_payload == NULL ||
        !lync_dyn_payload_get(info->rtp_dyn_payload, payload_type, &name,
                              &rate_hz))
        return 0;
    return (uint32_t)MAX(rate_hz, 0);
}

const char *rtp_names_setup(packet_info *pinfo)
{
    const lync_rtp_frame_info *info = rtp_frame_info(pinfo);

    return info != NULL ? info->method : "?";
}

static bool is_set_up_by(packet_info *pinfo, const char *method)
{
    return strcmp(rtp_names_setup(pinfo), method) == 0;
}

/* Whether this plugin recognised it, and no SDP names it. */
static bool is_unsignalled(packet_info *pinfo)
{
    return is_set_up_by(pinfo, RTP_SETUP_METHOD) ||
           is_set_up_by(pinfo, RTP_SETUP_TURN);
}

bool rtp_names_may_be_closed(packet_info *pinfo)
{
    return is_unsignalled(pinfo) || is_set_up_by(pinfo, RTP_SETUP_ICE_SRTP);
}

enum media_kind rtp_names_kind(packet_info *pinfo, uint8_t payload_type,
                               uint8_t dscp)
{
    const lync_rtp_frame_info *info = rtp_frame_info(pinfo);
    enum media_kind marked = lync_kind_of_dscp(dscp);
    const struct payload_type *row;
    bool by_dscp = is_unsignalled(pinfo);

    if (info != NULL && !by_dscp) {
        if (info->media_types == RTP_MEDIA_AUDIO)
            return MEDIA_KIND_AUDIO;
        if (info->media_types == RTP_MEDIA_VIDEO)
            return MEDIA_KIND_VIDEO;
    }
    row = payload_type < FIRST_DYNAMIC_PAYLOAD || by_dscp
              ? lync_payload_type(payload_type, marked)
              : NULL;
    return row != NULL ? row->media : marked;
}

void rtp_names_handoff(void)
{
    proto_rtp = proto_get_id_by_filter_name("rtp");
}
