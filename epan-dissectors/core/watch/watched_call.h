/* All that is kept of a call with signalling.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_WATCHED_CALL_H
#define LYNC_CORE_WATCHED_CALL_H

#include "call_forks.h"
#include "call_messages.h"
#include "call_record.h"
#include "capture_one_way.h"
#include "ice_checks.h"
#include "media_lines.h"
#include "session_dialog.h"
#include "session_timer.h"
#include "trunk_facts.h"

#define WATCHED_DIALOGS_MAX 64 /* hops and forks whose deadlines count */

struct watched_call {
    int64_t deadline_ns;           /* earliest media deadline of dialogs;
                                      SESSION_NEVER_NS: none */
    struct media_lines media;      /* its m-lines */
    struct call_record record;     /* what its messages show */
    struct call_messages messages; /* one by one, for reports */
    struct call_forks forks;       /* its answers */
    GSList *early; /* struct media_session_entry numbered for it, which no SDP
                      declared; the latest first */
    bool rtp_seen; /* of any session that is numbered for it */
    struct media_lines_end end;      /* state of media at the first BYE */
    struct capture_call in_capture;  /* which sides the capture holds */
    struct ice_checks *ice[N_SIDES]; /* checks that each side sent; NULL: none;
                                        owned */
    struct trunk_facts trunk;        /* what it shows of its two hosts */
    bool trunk_summed; /* the call has ended, and trunk includes its media */
    enum product_generation generation; /* of the server in the call */
    uint32_t *dialogs;                  /* of the session timer; owned */
    unsigned n_dialogs;
};

/* Returns a call of which nothing is known. LIMITS apply to its media and must
 * outlive it. Free it with watched_call_free(), a GDestroyNotify that accepts
 * NULL. */
struct watched_call *watched_call_new(const struct media_limits *limits);
void watched_call_free(void *call);

/* Adds DIALOG of TIMER to the call if it is new, and updates the call's
 * deadline. Beyond WATCHED_DIALOGS_MAX a new dialog is ignored. */
void watched_call_on_dialog(struct watched_call *call, uint32_t dialog,
                            const struct session_timer *timer);

/* Computes the earliest deadline of the call's dialogs again. */
void watched_call_update_deadline(struct watched_call *call,
                                  const struct session_timer *timer);

/* Sets ROW to the dialog that represents the call (session_dialog.h) at NOW_NS.
 * Returns false and a zero ROW if there is none. */
bool watched_call_dialog(const struct watched_call *call,
                         const struct session_timer *timer, int64_t now_ns,
                         struct session_dialog *row);

#endif
