/* Which of many legs are one call: call_join.h for all calls of a capture, or
 * flow_join.h for flows of media without signalling.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_CALL_GROUP_H
#define LYNC_CORE_CALL_GROUP_H

#include <stdint.h>

#include "call_join.h"

/* Legs that one leg is compared with, the latest that share something. */
#define CALL_GROUP_CANDIDATES_MAX 64

/* Legs with the same key that are passed over, where times do not ascend: the
 * latest that were over when one began, though not when a later one did. */
#define CALL_GROUP_OVER_MAX 256

/* Where a leg belongs. */
struct call_group {
    unsigned first; /* place of the first leg of its call; its own if it is */
    struct call_join join; /* to an earlier leg of it; none if it is first */
};

/* Groups the N LEGS, which are in the order of their begin; LEGS[i] may be
 * NULL for a place that is no leg. GROUPS: N of them, set whole. Each leg is
 * compared with the earlier ones that share a UUID, a media address, an SSRC,
 * the caller or the called number with it (call_join_judge): time grows with N,
 * not with its square. */
void call_group_legs(const struct call_leg *const *legs, unsigned n,
                     struct call_group *groups);

#endif
