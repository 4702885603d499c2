/* The address that a TURN server gives to its client.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "turn_allocation.h"

#include <string.h>

#include "big_endian.h"
#include "stun_address.h"

#define ALLOCATE_RESPONSE      0x0103
#define LENGTH_AT              2
#define ATTRIBUTE_HEADER_BYTES 4
#define MAPPED_ADDRESS         0x0001 /* [MS-TURN] */
#define XOR_RELAYED_ADDRESS    0x0016 /* RFC 8656 18.5 */

const uint8_t turn_magic_cookie[8] = {0x00, 0x0F, 0x00, 0x04,
                                      0x72, 0xC6, 0x4B, 0xC6};

bool turn_allocation_read(const uint8_t *octets, size_t length_bytes,
                          struct endpoint *relayed)
{
    size_t at = STUN_HEADER_BYTES;
    size_t end;
    bool by_rfc;

    if (length_bytes < STUN_HEADER_BYTES + sizeof turn_magic_cookie ||
        read_be16(octets) != ALLOCATE_RESPONSE)
        return false;
    by_rfc = read_be32(octets + STUN_COOKIE_AT) == STUN_COOKIE;
    if (!by_rfc &&
        memcmp(octets + at, turn_magic_cookie, sizeof turn_magic_cookie) != 0)
        return false;
    end = MIN(length_bytes,
              (size_t)STUN_HEADER_BYTES + read_be16(octets + LENGTH_AT));
    while (at + ATTRIBUTE_HEADER_BYTES <= end) {
        uint16_t type = read_be16(octets + at);
        size_t value_bytes = read_be16(octets + at + LENGTH_AT);

        at += ATTRIBUTE_HEADER_BYTES;
        if (value_bytes > end - at)
            return false;
        if (type == (by_rfc ? XOR_RELAYED_ADDRESS : MAPPED_ADDRESS))
            return stun_address_read(octets + at, value_bytes,
                                     by_rfc ? octets + STUN_COOKIE_AT : NULL,
                                     relayed);
        /* RFC 8489 14 pads values to whole words; RFC 3489 did not. */
        at += by_rfc ? (value_bytes + 3) & ~(size_t)3 : value_bytes;
    }
    return false;
}
