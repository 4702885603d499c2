/* One SIP dialog as the judge of session timers sees it: a row of the list of
 * dialogs. RFC 3261 12, RFC 4028.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_SESSION_DIALOG_H
#define LYNC_CORE_SESSION_DIALOG_H

#include <stdbool.h>
#include <stdint.h>

#include "endpoint.h"

/* The state of a dialog, or how it ended. Of several dialogs of a call the one
 * whose state comes last here represents it: never up, then up, then ended, and
 * last the ends that a session timer explains. */
enum session_dialog_state {
    SESSION_DIALOG_EARLY,      /* no answer yet */
    SESSION_DIALOG_REFUSED,    /* the INVITE got a final failure */
    SESSION_DIALOG_CANCELLED,  /* the same after CANCEL */
    SESSION_DIALOG_UP,         /* up, no session timer in force */
    SESSION_DIALOG_UP_TIMED,   /* up, session timer in force */
    SESSION_DIALOG_EXPIRED,    /* past its expiry, still up as far as seen */
    SESSION_DIALOG_BYE,        /* an ordinary BYE */
    SESSION_DIALOG_BYE_FAILED, /* BYE after a refresh that failed: R6, R7 */
    SESSION_DIALOG_BYE_SELF,   /* BYE by the refresher at the end: R5 */
    SESSION_DIALOG_BYE_PEER,   /* BYE as the other side did not refresh: R4 */
};

/* One row of the list of dialogs. */
struct session_dialog {
    struct endpoint parties[2]; /* 0: the caller, if the start was seen */
    enum session_dialog_state state;
    bool lacks_request;  /* the capture lacks a request that it should have */
    bool timer_seen;     /* a session interval was granted at least once */
    bool timer_in_force; /* one is, or was when the dialog ended */
    uint32_t interval_s; /* the latest; valid if timer_seen */
    bool refresher_known;
    unsigned refresher; /* index into parties; valid if refresher_known */
    struct endpoint refresher_endpoint; /* where that is, behind any proxy;
                                           valid likewise */
    int64_t last_refresh_ns; /* the latest 2xx that armed the timer; valid if
                                timer_seen */
    uint32_t last_refresh_frame;       /* the frame of that; valid likewise */
    struct endpoint last_refresh_from; /* who sent it, behind any proxy;
                                          valid likewise */
    bool refresh_assumed;    /* that is a request whose 2xx was not seen */
    bool refresh_refused;    /* a refusal of the latest refresh was seen */
    bool refresh_unanswered; /* of that, or of the refresh whose failure ended
                                the dialog: repeated for so long that no answer
                                can have come */
    unsigned refresh_status; /* of SESSION_DIALOG_BYE_FAILED: the response that
                                refused the refresh; 0: none was seen */
};

#endif
