/* The transactions of a leg: which request a response answers, and whether a
 * message was seen before. RFC 3261 17.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_SIP_TRANSACTION_H
#define LYNC_CORE_SIP_TRANSACTION_H

#include "sip_leg.h"

/* Finds or makes the transaction of MESSAGE in PLACE's leg (sent by PLACE's
 * sender), notes what it says, moves the leg's state, and fills in the rest of
 * PLACE. Only INVITE, UPDATE and BYE are followed; the leg keeps the latest
 * SIP_LEG_TRANSACTIONS of them. */
void sip_transaction_place(const struct sip_message *message, int64_t now_ns,
                           struct sip_place *place);

/* Frees the transactions of LEG, which then has none. */
void sip_transaction_forget_all(struct sip_leg *leg);

/* The transaction of LEG with that METHOD and CSEQ, asked by REQUESTER; NULL
 * when it is not, or no longer, known. */
struct sip_transaction *sip_transaction_find(struct sip_leg *leg,
                                             enum sip_method method,
                                             uint32_t cseq, unsigned requester);

#endif
