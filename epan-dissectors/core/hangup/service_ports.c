/* The TCP ports that are watched.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "service_ports.h"

#include <string.h>

/* Services whose clients keep connections open, with their IANA ports. */
static const struct service_port built_in[] = {
    {389, "LDAP"},
    {443, "HTTPS"},
    {636, "LDAPS"},
    {1433, "SQL Server"},
    {SERVICE_PORT_ISCSI, "iSCSI"},
    {5060, "SIP"},
    {5061, "SIP over TLS"},
};

static void set_one(struct service_ports *ports, const struct service_port *row)
{
    uint8_t bit = (uint8_t)(1u << (row->port & 7));

    if (row->port == 0 || row->port > UINT16_MAX)
        return;
    if (row->name[0] != '\0')
        ports->watched[row->port >> 3] |= bit;
    else
        ports->watched[row->port >> 3] &= (uint8_t)~bit;
}

void service_ports_set(struct service_ports *ports,
                       const struct service_port *added, size_t n)
{
    memset(ports->watched, 0, sizeof ports->watched);
    ports->added = added;
    ports->n_added = n;
    for (size_t i = 0; i < sizeof built_in / sizeof *built_in; i++)
        set_one(ports, &built_in[i]);
    for (size_t i = 0; i < n; i++)
        set_one(ports, &added[i]);
}

const char *service_port_name(const struct service_ports *ports, uint16_t port)
{
    if (!service_port_watched(ports, port))
        return NULL;
    for (size_t i = ports->n_added; i > 0; i--)
        if (ports->added[i - 1].port == port)
            return ports->added[i - 1].name;
    for (size_t i = 0; i < sizeof built_in / sizeof *built_in; i++)
        if (built_in[i].port == port)
            return built_in[i].name;
    return NULL;
}
