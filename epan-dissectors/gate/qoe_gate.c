/* Taking quality reports out of bodies: by their media types, so that nothing
 * is done for any other message.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "qoe_gate.h"

#include <epan/packet.h>

#include "capture.h"
#include "frame_facts.h"
#include "frame_moment.h"
#include "qoe_text.h"
#include "qoe_xml.h"
#include "reported_watch.h"
#include "wireshark_compat.h"

/* A kind of body. */
struct body_kind {
    const char *name;       /* of its dissector */
    const char *title;      /* as a list of dissectors shows it */
    const char *media_type; /* RFC 6035 6.2; [MS-QoE] 2.2 */
    bool (*read)(struct text text, GPtrArray *reports);
    const char *shown_by; /* the dissector that shows it in the tree */
    dissector_t dissect;
    dissector_handle_t handle;
    dissector_handle_t shower;
};

static int dissect_xml(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree,
                       void *data);
static int dissect_rating(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree,
                          void *data);
static int dissect_text(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree,
                        void *data);

enum { KIND_XML, KIND_RATING, KIND_TEXT };

static struct body_kind kinds[] = {
    [KIND_XML] = {.name = "lync.qoe.xml",
                  .title = "Quality report of Microsoft",
                  .media_type = "application/vq-rtcpxr+xml",
                  .dissect = dissect_xml,
                  .read = qoe_xml_read,
                  .shown_by = "xml"},
    [KIND_RATING] = {.name = "lync.qoe.rating",
                     .title = "Quality rating by a user",
                     .media_type = "application/ms-cqf+xml",
                     .dissect = dissect_rating,
                     .read = qoe_xml_read,
                     .shown_by = "xml"},
    [KIND_TEXT] = {.name = "lync.qoe.text",
                   .title = "Quality report of RFC 6035",
                   .media_type = "application/vq-rtcpxr",
                   .dissect = dissect_text,
                   .read = qoe_text_read,
                   .shown_by = "data-text-lines"},
};

/* Keeps the reports that BODY holds for the frame. */
static void keep(packet_info *pinfo, GPtrArray *found, struct text body)
{
    const struct endpoint source = frame_endpoint(&pinfo->src, pinfo->srcport);
    struct qoe_entry *first = frame_data_of(pinfo, FRAME_DATA_QOE);
    struct qoe_entry *entry = reported_watch_take(
        capture_analysis(), found, body, &source, frame_moment_note(pinfo));

    if (first == NULL && entry != NULL) {
        frame_data_keep(pinfo, FRAME_DATA_QOE, entry);
        return;
    }
    while (first != NULL && first->next != NULL)
        first = first->next;
    if (first != NULL)
        first->next = entry;
}

/* The captured part of TVB; if that is not all, as far as its lines are
 * whole: a number that was cut is another number. */
static struct text body_of(tvbuff_t *tvb)
{
    unsigned length = tvb_captured_length(tvb);
    struct text body = {(const char *)tvb_get_ptr(tvb, 0, (int)length), length};

    if (length < tvb_reported_length(tvb))
        while (body.length > 0 && body.start[body.length - 1] != '\n')
            body.length--;
    return body;
}

static int dissect_body(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree,
                        void *data, const struct body_kind *kind)
{
    GPtrArray *found;
    struct text body;
    bool well_formed;

    if (tvb_captured_length(tvb) == 0 || kind->shower == NULL)
        return 0;
    body = body_of(tvb);
    found = g_ptr_array_new_with_free_func(qoe_report_free);
    well_formed = kind->read(body, found);
    if (found->len > 0 && !PINFO_FD_VISITED(pinfo) &&
        !pinfo->flags.in_error_pkt)
        keep(pinfo, found, body);
    g_ptr_array_unref(found);
    return well_formed
               ? call_dissector_with_data(kind->shower, tvb, pinfo, tree, data)
               : 0;
}

static int dissect_xml(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree,
                       void *data)
{
    return dissect_body(tvb, pinfo, tree, data, &kinds[KIND_XML]);
}

static int dissect_rating(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree,
                          void *data)
{
    return dissect_body(tvb, pinfo, tree, data, &kinds[KIND_RATING]);
}

static int dissect_text(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree,
                        void *data)
{
    return dissect_body(tvb, pinfo, tree, data, &kinds[KIND_TEXT]);
}

/* One function each, because the descriptions of dissectors in one table have
 * to differ, from Wireshark 4.6 on, and the only function that registers data
 * takes no description. */
void qoe_gate_register(int proto)
{
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
        kinds[i].handle = register_dissector_with_description(
            kinds[i].name, kinds[i].title, kinds[i].dissect, proto);
}

void qoe_gate_handoff(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        kinds[i].shower = find_dissector(kinds[i].shown_by);
        dissector_add_string("media_type", kinds[i].media_type,
                             kinds[i].handle);
    }
}
