/* Which leg of which dialog, and which transaction, a SIP message belongs to,
 * for whoever only watches. RFC 3261 12 (dialogs), 17 (transactions), 13.2.2.4
 * (forking).
 *
 * A leg is a dialog as seen on one hop. Its key is the Call-ID and the two
 * pairs {tag, address}: the tag alone does not tell two hops of one dialog
 * apart, the addresses alone do not tell forks apart, and a Call-ID may serve
 * both sides of a B2BUA. Ports are left out, so that an ephemeral TCP source
 * port does not split a dialog; only where both sides have one address (two
 * programs on one host) do the ports count.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_SIP_DIALOG_H
#define LYNC_CORE_SIP_DIALOG_H

#include <stdbool.h>
#include <stdint.h>

#include <glib.h>

#include "endpoint.h"
#include "mediation_server.h"
#include "sip_message.h"

/* Bounds of what a capture can make grow. */
#define SIP_DIALOGS_LEGS_MAX                                                   \
    65536                          /* legs in all, unless the caller differs   \
                                    */
#define SIP_CALL_LEGS_MAX     64   /* legs of one Call-ID: forks and hops */
#define SIP_LEG_TRANSACTIONS  6    /* the latest INVITE, UPDATE and BYE */
#define SIP_CALL_ID_BYTES_MAX 1024 /* a longer Call-ID is not followed */

/* One of the two sides of a leg. */
struct sip_party {
    char *tag;               /* NULL while not known; owned */
    struct endpoint address; /* where it was first seen */
    bool heard;              /* has sent something */
    bool allow_seen;         /* has sent an Allow header */
    bool allow_update;       /* one of them listed UPDATE */
    struct mediation_server software;
};

/* An INVITE, UPDATE or BYE and its answer. */
struct sip_transaction {
    bool used;
    enum sip_method method;
    uint32_t cseq;
    unsigned requester;   /* index of the party that asks: the UAC */
    bool request_seen;    /* else made from its response: what the request
                             asked is not known */
    bool in_dialog;       /* asked after the dialog was confirmed */
    uint32_t branch_hash; /* of the topmost Via's branch */
    unsigned n_via;       /* of the request, or of the 2xx without request */
    unsigned n_repeats;   /* retransmissions and copies of the request */
    int64_t request_ns;
    bool provisional_seen; /* any 1xx */
    unsigned final_status; /* 0 while none was seen */
    int64_t final_ns;
    unsigned final_n_via;

    /* What the request says; valid if request_seen. */
    bool timer_supported; /* Supported or Require: timer */
    struct sip_session_expires asked;
    struct sip_min_se min_se;
    /* What the 2xx says. */
    struct sip_session_expires granted;
    bool granted_require_timer;
};

enum sip_leg_state {
    SIP_LEG_EARLY,     /* no 2xx to the INVITE yet */
    SIP_LEG_CONFIRMED, /* answered, or first seen in the middle of a call */
    SIP_LEG_ENDED,     /* BYE, or the INVITE was refused */
};

struct sip_leg {
    uint32_t index; /* in the order of first sight, from 0 */
    struct sip_call *call;
    struct sip_party parties[2]; /* 0: sender of the first message seen, or
                                    receiver if that was a response */
    enum sip_leg_state state;
    bool from_start; /* the initial INVITE was seen */
    bool forked;     /* made by another To tag than the first */
    bool cancelled;
    uint32_t first_frame;
    int64_t first_ns;
    int64_t answered_ns;     /* first 2xx to the INVITE; valid if answered */
    bool answered;           /* that 2xx was seen */
    int64_t ended_ns;        /* valid if ended */
    uint32_t ended_frame;    /* likewise */
    unsigned ended_by;       /* party; likewise */
    unsigned refused_status; /* 0, or the final response that ended it */
    struct sip_transaction transactions[SIP_LEG_TRANSACTIONS];
    unsigned next_transaction;
};

/* All legs that share a Call-ID. */
struct sip_call {
    char *call_id;   /* owned */
    GPtrArray *legs; /* struct sip_leg, owned by the table */
};

struct sip_dialogs {
    GHashTable *calls;  /* Call-ID to struct sip_call, owned */
    GPtrArray *legs;    /* struct sip_leg, owned; a leg's index is its place */
    unsigned n_max;     /* legs */
    uint64_t n_refused; /* legs not made because a bound was reached */
};

/* Where a message belongs. */
struct sip_place {
    struct sip_leg *leg;
    struct sip_transaction *transaction; /* NULL: a method that is not
                                            followed, or nothing known */
    unsigned sender;                     /* index of the party that sent it */
    bool repeated;                       /* a retransmission or a copy */
    enum sip_leg_state state_before;     /* the leg's state before it */
};

/* An empty table for at most N_MAX legs (0: SIP_DIALOGS_LEGS_MAX); free with
 * sip_dialogs_free(). */
struct sip_dialogs *sip_dialogs_new(unsigned n_max);

/* Frees the table and all legs. NULL is allowed. */
void sip_dialogs_free(struct sip_dialogs *dialogs);

/* Finds, and where a message opens one makes, the leg and the transaction of
 * MESSAGE, sent from SOURCE to DESTINATION at NOW_NS in FRAME, and notes there
 * what it says. A leg is opened by an INVITE without To tag, and in the middle
 * of a call by an INVITE, an UPDATE or their 2xx with both tags.
 *
 * True: PLACE is filled in. False: the message belongs to no leg (no Call-ID,
 * a method that opens none, or a bound is reached, which n_refused counts);
 * PLACE is zero. */
bool sip_dialogs_place(struct sip_dialogs *dialogs,
                       const struct sip_message *message,
                       const struct endpoint *source,
                       const struct endpoint *destination, uint32_t frame,
                       int64_t now_ns, struct sip_place *place);

/* Whether A and B are two hops of one dialog: the same Call-ID and tags, not
 * the same leg. A tag that is not known yet fits any. */
bool sip_leg_same_dialog(const struct sip_leg *a, const struct sip_leg *b);

/* The transaction of LEG with that METHOD and CSEQ, asked by REQUESTER; NULL
 * when it is not, or no longer, known. */
struct sip_transaction *sip_leg_transaction(struct sip_leg *leg,
                                            enum sip_method method,
                                            uint32_t cseq, unsigned requester);

#endif
