/* Connectivity checks and their answers.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "ice_checks.h"

#include <stddef.h>

#include <glib.h>

#include "seconds.h"

/* Two copies that come closer are the capture's own (mirror ports): the
 * shortest retransmission in use is 100 ms (PJNATH). */
#define COPY_NS (NS_PER_S / 20)

#define MIN_COPIES 3 /* that a check in vain was sent at least */

/* A sender that stops checking leaves its latest checks unrepeated: RFC 8489
 * 6.2.1 repeats after 0.5 and 1 s. */
#define UNREPEATED_NS (2 * NS_PER_S)

static struct ice_check *find(struct ice_checks *checks, uint64_t transaction)
{
    uint32_t n = MIN(checks->n_written, ICE_CHECKS_KEPT);

    for (uint32_t i = 0; i < n; i++)
        if (checks->latest[i].transaction == transaction)
            return &checks->latest[i];
    return NULL;
}

void ice_checks_on_request(struct ice_checks *checks, uint64_t transaction,
                           const struct endpoint *from,
                           const struct endpoint *to, int64_t now_ns)
{
    struct ice_check *check = find(checks, transaction);

    if (checks->n_sent == 0) {
        checks->from = *from;
        checks->to = *to;
    }
    checks->last_ns = now_ns;
    if (check == NULL) {
        checks->n_sent++;
        check = &checks->latest[checks->n_written++ % ICE_CHECKS_KEPT];
        *check = (struct ice_check){.transaction = transaction,
                                    .first_ns = now_ns,
                                    .last_ns = now_ns,
                                    .n_copies = 1};
    } else if (now_ns - check->last_ns >= COPY_NS) {
        check->last_ns = now_ns;
        check->n_copies++;
    }
}

void ice_checks_on_answer(struct ice_checks *checks, uint64_t transaction)
{
    struct ice_check *check = find(checks, transaction);

    if (check == NULL || check->answered)
        return;
    check->answered = true;
    checks->n_answered++;
}

bool ice_checks_in_vain(const struct ice_checks *checks)
{
    uint32_t n = MIN(checks->n_written, ICE_CHECKS_KEPT);
    uint32_t n_in_vain = 0;

    if (checks->n_answered > 0)
        return false;
    for (uint32_t i = 0; i < n; i++) {
        const struct ice_check *check = &checks->latest[i];

        if (check->n_copies >= MIN_COPIES)
            n_in_vain++;
        else if (checks->last_ns - check->last_ns > UNREPEATED_NS)
            return false;
    }
    return n_in_vain > 0;
}
