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

/* Each adds FIELD, which is of the type that the function names, to TREE as a
 * generated item of no bytes of TVB. */
void frame_field_uint(tvbuff_t *tvb, proto_tree *tree, enum frame_field field,
                      uint32_t value);
void frame_field_flag(tvbuff_t *tvb, proto_tree *tree, enum frame_field field,
                      bool value);
void frame_field_time(tvbuff_t *tvb, proto_tree *tree, enum frame_field field,
                      const nstime_t *value);
void frame_field_double(tvbuff_t *tvb, proto_tree *tree, enum frame_field field,
                        double value);

/* The same; adds nothing for NULL. */
void frame_field_text(tvbuff_t *tvb, proto_tree *tree, enum frame_field field,
                      const char *value);

/* Registers the fields of PROTO_LYNC. */
void frame_field_register(int proto_lync);

#endif
