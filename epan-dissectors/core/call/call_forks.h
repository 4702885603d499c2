/* The answers to one INVITE: a proxy that forks may bring several. RFC 3261
 * 13.2.2.4.
 *
 * The caller acknowledges each and hangs up on those it does not want: the
 * call goes on as long as one of them is up.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_CALL_FORKS_H
#define LYNC_CORE_CALL_FORKS_H

#include <stdbool.h>
#include <stdint.h>

#include "side.h"
#include "sip_message.h"

#define CALL_FORKS_MAX 8 /* answers that are followed */

/* The dialog of one answer. */
struct call_fork {
    uint32_t tag; /* hash of the To tag of its 2xx */
    bool acked;
    bool ended; /* a BYE of it was seen */
};

/* All zero is an INVITE that nobody has answered. */
struct call_forks {
    struct call_fork forks[CALL_FORKS_MAX];
    unsigned n;
};

/* Notes what MESSAGE, sent by SENDER in the call, does to its answers. Returns
 * whether it is a BYE after which another acknowledged answer is still up, so
 * that the call goes on. False for any other message, and beyond CALL_FORKS_MAX
 * answers, where any BYE counts as the end. */
bool call_forks_on_message(struct call_forks *forks,
                           const struct sip_message *message, enum side sender);

#endif
