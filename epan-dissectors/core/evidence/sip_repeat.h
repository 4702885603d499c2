/* What retransmissions of SIP over UDP prove: who waits for an answer repeats
 * what it sent, and stops when the answer comes. RFC 3261 17.1.1.2 (INVITE),
 * 17.1.2.2 (other requests), 13.3.1.4 (2xx to INVITE).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_SIP_REPEAT_H
#define LYNC_CORE_SIP_REPEAT_H

#include <stdbool.h>
#include <stdint.h>

/* A copy this much before its time counts as that copy, and one is due only
 * this much after its time: half of T1. */
#define SIP_REPEAT_TOLERANCE_NS INT64_C(250000000)

/* 64*T1: the sender gives up. */
#define SIP_REPEAT_END_NS INT64_C(32000000000)

enum sip_waiting {
    SIP_WAITING_INVITE,  /* for any response: 0.5, 1.5, 3.5 ... 31.5 s */
    SIP_WAITING_REQUEST, /* another request: 0.5, 1.5, 3.5, 7.5 s, then every
                            4 s (T2) up to 31.5 s */
    SIP_WAITING_ACK,     /* a 2xx to INVITE: as SIP_WAITING_REQUEST */
};

/* One message that its sender repeats, as the capture shows it. */
struct sip_repeats {
    enum sip_waiting waiting;
    bool reliable;         /* over TCP or TLS: nothing is repeated */
    int64_t first_ns;      /* the first copy in the capture */
    int64_t last_ns;       /* the last one; first_ns when there is one only */
    int64_t seen_until_ns; /* from first_ns up to here the capture ran and was
                              not dark */
    double p;              /* share of the sender's packets that the capture
                              lacks, 0 to 1; below 0: not known */
};

enum sip_answered {
    SIP_ANSWER_UNKNOWN,
    SIP_ANSWERED,   /* the sender stopped: what it waited for came, whether or
                       not it is in the capture */
    SIP_UNANSWERED, /* it went on to the end: nothing came to it */
};

/* Whether what the sender waited for reached it, when the capture holds no
 * answer.
 *
 * With k copies due after the last one that was captured, up to the end of
 * what the capture saw: ANSWERED when p^k < 0.001. UNANSWERED when the capture
 * saw all of the 64*T1, and the last copy or the one before is in it. UNKNOWN
 * otherwise, over TCP, and when p is not known.
 *
 * A provisional response stops an INVITE as well: ANSWERED then says no more
 * than that. A sender that crashed stops, too. Timers other than T1 = 500 ms
 * and T2 = 4 s are not known of. */
enum sip_answered sip_repeat_read(const struct sip_repeats *repeats);

#endif
