/* What the signalling of one call shows of its two ends: who they are, and
 * what they do about session timers. RFC 3261, RFC 4028.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_TRUNK_FACTS_H
#define LYNC_CORE_TRUNK_FACTS_H

#include "call_table.h"
#include "session_timer.h"
#include "sip_sighting.h"
#include "trunk_profile.h"

/* Two hosts that a message of the call went between. */
struct trunk_hop {
    bool seen;
    unsigned n_via;                /* how far from the requester */
    struct endpoint ends[N_SIDES]; /* towards side A, and B */
};

/* What is known of a call, by side: A is the caller. All zero is a call of
 * which nothing was seen. */
struct trunk_facts {
    struct trunk_end_facts ends[N_SIDES]; /* shown by signalling */
    struct trunk_hop first;               /* of the first message */
    struct trunk_hop next_to[N_SIDES];    /* the hop next to each side */
    bool up;
    int64_t last_ns; /* the last message before the end; valid if up */
    bool ended;      /* by BYE */
    int64_t ended_ns;
    enum side ended_by;

    bool asked;          /* the latest initial INVITE has Session-Expires */
    uint32_t asked_cseq; /* of it; valid if request_seen of side A */
    bool timed;          /* a session timer runs */
    enum side refresher; /* UNKNOWN: not certain; valid if timed */
    int64_t give_up_ns;  /* valid if timed */
};

/* A message of a call, as it was seen. */
struct trunk_message {
    const struct sip_sighting *sighting;
    const struct session_view *view; /* from the judge of session timers */
    enum side sender;
    enum call_state state; /* of the call after this message */
};

/* Adds what SEEN shows. Messages come in capture order; retransmissions and
 * mirrored copies change nothing. Returns whether the message is the first BYE
 * of a call that was up. */
bool trunk_facts_on_message(struct trunk_facts *facts,
                            const struct trunk_message *seen);

/* Sets HOSTS to the two hosts that the trunk runs between, without ports: of
 * several hops, the one next to the end that is Microsoft's, if one of them is.
 * False if no message was seen. */
bool trunk_facts_hosts(const struct trunk_facts *facts,
                       struct endpoint hosts[N_SIDES]);

/* Notes that a call that has not ended was last seen at END_NS: a session that
 * expired by then was not refreshed. */
void trunk_facts_at(struct trunk_facts *facts, int64_t end_ns);

#endif
