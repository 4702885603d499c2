/* The end of a frame's dissection.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "frame_gate.h"

#include <epan/dissectors/packet-tcp.h>
#include <epan/exceptions.h>
#include <epan/ipproto.h>

#include "capture.h"
#include "frame_facts.h"
#include "frame_moment.h"
#include "frame_tap.h"
#include "frame_view.h"
#include "other_transport.h"
#include "qoe_view.h"
#include "sip_hook.h"
#include "sip_view.h"
#include "sip_watch.h"
#include "tcp_front.h"
#include "turn_tcp.h"
#include "voip_view.h"

#define TCP_HEADER_BYTES_MIN 20 /* RFC 9293 3.1 */
#define TCP_OFFSET_AT        12
#define TCP_FLAGS_AT         13

static dissector_handle_t sctp_handle;

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

static bool is_cut(const packet_info *pinfo)
{
    return pinfo->fd->cap_len < pinfo->fd->pkt_len;
}

/* Rest of take_ip(): not between hosts of IPv4 that were seen lately. */
static G_GNUC_NO_INLINE void take_hosts(const packet_info *pinfo,
                                        const struct moment *moment)
{
    struct endpoint from = frame_endpoint(&pinfo->net_src, 0);
    struct endpoint to = frame_endpoint(&pinfo->net_dst, 0);

    if (from.family != 0 && to.family != 0)
        analysis_on_ip(capture_analysis(), moment, &from, &to, is_cut(pinfo));
}

/* First pass: the IP packet that the frame holds, if it does, and is no RTP
 * that the model knows of. One that an ICMP error quotes was not captured. */
static void take_ip(const packet_info *pinfo, const struct moment *moment)
{
    struct analysis *analysis = capture_analysis();

    if (analysis->rtp_frame == pinfo->num || pinfo->flags.in_error_pkt)
        return;
    if (pinfo->net_src.type != AT_IPv4 || pinfo->net_dst.type != AT_IPv4 ||
        is_cut(pinfo) ||
        !analysis_on_ip4(analysis, moment, pinfo->net_src.data,
                         pinfo->net_dst.data))
        take_hosts(pinfo, moment);
}

/* First pass: analyses what the frame holds, and keeps what that proved.
 * Returns the first finding, or NULL. */
