/* An address in a STUN attribute. RFC 8489 14.1, 14.2.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_STUN_ADDRESS_H
#define LYNC_CORE_STUN_ADDRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "endpoint.h"

/* Reads the address in VALUE, of LENGTH_BYTES; MASK is what it is XORed with,
 * the message from its cookie on, or NULL. False, and END left alone, when it
 * is none. */
bool stun_address_read(const uint8_t *value, size_t length_bytes,
                       const uint8_t *mask, struct endpoint *end);

#endif
