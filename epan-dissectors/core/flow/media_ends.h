/* Which call and which media session an address and port belongs to, as SDP
 * declared it. An offer names the call at once, for early media does not wait;
 * offer and answer together name the session. RFC 3264 5, 6.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_MEDIA_ENDS_H
#define LYNC_CORE_MEDIA_ENDS_H

#include <stdbool.h>

#include <glib.h>

#include "endpoint.h"
#include "index.h"
#include "media_formats.h"
#include "sdp.h"
#include "side.h"

#define MEDIA_ENDS_MAX 262144 /* endpoints kept; later ones are not */

struct media_session_entry;

/* What both sides of a call say about the RTP of one m-line. */
struct media_line {
    const struct media_formats *formats[N_SIDES]; /* what each side receives;
                                                     NULL: not known */
    bool ice[N_SIDES];                            /* it offers UDP candidates */
};

/* What SDP declared for one address and port. */
struct media_end {
    struct endpoint end;
    uint32_t call;        /* the latest that named it, NO_INDEX */
    enum side offered_by; /* who named it last; valid if CALL is known */
    uint8_t line;         /* of that SDP, from 0 */
    bool has_keys; /* that SDP has keys of SRTP for it, and no fingerprint */
    const struct media_line *rtp; /* that m-line, if RTP goes there; NULL: RTCP
                                     alone, or no RTP */
    struct media_session_entry *entry; /* the latest in force, or NULL: */
    enum side side;                    /* who receives there */
};

struct media_ends {
    GHashTable *by_end;  /* struct media_end by its end, owned */
    GHashTable *relayed; /* struct endpoint that a TURN server gave, by the
                            client's own; owned */
    uint32_t n_bindings; /* how often an end was bound to another session */
    GHashTable *formats; /* media_formats.h */
    GHashTable *lines;   /* struct media_line by call and m-line, owned */
    uint32_t n_offers;   /* how often SDP said something new about RTP */
};

/* How much SDP says about RTP between two ends. */
enum media_pair {
    MEDIA_PAIR_UNKNOWN,   /* neither end runs ICE, or takes RTP */
    MEDIA_PAIR_ONE_END,   /* one end was offered; the other may be behind it, or
                             anybody */
    MEDIA_PAIR_BOTH_ENDS, /* one side of a call offered one, the other side the
                             other */
};

/* Makes ENDS valid: nothing declared. */
void media_ends_init(struct media_ends *ends);

/* Frees what ENDS holds. */
void media_ends_clear(struct media_ends *ends);

/* Notes the endpoints that SDP, from a message of SIDE of CALL, declares: RTP,
 * RTCP and UDP candidates. They are the call's from now on. */
void media_ends_offer(struct media_ends *ends, uint32_t call, enum side side,
                      const struct sdp *sdp);

/* From now on END leads to ENTRY: its SIDE receives there. */
void media_ends_bind(struct media_ends *ends, const struct endpoint *end,
                     struct media_session_entry *entry, enum side side);

/* A TURN server gave RELAYED to CLIENT (RFC 8656 7): from now on what SDP
 * declares for RELAYED holds for CLIENT, unless it declares CLIENT itself. */
void media_ends_relay(struct media_ends *ends, const struct endpoint *client,
                      const struct endpoint *relayed);

/* What was declared for END, or for the address that it has at a TURN server;
 * NULL for nothing. */
const struct media_end *media_ends_find(const struct media_ends *ends,
                                        const struct endpoint *end);

/* What SDP says about RTP of PAYLOAD_TYPE between ENDS, where ICE (RFC 8445)
 * may have put it; unknown for one that no m= line lists. */
enum media_pair media_ends_pair(const struct media_ends *ends,
                                const struct endpoint pair[2],
                                uint8_t payload_type);

/* Whether RTP may go to one of the two, where ICE may have put it. */
bool media_ends_has_ice(const struct media_ends *ends,
                        const struct endpoint pair[2]);

/* The names of RTP that goes to TO from FROM, where ICE may have put it: by the
 * SDP of the side that receives at TO, else of the side that sends from FROM,
 * whose answer is in the same numbers as a rule (RFC 3264 5.1). NULL: SDP does
 * not say. */
const struct media_formats *media_ends_formats(const struct media_ends *ends,
                                               const struct endpoint *to,
                                               const struct endpoint *from);

/* The call that named END last, or NO_INDEX. */
uint32_t media_ends_call(const struct media_ends *ends,
                         const struct endpoint *end);

#endif
