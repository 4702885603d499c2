/* A leg: a dialog as seen on one hop, with its transactions.
 * RFC 3261 12 and 17.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_SIP_LEG_H
#define LYNC_CORE_SIP_LEG_H

#include <stdbool.h>
#include <stdint.h>

#include <glib.h>

#include "endpoint.h"
#include "sip_message.h"

#define SIP_LEG_TRANSACTIONS 6 /* the latest INVITE, UPDATE and BYE */

/* An INVITE, UPDATE or BYE and its answer. */
struct sip_transaction {
    bool request_seen;     /* else made from its response: what the request
                              asked is not known */
    bool in_dialog;        /* asked after the dialog was confirmed */
    bool udp;              /* it is repeated until a response comes */
    bool provisional_seen; /* any 1xx */
    bool timer_supported;  /* Supported or Require: timer in the request; valid
                              if request_seen */
    enum sip_method method;
    uint32_t cseq;
    unsigned requester;    /* index of the party that asks: the UAC */
    uint32_t branch_hash;  /* of the topmost Via's branch */
    unsigned n_via;        /* of the request, or of the 2xx without request */
    unsigned n_repeats;    /* retransmissions and copies of the request */
    unsigned final_status; /* 0 while none was seen */
    unsigned final_n_via;
    int64_t request_ns;
    int64_t repeat_ns; /* the last copy; request_ns when there is one only */
    int64_t final_ns;

    /* What the request says; valid if request_seen. */
    struct sip_session_expires asked;
    struct sip_min_se min_se;
    /* What the 2xx says. */
    struct sip_session_expires granted;
};

/* One of the two sides of a leg. */
struct sip_party {
    char *tag;                 /* NULL while not known; owned */
    struct endpoint address;   /* where it was first seen */
    bool heard;                /* has sent something */
    bool allow_seen;           /* has sent an Allow header */
    bool allow_update;         /* one of them listed UPDATE */
    bool timer_offered;        /* has listed Supported: timer */
    struct sip_agent software; /* all zero until known to be Microsoft's */
};

enum sip_leg_state {
    SIP_LEG_EARLY,     /* no 2xx to the INVITE yet */
    SIP_LEG_CONFIRMED, /* answered, as the 2xx or its ACK says, or first seen in
                          the middle of a call */
    SIP_LEG_ENDED,     /* BYE or an answer to it, or the INVITE was refused */
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
    bool lacks_request;      /* the capture lacks the request of a response,
                                and should have it */
    int64_t answered_ns;     /* first 2xx to the INVITE; valid if answered */
    bool answered;           /* that 2xx was seen */
    unsigned refused_status; /* 0, or the final response that ended it */
    struct sip_transaction *transactions[SIP_LEG_TRANSACTIONS]; /* owned; NULL:
                                                                   none yet */
    unsigned next_transaction;
};

/* All legs that share a Call-ID. */
struct sip_call {
    char *call_id;   /* owned */
    GPtrArray *legs; /* struct sip_leg, owned by the table */
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

/* Whether A and B are two hops of one dialog: different legs with the same
 * Call-ID and tags. A To tag that is not known yet matches any. */
bool sip_leg_same_dialog(const struct sip_leg *a, const struct sip_leg *b);

/* The address of PARTY (0 or 1) itself, as far as the capture shows it: that on
 * the hop of the dialog nearest to it. Each proxy adds a Via to a request, so
 * that on this hop the party's own requests have the fewest, and those that it
 * receives the most (RFC 3261 16.6). If the Via headers do not decide, LEG's
 * own address for it. */
const struct endpoint *sip_leg_endpoint(const struct sip_leg *leg,
                                        unsigned party);

#endif
