/* The Binding messages of STUN, with which ICE checks whether two candidates
 * reach each other. RFC 8489, RFC 8445 7; RFC 3489 (draft-06 of ICE).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_STUN_BINDING_H
#define LYNC_CORE_STUN_BINDING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "endpoint.h"

#define STUN_COOKIE       0x2112A442 /* RFC 8489 5 */
#define STUN_COOKIE_AT    4
#define STUN_HEADER_BYTES 20

enum stun_binding_kind {
    STUN_BINDING_REQUEST,
    STUN_BINDING_SUCCESS,
    STUN_BINDING_ERROR,
};

struct stun_binding {
    enum stun_binding_kind kind;
    uint64_t transaction;   /* a digest of its id: the same in the response */
    bool is_check;          /* a request with USERNAME: one to a peer, not to a
                               STUN server (RFC 8445 7.2.2) */
    struct endpoint mapped; /* of a success: where the request came from, as its
                               receiver saw it; family 0: not told */
};

/* A digest of ID, the 16 octets of a transaction id and, before it, what RFC
 * 8489 has made the cookie (RFC 3489 11.1). */
uint64_t stun_digest(const uint8_t *id);

/* Whether OCTETS, of LENGTH_BYTES, are a whole Binding request or response;
 * BINDING is set if they are. Indications, which are not answered, are none. */
bool stun_binding_read(const uint8_t *octets, size_t length_bytes,
                       struct stun_binding *binding);

#endif
