/* TURN over TCP.
 *
 * What a segment proves holds from the next frame on: the frame itself has been
 * dissected when it is looked at.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "turn_tcp.h"

#include <epan/dissectors/packet-tcp.h>
#include <epan/conversation.h>

#include <string.h>

#include "capture.h"
#include "frame_moment.h"
#include "preferences.h"
#include "turn_allocation.h"
#include "turn_media.h"
#include "turn_stream.h"

#define TCP_HEADER_BYTES_MIN 20 /* RFC 9293 3.1 */
#define TCP_OFFSET_AT        12

/* That a dissector called from here may ask TCP for more octets. */
#define CAN_DESEGMENT_BELOW 2

static dissector_handle_t frames_handle;
static dissector_handle_t messages_handle;
static dissector_handle_t stun_tcp_handle;
static dissector_handle_t stun_handle;
static dissector_handle_t classic_handle;
static dissector_handle_t tls_handle;

/* What the segment carries; NULL if that is nothing, or cannot be read. */
static const uint8_t *segment_payload(const struct tcp_seen *seen,
                                      size_t *length_bytes)
{
    size_t header_bytes;

    if (seen->n_captured <= TCP_HEADER_BYTES_MIN)
        return NULL;
    header_bytes = 4 * (size_t)(seen->octets[TCP_OFFSET_AT] >> 4);
    if (header_bytes < TCP_HEADER_BYTES_MIN || header_bytes >= seen->n_captured)
        return NULL;
    *length_bytes = seen->n_captured - header_bytes;
    return seen->octets + header_bytes;
}

/* Whether HANDLE, that of a conversation, is one that would not know TURN: TLS
 * takes a conversation for a hello alone. */
static bool may_be_replaced(dissector_handle_t handle)
{
    return handle == NULL || handle == tls_handle;
}

static void note_allocation(packet_info *pinfo, const uint8_t *message,
                            size_t length_bytes)
{
    struct analysis *analysis = capture_analysis();
    const struct endpoint from = frame_endpoint(&pinfo->src, pinfo->srcport);
    const struct endpoint to = frame_endpoint(&pinfo->dst, pinfo->destport);
    const struct media_path path = media_path_of(&from, &to);

    turn_clients_on_message(&analysis->turn, &analysis->sessions.ends, &path,
                            true, message, length_bytes,
                            frame_moment(pinfo)->time_ns);
}

/* Has the frames of the connection after this one dissected by HANDLE. */
static void set_up(packet_info *pinfo, dissector_handle_t handle)
{
    dissector_table_t ports = find_dissector_table("tcp.port");
    conversation_t *conversation = find_or_create_conversation(pinfo);

    if (may_be_replaced(
            conversation_get_dissector(conversation, pinfo->num + 1)) &&
        !dissector_is_uint_changed(ports, pinfo->srcport) &&
        !dissector_is_uint_changed(ports, pinfo->destport))
        conversation_set_dissector_from_frame_number(conversation,
                                                     pinfo->num + 1, handle);
}

void turn_tcp_look(const struct tcp_seen *seen)
{
    packet_info *pinfo = seen->pinfo;
    size_t length_bytes;
    const uint8_t *payload = segment_payload(seen, &length_bytes);

    if (payload == NULL || !lync_decode_dscp())
        return;
    switch (turn_stream_carrier(payload, length_bytes)) {
    case TURN_CARRIER_NONE:
        return;
    case TURN_CARRIER_MESSAGES:
        note_allocation(pinfo, payload, length_bytes);
        if (!proto_is_frame_protocol(pinfo->layers, "stun"))
            set_up(pinfo, messages_handle);
        return;
    case TURN_CARRIER_FRAMES:
        note_allocation(pinfo, payload + TURN_FRAME_HEADER_BYTES,
                        length_bytes - TURN_FRAME_HEADER_BYTES);
        set_up(pinfo, frames_handle);
        return;
    }
}

/* The length of what begins at OFFSET: several frames if they hold one packet;
 * the rest of the segment where frames are out of step. 0: TCP has to join
 * segments first. */
