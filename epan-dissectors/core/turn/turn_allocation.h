/* The address that a TURN server gives to its client. RFC 8656 7, 18.5;
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

#define STUN_COOKIE       0x2112A442 /* RFC 8489 5 */
#define STUN_COOKIE_AT    4
#define STUN_HEADER_BYTES 20

/* The attribute MAGIC-COOKIE, the first of Microsoft's messages. [MS-TURN]
 * 2.2.2.8 */
extern const uint8_t turn_magic_cookie[8];

/* Whether OCTETS are a successful response to an Allocate request that names
 * the relayed transport address; RELAYED is set if they are. LENGTH_BYTES: as
 * far as the message was captured. Microsoft's messages lack the cookie of RFC
 * 8489, and begin with the attribute MAGIC-COOKIE. */
bool turn_allocation_read(const uint8_t *octets, size_t length_bytes,
                          struct endpoint *relayed);

#endif
