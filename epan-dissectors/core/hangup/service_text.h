/* Sentences about a service that one side ends again and again.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_SERVICE_TEXT_H
#define LYNC_CORE_SERVICE_TEXT_H

#include "service.h"

/* Wireshark cuts the text of an expert item behind so many octets. */
#define SERVICE_TEXT_MOST 239

/* What the finding of SIDE (0: the client ends the connections) of SERVICE
 * says: who closes first, every how many seconds, how soon the other side is
 * back, how many so far, idle or busy before it, and what usually does that.
 * At most SERVICE_TEXT_MOST octets, of NAME, the service's, the first 20. Free
 * with g_free. */
char *service_text_finding(const struct service *service, unsigned side,
                           const char *name);

/* Why a side ends connections again and again. */
struct service_cause {
    const char *usually; /* what does that; without a full stop */
    const char *advice;  /* what an administrator can look at and change */
};

/* The cause that the latest close of SIDE speaks for. */
const struct service_cause *service_text_cause(const struct service_side *side);

/* "idle", "busy": what the connections were before the latest close. */
const char *service_text_before(const struct service_side *side);

/* "client", "server". */
const char *service_text_side(unsigned side);

#endif
