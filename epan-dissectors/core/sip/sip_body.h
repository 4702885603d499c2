/* The body of a SIP message: where in it an SDP stands.
 * RFC 3261 7.4, RFC 2046 5.1, RFC 5621.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_SIP_BODY_H
#define LYNC_CORE_SIP_BODY_H

#include "text.h"

/* The SDP that counts, and the first one of a multipart/alternative with
 * several. Absent where there is none. */
struct sip_body_sdp {
    struct text sdp;
    struct text fallback;
};

/* Finds the SDP in BODY, whose Content-Type header (type and parameters) is
 * CONTENT_TYPE. Multipart bodies are searched three levels deep. A part
 * whose closing boundary is missing reaches to the end of its body. */
struct sip_body_sdp sip_body_find_sdp(struct text content_type,
                                      struct text body);

#endif
