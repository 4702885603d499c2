/* The headers of a SIP message that are read.
 * RFC 3261 20, RFC 4028 4 and 5, RFC 3326 2, RFC 3262 7.1, RFC 7989 5.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_SIP_FIELD_H
#define LYNC_CORE_SIP_FIELD_H

#include "sip_header.h"
#include "sip_message.h"

/* Reads HEADER into MESSAGE, which is all zero before the first one. Unknown
 * headers and unreadable values change nothing. */
void sip_field_read(struct sip_message *message,
                    const struct sip_header *header);

#endif
