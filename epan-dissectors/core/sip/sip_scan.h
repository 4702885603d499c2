/* Where SIP messages begin in octets that hold more than them: the headers of
 * lower layers, the end of another message. RFC 3261 7.1, 7.2.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_SIP_SCAN_H
#define LYNC_CORE_SIP_SCAN_H

#include <stdbool.h>
#include <stddef.h>

/* Finds the start line of the message whose start line or headers hold the
 * octet AT of TEXT (LENGTH octets), looking back no further than FLOOR. True:
 * *START is the line's first octet. Octets of a lower layer may stand right
 * before a start line; a method is told from them when it is a known one. */
bool sip_scan_back(const char *text, size_t length, size_t floor, size_t at,
                   size_t *start);

/* Finds the first start line in TEXT from FROM on. False: there is none. */
bool sip_scan_next(const char *text, size_t length, size_t from, size_t *start);

#endif
