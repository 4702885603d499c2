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
#include "product_advice.h"
#include "product.h"

#define N_TRUNK_ENDS 2

/* What an end does or does not. */
enum trunk_trait {
    TRUNK_RTCP,            /* sends RTCP while its RTP flows */
    TRUNK_RTCP_ON_HOLD,    /* sends RTCP while the call is held */
    TRUNK_MEDIA,           /* never lets RTP and RTCP both cease for 30 s */
    TRUNK_TIMER_OFFERED,   /* asks for a session timer */
    TRUNK_TIMER_ACCEPTED,  /* grants one that is asked for */
    TRUNK_TIMER_REFRESHED, /* refreshes when it has to */
    TRUNK_MARKED,          /* gives its RTP a code point */
    N_TRUNK_TRAITS
};

enum trunk_answer {
    TRUNK_ANSWER_NONE, /* the call does not tell */
    TRUNK_ANSWER_NO,
    TRUNK_ANSWER_YES,
};

/* What one call shows of one end. All zero tells nothing. */
struct trunk_end_facts {
    bool microsoft; /* OCS, Lync or Skype for Business by its headers */
    enum product_generation generation;

    int64_t up_ns;      /* how long the call was up with media captured, held
                           or not; 0 when the capture has no media of it */
    int64_t rtp_ns;     /* how long its RTP flowed between two holds, where
                           most; not in pauses */
    bool rtcp_seen;     /* RTCP of it, not held */
    bool rtcp_declined; /* SDP said that none is to be sent (b=RS:0, b=RR:0) */
    int64_t held_ns;    /* how long the longest hold without RTP of either end
                           lasted: with music, the call counts as active
                           (Set-CsTrunkConfiguration) */
    bool rtcp_on_hold;  /* RTCP of it in any hold */
    int64_t silent_ns;  /* the longest time without RTP and RTCP of it that SDP
                           does not excuse */

    bool request_seen;    /* an initial INVITE of it */
    bool timer_asked;     /* with Session-Expires; or its 2xx has that though
                             it was not asked to */
    bool timer_requested; /* the other end asked it for one, and it answered
                             with a 2xx, or 420 */
    bool timer_granted;   /* that 2xx has Session-Expires */
    bool refresh_due;     /* it was refresher, and the call lasted beyond the
                             time at which the other may give up */
    bool refreshed;       /* as refresher it sent a refresh */

    uint64_t n_marked;   /* RTP packets with a code point other than 0 */
    uint64_t n_unmarked; /* with code point 0 */
};

/* A call between two hosts. */
struct trunk_call {
    struct endpoint hosts[N_TRUNK_ENDS];
    struct trunk_end_facts ends[N_TRUNK_ENDS]; /* of the hosts, in order */
    enum call_verdict verdict;
    enum call_drop drop;
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

/* What FACTS tell of TRAIT. RTCP, RTCP_ON_HOLD and MEDIA tell only after more
 * than 30 s, MARKED only from 10 packets of one kind on and when most are. */
enum trunk_answer trunk_trait_of(const struct trunk_end_facts *facts,
                                 enum trunk_trait trait);

/* Adds CALL, once and after it was judged. Ports of hosts do not count, nor
 * does their order. False, and nothing changed, when the hosts are not those
 * of the calls before, are the same, or are unknown. */
bool trunk_profile_add(struct trunk_profile *profile,
                       const struct trunk_call *call);

/* Adds the calls of OTHER, another capture's, once. False, and nothing changed,
 * as with trunk_profile_add(); a profile without calls adds nothing. */
bool trunk_profile_merge(struct trunk_profile *profile,
                         const struct trunk_profile *other);

/* Whether a call went on for 5 s beyond the limit without RTCP of the end with
 * FACTS: nobody checks that. */
bool trunk_outlived_rtcp(const struct trunk_end_facts *facts);

/* Which end is Microsoft's, 0 or 1; N_TRUNK_ENDS when none is, or both are. */
unsigned trunk_profile_server(const struct trunk_profile *profile);

/* "sends RTCP on active calls" and so on. */
const char *trunk_trait_text(enum trunk_trait trait);

/* The key of TRAIT in reports for programs: "rtcp", "rtcp_on_hold" and so on.
 * NULL out of range. */
const char *trunk_trait_name(enum trunk_trait trait);

/* The value of a generation there: "lync", "ocs-2007-r2"; NULL when it is not
 * known, and out of range. */
const char *trunk_generation_name(enum product_generation generation);

#endif
