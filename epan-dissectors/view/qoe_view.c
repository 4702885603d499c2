/* The quality reports of a frame.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "qoe_view.h"

#include "capture.h"
#include "frame_facts.h"
#include "qoe_ice.h"
#include "sip_view.h"

static int hf_qoe[N_QOE];
static int hf_form;
static int hf_interim;
static int hf_whole;
static int hf_direction;
static int hf_ice_warnings;
static int ett_qoe = -1;

static void add_fact(proto_tree *tree, const struct qoe_fact *fact)
{
    int id = hf_qoe[fact->id];
    proto_item *item;

    switch (proto_registrar_get_ftype(id)) {
    case FT_STRING:
        item = proto_tree_add_string(tree, id, NULL, 0, 0, fact->text);
        break;
    case FT_BOOLEAN:
        item = proto_tree_add_boolean(tree, id, NULL, 0, 0, fact->number != 0);
        break;
    case FT_DOUBLE:
        item = proto_tree_add_double(tree, id, NULL, 0, 0, fact->number);
        break;
    default:
        item =
            proto_tree_add_uint(tree, id, NULL, 0, 0, (uint32_t)fact->number);
        break;
    }
    proto_item_set_generated(item);
}

static void add_facts(proto_tree *tree, const GArray *facts)
{
    for (guint i = 0; i < facts->len; i++)
        add_fact(tree, &g_array_index(facts, struct qoe_fact, i));
}

static void add_text(proto_tree *tree, int id, const char *text)
{
    proto_item_set_generated(proto_tree_add_string(tree, id, NULL, 0, 0, text));
}

static void add_flag(proto_tree *tree, int id, bool flag)
{
    proto_item_set_generated(
        proto_tree_add_boolean(tree, id, NULL, 0, 0, flag));
}

/* Adds a subtree called TITLE, and NAME behind it unless it is NULL. */
static proto_tree *add_subtree(proto_tree *tree, tvbuff_t *tvb,
                               const char *title, const char *name)
{
    proto_item *item;
    proto_tree *subtree = proto_tree_add_subtree_format(
        tree, tvb, 0, 0, ett_qoe, &item, "%s%s%s", title,
        name != NULL ? ": " : "", name != NULL ? name : "");

    proto_item_set_generated(item);
    return subtree;
}

static void add_ice_warnings(proto_tree *tree, const struct qoe_line *line)
{
    double flags = 0;
    char *warnings;

    qoe_number(line->facts, QOE_ICE_WARNING_FLAGS, &flags);
    warnings = qoe_ice_warnings((uint32_t)flags);
    if (warnings != NULL)
        add_text(tree, hf_ice_warnings, warnings);
    g_free(warnings);
}

static void add_line(proto_tree *tree, tvbuff_t *tvb,
                     const struct qoe_line *line)
{
    proto_tree *subtree =
        add_subtree(tree, tvb, "Media line", qoe_text(line->facts, QOE_LABEL));

    add_facts(subtree, line->facts);
    add_ice_warnings(subtree, line);
    for (int way = 0; way < N_QOE_WAYS; way++) {
        proto_tree *stream;

        if (line->streams[way] == NULL)
            continue;
        stream = add_subtree(subtree, tvb, "Stream",
                             qoe_way_name((enum qoe_way)way));
        add_text(stream, hf_direction, qoe_way_name((enum qoe_way)way));
        add_facts(stream, line->streams[way]);
    }
}

const struct qoe_entry *qoe_view_of(packet_info *pinfo)
{
    return capture_analysis()->qoe->entries->len > 0
               ? frame_data_of(pinfo, FRAME_DATA_QOE)
               : NULL;
}

void qoe_view_add(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
    const struct qoe_entry *entry = qoe_view_of(pinfo);
    uint32_t call;

    if (entry != NULL && sip_view_calls(pinfo, &call, 1) == 0)
        call_view_add(pinfo, tree, entry->call, NULL);
    for (; entry != NULL; entry = entry->next) {
        const struct qoe_report *report = entry->report;
        proto_tree *subtree = add_subtree(tree, tvb, "Quality report",
                                          qoe_form_name(report->form));

        add_text(subtree, hf_form, qoe_form_name(report->form));
        add_flag(subtree, hf_interim, report->interim);
        add_flag(subtree, hf_whole, report->whole);
        add_facts(subtree, report->facts);
        for (guint i = 0; i < report->lines->len; i++)
            add_line(subtree, tvb, g_ptr_array_index(report->lines, i));
    }
}

/* Type and display of each kind. */
#define TEXT  FT_STRING, BASE_NONE
#define FLAG  FT_BOOLEAN, BASE_NONE
#define COUNT FT_UINT32, BASE_DEC
#define BITS  FT_UINT32, BASE_HEX
#define RATIO FT_DOUBLE, BASE_NONE
#define MOS   FT_DOUBLE, BASE_NONE
#define REAL  FT_DOUBLE, BASE_NONE

#define FIELD(id, name, title, type, display, description)                     \
    {                                                                          \
        &(id),                                                                 \
        {                                                                      \
            title, "lync.qoe." name, type, display, NULL, 0, description,      \
                HFILL                                                          \
        }                                                                      \
    }

void qoe_view_register(int proto_lync)
{
    static hf_register_info fields[] = {
#define QOE(id, of, kind, parent, element, name, title, description)           \
    FIELD(hf_qoe[QOE_##id], name, title, kind, description),
#include "qoe_rows.h"
#undef QOE
        FIELD(hf_form, "form", "Form", FT_STRING, BASE_NONE,
              "Format of the quality report: MS-QoE, or a kind of RFC 6035."),
        FIELD(hf_interim, "interim", "Interim", FT_BOOLEAN, BASE_NONE,
              "Whether it is about a part of the session."),
        FIELD(hf_whole, "whole", "Whole", FT_BOOLEAN, BASE_NONE,
              "Whether the report could be read to its end."),
        FIELD(hf_direction, "direction", "Direction", FT_STRING, BASE_NONE,
              "Of a stream, as the reporter sees it: inbound or outbound."),
        FIELD(hf_ice_warnings, "ice_warnings", "ICE warnings", FT_STRING,
              BASE_NONE,
              "What the ICE warning flags say, if all of them are documented."),
    };
    static int *subtrees[] = {&ett_qoe};

    proto_register_field_array(proto_lync, fields, array_length(fields));
    proto_register_subtree_array(subtrees, array_length(subtrees));
}
