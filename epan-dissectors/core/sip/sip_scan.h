/* Where SIP messages begin among other octets: headers of lower layers, the end
 * of another message. RFC 3261 7.1, 7.2.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_SIP_SCAN_H
#define LYNC_CORE_SIP_SCAN_H

#include <stdbool.h>
#include <stddef.h>

/* Finds the start line of the message whose start line or headers include
 * offset AT of TEXT (LENGTH bytes), looking back no further than offset FLOOR.
 * True: *START is the offset of the line. Octets of a lower layer may come
 * right before a start line; a known method is told apart from them. */
bool sip_scan_back(const char *text, size_t length, size_t floor, size_t at,
                   size_t *start);

/* Finds the first start line in TEXT (LENGTH bytes) at or after offset FROM,
 * and sets *START to its offset. False when there is none. */
bool sip_scan_next(const char *text, size_t length, size_t from, size_t *start);

#endif
