/* What can become of a call, and what can drop one that is up.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_CALL_VERDICT_H
#define LYNC_CORE_CALL_VERDICT_H

/* One for each row of the table in call_verdict.c. */
enum call_verdict {
    CALL_VERDICT_NORMAL,
    CALL_VERDICT_MEDIA_TIMEOUT,
    CALL_VERDICT_SESSION_EXPIRED,
    CALL_VERDICT_REFUSED,
    CALL_VERDICT_CANCELLED,
    CALL_VERDICT_FAILED,
    CALL_VERDICT_NO_ACK,
    CALL_VERDICT_CAPTURE_ENDED,
    N_CALL_VERDICTS,
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

/* How far the capture carries a verdict. */
enum call_certainty {
    CALL_CERTAINTY_UNKNOWN, /* not known */
    CALL_CERTAINTY_LIKELY,  /* it rests on something that was not seen */
    CALL_CERTAINTY_CERTAIN, /* the signalling that decides it is there, and
                               nothing that may be missing could turn it */
    N_CALL_CERTAINTIES
};

/* One row of the table. */
struct call_verdict_info {
    const char *name; /* a value of lync.call.verdict: "normal" */
    unsigned rank;    /* of several legs the highest represents the call; each
                         verdict has another */
    unsigned harm;    /* for the user: 0 for everyday outcomes; the greater, the
                         worse */
};

/* The row of VERDICT, which is below N_CALL_VERDICTS; never NULL then. */
const struct call_verdict_info *call_verdict_info(enum call_verdict verdict);

/* The verdict called NAME; N_CALL_VERDICTS when there is none, or NAME is
 * NULL. */
enum call_verdict call_verdict_of(const char *name);

/* The name in the row of VERDICT: a value of lync.call.verdict. NULL out of
 * range. */
const char *call_verdict_name(enum call_verdict verdict);

/* A value of lync.call.certainty: "certain". NULL out of range. */
const char *call_certainty_name(enum call_certainty certainty);

/* What a drop is, for a column: "30 s: no RTP, no RTCP". "" for
 * CALL_DROP_NONE and out of range. */
const char *call_drop_text(enum call_drop drop);

#endif