static unsigned unit_bytes(packet_info *pinfo, tvbuff_t *tvb, int offset,
                           void *data _U_)
{
    int n_captured = tvb_captured_length_remaining(tvb, offset);
    const uint8_t *octets =
        tvb_get_ptr(tvb, offset, MAX(n_captured, TLS_RECORD_HEADER_BYTES));
    size_t first_bytes = turn_stream_unit_bytes(octets);
    size_t bytes = turn_stream_packet_bytes(octets, (size_t)n_captured);

    if (first_bytes < TLS_RECORD_HEADER_BYTES)
        return (unsigned)tvb_reported_length_remaining(tvb, offset);
    if (bytes == 0 && pinfo->can_desegment == 0)
        return (unsigned)first_bytes;
    return (unsigned)bytes;
}

/* What the frames of TVB carry, which begins with an end-to-end frame. */
static tvbuff_t *carried(tvbuff_t *tvb, packet_info *pinfo)
{
    unsigned n_captured = tvb_captured_length(tvb);
    const uint8_t *octets = tvb_get_ptr(tvb, 0, (int)n_captured);
    uint8_t *packet;
    tvbuff_t *joined;
    unsigned n;

    if (turn_stream_unit_bytes(octets) >= n_captured)
        return tvb_new_subset_remaining(tvb, TURN_FRAME_HEADER_BYTES);
    packet = wmem_alloc(pinfo->pool, n_captured);
    n = (unsigned)turn_stream_join(octets, n_captured, packet);
    joined = tvb_new_child_real_data(tvb, packet, n, (int)n);
    add_new_data_source(pinfo, joined, "Joined TURN frames");
    return joined;
}

static int dissect_stun(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
    int used = call_dissector_only(stun_handle, tvb, pinfo, tree, NULL);

    if (used == 0 && classic_handle != NULL)
        used = call_dissector_only(classic_handle, tvb, pinfo, tree, NULL);
    return used;
}

static int dissect_unit(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree,
                        void *data _U_)
{
    uint8_t octets[TLS_RECORD_HEADER_BYTES];
    tvbuff_t *inner;
    int used = 0;

    tvb_memcpy(tvb, octets, 0, sizeof octets);
    if (turn_stream_unit_bytes(octets) == 0)
        return call_data_dissector(tvb, pinfo, tree);
    if (octets[0] > TURN_FRAME_END_TO_END)
        return call_dissector(tls_handle, tvb, pinfo, tree);
    inner = carried(tvb, pinfo);
    if (octets[0] == TURN_FRAME_END_TO_END)
        used = turn_media_dissect(inner, pinfo, tree);
    if (used == 0)
        used = dissect_stun(inner, pinfo, tree);
    if (used == 0)
        call_data_dissector(inner, pinfo, tree);
    /* What another frame of the segment says stands beside it. */
    col_append_str(pinfo->cinfo, COL_INFO, " ");
    col_set_fence(pinfo->cinfo, COL_INFO);
    return (int)tvb_captured_length(tvb);
}

static int dissect_frames(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree,
                          void *data)
{
    tcp_dissect_pdus(tvb, pinfo, tree, TRUE, TLS_RECORD_HEADER_BYTES,
                     unit_bytes, dissect_unit, data);
    return (int)tvb_captured_length(tvb);
}

/* STUN takes whatever a connection of its own carries. What is neither its
 * message nor ChannelData is left to others: TLS may follow a check of whether
 * the port lets STUN pass. */
static int dissect_messages(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree,
                            void *data)
{
    int length_bytes = (int)tvb_captured_length(tvb);

    if (!turn_stream_is_message(tvb_get_ptr(tvb, 0, length_bytes),
                                (size_t)length_bytes))
        return 0;
    pinfo->can_desegment = CAN_DESEGMENT_BELOW;
    return call_dissector_only(stun_tcp_handle, tvb, pinfo, tree, data);
}

void turn_tcp_register(int proto)
{
    messages_handle = register_dissector_with_description(
        "lync.turn.messages", "TURN over TCP", dissect_messages, proto);
    frames_handle = register_dissector_with_description(
        "lync.turn", "TURN behind pseudo-TLS", dissect_frames, proto);
}

void turn_tcp_handoff(void)
{
    stun_tcp_handle = find_dissector("stun-tcp");
    stun_handle = find_dissector("stun-udp");
    classic_handle = find_dissector("classicstun");
    tls_handle = find_dissector("tls");
}
