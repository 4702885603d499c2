/* The Binding messages of STUN.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "stun_binding.h"

#include "big_endian.h"
#include "stun_address.h"

#define LENGTH_AT              2
#define ID_BYTES               16 /* with the cookie's place, RFC 3489 11.1 */
#define ATTRIBUTE_HEADER_BYTES 4
#define MAPPED_ADDRESS         0x0001
#define USERNAME               0x0006
#define XOR_MAPPED_ADDRESS     0x0020

#define HASH_MULTIPLIER UINT64_C(0x9E3779B97F4A7C15) /* 2^64 / golden ratio */

static bool kind_of(uint16_t type, enum stun_binding_kind *kind)
{
    switch (type) {
    case 0x0001:
        *kind = STUN_BINDING_REQUEST;
        return true;
    case 0x0101:
        *kind = STUN_BINDING_SUCCESS;
        return true;
    case 0x0111:
        *kind = STUN_BINDING_ERROR;
        return true;
    default:
        return false;
    }
}

uint64_t stun_digest(const uint8_t *id)
{
    uint64_t hash = 0;

    for (size_t i = 0; i < ID_BYTES; i += sizeof(uint32_t))
        hash = (hash ^ read_be32(id + i)) * HASH_MULTIPLIER;
    return hash ^ hash >> 32;
}

/* Takes the attribute TYPE with VALUE of the message at OCTETS. RFC 8489 14.2:
 * with a cookie the XORed address counts, for NATs rewrite the other. */
static void take(struct stun_binding *binding, const uint8_t *octets,
                 uint16_t type, const uint8_t *value, size_t value_bytes)
{
    const uint8_t *cookie = octets + STUN_COOKIE_AT;
    bool has_cookie = read_be32(cookie) == STUN_COOKIE;

    if (type == USERNAME && binding->kind == STUN_BINDING_REQUEST)
        binding->is_check = true;
    else if (type == (has_cookie ? XOR_MAPPED_ADDRESS : MAPPED_ADDRESS) &&
             binding->kind == STUN_BINDING_SUCCESS)
        stun_address_read(value, value_bytes, has_cookie ? cookie : NULL,
                          &binding->mapped);
}

bool stun_binding_read(const uint8_t *octets, size_t length_bytes,
                       struct stun_binding *binding)
{
    size_t at = STUN_HEADER_BYTES;

    *binding = (struct stun_binding){0};
    if (length_bytes < STUN_HEADER_BYTES ||
        !kind_of(read_be16(octets), &binding->kind) ||
        STUN_HEADER_BYTES + (size_t)read_be16(octets + LENGTH_AT) !=
            length_bytes)
        return false;
    binding->transaction = stun_digest(octets + STUN_COOKIE_AT);
    while (at + ATTRIBUTE_HEADER_BYTES <= length_bytes) {
        uint16_t type = read_be16(octets + at);
        size_t value_bytes = read_be16(octets + at + LENGTH_AT);

        at += ATTRIBUTE_HEADER_BYTES;
        if (value_bytes > length_bytes - at)
            return false;
        take(binding, octets, type, octets + at, value_bytes);
        at += (value_bytes + 3) & ~(size_t)3;
    }
    return true;
}
