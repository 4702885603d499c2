/* All that is kept of a call whose signalling was seen.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_WATCHED_CALL_H
#define LYNC_CORE_WATCHED_CALL_H

#include "call_forks.h"
#include "call_record.h"
#include "capture_one_way.h"
#include "media_lines.h"
#include "session_dialog.h"
#include "session_timer.h"
#include "trunk_facts.h"

#define WATCHED_DIALOGS_MAX 64 /* hops and forks whose deadlines count */

struct watched_call {
    struct call_record record;      /* what its messages show */
    struct call_forks forks;        /* its answers */
    struct media_lines media;       /* its m-lines */
    struct media_lines_end end;     /* how they stood at the first BYE */
    struct capture_call in_capture; /* which sides the capture holds */
    struct trunk_facts trunk;       /* what it shows of its two hosts */
    bool trunk_summed; /* what media shows is in there: the call has ended */
    enum product_generation generation;    /* of the server that takes part */
    uint32_t dialogs[WATCHED_DIALOGS_MAX]; /* of the session timer judge */
    unsigned n_dialogs;
    int64_t deadline_ns; /* the earliest of theirs; SESSION_NEVER_NS: none */
};

/* A call of which nothing is known, whose media is checked against LIMITS,
 * which have to live as long; free with watched_call_free(), a GDestroyNotify
 * that allows NULL. */
struct watched_call *watched_call_new(const struct media_limits *limits);
void watched_call_free(void *call);

/* DIALOG of TIMER belongs to the call, and is new or may have another deadline
 * than before. Past WATCHED_DIALOGS_MAX a new one is left out. */
void watched_call_on_dialog(struct watched_call *call, uint32_t dialog,
                            const struct session_timer *timer);

/* Works out the earliest deadline of the call's dialogs anew. */
void watched_call_update_deadline(struct watched_call *call,
                                  const struct session_timer *timer);

/* The dialog that represents the call (session_dialog.h), as of NOW_NS.
 * False, and ROW zero, when there is none. */
bool watched_call_dialog(const struct watched_call *call,
                         const struct session_timer *timer, int64_t now_ns,
                         struct session_dialog *row);

#endif
