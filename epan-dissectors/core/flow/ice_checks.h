/* The connectivity checks that one side of a call sends, and the answers. RFC
 * 8445 7, RFC 8489 6.2.1.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_ICE_CHECKS_H
#define LYNC_CORE_ICE_CHECKS_H

#include <stdbool.h>
#include <stdint.h>

#include "endpoint.h"

#define ICE_CHECKS_KEPT 64 /* latest checks that an answer is matched with */

/* One check: a request and its retransmissions. */
struct ice_check {
    uint64_t transaction;
    int64_t first_ns;
    int64_t last_ns;
    uint32_t n_copies; /* sent at different times */
    bool answered;
};

/* Valid when all zero. */
struct ice_checks {
    uint32_t n_sent;      /* different ones */
    uint32_t n_answered;  /* of them, by success or error */
    uint32_t n_written;   /* in the ring of the latest */
    struct endpoint from; /* of the first */
    struct endpoint to;   /* of the first */
    int64_t last_ns;      /* any copy of any */
    struct ice_check latest[ICE_CHECKS_KEPT];
};

/* TRANSACTION was sent from FROM to TO at NOW_NS. */
void ice_checks_on_request(struct ice_checks *checks, uint64_t transaction,
                           const struct endpoint *from,
                           const struct endpoint *to, int64_t now_ns);

/* TRANSACTION was answered. Nothing if it is not one of the latest. */
void ice_checks_on_answer(struct ice_checks *checks, uint64_t transaction);

/* Whether the sender has shown that no answer came to any of CHECKS: it
 * repeated them to no avail. RFC 8489 6.2.1: whoever gets an answer stops
 * repeating. A capture that lacks the answers is no obstacle. False when some
 * check was not repeated though there was time: it may have been answered. */
bool ice_checks_in_vain(const struct ice_checks *checks);

#endif
