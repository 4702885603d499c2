/* The headers of a SIP message that are read.
 * RFC 3261 20, RFC 4028 4 and 5, RFC 3326 2, RFC 3262 7.1, RFC 7989 5.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_SIP_FIELD_H
#define LYNC_CORE_SIP_FIELD_H

#include "sip_header.h"
#include "sip_message.h"

/* The message being filled in, what its headers say about the body, and which
 * headers have been seen. MESSAGE must be set, the rest zero. */
struct sip_field_reader {
    struct sip_message *message;
    struct text content_type; /* with parameters */
    bool content_length_present;
    uint32_t content_length_bytes;
    bool content_encoded; /* by something else than identity */
    bool contact_seen;
};

/* Reads HEADER into the reader's message. Unknown headers and unreadable values
 * change nothing. */
void sip_field_read(struct sip_field_reader *reader,
                    const struct sip_header *header);

#endif
