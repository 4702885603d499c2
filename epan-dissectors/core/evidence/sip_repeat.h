/* Tells from retransmissions of SIP over UDP whether a message was answered:
 * its sender repeats it until the answer arrives. RFC 3261 17.1.1.2 (INVITE),
 * 17.1.2.2 (other requests), 13.3.1.4 (2xx to INVITE).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_SIP_REPEAT_H
#define LYNC_CORE_SIP_REPEAT_H

#include <stdbool.h>
#include <stdint.h>

/* Half of T1. A copy may come this early, and is missed only this long after
 * its time. */
#define SIP_REPEAT_TOLERANCE_NS INT64_C(250000000)

/* 64*T1: the sender gives up. */
#define SIP_REPEAT_END_NS INT64_C(32000000000)

enum sip_waiting {
    SIP_WAITING_INVITE,  /* INVITE, for any response: repeated after
                            0.5, 1.5, 3.5 ... 31.5 s */
    SIP_WAITING_REQUEST, /* another request: after 0.5, 1.5, 3.5, 7.5 s, then
                            every 4 s (T2) up to 31.5 s */
    SIP_WAITING_ACK, /* a 2xx to INVITE, for the ACK: as SIP_WAITING_REQUEST */
};

/* The copies of one message that the capture holds. */
struct sip_repeats {
    enum sip_waiting waiting;
    bool reliable;    /* over TCP or TLS, where nothing is repeated */
    int64_t first_ns; /* time of the first copy */
    int64_t last_ns;  /* time of the last copy; first_ns if there is only one */
    int64_t seen_until_ns; /* the capture ran and was not dark from first_ns up
                              to this time */
    double p; /* share of the sender's packets that the capture lacks, 0 to 1;
                 below 0: not known */
};

enum sip_answered {
    SIP_ANSWER_UNKNOWN,
    SIP_ANSWERED,   /* the sender stopped: the answer arrived, captured
                         or not */
    SIP_UNANSWERED, /* the sender repeated to the end: no answer arrived */
};

/* Whether the answer reached the sender, given that the capture does not hold
 * it.
 *
 * Let k be the number of copies due after the last one captured, up to
 * seen_until_ns. ANSWERED if p^k < CHANCE_LIMIT. UNANSWERED if the capture saw
 * all of the 64*T1 and holds the last copy that is due, or the one before.
 * UNKNOWN otherwise, over TCP or TLS, and if p is not known.
 *
 * Assumes T1 = 500 ms and T2 = 4 s. A provisional response to an INVITE also
 * stops the repeats, and so does a sender that crashes; both count as
 * ANSWERED. */
enum sip_answered sip_repeat_read(const struct sip_repeats *repeats);

#endif
