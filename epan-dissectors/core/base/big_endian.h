/* Numbers in network byte order, as the headers of RTP and RTCP hold them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_BIG_ENDIAN_H
#define LYNC_CORE_BIG_ENDIAN_H

#include <stdint.h>

/* The number in the 4 bytes at OCTETS. */
static inline uint32_t read_be32(const uint8_t *octets)
{
    return (uint32_t)octets[0] << 24 | (uint32_t)octets[1] << 16 |
           (uint32_t)octets[2] << 8 | octets[3];
}

/* The number in the 2 bytes at OCTETS. */
static inline uint16_t read_be16(const uint8_t *octets)
{
    return (uint16_t)(octets[0] << 8 | octets[1]);
}

#endif
