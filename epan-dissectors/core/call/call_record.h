/* What the messages of a call leave behind for its verdict, its legs and the
 * reports. RFC 3261 9, 13, 15; RFC 3262.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_CALL_RECORD_H
#define LYNC_CORE_CALL_RECORD_H

#include <stdbool.h>
#include <stdint.h>

#include "call_join.h"
#include "call_verdict.h"
#include "endpoint.h"
#include "side.h"
#include "sip_sighting.h"
#include "call_facts.h"

#define CALL_NAME_BYTES_MAX 256 /* of a URI that is kept */

/* A copy that comes sooner than this belongs to another hop or capture point; a
 * retransmission comes after T1 at the earliest (500 ms, RFC 3261 17.1.1.1). */
#define CALL_RECORD_COPY_NS INT64_C(400000000)

/* One call, or leg. All zero is a call of which nothing has been seen; free
 * what it owns with call_record_clear(). */
struct call_record {
    struct call_facts facts; /* as its messages show them */
    struct call_leg leg;     /* without media, which follows from SDP */
    char *names[N_SIDES];    /* From and To, URIs, valid UTF-8; owned */
    bool microsoft[N_SIDES]; /* by User-Agent or Server */
    uint32_t invite_cseq;    /* of the INVITE that counts; valid if known */
    bool invite_cseq_known;  /* false: the capture cut it off */
    uint32_t answer_tag;     /* hash of the To tag of the first 2xx */
    uint32_t answer_cseq;    /* of that; valid if seen */
    bool final_at_caller;    /* the failure in the facts reached the caller, not
                                just a proxy that forks; valid if there is one */
};

/* A message of the call, as it was seen. */
struct call_sighting {
    const struct sip_sighting *sip;
    enum side sender;
    bool time_open; /* it is not known yet whether time passed before it */
    bool goes_on;   /* a BYE that leaves another answer of the call up
                       (call_forks.h) */
};

/* Takes a message that belongs to the call. Messages come in capture order,
 * copies and retransmissions included. An INVITE that is tried again after a
 * failure (RFC 3261 8.1.3.5) undoes the failure. */
void call_record_on_message(struct call_record *record,
                            const struct call_sighting *sighting);

/* Whether the message of SIGHTING ends its call. RECORD has taken it
 * already. That is a BYE; before the answer the CANCEL of the caller, or a
 * failure that reaches the caller (behind a proxy that forks, another phone may
 * still answer), unless it asks for another INVITE (3xx; 401, 407, 420, 421,
 * 422, 491, 494). */
bool call_record_ends_with(const struct call_record *record,
                           const struct call_sighting *sighting);

/* Time that a jump of the capture's clock held back did pass: LEAP_NS more for
 * what came after SINCE_NS, up to UNTIL_NS. */
void call_record_on_leap(struct call_record *record, int64_t since_ns,
                         int64_t until_ns, int64_t leap_ns);

/* Frees the texts and makes RECORD all zero. */
void call_record_clear(struct call_record *record);

#endif
