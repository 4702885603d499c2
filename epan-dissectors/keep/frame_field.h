/* The generated items that the plugin adds to the tree of a frame.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_FRAME_FIELD_H
#define LYNC_FRAME_FIELD_H

#include <epan/packet.h>

enum frame_field {
#define FIELD(id, kind, filter, name, description) FIELD_##id,
#include "frame_field_rows.h"
#undef FIELD
    N_FRAME_FIELDS
};

/* A field and its value: in the member for the field's type. */
struct frame_value {
    enum frame_field field;
    union {
        uint32_t number; /* of flags, too */
        double real;
        const char *text;
        nstime_t time;
    };
};

/* Adds VALUE to TREE as a generated item of no bytes. */
void frame_field_add(proto_tree *tree, const struct frame_value *value);

/* Adds FIELD, a number or a flag. */
void frame_field_number(proto_tree *tree, enum frame_field field,
                        uint32_t number);

/* Adds FIELD, a link to FRAME, with WHAT it is there, or NULL; nothing for
 * frame 0. */
void frame_field_frame(proto_tree *tree, enum frame_field field, uint32_t frame,
                       const char *what);

/* Adds FIELD, a time in milliseconds. */
void frame_field_ms(proto_tree *tree, enum frame_field field, int64_t ns);

/* Adds FIELD, a text; nothing for NULL. */
void frame_field_text(proto_tree *tree, enum frame_field field,
                      const char *text);

/* Adds FIELD, a text, with WHAT shown behind it, which is no part of its value.
 */
void frame_field_text_and(proto_tree *tree, enum frame_field field,
                          const char *text, const char *what);

/* Registers the fields of PROTO_LYNC. */
void frame_field_register(int proto_lync);

#endif
