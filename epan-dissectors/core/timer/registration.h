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
#include "sip_sighting.h"

/* The oldest registration that no 2xx granted gives way to one more. */
#define REGISTRATIONS_MAX          65536
#define REGISTRATION_AOR_BYTES_MAX 1024

struct registrations {
    GHashTable *by_client; /* "AOR address" to struct registration, owned */
    GQueue ungranted;      /* those that no 2xx granted, the oldest first */
    int64_t grace_ns;
};

/* A table with no registration; GRACE_S is the tolerance on the expiry. Free
 * with registrations_free(). */
struct registrations *registrations_new(uint32_t grace_s);

/* Frees the table. */
void registrations_free(struct registrations *table);

/* Sets EXPIRES_S to how long, in seconds, the binding of the first Contact
 * lasts according to MESSAGE, a REGISTER or the 2xx to one (RFC 3261 10.2.1.1,
 * 10.2.4). False if it does not say, and for any other message. */
bool registration_expires(const struct sip_message *message,
                          uint32_t *expires_s);

/* Takes any SIP message. Adds lync.registration.lapsed, once
 * for each registration, if a registered client sends a request other than
 * REGISTER in the name of its address after the registration expired, grace
 * included. Only what the capture proves counts: not if a REGISTER has no
 * answer in the capture, nor if the address was registered again, removed, or
 * registered from elsewhere too, nor before the first 2xx. */
void registrations_message(struct registrations *table,
                           const struct sip_sighting *sighting,
                           GPtrArray *findings);

#endif
