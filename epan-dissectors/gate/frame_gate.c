/* The end of a frame's dissection.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "frame_gate.h"

#include <epan/packet.h>

#include "capture.h"
#include "frame_facts.h"
#include "frame_moment.h"
#include "frame_tap.h"
#include "frame_view.h"
#include "qoe_view.h"
#include "sip_hook.h"
#include "sip_view.h"
#include "sip_watch.h"
#include "turn_tcp.h"

static void take_message(packet_info *pinfo, struct sip_sighting *sighting)
{
    struct sip_said said;

    sighting->moment = *frame_moment_note(pinfo);
    sip_watch_on_message(capture_analysis(), sighting, &said);
    sip_view_keep(pinfo, &sighting->message, &said);
}

/* First pass: analyses a TCP packet, and the SIP messages of the frame. */
static void take_sip(packet_info *pinfo)
{
    struct analysis *analysis = capture_analysis();
    GArray *messages = sip_hook_messages(pinfo);

    if (pinfo->ptype == PT_TCP && sip_watch_wants_tcp(analysis)) {
        struct endpoint source = frame_endpoint(&pinfo->src, pinfo->srcport);
        struct endpoint destination =
            frame_endpoint(&pinfo->dst, pinfo->destport);

        sip_watch_on_tcp(analysis, frame_moment(pinfo), &source, &destination);
    }
    for (guint i = 0; i < messages->len; i++)
        take_message(
            pinfo, &g_array_index(messages, struct hooked_message, i).sighting);
    sip_hook_forget();
}

/* First pass: the IP packet that the frame holds, if it does, and is no RTP
 * that the model knows of. */
static void take_ip(const packet_info *pinfo, const struct moment *moment)
{
    struct analysis *analysis = capture_analysis();
    struct endpoint from;
    struct endpoint to;

    if (analysis->rtp_frame == pinfo->num)
        return;
    from = frame_endpoint(&pinfo->net_src, 0);
    to = frame_endpoint(&pinfo->net_dst, 0);
    if (from.family != 0 && to.family != 0)
        analysis_on_ip(analysis, moment, &from, &to,
                       pinfo->fd->cap_len < pinfo->fd->pkt_len);
}

/* First pass: analyses what the frame holds, and keeps what that proved.
 * Returns the first finding, or NULL. */
static const struct finding *take_frame(packet_info *pinfo)
{
    struct analysis *analysis = capture_analysis();
    const struct moment *moment = frame_moment(pinfo);
    const struct finding *findings;

    analysis_on_frame(analysis, moment);
    if (pinfo->ptype == PT_TCP)
        turn_tcp_look(pinfo);
    if (sip_hook_may_hold(pinfo))
        take_sip(pinfo);
    take_ip(pinfo, moment);
    findings = findings_of_latest_frame(analysis->findings, pinfo->num);
    if (findings != NULL)
        frame_data_keep(pinfo, FRAME_DATA_FINDINGS, findings);
    return findings;
}

static void queue(packet_info *pinfo, const struct media_stream *stream,
                  const struct finding *findings)
{
    struct frame_tapped frame = {stream, findings, qoe_view_of(pinfo), 0, {0}};

    frame.n_legs = sip_view_calls(pinfo, frame.legs, FRAME_TAP_LEGS_MAX);
    frame_tap_queue(pinfo, &frame);
}

static int dissect_frame_gate(tvbuff_t *tvb, packet_info *pinfo,
                              proto_tree *tree, void *data _U_)
{
    const struct frame_facts *facts = frame_facts(pinfo);
    const struct finding *findings =
        PINFO_FD_VISITED(pinfo) ? frame_data_of(pinfo, FRAME_DATA_FINDINGS)
                                : take_frame(pinfo);

    frame_view_add(tvb, pinfo, tree, facts, findings);
    if (frame_tap_is_wanted())
        queue(pinfo, facts->stream, findings);
    return 0;
}

void frame_gate_register(int proto)
{
    register_postdissector(register_dissector_with_description(
        "lync.frame", "Call analysis of the frame", dissect_frame_gate, proto));
}
