/* The preferences of the module hangup: ports of services.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "hangup_preferences.h"

#include <epan/packet.h>
#include <epan/prefs.h>
#include <epan/uat.h>

#include <string.h>

#include "wireshark_compat.h"

/* A row as Wireshark's table editor sets it. */
struct port_row {
    guint32 port;
    char *name;
};

static int proto_hangup_id;
static struct port_row *port_rows;
static guint n_port_rows;
static struct service_ports ports;
static struct service_port *added; /* the user's rows, in the form that ports
                                      uses */

UAT_DEC_CB_DEF(port_row, port, struct port_row)
UAT_CSTRING_CB_DEF(port_row, name, struct port_row)

static void *port_row_copy(void *to, const void *from, size_t size _U_)
{
    struct port_row *copy = to;
    const struct port_row *row = from;

    copy->port = row->port;
    copy->name = g_strdup(row->name);
    return copy;
}

static void port_row_free(void *data)
{
    struct port_row *row = data;

    g_free(row->name);
}

/* Sets ERROR if the row is invalid. It is then ignored. */
static lync_bool port_row_update(void *data, char **error)
{
    struct port_row *row = data;

    if (row->name != NULL)
        g_strstrip(row->name);
    if (row->port >= 1 && row->port <= UINT16_MAX)
        return TRUE;
    *error = g_strdup_printf("port %u (%s): the port must be 1 to %u",
                             row->port, row->name, UINT16_MAX);
    return FALSE;
}

/* Called when the rows change and when a capture is read, because the user may
 * have enabled or disabled the protocol in between. */
static void ports_apply(void)
{
    g_free(added);
    added = g_new(struct service_port, n_port_rows);
    for (guint i = 0; i < n_port_rows; i++) {
        const char *name = port_rows[i].name;

        added[i] =
            (struct service_port){port_rows[i].port, name != NULL ? name : ""};
    }
    service_ports_set(&ports, added, n_port_rows);
    if (!proto_is_protocol_enabled(find_protocol_by_id(proto_hangup_id)))
        memset(ports.watched, 0, sizeof ports.watched);
}

const struct service_ports *hangup_ports(void)
{
    return &ports;
}

void hangup_preferences_register(int proto_hangup)
{
    static uat_field_t fields[] = {
        UAT_FLD_DEC(port_row, port, "TCP port", "Port of the server"),
        UAT_FLD_CSTRING(port_row, name, "Service",
                        "Name of the service; empty: the port is not watched"),
        UAT_END_FIELDS};
    module_t *module = prefs_register_protocol(proto_hangup, NULL);
    uat_t *uat =
        uat_new("Watched TCP services", sizeof(struct port_row),
                "hangup_services", TRUE, &port_rows, &n_port_rows,
                UAT_AFFECTS_DISSECTION, NULL, port_row_copy, port_row_update,
                port_row_free, ports_apply, NULL, fields);

    proto_hangup_id = proto_hangup;
    prefs_register_uat_preference(
        module, "services", "Services",
        "Ports of the services that are watched, on top of the built-in table "
        "(389, 443, 636, 1433, 3260, 5060, 5061). A row with a port of that "
        "table replaces it.",
        uat);
    register_init_routine(ports_apply);
    ports_apply();
}
