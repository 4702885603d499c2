/* The selected packet and its call, as its tree shows them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "selection.h"

#include <cfile.h>
#include <epan/epan_dissect.h>
#include <epan/plugin_if.h>

#include "index.h"
#include "wireshark_compat.h"

static uint32_t number_in(proto_tree *tree, const char *field)
{
    GPtrArray *found =
        proto_find_first_finfo(tree, proto_registrar_get_id_byname(field));
    uint32_t number = NO_INDEX;

    if (found->len > 0)
        number = lync_finfo_number((field_info *)g_ptr_array_index(found, 0));
    g_ptr_array_free(found, TRUE);
    return number;
}

/* Returns DATA, or NULL if nothing is selected. */
static void *look(capture_file *file, void *data)
{
    struct selection *selection = data;

    if (file->current_frame == NULL || file->edt == NULL ||
        file->edt->tree == NULL)
        return NULL;
    selection->pinfo = &file->edt->pi;
    selection->frame = file->current_frame->num;
    selection->call = number_in(file->edt->tree, "lync.call");
    selection->stream = number_in(file->edt->tree, "lync.stream");
    return selection;
}

bool selection_get(struct selection *selection)
{
    return plugin_if_get_capture_file(look, selection) != NULL;
}
