/* Texts about a service that one side ends again and again.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_SERVICE_TEXT_H
#define LYNC_CORE_SERVICE_TEXT_H

#include "service.h"

/* Wireshark truncates the text of an expert item to this many bytes. */
#define SERVICE_TEXT_MOST 239

/* Returns the text of the finding about SIDE (0: the client closes) of SERVICE:
 * who closes first, at what interval and how often so far, how soon the client
 * is back, whether the connection was idle or busy, and the usual cause. At
 * most SERVICE_TEXT_MOST bytes, which include up to 20 of the service's NAME.
 * Free with g_free(). */
char *service_text_finding(const struct service *service, unsigned side,
                           const char *name);

/* Why a side ends connections again and again. */
struct service_cause {
    const char *usually; /* the usual cause, without a full stop */
    const char *advice;  /* what an administrator can check and change */
};

/* Returns the likely cause of SIDE's latest close. */
const struct service_cause *service_text_cause(const struct service_side *side);

/* Returns "idle" or "busy", the state of the connection before SIDE's latest
 * close. */
const char *service_text_before(const struct service_side *side);

/* Returns "client" for 0, else "server". */
const char *service_text_side(unsigned side);

#endif
