/* Sets of RTP payload types.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_PAYLOAD_TYPE_SET_H
#define LYNC_CORE_PAYLOAD_TYPE_SET_H

#include <stdbool.h>
#include <stdint.h>

#define N_PAYLOAD_TYPES 128 /* 7 bits, RFC 3550 5.1 */

/* A set of RTP payload types, 0 to 127; all zero is the empty one. */
struct payload_type_set {
    uint64_t bits[2];
};

/* Adds PAYLOAD_TYPE (above 127: nothing) to SET. */
static inline void payload_type_set_add(struct payload_type_set *set,
                                        uint8_t payload_type)
{
    if (payload_type < N_PAYLOAD_TYPES)
        set->bits[payload_type / 64] |= UINT64_C(1) << (payload_type % 64);
}

/* Whether PAYLOAD_TYPE is in SET; false above 127. */
static inline bool payload_type_set_has(const struct payload_type_set *set,
                                        uint8_t payload_type)
{
    return payload_type < N_PAYLOAD_TYPES &&
           (set->bits[payload_type / 64] >> (payload_type % 64) & 1) != 0;
}

#endif
