/* A transport address: who sends or receives.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_ENDPOINT_H
#define LYNC_CORE_ENDPOINT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ENDPOINT_TEXT_BYTES 64 /* "[8 groups of 4]:65535" and room */

struct endpoint {
    uint8_t family;      /* 4 or 6; 0: no endpoint */
    uint8_t address[16]; /* network order; of IPv4 the first four octets, the
                            rest 0 */
    uint16_t port;       /* 0: unknown or any */
};

/* The endpoint of an address of 4 or 16 octets as it stands in a packet. */
struct endpoint endpoint_of(uint8_t family, const uint8_t *address,
                            uint16_t port);

/* Whether address and port are the same. */
bool endpoint_equal(const struct endpoint *a, const struct endpoint *b);

/* Whether the addresses are the same, whatever the ports. */
bool endpoint_same_address(const struct endpoint *a, const struct endpoint *b);

/* An order of endpoints: below, equal to or above 0. By family, address, port;
 * has no meaning but to be always the same. */
int endpoint_compare(const struct endpoint *a, const struct endpoint *b);

/* A hash over family, address and port. */
unsigned endpoint_hash(const struct endpoint *endpoint);

/* "10.0.0.1:5000", "[2001:db8::1]:5000"; without the port, and without the
 * brackets, where it is 0; "unknown" for no endpoint. Writes at most
 * ENDPOINT_TEXT_BYTES to TEXT and returns it. */
const char *endpoint_text(const struct endpoint *endpoint,
                          char text[ENDPOINT_TEXT_BYTES]);

/* The address alone: "10.0.0.1", "2001:db8::1". */
const char *endpoint_address_text(const struct endpoint *endpoint,
                                  char text[ENDPOINT_TEXT_BYTES]);

#endif
