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
#include "sdp.h"
#include "side.h"

#define MEDIA_ENDS_MAX 262144 /* endpoints kept; later ones are not */

struct media_session_entry;

/* What SDP declared for one address and port. */
struct media_end {
    struct endpoint end;
    uint32_t call;        /* the latest that named it, NO_INDEX */
    enum side offered_by; /* who named it last; valid if CALL is known */
    uint8_t line;         /* of that SDP, from 0 */
    bool has_keys; /* that SDP has keys of SRTP for it, and no fingerprint */
    struct media_session_entry *entry; /* the latest in force, or NULL: */
    enum side side;                    /* who receives there */
};

struct media_ends {
    GHashTable *by_end;  /* struct media_end by its end, owned */
    uint32_t n_bindings; /* how often an end was bound to another session */
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

/* What was declared for END; NULL for nothing. */
const struct media_end *media_ends_find(const struct media_ends *ends,
                                        const struct endpoint *end);

/* The call that named END last, or NO_INDEX. */
uint32_t media_ends_call(const struct media_ends *ends,
                         const struct endpoint *end);

#endif
