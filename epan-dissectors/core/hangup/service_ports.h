/* The TCP ports that are watched, and the names of their services.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_SERVICE_PORTS_H
#define LYNC_CORE_SERVICE_PORTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SERVICE_PORT_ISCSI 3260

/* A row of the built-in table, or one added by the user. */
struct service_port {
    uint32_t port;    /* 1 to 65535; other rows are ignored */
    const char *name; /* such as "iSCSI"; "": do not watch the port */
};

/* The ports in force. The caller owns the rows. */
struct service_ports {
    uint8_t watched[65536 / 8]; /* bit n of byte m: port 8 * m + n */
    const struct service_port *added;
    size_t n_added;
};

/* Sets PORTS to the built-in table and then applies the N rows of ADDED, which
 * must live as long as PORTS. If several rows have the same port, the last one
 * counts. */
void service_ports_set(struct service_ports *ports,
                       const struct service_port *added, size_t n);

/* Whether PORT is watched. */
static inline bool service_port_watched(const struct service_ports *ports,
                                        uint16_t port)
{
    return (ports->watched[port >> 3] >> (port & 7) & 1) != 0;
}

/* Returns the name of PORT's service; NULL if it is not watched. */
const char *service_port_name(const struct service_ports *ports, uint16_t port);

#endif
