/* The ports of the services that are watched, and their names.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_SERVICE_PORTS_H
#define LYNC_CORE_SERVICE_PORTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SERVICE_PORT_ISCSI 3260

/* A row that a user has added, or one of the built-in table. */
struct service_port {
    uint32_t port;    /* 1 to 65535 */
    const char *name; /* "iSCSI"; "": the port is not watched */
};

/* The ports in force; the rows belong to whoever set them. */
struct service_ports {
    uint8_t watched[65536 / 8]; /* bit n of octet m: port 8 m + n */
    const struct service_port *added;
    size_t n_added;
};

/* Sets PORTS to the built-in table, with the N rows of ADDED on top, which must
 * stay as long as PORTS. Of two rows with the same port the last counts. */
void service_ports_set(struct service_ports *ports,
                       const struct service_port *added, size_t n);

/* Whether PORT is watched. */
static inline bool service_port_watched(const struct service_ports *ports,
                                        uint16_t port)
{
    return (ports->watched[port >> 3] >> (port & 7) & 1) != 0;
}

/* The name of PORT's service; NULL if it is not watched. */
const char *service_port_name(const struct service_ports *ports, uint16_t port);

#endif
