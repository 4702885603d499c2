/* What TURN servers gave to the sides of a call. RFC 8656, [MS-TURN].
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_CALL_TURN_H
#define LYNC_CORE_CALL_TURN_H

#include "call_list.h"

/* The allocations of a call. */
struct call_turn {
    unsigned n_asked;     /* clients that asked: endpoints, not requests */
    unsigned n_allocated; /* of them, those that got an address */
    uint16_t error;       /* of the first that got none; 0: none (turn_client.h)
                           */
};

/* The allocations of all legs of ROW. */
struct call_turn call_turn_of(const struct analysis *analysis,
                              const struct call_row *row);

/* Appends, for each side of LEG that asked, "; caller's TURN: 2 of 2
 * allocated", and what became of the others: "; callee's TURN: 0 of 1
 * allocated, error 486 (quota reached) from 192.0.2.1:3478". */
void call_turn_append(GString *text, const struct analysis *analysis,
                      uint32_t leg);

#endif
