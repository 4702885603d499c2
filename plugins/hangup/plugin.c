/* The symbols by which Wireshark loads the module.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include <epan/proto.h>
#include <ws_symbol_export.h>
#include <ws_version.h>

#include "hangup.h"

/* What epan's plugin_describe() returns for a module with dissectors. */
#define PLUGIN_HAS_DISSECTORS 1

WS_DLL_PUBLIC_DEF const char plugin_version[] = LYNC_VERSION;
WS_DLL_PUBLIC_DEF const int plugin_want_major = WIRESHARK_VERSION_MAJOR;
WS_DLL_PUBLIC_DEF const int plugin_want_minor = WIRESHARK_VERSION_MINOR;

WS_DLL_PUBLIC void plugin_register(void);
WS_DLL_PUBLIC uint32_t plugin_describe(void);

void plugin_register(void)
{
    static proto_plugin plugin = {hangup_register, hangup_handoff};

    proto_register_plugin(&plugin);
}

uint32_t plugin_describe(void)
{
    return PLUGIN_HAS_DISSECTORS;
}
