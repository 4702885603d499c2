/* What a B2BUA between two legs passes on from one to the other, whatever it
 * dials. For call_join.c.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_CALL_RELAY_H
#define LYNC_CORE_CALL_RELAY_H

#include <stdbool.h>

#include "call_leg.h"

/* A B2BUA passes on the begin and the end of a leg as soon as it has them. */
#define CALL_RELAY_PROMPT_NS INT64_C(500000000)

/* Whether RTP of one SSRC (random, RFC 3550 8.1) comes to a host in one of the
 * legs and goes on from it, from another port of its own, in the other. */
bool call_relay_is_rtp(const struct call_leg *a, const struct call_leg *b);

/* Whether A and B have the same caller, began in the capture within
 * CALL_RELAY_PROMPT_NS and ended within it, and not both called numbers are
 * whole ones (SIP_NUMBER_DIGITS_MIN), which would have to be the same. */
bool call_relay_is_caller(const struct call_leg *a, const struct call_leg *b);

#endif
