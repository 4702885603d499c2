/* An address in a STUN attribute.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "stun_address.h"

#include <string.h>

#include "big_endian.h"

#define FAMILY_AT   1
#define PORT_AT     2
#define ADDRESS_AT  4
#define FAMILY_IPV4 1
#define FAMILY_IPV6 2

bool stun_address_read(const uint8_t *value, size_t length_bytes,
                       const uint8_t *mask, struct endpoint *end)
{
    uint8_t address[16];
    size_t address_bytes;
    uint16_t port;

    if (length_bytes < ADDRESS_AT)
        return false;
    address_bytes = value[FAMILY_AT] == FAMILY_IPV4   ? 4
                    : value[FAMILY_AT] == FAMILY_IPV6 ? 16
                                                      : 0;
    if (address_bytes == 0 || length_bytes != ADDRESS_AT + address_bytes)
        return false;
    port = read_be16(value + PORT_AT);
    memcpy(address, value + ADDRESS_AT, address_bytes);
    if (mask != NULL) {
        port ^= read_be16(mask);
        for (size_t i = 0; i < address_bytes; i++)
            address[i] ^= mask[i];
    }
    *end = endpoint_of(address_bytes == 4 ? 4 : 6, address, port);
    return true;
}
