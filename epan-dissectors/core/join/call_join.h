/* Which legs are one call: a B2BUA (Mediation Server, session border
 * controller, PBX) makes two dialogs of it. RFC 7989 (Session-ID), RFC 3264
 * (media addresses).
 *
 * A false join puts two people's calls together, a missed one leaves two
 * lines in a report: joins are made on evidence only.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_CALL_JOIN_H
#define LYNC_CORE_CALL_JOIN_H

#include "call_leg.h"

/* A B2BUA sends its own INVITE within this time: longer than routing takes,
 * shorter than a user needs to dial the same number again. */
#define CALL_JOIN_WINDOW_NS INT64_C(2000000000)

enum call_join_confidence {
    CALL_JOIN_NONE,     /* nothing speaks for it, or something against */
    CALL_JOIN_POSSIBLE, /* for a person to look at; not to be joined */
    CALL_JOIN_LIKELY,
    CALL_JOIN_CERTAIN,
};

enum call_join_reason {
    CALL_JOIN_NO_REASON,
    CALL_JOIN_SESSION_ID,      /* both UUIDs are the same: certain */
    CALL_JOIN_HALF_SESSION_ID, /* one is, the other is not known yet */
    CALL_JOIN_MEDIA,           /* both media addresses are the same */
    CALL_JOIN_HALF_MEDIA,      /* one is, the other is not known yet */
    CALL_JOIN_CALL_ID,         /* the Call-ID, which the B2BUA kept */
    CALL_JOIN_NUMBERS,         /* both numbers, and the B2BUA between */
    CALL_JOIN_NUMBERS_TIMES,   /* both numbers, the begin, and the end */
    CALL_JOIN_EXTENSIONS,      /* the same, extensions, and the B2BUA between */
    CALL_JOIN_LOOSE_NUMBERS,   /* both numbers, no host in common; or one
                                  number is withheld */
    CALL_JOIN_RTP,             /* RTP that the B2BUA between passes on */
    CALL_JOIN_CALLER,          /* the caller, the begin and the end, and the
                                  B2BUA between */
    /* Of flows without signalling (flow_join.h): */
    CALL_JOIN_FLOW_ENDPOINT, /* one sends from an endpoint, and receives there
                                from another port of its peer */
    CALL_JOIN_FLOW_KINDS,    /* audio and video between the same two hosts */
    CALL_JOIN_FLOW_OF_CALL,  /* media at a call's hosts, ended by its BYE */
    N_CALL_JOIN_REASONS
};

struct call_join {
    enum call_join_confidence confidence;
    enum call_join_reason reason;
};

#define NO_CALL_JOIN ((struct call_join){CALL_JOIN_NONE, CALL_JOIN_NO_REASON})

/* Whether A and B, two legs of the same time, are one call. The first rule
 * that holds decides, the order of A and B does not matter:
 *
 *  1. Their times do not overlap: none.
 *  2. Both UUIDs are known on both and the same, in any order: certain.
 *  3. Both are known on both, and at least one differs: none by 5 to 8
 *     (a conference gives its own UUID to all its calls, RFC 7989 9.6).
 *  3a. They have one Call-ID and began within CALL_JOIN_WINDOW_NS: certain (it
 *     is unique in the world, RFC 3261 8.1.1.4; a B2BUA may keep it).
 *  4. Both media addresses, with their ports, are known on both and the same,
 *     in any order: certain; likely when 3 holds.
 *  5. One UUID is shared and the other unknown on one of them, and they began
 *     within CALL_JOIN_WINDOW_NS: likely.
 *  6. One media address is shared and the other unknown on one of them, and
 *     they began within CALL_JOIN_WINDOW_NS: likely. Where the other is known
 *     and differs, the shared one may serve many calls: it says nothing.
 *  7. Both began in the capture, within CALL_JOIN_WINDOW_NS, and the numbers
 *     that are known are the same: with both numbers, and the host that one
 *     was sent to asking the other: likely; with both numbers and no such
 *     host (a B2BUA of two addresses) likely when they also ended within
 *     CALL_JOIN_WINDOW_NS and neither come from one host nor go to one, else
 *     possible; with the called number and such a
 *     host: possible.
 *
 *  8. Rule 7 for extensions, which have to be written alike: likely with such a
 *     host when they also ended within CALL_JOIN_WINDOW_NS, else none.
 *
 *  9. Both began within CALL_JOIN_WINDOW_NS, the host that one was sent to
 *     asked the other, and it passes on RTP (call_relay_is_rtp()) or the caller
 *     (call_relay_is_caller()): likely.
 *
 * Rule 9 finds the legs of a B2BUA that dials another number than it was asked
 * for. It counts for less than the rules before it (call_join_is_stronger()).
 *
 * Multicast media addresses, 0.0.0.0, :: and the ports 0 and 9 are no
 * addresses. */
struct call_join call_join_judge(const struct call_leg *a,
                                 const struct call_leg *b);

/* Whether A says more than B: it is more certain, or as certain by a rule that
 * counts for more. */
bool call_join_is_stronger(struct call_join a, struct call_join b);

/* "certain", "likely", "possible" or "none". */
const char *call_join_confidence_name(enum call_join_confidence confidence);

/* Why, as a clause: "the same session id". "" for no reason. */
const char *call_join_reason_text(enum call_join_reason reason);

#endif
