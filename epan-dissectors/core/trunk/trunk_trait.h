/* What an end of a trunk does or does not do, as one call tells it. RFC 3550
 * (RTCP), RFC 4028 (session timers), RFC 2474 (DSCP); Set-CsTrunkConfiguration.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_TRUNK_TRAIT_H
#define LYNC_CORE_TRUNK_TRAIT_H

#include "trunk_end_facts.h"

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

/* What FACTS show of TRAIT. RTCP and RTCP_ON_HOLD are missing only after more
 * than 30 s, MEDIA from 29 s on, at which servers hang up
 * (media_limit_least_ns()); MARKED needs 10 packets of one kind, and a
 * majority. TRUNK_ANSWER_NONE out of range. */
enum trunk_answer trunk_trait_of(const struct trunk_end_facts *facts,
                                 enum trunk_trait trait);

/* Whether a call went on for 5 s beyond the limit of 30 s without RTCP of the
 * end with FACTS: nobody checks that. */
bool trunk_outlived_rtcp(const struct trunk_end_facts *facts);

/* "sends RTCP with its RTP" and so on; "" out of range. */
const char *trunk_trait_text(enum trunk_trait trait);

/* The key of TRAIT in reports for programs: "rtcp", "rtcp_on_hold" and so on.
 * NULL out of range. */
const char *trunk_trait_name(enum trunk_trait trait);

#endif
