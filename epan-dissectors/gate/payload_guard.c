/* Guards in front of the payload dissectors that the payload type table names.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "payload_guard.h"

#include <epan/packet.h>

#include "clear_payload.h"
#include "frame_facts.h"
#include "payload_show.h"
#include "rtp_names.h"
#include "wireshark_compat.h"

typedef bool clear_payload_h(const uint8_t *payload, size_t length_bytes);

/* One guarded payload dissector. */
struct guard {
    const char *name;          /* of the guard's own dissector and protocol */
    const char *title;         /* as a list of dissectors shows it */
    const char *encoding_name; /* in rtp_dyn_payload_type; or NULL: */
    unsigned payload_type;     /* in rtp.pt */
    clear_payload_h *is_clear; /* NULL: nothing proves it */
    dissector_handle_t handle;
    dissector_handle_t guarded;
};

static struct guard guards[] = {
    {.name = "lync.guard.red",
     .title = "RED in clear",
     .encoding_name = "RED",
     .is_clear = clear_payload_is_red},
    {.name = "lync.guard.event",
     .title = "telephone-event in clear",
     .encoding_name = "telephone-event",
     .is_clear = clear_payload_is_event},
    {.name = "lync.guard.opus",
     .title = "Opus in clear",
     .encoding_name = "OPUS"},
    {.name = "lync.guard.h264",
     .title = "H.264 in clear",
     .encoding_name = "H264"},
    {.name = "lync.guard.h264uc",
     .title = "H.264UC in clear",
     .encoding_name = "X-H264UC"},
    {.name = "lync.guard.g723", .title = "G.723 in clear", .payload_type = 4},
    {.name = "lync.guard.h261", .title = "H.261 in clear", .payload_type = 31},
    {.name = "lync.guard.h263", .title = "H.263 in clear", .payload_type = 34},
};

static int dissect_guarded(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree,
                           void *data, void *guard_data)
{
    const struct guard *guard = guard_data;
    unsigned length_bytes = tvb_captured_length(tvb);

    if (rtp_names_may_be_closed(pinfo) &&
        (guard->is_clear == NULL || length_bytes == 0 ||
         !guard->is_clear(tvb_get_ptr(tvb, 0, (int)length_bytes),
                          length_bytes)) &&
        frame_facts(pinfo)->clear == NULL)
        return 0;
    if (guard->is_clear == clear_payload_is_red)
        payload_show_red(tvb, pinfo, tree);
    return call_dissector_only(guard->guarded, tvb, pinfo, tree, data);
}

static void guard_put(struct guard *guard)
{
    dissector_table_t numbers = find_dissector_table("rtp.pt");
    dissector_table_t names = find_dissector_table("rtp_dyn_payload_type");

    guard->guarded =
        guard->encoding_name != NULL
            ? dissector_get_string_handle(names, guard->encoding_name)
            : dissector_get_uint_handle(numbers, guard->payload_type);
    if (guard->guarded == NULL)
        return;
    if (guard->encoding_name != NULL)
        dissector_add_string("rtp_dyn_payload_type", guard->encoding_name,
                             guard->handle);
    else
        dissector_add_uint("rtp.pt", guard->payload_type, guard->handle);
}

/* The guards belong to RTP: they hand on what they guard where LYNC is
 * disabled. */
void payload_guard_register(void)
{
    int proto_rtp = proto_get_id_by_filter_name("rtp");

    for (size_t i = 0; i < G_N_ELEMENTS(guards); i++) {
        int proto = proto_register_protocol_in_name_only(
            guards[i].title, guards[i].title, guards[i].name, proto_rtp,
            FT_PROTOCOL);

        guards[i].handle = register_dissector_with_data(
            guards[i].name, dissect_guarded, proto, &guards[i]);
    }
}

void payload_guard_handoff(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(guards); i++)
        guard_put(&guards[i]);
}