static const struct finding *take_frame(packet_info *pinfo)
{
    struct analysis *analysis = capture_analysis();
    const struct moment *moment = frame_moment(pinfo);
    const struct finding *findings;

    analysis_on_frame(analysis, moment);
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

/* A frame that holds two datagrams one after the other is ended twice; its
 * findings are shown once. */
static void end_frame(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree,
                      const struct frame_facts *facts)
{
    const struct finding *findings =
        PINFO_FD_VISITED(pinfo) ? frame_data_of(pinfo, FRAME_DATA_FINDINGS)
                                : take_frame(pinfo);

    if (findings != NULL && !frame_data_first_shown(pinfo))
        findings = NULL;
    frame_view_add(tvb, pinfo, tree, facts, findings);
    if (frame_tap_is_wanted())
        queue(pinfo, facts->stream, findings);
    if (voip_view_is_wanted())
        voip_view_queue(pinfo, facts->stream, findings);
}

void frame_gate_enter(const packet_info *pinfo)
{
    struct frame_facts *facts = frame_facts(pinfo);

    if (facts->n_gates++ == 0)
        facts->ended = false;
}

void frame_gate_leave(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
    struct frame_facts *facts = frame_facts(pinfo);

    if (--facts->n_gates > 0)
        return;
    end_frame(tvb, pinfo, tree, facts);
    facts->ended = true;
}

int frame_gate_pass(dissector_handle_t handle, tvbuff_t *tvb,
                    packet_info *pinfo, proto_tree *tree, void *data)
{
    volatile int used = 0;

    frame_gate_enter(pinfo);
    TRY
    {
        used = call_dissector_only(handle, tvb, pinfo, tree, data);
    }
    FINALLY
    {
        frame_gate_leave(tvb, pinfo, tree);
    }
    ENDTRY;
    return used;
}

/* First pass: notes when and between which hosts the frame came. */
static void note_frame(packet_info *pinfo)
{
    const struct moment *moment = frame_moment(pinfo);

    analysis_on_frame(capture_analysis(), moment);
    take_ip(pinfo, moment);
}

/* Later passes: the frame has to be ended whatever becomes of it. */
static bool is_kept(packet_info *pinfo)
{
    return frame_data_of(pinfo, FRAME_DATA_FINDINGS) != NULL ||
           frame_data_of(pinfo, FRAME_DATA_SIP) != NULL ||
           frame_data_of(pinfo, FRAME_DATA_QOE) != NULL;
}

int frame_gate_pass_plain(dissector_handle_t handle, tvbuff_t *tvb,
                          packet_info *pinfo, proto_tree *tree, void *data)
{
    if (!PINFO_FD_VISITED(pinfo))
        note_frame(pinfo);
    else if (is_kept(pinfo))
        return frame_gate_pass(handle, tvb, pinfo, tree, data);
    frame_facts_plain(pinfo);
    return call_dissector_only(handle, tvb, pinfo, tree, data);
}

/* First pass: whether all there is to note of the frame is when and between
 * which hosts it came: TCP that carried neither SIP nor media. FACTS: NULL if
 * nobody has asked for them. */
static bool is_plain(const packet_info *pinfo, const struct frame_facts *facts)
{
    return !(facts != NULL && facts->counted) && !sip_hook_saw(pinfo) &&
           !sip_watch_wants_tcp(capture_analysis());
}

/* What TCP was passed has been dissected: most segments carry nothing that
 * matters here. */
static void end_segment(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
    struct frame_facts *facts = frame_facts_known(pinfo);

    if (facts != NULL && facts->n_gates > 0)
        return;
    if (!PINFO_FD_VISITED(pinfo) && is_plain(pinfo, facts)) {
        note_frame(pinfo);
    } else {
        facts = frame_facts(pinfo);
        end_frame(tvb, pinfo, tree, facts);
    }
    if (facts != NULL)
        facts->ended = true;
}

static int dissect_other(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree,
                         void *data _U_)
{
    struct frame_facts *facts = frame_facts(pinfo);

    if (!facts->ended)
        end_frame(tvb, pinfo, tree, facts);
    facts->ended = facts->ends_late != NULL;
    return 0;
}

void frame_gate_register(int proto)
{
    register_dissector_with_description(
        OTHER_TRANSPORT, "Call analysis of the frame", dissect_other, proto);
}

/* Whether TCP has nothing to pass on: no payload, and no end after which it
 * would make do with a part of a message. */
static bool is_bare(const struct tcp_seen *seen)
{
    return seen->n_captured >= TCP_HEADER_BYTES_MIN &&
           4 * (unsigned)(seen->octets[TCP_OFFSET_AT] >> 4) ==
               seen->n_captured &&
           (seen->octets[TCP_FLAGS_AT] & (TH_FIN | TH_RST)) == 0;
}

/* To expect an exception in each segment would cost. On the first pass one is
 * expected where the capture cut the frame, or where each packet counts; SIP
 * and media before any other are ended by other_transport.c. */
static enum tcp_wish before(const struct tcp_seen *seen)
{
    packet_info *pinfo = seen->pinfo;
    bool always;

    if (capture_analysis()->settings.off)
        return TCP_WISH_NOTHING;
    if (PINFO_FD_VISITED(pinfo)) {
        frame_facts_again(pinfo);
        always = is_kept(pinfo);
    } else {
        always = is_cut(pinfo) || sip_watch_wants_tcp(capture_analysis());
        if (!always && is_bare(seen)) {
            note_frame(pinfo);
            return TCP_WISH_NOTHING;
        }
    }
    return always ? TCP_WISH_ALWAYS : TCP_WISH_AFTER;
}

static void after(const struct tcp_seen *seen)
{
    end_segment(seen->tvb, seen->pinfo, seen->tree);
    if (!PINFO_FD_VISITED(seen->pinfo) && !seen->pinfo->flags.in_error_pkt)
        turn_tcp_look(seen);
}

static int dissect_sctp(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree,
                        void *data)
{
    return capture_analysis()->settings.off
               ? call_dissector_only(sctp_handle, tvb, pinfo, tree, data)
               : frame_gate_pass(sctp_handle, tvb, pinfo, tree, data);
}

void frame_gate_handoff(void)
{
    static const struct tcp_watcher watcher = {before, after};

    tcp_front_add(&watcher);
    sctp_handle = find_dissector("sctp");
    dissector_add_uint(
        "ip.proto", IP_PROTO_SCTP,
        register_dissector_with_description(
            "lync.sctp", "SCTP with the end of its frame", dissect_sctp, -1));
}
