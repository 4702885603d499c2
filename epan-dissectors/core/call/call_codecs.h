/* The codecs of an offer that was refused. RFC 3264 6, RFC 3261 21.4.26.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_CALL_CODECS_H
#define LYNC_CORE_CALL_CODECS_H

#include "call_facts.h"
#include "call_table.h"

/* Writes to FACTS which codecs the INVITE of CALL offered and MESSAGE accepts,
 * if MESSAGE refuses that INVITE for its codecs (415, 488, 606). To be called
 * before the offer of CALL is taken back (offer_answer.h). */
void call_codecs_on_message(const struct call *call,
                            const struct sip_message *message,
                            struct call_facts *facts);

#endif
