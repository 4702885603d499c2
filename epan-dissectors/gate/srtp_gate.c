/* Opening SRTP and SRTCP.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "srtp_gate.h"

#include "big_endian.h"
#include "capture.h"
#include "frame_facts.h"
#include "media_setup.h"
#include "only_rtp.h"
#include "srtp_watch.h"

#define SEQ_AT 2 /* RFC 3550 5.1 */

/* What is kept of this packet; the frame may hold others. */
static enum frame_data_kind kind_of(const struct media_arrival *arrival)
{
    return (enum frame_data_kind)(FRAME_DATA_SRTP +
                                  (arrival->kind == MEDIA_PACKET_RTP
                                       ? read_be16(arrival->payload + SEQ_AT)
                                       : UINT16_MAX + 1));
}

/* Leads the packet's conversation to the demultiplexer. False if it belongs to
 * another dissector, or to the user by Decode As. */
static bool hold(packet_info *pinfo, struct media_arrival *arrival)
{
    struct media_flow *flow = arrival->flow;

    if (flow == NULL)
        flow = arrival->flow =
            media_flow_get(&capture_analysis()->streams, &arrival->path);
    if (flow == NULL)
        return false;
    if (flow->claimed ||
        (flow->is_rtcp && arrival->kind == MEDIA_PACKET_RTCP)) {
        only_rtp_end(pinfo, flow);
        return true;
    }
    if (media_owner_of(pinfo) == OWNER_FOREIGN)
        return false;
    media_setup_hold(pinfo);
    if (arrival->kind == MEDIA_PACKET_RTP)
        flow->claimed = flow->recognition.confirmed = true;
    else
        flow->is_rtcp = true;
    return true;
}

/* First pass. */
static const struct srtp_opening *
find_opening(packet_info *pinfo, struct media_arrival *arrival, bool is_inside)
{
    const struct srtp_opening *opening;

    if (pinfo->fragmented)
        return NULL;
    opening = srtp_watch_open(capture_analysis(), arrival);
    if (opening == NULL || (!is_inside && !hold(pinfo, arrival)))
        return NULL;
    frame_data_keep(pinfo, kind_of(arrival), opening);
    return opening;
}

bool srtp_gate_open(packet_info *pinfo, struct media_arrival *arrival,
                    bool is_inside)
{
    struct frame_facts *facts = frame_facts(pinfo);
    const struct srtp_opening *opening =
        PINFO_FD_VISITED(pinfo) ? frame_data_of(pinfo, kind_of(arrival))
                                : find_opening(pinfo, arrival, is_inside);
    uint8_t *clear;
    size_t n;

    facts->clear = NULL;
    if (opening == NULL)
        return false;
    clear = wmem_alloc(pinfo->pool, arrival->captured_bytes);
    n = srtp_opening_apply(opening, arrival->payload, arrival->captured_bytes,
                           clear);
    if (n == 0)
        return false;
    facts->sealed = arrival->payload;
    facts->clear = clear;
    facts->clear_bytes = (unsigned)n;
    arrival->payload = clear;
    arrival->captured_bytes = arrival->reported_bytes = (unsigned)n;
    return true;
}
