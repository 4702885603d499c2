/* Allocate: a client asks a TURN server for an address. RFC 8656 7, 18.5;
 * [MS-TURN] 2.2.2.1, 3.2.5.1.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_TURN_ALLOCATION_H
#define LYNC_CORE_TURN_ALLOCATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "endpoint.h"
#include "stun_binding.h"

/* The attribute MAGIC-COOKIE, the first of Microsoft's messages. [MS-TURN]
 * 2.2.2.8 */
extern const uint8_t turn_magic_cookie[8];

enum turn_allocation_kind {
    TURN_ALLOCATION_REQUEST,
    TURN_ALLOCATION_SUCCESS,
    TURN_ALLOCATION_ERROR,
};

struct turn_allocation {
    enum turn_allocation_kind kind;
    uint64_t transaction;    /* a digest of its id: the same in the response */
    bool has_credentials;    /* a request with MESSAGE-INTEGRITY */
    uint16_t error;          /* of ERROR-CODE, 300 to 699; 0: none */
    struct endpoint relayed; /* of a success: the address that the server gives;
                                family 0: not told, or not captured */
};

/* Whether OCTETS are an Allocate request or response; ALLOCATION is set if they
 * are. LENGTH_BYTES: as far as the message was captured. Microsoft's messages
 * lack the cookie of RFC 8489, and begin with the attribute MAGIC-COOKIE. */
bool turn_allocation_read(const uint8_t *octets, size_t length_bytes,
                          struct turn_allocation *allocation);

#endif
