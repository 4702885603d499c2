/* The subtree, fields and expert item of a close.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "close_frame.h"

#include <epan/expert.h>
#include <epan/proto_data.h>
#include <epan/tap.h>

#include "service_text.h"

#define EXPERT_PROTOCOL "HANGUP" /* as in expert information */

/* In file scope. */
struct kept_close {
    struct hangup hangup;
    const char *text; /* NULL: no finding */
    const char *advice;
};

static int proto_hangup_id;
static int ett_hangup = -1;
static int hf_by = -1;
static int hf_period = -1;
static int hf_count = -1;
static int hf_advice = -1;
static expert_field ei_periodic = EI_INIT;
static int hangup_tap;

static const struct kept_close *kept_of(packet_info *pinfo)
{
    return p_get_proto_data(wmem_file_scope(), pinfo, proto_hangup_id, 0);
}

void close_frame_keep(packet_info *pinfo, const struct hangup *hangup,
                      const char *text, const char *advice)
{
    struct kept_close *kept;

    if (kept_of(pinfo) != NULL)
        return;
    kept = wmem_new(wmem_file_scope(), struct kept_close);
    kept->hangup = *hangup;
    kept->text = text != NULL ? wmem_strdup(wmem_file_scope(), text) : NULL;
    kept->advice = advice;
    p_add_proto_data(wmem_file_scope(), pinfo, proto_hangup_id, 0, kept);
}

bool close_frame_is_kept(packet_info *pinfo)
{
    return kept_of(pinfo) != NULL;
}

static proto_item *add_fields(tvbuff_t *tvb, proto_tree *tree,
                              const struct kept_close *kept)
{
    const struct hangup *hangup = &kept->hangup;
    const char *by = service_text_side(hangup->by_server);
    const struct service_close *close = &hangup->close;
    proto_item *item =
        proto_tree_add_item(tree, proto_hangup_id, tvb, 0, 0, ENC_NA);

    proto_item_set_generated(item);
    proto_item_append_text(item, ": ended by the %s, %u in a row", by,
                           close->n);
    tree = proto_item_add_subtree(item, ett_hangup);
    proto_item_set_generated(proto_tree_add_string(tree, hf_by, tvb, 0, 0, by));
    proto_item_set_generated(
        proto_tree_add_uint(tree, hf_count, tvb, 0, 0, close->n));
    if (close->period_s > 0)
        proto_item_set_generated(
            proto_tree_add_double(tree, hf_period, tvb, 0, 0, close->period_s));
    if (kept->advice != NULL)
        proto_item_set_generated(
            proto_tree_add_string(tree, hf_advice, tvb, 0, 0, kept->advice));
    return item;
}

void close_frame_show(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
    const struct kept_close *kept = kept_of(pinfo);
    const char *saved_proto = pinfo->current_proto;
    proto_item *item = NULL;

    if (tree != NULL)
        item = add_fields(tvb, tree, kept);
    if (kept->text != NULL) {
        pinfo->current_proto = EXPERT_PROTOCOL;
        expert_add_info_format(pinfo, item, &ei_periodic, "%s", kept->text);
        pinfo->current_proto = saved_proto;
    }
    tap_queue_packet(hangup_tap, pinfo, &kept->hangup);
}

void close_frame_register(int proto_hangup)
{
    static hf_register_info fields[] = {
        {&hf_by,
         {"Ended by", "hangup.by", FT_STRING, BASE_NONE, NULL, 0,
          "Which side sent the first FIN or RST: client or server", HFILL}},
        {&hf_period,
         {"Period (s)", "hangup.period", FT_DOUBLE, BASE_NONE, NULL, 0,
          "Mean time between the closes in a row", HFILL}},
        {&hf_count,
         {"Closes in a row", "hangup.count", FT_UINT32, BASE_DEC, NULL, 0,
          "Closes by the same side at equal intervals, with this one", HFILL}},
        {&hf_advice,
         {"Advice", "hangup.advice", FT_STRING, BASE_NONE, NULL, 0,
          "What an administrator can look at and change", HFILL}},
    };
    static int *subtrees[] = {&ett_hangup};
    static ei_register_info items[] = {
        {&ei_periodic,
         {"hangup.periodic", PI_SEQUENCE, PI_WARN,
          "One side ends the connections of a service at equal intervals",
          EXPFILL}},
    };

    proto_hangup_id = proto_hangup;
    proto_register_field_array(proto_hangup, fields, array_length(fields));
    proto_register_subtree_array(subtrees, array_length(subtrees));
    expert_register_field_array(expert_register_protocol(proto_hangup), items,
                                array_length(items));
    hangup_tap = register_tap(CLOSE_TAP_NAME);
}
