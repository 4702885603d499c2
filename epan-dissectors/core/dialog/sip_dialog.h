/* Which leg of which dialog, and which transaction, a SIP message belongs to,
 * as an observer sees it. RFC 3261 12 (dialogs), 17 (transactions), 13.2.2.4
 * (forking).
 *
 * A leg is a dialog as seen on one hop. Its key is the Call-ID and the two
 * pairs {tag, address}: the tag alone does not tell two hops of one dialog
 * apart, the addresses alone do not tell forks apart, and a Call-ID may serve
 * both sides of a B2BUA. Ports are left out, so that an ephemeral TCP source
 * port does not split a dialog; only where both sides have one address (two
 * programs on one host) do the ports count.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_SIP_DIALOG_H
#define LYNC_CORE_SIP_DIALOG_H

#include <stdbool.h>
#include <stdint.h>

#include <glib.h>

#include "sip_leg.h"
#include "sip_sighting.h"

/* Bounds on memory, whatever the capture holds. */
#define SIP_DIALOGS_LEGS_MAX  131072 /* legs in all, by default */
#define SIP_CALL_LEGS_MAX     64     /* legs of one Call-ID: forks and hops */
#define SIP_CALL_ID_BYTES_MAX 1024   /* a longer Call-ID is not followed */

struct sip_dialogs {
    GHashTable *calls;  /* Call-ID to struct sip_call, owned */
    GPtrArray *legs;    /* struct sip_leg, owned; a leg's index is its place */
    unsigned n_max;     /* legs; from half of it on, the table is crowded */
    uint64_t n_refused; /* legs not made because a bound was reached */
};

/* Makes DIALOGS an empty table for at most N_MAX legs (0:
 * SIP_DIALOGS_LEGS_MAX); sip_dialogs_clear() frees what it owns. */
void sip_dialogs_init(struct sip_dialogs *dialogs, unsigned n_max);
void sip_dialogs_clear(struct sip_dialogs *dialogs);

/* Whether half of the bound is reached. A call that is not answered then gets
 * no second leg; first ones are the caller's to keep out. */
bool sip_dialogs_is_crowded(const struct sip_dialogs *dialogs);

/* Finds the leg and the transaction of the message of SIGHTING, or makes them
 * when it opens one, and notes there what it says. A leg is opened by an INVITE
 * without To tag, and in the middle of a call by an INVITE, an UPDATE or their
 * 2xx with both tags.
 *
 * True: PLACE is filled in. False: the message belongs to no leg (no Call-ID,
 * a method that opens none, or a bound is reached, which n_refused counts);
 * PLACE is zero. */
bool sip_dialogs_place(struct sip_dialogs *dialogs,
                       const struct sip_sighting *sighting,
                       struct sip_place *place);

#endif
