/* The fields of a frame.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "frame_field.h"

#include <epan/dissectors/packet-ip.h>

/* Type, display and names of the values of each kind. */
#define TEXT    FT_STRING, BASE_NONE, NULL
#define NUMBER  FT_UINT32, BASE_DEC, NULL
#define FRAME   FT_FRAMENUM, BASE_NONE, NULL
#define FLAG    FT_BOOLEAN, BASE_NONE, NULL
#define TIME    FT_ABSOLUTE_TIME, ABSOLUTE_TIME_LOCAL, NULL
#define SECONDS FT_DOUBLE, BASE_NONE, NULL
#define DSCP    FT_UINT8, BASE_DEC | BASE_EXT_STRING, &dscp_vals_ext

static int ids[N_FRAME_FIELDS];

void frame_field_uint(tvbuff_t *tvb, proto_tree *tree, enum frame_field field,
                      uint32_t value)
{
    proto_item_set_generated(
        proto_tree_add_uint(tree, ids[field], tvb, 0, 0, value));
}

void frame_field_flag(tvbuff_t *tvb, proto_tree *tree, enum frame_field field,
                      bool value)
{
    proto_item_set_generated(
        proto_tree_add_boolean(tree, ids[field], tvb, 0, 0, value));
}

void frame_field_time(tvbuff_t *tvb, proto_tree *tree, enum frame_field field,
                      const nstime_t *value)
{
    proto_item_set_generated(
        proto_tree_add_time(tree, ids[field], tvb, 0, 0, value));
}

void frame_field_double(tvbuff_t *tvb, proto_tree *tree, enum frame_field field,
                        double value)
{
    proto_item_set_generated(
        proto_tree_add_double(tree, ids[field], tvb, 0, 0, value));
}

void frame_field_text(tvbuff_t *tvb, proto_tree *tree, enum frame_field field,
                      const char *value)
{
    if (value != NULL)
        proto_item_set_generated(
            proto_tree_add_string(tree, ids[field], tvb, 0, 0, value));
}

void frame_field_register(int proto_lync)
{
    static hf_register_info rows[] = {
#define FIELD(id, kind, filter, name, description)                             \
    {&ids[FIELD_##id], {name, filter, kind, 0, description, HFILL}},
#include "frame_field_rows.h"
#undef FIELD
    };

    proto_register_field_array(proto_lync, rows, array_length(rows));
}
