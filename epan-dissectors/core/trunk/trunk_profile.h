/* What the two ends of a trunk do, over all calls between the same two hosts:
 * evidence for and against, in calls. RFC 3550 (RTCP), RFC 4028 (session
 * timers), RFC 2474 (DSCP); Set-CsTrunkConfiguration, KB 981218.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_TRUNK_PROFILE_H
#define LYNC_CORE_TRUNK_PROFILE_H

#include <stdbool.h>
#include <stdint.h>

#include "call_verdict.h"
#include "endpoint.h"
#include "product.h"
#include "trunk_end_facts.h"
#include "trunk_trait.h"

#define N_TRUNK_ENDS 2

/* A call between two hosts. */
struct trunk_call {
    struct endpoint hosts[N_TRUNK_ENDS];
    struct trunk_end_facts ends[N_TRUNK_ENDS]; /* of the hosts, in order */
    enum call_verdict verdict;
    unsigned ended_by; /* index into hosts; N_TRUNK_ENDS: could not be told */
};

/* How many calls speak for a trait, and against it. */
struct trunk_evidence {
    unsigned n_for;
    unsigned n_against;
};

struct trunk_end {
    struct endpoint host;
    bool microsoft;
    enum product_generation generation;
    struct trunk_evidence traits[N_TRUNK_TRAITS];
    unsigned n_rtcp_outlived;  /* calls that went on for 5 s beyond the limit
                                  without its RTCP: nobody checks */
    unsigned n_hold_outlived;  /* the same in a hold without RTP */
    unsigned n_media_outlived; /* the same without RTP and RTCP of it */
    unsigned n_media_lost;     /* calls that the other end dropped for its
                                  silence, RTP and RTCP or RTCP alone */
    unsigned n_expired;        /* calls that it ended instead of refreshing */
};

/* All zero is valid: no calls yet. */
struct trunk_profile {
    unsigned n_calls;
    struct trunk_end ends[N_TRUNK_ENDS]; /* in the order of the first call */
};

/* Adds CALL; to be called once a call, after it was judged. Ports and order of
 * the hosts do not count. Returns false and changes nothing if the hosts are
 * not those of the earlier calls, are the same, or are unknown. */
bool trunk_profile_add(struct trunk_profile *profile,
                       const struct trunk_call *call);

/* Adds the calls of OTHER, which comes from another capture. Returns false and
 * changes nothing as trunk_profile_add() does, and if OTHER has no calls. */
bool trunk_profile_merge(struct trunk_profile *profile,
                         const struct trunk_profile *other);

/* Which end is Microsoft's, 0 or 1; N_TRUNK_ENDS if neither or both are. */
unsigned trunk_profile_server(const struct trunk_profile *profile);

/* The value of a generation in reports for programs: "lync", "ocs-2007-r2";
 * NULL when it is not known, and out of range. */
const char *trunk_generation_name(enum product_generation generation);

#endif
