/* The session timer of one leg, as the messages so far have left it. RFC 4028.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_SESSION_H
#define LYNC_CORE_SESSION_H

#include <stdbool.h>
#include <stdint.h>

#include "finding.h"
#include "session_dialog.h"
#include "session_interval.h"
#include "sip_leg.h"
#include "sip_method.h"

#define SESSION_TOLD_KEPT 8 /* findings remembered for other hops */

/* A finding that was made on a leg, so that another hop of the same dialog does
 * not repeat it. */
struct session_told {
    enum finding_id id;
    enum sip_method method;
    uint32_t cseq;
    int64_t ns;
};

/* The latest attempt of one party to refresh since the timer was armed, or,
 * where the capture lacks what armed it, at all. */
struct session_attempt {
    bool made;
    bool open;       /* no final response seen yet */
    bool given_up;   /* told that it failed for good */
    bool asked;      /* it carries Session-Expires */
    bool unanswered; /* given_up, and repeated for so long that no answer can
                        have come to its sender */
    bool not_retried_told;
    enum sip_method method;
    uint32_t cseq;
    uint32_t frame;
    uint32_t interval_s; /* that it asks for; 0: none */
    int64_t sent_ns;
    unsigned failed_status; /* 0, or the final failure */
    int64_t failed_ns;      /* when that was seen; valid if it was */
};

/* 422 rounds of one UAC (RFC 4028 7.3). */
struct session_too_small {
    bool pending; /* a 422 came, its retry did not yet */
    unsigned requester;
    unsigned n_rounds;
    uint32_t min_se_s; /* largest seen */
    uint32_t cseq;     /* of the refused request */
};

/* A refresh of a Microsoft server that was answered without Session-Expires:
 * the timer is off, but the server hangs up all the same (KB 2735323). */
struct session_unkept {
    bool set;
    unsigned party; /* the server */
    uint32_t interval_s;
    int64_t since_ns; /* the last 2xx with an interval, or else the answer */
    int64_t ns;       /* the 2xx without */
    uint32_t frame;   /* of that */
};

/* The session timer of one leg. */
struct session {
    bool active;
    uint32_t interval_s;
    int64_t armed_ns; /* the 2xx */
    uint32_t armed_frame;
    unsigned armed_from; /* party that sent that */
    bool assumed; /* armed by a request whose 2xx was not seen, as its sender
                     stopped repeating it: armed_ns and armed_frame are its */
    bool refresher_known;
    bool refresher_assumed; /* not said in the 2xx */
    unsigned refresher;     /* party */
    bool expired_told;
    bool ever_active;
    unsigned n_flips;            /* explicit changes of refresher in a row */
    uint32_t min_se_learnt_s[2]; /* by party: RFC 4028 7.4 */
    struct session_attempt attempts[2]; /* by party: both may try at once */
    struct session_too_small too_small;
    struct session_unkept unkept;
    uint64_t habits_told[2]; /* by sender: bit id - FINDING_SESSION_BAD_VALUE */
    struct session_told *told; /* SESSION_TOLD_KEPT of them; owned; NULL until
                                  there is one */
    unsigned n_told;
    enum session_dialog_state end; /* SESSION_DIALOG_BYE* */
    unsigned end_status; /* the response that refused the refresh whose failure
                            ended it; 0: none was seen */
    bool end_unanswered; /* that refresh was repeated for so long that none can
                            have come */
};

/* Times after SINCE_NS and up to UNTIL_NS turn out to have been LEAP_NS later:
 * a jump of the capture's clock takes a moment to be understood. */
struct session_leap {
    int64_t since_ns;
    int64_t until_ns;
    int64_t leap_ns;
};

/* Corrects the times that SESSION and its LEG remember. */
void session_on_leap(struct session *session, struct sip_leg *leg,
                     const struct session_leap *leap);

/* The deadlines that follow from the latest 2xx that armed SESSION; of no
 * meaning unless it is active. */
struct session_deadlines session_deadlines(const struct session *session);

/* Whether an attempt to refresh has no known outcome: it proves nothing. */
bool session_attempt_open(const struct session *session);

/* Whether PARTY, 0 or 1, has made an attempt to refresh the session: it asks
 * for an interval, or PARTY has to refresh. */
bool session_attempt_refreshes(const struct session *session, unsigned party);

/* The interval that the attempt of PARTY, 0 or 1, is about: the session's, or
 * what it asks for where the capture lacks the 2xx that set it. */
uint32_t session_attempt_interval_s(const struct session *session,
                                    unsigned party);

/* The state of the dialog on LEG at NOW_NS, nanoseconds since the first
 * frame; SESSION is that of the leg. */
enum session_dialog_state session_state(const struct session *session,
                                        const struct sip_leg *leg,
                                        int64_t now_ns);

/* Frees SESSION, a struct session of g_new0, and what it holds. */
void session_free(void *session);

#endif
