/* The ICE warning flags of a quality report.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "qoe_ice.h"

#include <glib.h>

static const struct {
    uint32_t flag;
    const char *meaning;
} rows[] = {
    {0x10, "TURN server unreachable"},
    {0x20, "shared secret with the TURN server failed"},
    {0x40, "UDP allocation at the TURN server failed"},
    {0x200, "TCP allocation at the TURN server failed"},
    {0x4000, "local UDP failed"},
    {0x8000, "UDP through NAT failed"},
    {0x10000, "UDP through the TURN server failed"},
    {0x40000, "TCP through NAT failed"},
    {0x80000, "TCP through the TURN server failed"},
    {0x100000, "message integrity wrong in a check"},
    {0x200000, "message integrity wrong in the answer to a check"},
};

char *qoe_ice_warnings(uint32_t flags)
{
    GString *text = g_string_new(NULL);

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        if ((flags & rows[i].flag) == 0)
            continue;
        g_string_append_printf(text, "%s%s", text->len > 0 ? ", " : "",
                               rows[i].meaning);
        flags &= ~rows[i].flag;
    }
    return g_string_free(text, flags != 0 || text->len == 0);
}
