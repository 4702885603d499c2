/* Which call a media endpoint is of, as SDP offered it: before an answer is in
 * force, early media is known by this alone.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CALL_ENDPOINTS_H
#define LYNC_CALL_ENDPOINTS_H

#include <epan/packet.h>

#include "endpoint.h"
#include "sdp.h"
#include "text.h"

#define MAX_DECLARED 262144 /* media endpoints kept */

/* Reads TEXT, the SDP of a message of CALL, into SDP, and notes all that it
 * declares as the call's. Returns false, and notes nothing, when it cannot be
 * read. First pass. */
bool call_endpoints_declare(uint32_t call, struct text text, struct sdp *sdp);

/* The call to which SDP declared ENDPOINT last, or CALL_NONE. */
uint32_t call_endpoints_find(const struct endpoint *endpoint);

/* Asks for the memory that outlives captures. */
void call_endpoints_register(void);

#endif
