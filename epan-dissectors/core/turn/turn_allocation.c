/* Allocate requests and responses.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "turn_allocation.h"

#include <string.h>

#include "big_endian.h"
#include "stun_address.h"

#define LENGTH_AT              2
#define ATTRIBUTE_HEADER_BYTES 4
#define MAPPED_ADDRESS         0x0001 /* [MS-TURN] */
#define MESSAGE_INTEGRITY      0x0008 /* RFC 8489 14.5 */
#define ERROR_CODE             0x0009 /* RFC 8489 14.8 */
#define ERROR_CODE_BYTES       4
#define ERROR_CLASS_AT         2
#define XOR_RELAYED_ADDRESS    0x0016 /* RFC 8656 18.5 */

const uint8_t turn_magic_cookie[8] = {0x00, 0x0F, 0x00, 0x04,
                                      0x72, 0xC6, 0x4B, 0xC6};

static bool kind_of(uint16_t type, enum turn_allocation_kind *kind)
{
    switch (type) {
    case 0x0003:
        *kind = TURN_ALLOCATION_REQUEST;
        return true;
    case 0x0103:
        *kind = TURN_ALLOCATION_SUCCESS;
        return true;
    case 0x0113:
        *kind = TURN_ALLOCATION_ERROR;
        return true;
    default:
        return false;
    }
}

/* The number in the value of ERROR-CODE: its class is 3 to 6 (RFC 8489 14.8).
 * 0: no error code. */
static uint16_t error_of(const uint8_t *value, size_t value_bytes)
{
    unsigned hundreds =
        value_bytes >= ERROR_CODE_BYTES ? value[ERROR_CLASS_AT] & 7u : 0;

    return hundreds >= 3 && hundreds <= 6
               ? (uint16_t)(hundreds * 100 + value[ERROR_CLASS_AT + 1] % 100)
               : 0;
}

/* Takes the attribute TYPE with VALUE; MASK as stun_address_read() has it. */
static void take(struct turn_allocation *allocation, const uint8_t *mask,
                 uint16_t type, const uint8_t *value, size_t value_bytes)
{
    if (type == MESSAGE_INTEGRITY)
        allocation->has_credentials = true;
    else if (type == ERROR_CODE)
        allocation->error = error_of(value, value_bytes);
    else if (type == (mask != NULL ? XOR_RELAYED_ADDRESS : MAPPED_ADDRESS) &&
             allocation->kind == TURN_ALLOCATION_SUCCESS &&
             allocation->relayed.family == 0)
        stun_address_read(value, value_bytes, mask, &allocation->relayed);
}

bool turn_allocation_read(const uint8_t *octets, size_t length_bytes,
                          struct turn_allocation *allocation)
{
    const uint8_t *cookie = octets + STUN_COOKIE_AT;
    size_t at = STUN_HEADER_BYTES;
    size_t end;
    bool by_rfc;

    *allocation = (struct turn_allocation){0};
    if (length_bytes < STUN_HEADER_BYTES + sizeof turn_magic_cookie ||
        !kind_of(read_be16(octets), &allocation->kind))
        return false;
    by_rfc = read_be32(cookie) == STUN_COOKIE;
    if (!by_rfc &&
        memcmp(octets + at, turn_magic_cookie, sizeof turn_magic_cookie) != 0)
        return false;
    allocation->transaction = stun_digest(cookie);
    end = MIN(length_bytes,
              (size_t)STUN_HEADER_BYTES + read_be16(octets + LENGTH_AT));
    while (at + ATTRIBUTE_HEADER_BYTES <= end) {
        uint16_t type = read_be16(octets + at);
        size_t value_bytes = read_be16(octets + at + LENGTH_AT);

        at += ATTRIBUTE_HEADER_BYTES;
        if (value_bytes > end - at)
            break;
        take(allocation, by_rfc ? cookie : NULL, type, octets + at,
             value_bytes);
        /* RFC 8489 14 pads values to whole words; RFC 3489 did not. */
        at += by_rfc ? (value_bytes + 3) & ~(size_t)3 : value_bytes;
    }
    return true;
}
