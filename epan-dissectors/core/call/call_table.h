/* The SIP calls of a capture: which call a message belongs to, which side sent
 * it, and how the call stands. RFC 3261 12, 13.
 *
 * A call is one INVITE dialog or several forks of it, on all hops: known by
 * its Call-ID and the tag of the caller. Both sides of a B2BUA that share a
 * Call-ID are two calls.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_CALL_TABLE_H
#define LYNC_CORE_CALL_TABLE_H

#include <stdbool.h>
#include <stdint.h>

#include <glib.h>

#include "side.h"
#include "offer_answer.h"
#include "sip_message.h"

#define CALL_TABLE_MAX       131072 /* calls, unless the caller differs */
#define CALLS_OF_CALL_ID_MAX 64
#define CALL_TEXT_BYTES_MAX  1024 /* a longer Call-ID or tag is not followed */

/* Branches of INVITEs remembered for each call: copies on several hops. */
#define CALL_INVITE_BRANCHES_MAX 4

/* How a call stands. */
enum call_state {
    CALL_EARLY, /* asked for, not answered */
    CALL_UP,
    CALL_BYE,    /* ended by BYE */
    CALL_FAILED, /* the INVITE was refused for good, or cancelled */
};

struct call {
    uint32_t index;   /* in the order of first sight, from 0: lync.call */
    char *call_id;    /* owned; NULL: a call without signalling */
    char *caller_tag; /* of side A: the caller, or in the middle of a call the
                         sender of the first request seen; owned */
    char *asker_tag;  /* of side B, as its last request had it; owned; NULL: it
                         has sent none */
    bool start_seen;  /* the initial INVITE is in the capture */
    enum call_state state;
    uint32_t invite_cseq; /* of the caller's latest INVITE before the answer */
    uint32_t invite_branches[CALL_INVITE_BRANCHES_MAX]; /* hashes of the topmost
                             Via's branch of its copies; no 0 among them */
    bool branches_lost; /* there were more, or it was refused */
    struct offer_answer offers;
    struct call *next_of_call_id;
};

struct call_table {
    GHashTable *by_call_id; /* Call-ID to the latest struct call of it */
    GPtrArray *calls;       /* struct call, owned; an index is its place */
    unsigned n_max;         /* from half of it on, the table is crowded */
    unsigned n_hidden;      /* calls without signalling */
    uint64_t n_refused;     /* calls not made because a bound was reached */
};

/* What a message did to its call. */
enum call_event {
    CALL_EVENT_NONE,
    CALL_EVENT_UP,  /* it is up from this message on */
    CALL_EVENT_BYE, /* a BYE: each one of them; or the response to one that
                       was not seen */
    CALL_EVENT_END, /* it ended otherwise */
};

/* An empty table for at most N_MAX calls (0: CALL_TABLE_MAX); free with
 * call_table_free(). */
struct call_table *call_table_new(unsigned n_max);

/* Frees the table and its calls. */
void call_table_free(struct call_table *table);

/* The call of MESSAGE. It is made if the message opens one: an INVITE without
 * To tag (also after the call with that tag has ended), or in the middle of a
 * call an INVITE, UPDATE, ACK, PRACK or BYE with both tags, or a response to
 * one. NULL for any other message, and beyond the bounds. SIDE is set to who
 * sent it. */
struct call *call_table_place(struct call_table *table,
                              const struct sip_message *message,
                              enum side *side);

/* Whether half of the bound is reached. The rest is for calls that are
 * answered: a message that opens one is not to be placed before
 * (call_waiting.h). */
bool call_table_is_crowded(const struct call_table *table);

/* Whether call_table_place() would make a call for MESSAGE, bounds aside. */
bool call_table_opens(const struct call_table *table,
                      const struct sip_message *message);

/* Makes a call whose signalling cannot be seen: it has an index, and no message
 * will ever belong to it. NULL in a crowded table, and beyond a quarter of the
 * bound, so that streams that nobody asked for leave room for calls that are
 * signalled. */
struct call *call_table_open_hidden(struct call_table *table);

/* The call with CALL_ID whose caller has one of two tags. If either is NULL,
 * the only call with CALL_ID. NULL if there is none, or several. */
const struct call *call_table_of_dialog(const struct call_table *table,
                                        const char *call_id, const char *tag,
                                        const char *other_tag);

/* Which side sent MESSAGE, which belongs to CALL. */
enum side call_sender(const struct call *call,
                      const struct sip_message *message);

/* Notes in CALL what MESSAGE, which belongs to it, does to its state. Returns
 * what changed. */
enum call_event call_advance(struct call *call,
                             const struct sip_message *message);

/* The call with INDEX; NULL if there is none. */
struct call *call_table_at(const struct call_table *table, uint32_t index);

#endif
