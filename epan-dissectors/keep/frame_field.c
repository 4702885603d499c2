/* The fields of a frame.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "frame_field.h"

#include <epan/dissectors/packet-ip.h>

#include "finding.h"
#include "verdict_shown.h"

/* Type, display and names of the values of each kind. */
#define TEXT     FT_STRING, BASE_NONE, NULL
#define NUMBER   FT_UINT32, BASE_DEC, NULL
#define FRAME    FT_FRAMENUM, BASE_NONE, NULL
#define FLAG     FT_BOOLEAN, BASE_NONE, NULL
#define TIME     FT_ABSOLUTE_TIME, ABSOLUTE_TIME_LOCAL, NULL
#define REAL     FT_DOUBLE, BASE_NONE, NULL
#define SEVERITY FT_UINT8, BASE_DEC, VALS(severity_names)
#define VERDICT  FT_UINT8, BASE_DEC, NULL /* verdict_names() */
#define DSCP     FT_UINT8, BASE_DEC | BASE_EXT_STRING, NULL /* dscp_vals_ext */

/* As the reports name them; a greater one is worse. */
static const value_string severity_names[] = {
    {FINDING_CHAT, "Chat"},
    {FINDING_NOTE, "Note"},
    {FINDING_WARN, "Warn"},
    {FINDING_ERROR, "Error"},
    {0, NULL},
};

static int hf_lync[N_FRAME_FIELDS];

void frame_field_add(proto_tree *tree, const struct frame_value *value)
{
    int id = hf_lync[value->field];
    proto_item *item;

    switch (proto_registrar_get_ftype(id)) {
    case FT_STRING:
        item = proto_tree_add_string(tree, id, NULL, 0, 0, value->text);
        break;
    case FT_BOOLEAN:
        item = proto_tree_add_boolean(tree, id, NULL, 0, 0, value->number);
        break;
    case FT_ABSOLUTE_TIME:
        item = proto_tree_add_time(tree, id, NULL, 0, 0, &value->time);
        break;
    case FT_DOUBLE:
        item = proto_tree_add_double(tree, id, NULL, 0, 0, value->real);
        break;
    default:
        item = proto_tree_add_uint(tree, id, NULL, 0, 0, value->number);
        break;
    }
    proto_item_set_generated(item);
    /* Shown in the tree by its number already. */
    if (value->field == FIELD_CALL_VERDICT_NAME)
        proto_item_set_hidden(item);
}

void frame_field_number(proto_tree *tree, enum frame_field field,
                        uint32_t number)
{
    frame_field_add(tree, &(struct frame_value){field, .number = number});
}

void frame_field_frame(proto_tree *tree, enum frame_field field, uint32_t frame,
                       const char *what)
{
    int id = hf_lync[field];

    if (frame == 0)
        return;
    proto_item_set_generated(
        what == NULL
            ? proto_tree_add_uint(tree, id, NULL, 0, 0, frame)
            : proto_tree_add_uint_format_value(tree, id, NULL, 0, 0, frame,
                                               "%u (%s)", frame, what));
}

void frame_field_ms(proto_tree *tree, enum frame_field field, int64_t ns)
{
    frame_field_add(tree,
                    &(struct frame_value){field, .real = (double)ns / 1e6});
}

void frame_field_text(proto_tree *tree, enum frame_field field,
                      const char *text)
{
    if (text != NULL)
        frame_field_add(tree, &(struct frame_value){field, .text = text});
}

void frame_field_text_and(proto_tree *tree, enum frame_field field,
                          const char *text, const char *what)
{
    proto_item_set_generated(proto_tree_add_string_format_value(
        tree, hf_lync[field], NULL, 0, 0, text, "%s: %s", text, what));
}

static const value_string *verdict_names(void)
{
    value_string *names =
        wmem_alloc0_array(wmem_epan_scope(), value_string, VERDICT_UP + 2);

    for (unsigned i = 0; i <= VERDICT_UP; i++)
        names[i] = (value_string){i, verdict_shown_name(i)};
    return names;
}

void frame_field_register(int proto_lync)
{
    static hf_register_info fields[] = {
#define FIELD(id, kind, filter, name, description)                             \
    {&hf_lync[FIELD_##id], {name, filter, kind, 0, description, HFILL}},
#include "frame_field_rows.h"
#undef FIELD
    };

    fields[FIELD_CALL_VERDICT].hfinfo.strings = VALS(verdict_names());
    /* Of another library, so that its address is no constant on Windows. */
    fields[FIELD_DSCP].hfinfo.strings = &dscp_vals_ext;
    proto_register_field_array(proto_lync, fields, array_length(fields));
}
