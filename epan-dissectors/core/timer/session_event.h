/* What the rule files of the session timer judge share: the state of one
 * dialog, one message under judgement, and how a finding is reported. Not for
 * use outside core/session_*.c.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_SESSION_EVENT_H
#define LYNC_CORE_SESSION_EVENT_H

#include "session_interval.h"
#include "session_timer.h"
#include "sip_dialog.h"

#define SESSION_TOLD_KEPT 8 /* findings remembered for other hops */

/* A finding that was made in a leg, so that another hop of the same dialog
 * does not make it again. */
struct session_told {
    enum finding_id id;
    enum sip_method method;
    uint32_t cseq;
    int64_t ns;
};

/* The latest attempt to refresh since the timer was armed. */
struct session_attempt {
    bool made;
    bool open;     /* no final response seen yet */
    bool given_up; /* told that it failed for good */
    enum sip_method method;
    uint32_t cseq;
    unsigned party;
    int64_t sent_ns;
    unsigned failed_status; /* 0, or the final failure */
    bool not_retried_told;
};

/* 422 rounds of one UAC (RFC 4028 7.3). */
struct session_too_small {
    bool pending; /* a 422 came, its retry did not yet */
    unsigned requester;
    unsigned n_rounds;
    uint32_t min_se_s; /* largest seen */
    uint32_t cseq;     /* of the refused request */
};

/* The session timer of one leg. */
struct session {
    bool active;
    uint32_t interval_s;
    int64_t armed_ns; /* the 2xx */
    uint32_t armed_frame;
    bool refresher_known;
    bool refresher_assumed; /* not said in the 2xx */
    unsigned refresher;     /* party */
    bool expired_told;
    bool ever_active;
    unsigned n_refreshes;
    unsigned n_flips;            /* explicit changes of refresher in a row */
    uint32_t min_se_learnt_s[2]; /* by party: RFC 4028 7.4 */
    struct session_attempt attempt;
    struct session_too_small too_small;
    uint64_t habits_told[2]; /* by sender: bit id - FINDING_SESSION_BAD_VALUE */
    struct session_told told[SESSION_TOLD_KEPT];
    unsigned n_told;
    enum session_dialog_state end; /* SESSION_DIALOG_BYE* */
};

#define SESSION_LONE_KEPT 64 /* messages without a dialog */

struct session_timer {
    struct sip_dialogs *dialogs;
    GPtrArray *sessions; /* struct session, by leg index; owned */
    int64_t grace_ns;
    uint32_t lone[SESSION_LONE_KEPT]; /* the latest misplaced headers in
                                         messages without a dialog, hashed: a
                                         mirror port's copy is told once */
    unsigned n_lone;
};

/* One message under judgement. */
struct session_event {
    const struct session_timer *timer;
    const struct sip_message *message;
    struct sip_place place;  /* leg NULL: not followed */
    struct session *session; /* NULL with the leg */
    uint32_t frame;
    int64_t now_ns;
    GPtrArray *findings;
    char sender[ENDPOINT_TEXT_BYTES];   /* the names that texts use */
    char receiver[ENDPOINT_TEXT_BYTES]; /* likewise */
};

/* The name of a party for texts: its address, as of this message. */
const char *session_party_name(const struct session_event *event,
                               unsigned party);

/* "INVITE", or "200 to INVITE": at most SESSION_WHAT_BYTES with the zero. */
#define SESSION_WHAT_BYTES 48
void session_what(const struct sip_message *message, char *what);

/* VALUE for a text: at most SESSION_QUOTE_BYTES with the zero, what does not
 * print as "?", "..." where it was cut. */
#define SESSION_QUOTE_BYTES 100
void session_quote(struct text value, char *quote);

/* Whether the sender is a Mediation Server or another of Microsoft's. */
bool session_sender_is_microsoft(const struct session_event *event);

/* Adds a finding of the table's severity, unless another hop of the same
 * dialog made it for the same transaction just before. */
void session_report(const struct session_event *event, enum finding_id id,
                    const char *format, ...) G_GNUC_PRINTF(3, 4);

/* The same with a severity of its own. */
void session_report_as(const struct session_event *event, enum finding_id id,
                       enum finding_severity severity, const char *format, ...)
    G_GNUC_PRINTF(4, 5);

/* The same, once for a dialog and sender: what a user agent does in each of
 * its messages is one thing to tell. */
void session_report_habit(const struct session_event *event, enum finding_id id,
                          enum finding_severity severity, const char *format,
                          ...) G_GNUC_PRINTF(4, 5);

/* Whether the message may carry Session-Expires (RFC 4028 4): INVITE and
 * UPDATE, and their 2xx. */
bool session_headers_belong(const struct sip_message *message);

/* The rules, by file. Each looks at EVENT and reports; those that change the
 * session say so. */

/* session_rules_message.c: S1-S7, T1, T2. */
void session_rules_message(const struct session_event *event);

/* session_rules_response.c: T3-T10, T15 and the Mediation Server's 2xx. */
void session_rules_success(const struct session_event *event);
void session_rules_rejected(const struct session_event *event);

/* session_rules_retry.c: T12-T14; keep the 422 rounds and Min-SE learnt. */
void session_rules_too_small(struct session_event *event);
void session_rules_retry(struct session_event *event);
void session_rules_min_se(struct session_event *event);
void session_learn_min_se(struct session_event *event);

/* session_rules_proxy.c: T11. */
void session_rules_proxy(const struct session_event *event);

/* session_refresh.c: R1, R2, R6-R11; arm and disarm the timer. */
void session_refresh_request(struct session_event *event);
void session_refresh_success(struct session_event *event);
void session_refresh_failure(struct session_event *event);
void session_refresh_overdue(struct session_event *event);

/* session_expiry.c: R3-R5. */
void session_expiry_message(struct session_event *event);
void session_expiry_bye(struct session_event *event);
int64_t session_expiry_deadline_ns(const struct session *session,
                                   const struct sip_leg *leg, int64_t grace_ns);
void session_expiry_report(struct session_event *event, const char *proof);

/* Who refreshes by the 2xx under judgement. SIP_REFRESHER_ABSENT when nothing
 * tells. ASSUMED: set when the 2xx itself does not say. */
enum sip_refresher session_refresher_of(const struct session_event *event,
                                        bool *assumed);

#endif
