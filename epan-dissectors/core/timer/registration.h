/* Registrations that lapse while their client goes on as if they stood.
 * RFC 3261 10.2, 10.3. They have nothing to do with session timers.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_REGISTRATION_H
#define LYNC_CORE_REGISTRATION_H

#include <stdbool.h>
#include <stdint.h>

#include <glib.h>

#include "endpoint.h"
#include "finding.h"
#include "sip_message.h"

#define REGISTRATIONS_MAX          65536
#define REGISTRATION_AOR_BYTES_MAX 1024

struct registrations {
    GHashTable *by_client; /* "AOR address" to struct registration, owned */
    int64_t grace_ns;
    uint64_t n_refused; /* not followed because the bound was reached */
};

/* A table with no registration; GRACE_S is the tolerance on the expiry. Free
 * with registrations_free(). */
struct registrations *registrations_new(uint32_t grace_s);

/* Frees the table. NULL is allowed. */
void registrations_free(struct registrations *table);

/* How long the 2xx to a REGISTER, or the REGISTER itself, says that the
 * binding of its first Contact lasts, in seconds (RFC 3261 10.2.1.1, 10.2.4).
 * False: it does not say, or is another message. */
bool registration_expires(const struct sip_message *message,
                          uint32_t *expires_s);

/* Takes any SIP message, seen at NOW_NS. Adds lync.registration.lapsed when a
 * registered client sends another request than REGISTER in the name of that
 * address after its registration ran out, grace included, once for each
 * registration. Not when a REGISTER was sent that no answer is seen of, when
 * the address was registered anew, removed, or registered from elsewhere too,
 * nor for a time before the first 2xx: only what the capture proves. */
void registrations_message(struct registrations *table,
                           const struct sip_message *message,
                           const struct endpoint *source,
                           const struct endpoint *destination, int64_t now_ns,
                           GPtrArray *findings);

#endif
