/* What happened to a call: one verdict, its evidence, and the cause in a
 * sentence. RFC 3261 (ends and refusals of calls), RFC 3262 (PRACK), RFC 4028
 * (session timers), KB 981218, Set-CsTrunkConfiguration (media timeouts).
 *
 * The caller gathers facts and asks once the call has ended, or the capture.
 * A verdict is given only on evidence; without any it is CAPTURE_ENDED.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_CALL_VERDICT_H
#define LYNC_CORE_CALL_VERDICT_H

#include <stdbool.h>
#include <stdint.h>

#include <glib.h>

#include "call_reason.h"
#include "media_side.h"
#include "session_timer.h"
#include "trunk_advice.h"

enum call_verdict {
    CALL_VERDICT_NORMAL,
    CALL_VERDICT_MEDIA_TIMEOUT,
    CALL_VERDICT_SESSION_EXPIRED,
    CALL_VERDICT_REFUSED,
    CALL_VERDICT_CANCELLED,
    CALL_VERDICT_FAILED,
    CALL_VERDICT_NO_ACK,
    CALL_VERDICT_CAPTURE_ENDED,
    N_CALL_VERDICTS
};

/* What dropped a call that was up: the causes that a user tells apart by the
 * time they take. */
enum call_drop {
    CALL_DROP_NONE,
    CALL_DROP_MEDIA,      /* 30 s without RTP and RTCP */
    CALL_DROP_RTCP,       /* 30 s without RTCP: RTCPActiveCalls */
    CALL_DROP_RTCP_HELD,  /* the same on hold: RTCPCallsOnHold */
    CALL_DROP_NO_ACK,     /* 32 s: 64*T1 without ACK */
    CALL_DROP_TIMER_HALF, /* half a session interval: the refresh failed
                             (15 min of 1800 s) */
    CALL_DROP_TIMER_END,  /* the end of one, less at most a third: nobody
                             refreshed (15 min of 900 s, 30 min of 1800 s) */
    N_CALL_DROPS
};

/* A frame of the call. Frame 0: not seen. */
struct call_point {
    uint32_t frame;
    int64_t time_ns; /* since the first frame of the capture */
};

/* What is known of a call, or of one leg of it, when it is judged. All zero
 * is a call of which nothing is known. */
struct call_facts {
    bool signalling_seen;    /* its SIP is in the capture and readable */
    struct call_point begin; /* its first frame */
    struct call_point last;  /* its last frame, SIP or media */
    int64_t capture_end_ns;  /* the last frame of the capture */
    struct endpoint parties[N_MEDIA_SIDES]; /* SIP addresses; A: caller */

    /* How it began. */
    struct call_point invite;        /* the initial one, first copy */
    struct call_point invite_repeat; /* its last retransmission */
    bool reliable_transport;         /* it came over TCP or TLS */
    bool callee_heard; /* any SIP message from where the INVITE went to is in
                          the capture */
    bool responded;    /* any response to it was seen, 100 too */
    struct call_point provisional; /* the last 1xx above 100 */
    unsigned provisional_status;
    struct call_point reliable;        /* the first 1xx with RSeq */
    struct call_point reliable_repeat; /* the last copy of a 1xx with RSeq */
    struct call_point prack;           /* any PRACK */
    struct call_point answer;          /* the first 2xx to the INVITE */
    struct call_point answer_repeat;   /* its last retransmission */
    unsigned n_answer_repeats;
    struct call_point ack;   /* the ACK to that 2xx */
    struct call_point final; /* the last failure (300 to 699) of the initial
                                INVITE that was not tried again */
    unsigned final_status;
    struct call_reason final_reason;
    struct call_point cancel;
    struct call_reason cancel_reason;

    /* How it ended. */
    struct call_point bye;  /* the first */
    enum media_side bye_by; /* MEDIA_SIDE_UNKNOWN: could not be told */
    struct call_reason bye_reason;
    bool bye_by_microsoft; /* whoever said BYE is a Lync server or client by
                              its User-Agent or Server */
    enum trunk_generation generation; /* of that server */

    /* From the judge of session timers (struct session_dialog). */
    enum session_dialog_state dialog;
    bool timer_seen;
    uint32_t interval_s;       /* valid if timer_seen */
    struct call_point refresh; /* the last 2xx that armed the timer; valid if
                                  timer_seen; its frame may be 0 */

    /* From the judge of media. */
    bool media_timeout_bye; /* FINDING_MEDIA_TIMEOUT_BYE was raised on the
                               BYE */
    struct call_point media_timeout; /* where FINDING_MEDIA_TIMEOUT was */
    bool held;                       /* SDP holds all streams at the BYE */
    int64_t rtcp_silence_ns[N_MEDIA_SIDES]; /* for how long at the BYE RTP of
                          the side has flowed without RTCP that was expected;
                          0: RTCP is there, or RTP does not flow */
    bool rtcp_check_outlived; /* another call of the same two hosts went on
                                 for longer than 35 s without RTCP: nobody
                                 checks */
};

#define CALL_EVIDENCE_MAX 8

struct call_evidence {
    uint32_t frame;
    const char *what; /* "BYE", "2xx repeated"; static */
};

/* The verdict on a call, or leg. */
struct call_judgement {
    enum call_verdict verdict;
    enum call_drop drop;
    bool answered;
    int64_t begin_ns;
    int64_t end_ns;     /* BYE, CANCEL or final failure; INT64_MAX: not seen */
    const char *rule;   /* name of the rule that decided; static */
    const char *source; /* its document; static */
    unsigned n_evidence;
    struct call_evidence evidence[CALL_EVIDENCE_MAX]; /* by frame */
    char *cause; /* a sentence with its full stop; owned */
};

/* "normal", "media-timeout", "session-expired", "refused", "cancelled",
 * "failed", "no-ack" or "capture-ended": the values of lync.call.verdict.
 * NULL out of range. */
const char *call_verdict_name(enum call_verdict verdict);

/* What a drop is, for a column: "30 s: no RTP, no RTCP". "" for
 * CALL_DROP_NONE and out of range. */
const char *call_drop_text(enum call_drop drop);

/* Judges FACTS by the table of rules in call_rule.c: the first that holds
 * decides, and there is always one. JUDGEMENT is set whole; free what it owns
 * with call_judgement_clear(). Never fails; inconsistent facts (an end before
 * the begin) lead to a rule that needs no times. */
void call_verdict_judge(const struct call_facts *facts,
                        struct call_judgement *judgement);

/* Frees the sentence and makes JUDGEMENT all zero. */
void call_judgement_clear(struct call_judgement *judgement);

/* Which of the N judgements on the legs of one call speaks for the call; its
 * index, 0 when N is 0.
 *
 * If a leg was answered, only answered legs count (forks that were cancelled
 * or refused do not). Among those the ones that ended within 2 s of the first
 * end count, a B2BUA passes the end on at once, and of them the one with the
 * most telling verdict: no-ack, media-timeout, session-expired, failed,
 * normal; legs whose end was not seen count only if there is no other. If no
 * leg was answered: the leg that began first, the caller's, which learns the
 * outcome; unless its end was not seen, then the next. */
unsigned call_verdict_choose(const struct call_judgement *judgements,
                             unsigned n);

#endif
