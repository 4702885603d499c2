/* A transport address: who sends or receives.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_ENDPOINT_H
#define LYNC_CORE_ENDPOINT_H

#include <stdbool.h>
#include <stdint.h>

#include <glib.h>

#define ENDPOINT_TEXT_BYTES 64 /* "[8 groups of 4]:65535" and room */

struct endpoint {
    uint8_t family;      /* 4 or 6; 0: no endpoint */
    uint8_t address[16]; /* network order; of IPv4 the first four octets, the
                            rest 0 */
    uint16_t port;       /* 0: unknown or any */
};

/* The endpoint at ADDRESS, in network order: 4 bytes when FAMILY is 4, else
 * 16. */
struct endpoint endpoint_of(uint8_t family, const uint8_t *address,
                            uint16_t port);

/* The endpoint whose address is TEXT, "10.0.0.1" or "2001:db8::1"; no endpoint
 * if it is no address. */
struct endpoint endpoint_of_text(const char *text, uint16_t port);

/* Whether two struct endpoint have the same address and port; and a hash over
 * family, address and port. With GLib's signatures, for a GHashTable or a
 * wmem_map_t whose keys are endpoints. */
gboolean endpoint_equal(gconstpointer a, gconstpointer b);
guint endpoint_hash(gconstpointer key);

/* The hash BEFORE, 0 at the beginning, with END added, for keys that hold more
 * than one endpoint. The upper 32 bits are the better ones. */
uint64_t endpoint_mix(uint64_t before, const struct endpoint *end);

/* The same for keys that are arrays of two: equal when the first are equal and
 * the second are. */
gboolean endpoint_pair_equal(gconstpointer a, gconstpointer b);
guint endpoint_pair_hash(gconstpointer key);

/* Whether the addresses are the same, whatever the ports. */
bool endpoint_same_address(const struct endpoint *a, const struct endpoint *b);

/* Whether the address is of a private network (RFC 1918 3, RFC 4193 3.1), which
 * nobody outside of it reaches. */
bool endpoint_is_private(const struct endpoint *endpoint);

/* Whether the address is a multicast group's (RFC 1112 4, RFC 4291 2.7). */
bool endpoint_is_multicast(const struct endpoint *endpoint);

/* Orders endpoints by family, address and port: below 0 when A comes before B,
 * 0 when they are equal, above 0 otherwise. The order is stable but otherwise
 * arbitrary. */
int endpoint_compare(const struct endpoint *a, const struct endpoint *b);

/* "10.0.0.1:5000", "[2001:db8::1]:5000"; a port of 0 and the brackets are left
 * out; "unknown" for no endpoint. Writes at most ENDPOINT_TEXT_BYTES to TEXT
 * and returns it. */
const char *endpoint_text(const struct endpoint *endpoint,
                          char text[ENDPOINT_TEXT_BYTES]);

/* The address alone: "10.0.0.1", "2001:db8::1"; otherwise as endpoint_text. */
const char *endpoint_address_text(const struct endpoint *endpoint,
                                  char text[ENDPOINT_TEXT_BYTES]);

#endif
