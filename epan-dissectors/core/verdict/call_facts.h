/* What is known of a call when it is judged.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_CALL_FACTS_H
#define LYNC_CORE_CALL_FACTS_H

#include <stdbool.h>
#include <stdint.h>

#include "call_reason.h"
#include "endpoint.h"
#include "product.h"
#include "session_timer.h"
#include "side.h"
#include "sip_agent.h"

/* A frame of the call. Frame 0: not seen. */
struct call_point {
    uint32_t frame;
    int64_t time_ns; /* since the first frame of the capture */
};

#define CALL_CODECS_BYTES 64 /* of a list of codecs, with its zero */

/* Where SIP of the call was sent. All zero: nothing is known. */
struct call_route {
    struct endpoint invite_to;  /* the last host that the INVITE was sent to */
    bool invite_heard;          /* a response to it came from there */
    struct endpoint bye_to;     /* the BYE, if it was repeated */
    struct endpoint refused_by; /* who sent the first response with the status
                                   that counts */
    unsigned refused_with;      /* that status */
    char refused_product[SIP_AGENT_LABEL_BYTES]; /* its Server; "": not said */

    /* Of a 2xx to the INVITE that was repeated. */
    struct endpoint answer_from;
    struct endpoint answer_to;
    struct endpoint ack_at; /* where it asks for the ACK (RFC 3261 12.1.2,
                               12.2.1.1); family 0: a host name */
    bool ack_by_route;      /* its Record-Route does, else its Contact */
    struct endpoint ack_to; /* the last host that an ACK to a 2xx was sent to */
};

/* What is known of a call, or of one leg of it, when it is judged. All zero
 * is a call of which nothing is known. */
struct call_facts {
    struct call_point begin; /* its first frame */
    struct call_point last;  /* its last frame, SIP or media */
    int64_t capture_end_ns;  /* the last frame of the capture */
    double missed; /* the chance that the capture missed the messages that would
                      turn the verdict, 0 to 1 */
    struct endpoint parties[N_SIDES]; /* SIP addresses; A: caller */
    char products[N_SIDES][SIP_AGENT_LABEL_BYTES]; /* what sends there, by its
                                User-Agent or Server; "": it does not say */
    bool signalling_seen;  /* its SIP is in the capture and readable */
    bool cut;              /* the capture lacks the end of a message */
    bool absence_unproved; /* the capture lacks packets: what was not seen may
                              have been there. No rule that rests on absence
                              holds then */
    bool support_told[N_SIDES]; /* an INVITE of the side, or a 2xx to one, was
                                   seen whole: it says what it supports */
    bool timer_supported[N_SIDES]; /* the side has listed session timers */

    /* How it began. */
    bool reliable_transport; /* the initial INVITE came over TCP or TLS */
    bool callee_heard; /* any SIP message from where the INVITE went to is in
                          the capture */
    bool responded;    /* any response to it was seen, 100 too */
    unsigned provisional_status;       /* of the last 1xx above 100; 0: none */
    struct call_point invite;          /* the initial one, first copy */
    struct call_point invite_repeat;   /* its last retransmission */
    struct call_point reliable;        /* the first 1xx with RSeq */
    struct call_point reliable_repeat; /* the last copy of a 1xx with RSeq */
    struct call_point prack;           /* any PRACK */
    struct call_point answer;        /* the first 2xx to the INVITE; where that
                                        was not seen, the latest 2xx to one that
                                        was not, maybe of a call that is up */
    struct call_point answer_repeat; /* its last retransmission */
    struct call_point ack;           /* the ACK to that 2xx */
    struct call_point final; /* the last failure (300 to 699) of the initial
                                INVITE that was not tried again */
    unsigned final_status;
    unsigned n_answer_repeats;  /* retransmissions of the answer */
    struct endpoint final_from; /* who sent that, a proxy perhaps; family 0: not
                                   known */
    struct call_reason final_reason;
    struct call_route route;
    char offered[CALL_CODECS_BYTES];  /* "opus, PCMU": by the INVITE, if what it
                                         offers was refused */
    char accepted[CALL_CODECS_BYTES]; /* by SDP of the refusal */
    struct call_point cancel;
    struct call_reason cancel_reason;

    /* How it ended. */
    struct call_point bye;  /* the first */
    enum side bye_by;       /* SIDE_UNKNOWN: could not be told */
    unsigned n_bye_repeats; /* retransmissions of it */
    struct call_reason bye_reason;
    int64_t heard_ns[N_SIDES]; /* when the latest packet of the side was seen,
                                  SIP or media of the call; 0: never */
    bool bye_time_open;    /* it came just after the capture's clock jumped, so
                              that its time is not certain */
    bool bye_answered;     /* any response to it was seen */
    bool bye_by_microsoft; /* the sender of the BYE is a Lync server or client,
                              by its User-Agent or Server */
    enum product_generation generation; /* of that server */

    /* From the judge of session timers (struct session_dialog). */
    enum session_dialog_state dialog;
    unsigned refresh_status; /* the final response that refused the refresh
                                whose failure ended the call; 0: no response
                                was seen */
    bool refresh_unanswered; /* that refresh was repeated for so long that no
                                response can have come */
    bool timer_seen;
    bool refresh_assumed;      /* REFRESH is a request whose 2xx was not seen */
    uint32_t interval_s;       /* valid if timer_seen */
    struct call_point refresh; /* the last 2xx that armed the timer; valid if
                                  timer_seen; its frame may be 0 */

    /* From the judge of media. */
    int64_t media_limit_ns; /* preference media_timeout_s, as media_limit_ns()
                               has it; 0: the default */
    int64_t rtcp_limit_ns;  /* preference rtcp_absence_s, likewise */
    int64_t media_both_ways_ns; /* for how long after the INVITE both sides sent
                                   RTP or RTCP, pauses of less than 10 s
                                   included; 0: not at all, or not known */
    struct call_point media_timeout;  /* where FINDING_MEDIA_TIMEOUT was */
    int64_t rtcp_silence_ns[N_SIDES]; /* for how long at the BYE RTP of
                          the side has flowed without RTCP that was expected;
                          0: RTCP is there, or RTP does not flow */
    bool media_timeout_bye;   /* FINDING_MEDIA_TIMEOUT_BYE was raised on the
                                 BYE */
    bool held;                /* SDP holds all streams at the BYE */
    bool rtcp_check_outlived; /* another call of the same two hosts went on
                                 for longer than 35 s without RTCP: nobody
                                 checks */

    /* What may have caused the BYE, as the capture does not rule it out. */
    bool media_unjudged; /* the other side's media may have stopped */
    bool timer_unjudged; /* a session timer may have run out, or its refresh
                            failed */
    bool ack_unjudged;   /* the 2xx may have been without ACK */
};

#endif
