/* The judge of session timers for whoever only watches: RFC 4028.
 *
 * Feed it every SIP message in capture order, once (first pass only), and
 * every first RTP or RTCP packet past a dialog's deadline; it answers with
 * findings and with what is in force on each message. It asks for no clock.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_SESSION_TIMER_H
#define LYNC_CORE_SESSION_TIMER_H

#include <stdbool.h>
#include <stdint.h>

#include <glib.h>

#include "endpoint.h"
#include "finding.h"
#include "sip_message.h"

#define SESSION_GRACE_S_DEFAULT 5 /* lync.session_grace_s */

/* "Never", as a time. */
#define SESSION_NEVER_NS INT64_MAX

struct session_timer;

/* What one message shows. A member counts only if its *_known flag is set. */
struct session_view {
    bool dialog_known; /* the message belongs to a dialog that is followed */
    uint32_t dialog;   /* its index, from 0: one a dialog and hop */
    bool repeated;     /* a retransmission or a mirror port's copy: the values
                          are those of the first */

    bool interval_known; /* Session-Expires stands here, in a message that may
                            carry it, and is readable */
    uint32_t interval_s;
    bool min_se_known;
    uint32_t min_se_s;
    enum sip_refresher refresher; /* as written */
    bool party_known;             /* who has to refresh, in this transaction */
    bool party_assumed; /* the 2xx names nobody: what its request asked for */
    struct endpoint party;

    bool deadlines_known; /* a 2xx that arms the timer */
    int64_t refresh_due_ns;
    int64_t give_up_ns;
    int64_t expires_ns;
};

/* How a dialog stands, or ended. */
enum session_dialog_state {
    SESSION_DIALOG_EARLY,      /* no answer yet */
    SESSION_DIALOG_UP,         /* up, no session timer in force */
    SESSION_DIALOG_UP_TIMED,   /* up, session timer in force */
    SESSION_DIALOG_EXPIRED,    /* past its expiry, still up as far as seen */
    SESSION_DIALOG_REFUSED,    /* the INVITE got a final failure */
    SESSION_DIALOG_CANCELLED,  /* the same after CANCEL */
    SESSION_DIALOG_BYE,        /* an ordinary BYE */
    SESSION_DIALOG_BYE_PEER,   /* BYE as the other side did not refresh: R4 */
    SESSION_DIALOG_BYE_SELF,   /* BYE by the refresher at the end: R5 */
    SESSION_DIALOG_BYE_FAILED, /* BYE after a refresh that failed: R6, R7 */
};

/* One row of the list of dialogs. Texts belong to the judge. */
struct session_dialog {
    uint32_t dialog;
    const char *call_id;
    struct endpoint parties[2]; /* 0: the caller, if the start was seen */
    bool start_seen;            /* the initial INVITE is in the capture */
    uint32_t first_frame;
    int64_t first_ns;    /* the first message */
    bool answered;       /* the 2xx to the initial INVITE was seen */
    int64_t answered_ns; /* valid if answered */
    enum session_dialog_state state;
    bool timer_seen;     /* a session interval was granted at least once */
    uint32_t interval_s; /* the latest; valid if timer_seen */
    bool refresher_known;
    unsigned refresher;      /* index into parties; valid if refresher_known */
    int64_t last_refresh_ns; /* the latest 2xx that armed the timer; valid if
                                timer_seen */
    uint32_t last_refresh_frame; /* the frame of that; valid likewise */
    unsigned n_refreshes;        /* without the first arming */
    bool ended;
    unsigned ended_by; /* index into parties; valid if ended */
    uint32_t ended_frame;
    int64_t ended_ns;
    unsigned refused_status; /* 0, or the status that refused the INVITE */
};

/* A judge with no dialog. GRACE_S: the tolerance on deadlines, 0 and more.
 * N_DIALOGS_MAX: bound of the dialogs followed, 0 for the default of
 * SIP_DIALOGS_LEGS_MAX. Free with session_timer_free(). */
struct session_timer *session_timer_new(uint32_t grace_s,
                                        unsigned n_dialogs_max);

/* Frees the judge and all it knows. NULL is allowed. */
void session_timer_free(struct session_timer *timer);

/* Judges one SIP message, seen in FRAME at NOW_NS (nanoseconds since the first
 * frame) from SOURCE to DESTINATION.
 *
 * FINDINGS: what the message proves is added to this finding list. VIEW: set
 * whole. Messages come in capture order, each once; several of one frame are
 * several calls. A message without Call-ID, or of a dialog that is not
 * followed, is judged by itself (rules S1-S7).
 *
 * MESSAGE need not outlive the call. Never fails. */
void session_timer_message(struct session_timer *timer,
                           const struct sip_message *message,
                           const struct endpoint *source,
                           const struct endpoint *destination, uint32_t frame,
                           int64_t now_ns, struct session_view *view,
                           GPtrArray *findings);

/* From when on, strictly later, a packet of the media of DIALOG proves that
 * the call outlived its session (expiry plus grace). SESSION_NEVER_NS: not at
 * all, as things stand. Constant time; changes with each SIP message of the
 * dialog. DIALOG: a view's; an unknown one is never due. */
int64_t session_timer_media_deadline_ns(const struct session_timer *timer,
                                        uint32_t dialog);

/* A packet of the media of DIALOG in FRAME at NOW_NS. Past the deadline it
 * adds lync.session.expired to FINDINGS, once an expiry, and the deadline is
 * never from then on until a 2xx arms the timer again; else it does nothing.
 * RFC 4028 10. */
void session_timer_on_media(struct session_timer *timer, uint32_t dialog,
                            uint32_t frame, int64_t now_ns,
                            GPtrArray *findings);

/* How many dialogs are known; their indices are 0 to one less. */
uint32_t session_timer_n_dialogs(const struct session_timer *timer);

/* How many were not followed because a bound was reached. */
uint64_t session_timer_n_refused(const struct session_timer *timer);

/* Fills in ROW for DIALOG as of the last message, for a capture that ends at
 * NOW_NS. False, and ROW zero, when DIALOG is not known. */
bool session_timer_dialog(const struct session_timer *timer, uint32_t dialog,
                          int64_t now_ns, struct session_dialog *row);

/* "up", "ended: the refresher hung up" and so on. Never NULL. */
const char *session_dialog_state_text(enum session_dialog_state state);

#endif
