/* Why a party says that it ends or refuses a call: the Reason header and
 * Microsoft's diagnostics. RFC 3326, ITU-T Q.850, [MS-OCER].
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_CALL_REASON_H
#define LYNC_CORE_CALL_REASON_H

#include "sip_media_debug.h"
#include "sip_message.h"

#define CALL_REASON_BYTES 140 /* of a quoted text at most, with its zero */

enum call_reason_kind {
    CALL_REASON_NONE,   /* nothing said, or nothing that decides */
    CALL_REASON_NORMAL, /* a user's decision, or the call taken elsewhere */
    CALL_REASON_MEDIA,  /* media or RTCP stopped in the middle of the call */
    CALL_REASON_ASTERISK_MEDIA, /* the same, as Asterisk says it of a call that
                                   is up: Q.850 cause 44 */
    CALL_REASON_TIMER,          /* the session timer */
    CALL_REASON_FAILURE,        /* something broke */
};

/* Valid when all zero: nothing said. */
struct call_reason {
    enum call_reason_kind kind;
    unsigned sip_cause;     /* Reason: SIP, 0 when absent */
    unsigned q850_cause;    /* Reason: Q.850, 0 when absent */
    unsigned retry_after_s; /* Retry-After, 0 when absent */
    bool diagnostics_present;
    char *text;   /* the headers for a sentence, what does not print as "?";
                     NULL: nothing said; owned */
    char *client; /* what a Microsoft client says there of its media; NULL:
                     nothing wrong; owned */
};

/* What MESSAGE, a BYE, CANCEL or final response, says of itself; free it with
 * call_reason_clear(). All zero when it has none of these headers. Of several
 * diagnostics headers the first of ms-diagnostics, ms-client-diagnostics,
 * ms-diagnostics-public counts. The first rule that holds decides:
 *
 *  1. A text that names the session and its timer, refresh or expiry: TIMER.
 *  2. A text that names media, RTP or RTCP with a failure, timeout or missing
 *     connectivity: MEDIA, or FAILURE where the call failed "to establish" or
 *     it was the negotiation that failed.
 *  3. Diagnostics that say "Action initiated by user" (51004): NORMAL.
 *  4. Q.850 cause 44 of a BYE whose User-Agent is Asterisk's: ASTERISK_MEDIA.
 *     Asterisk's SIP sets it where rtp_timeout has run out (in
 *     res_pjsip_sdp_rtp.c), and passes it on from a peer of another kind.
 *  5. Reason's cause by a table (RFC 3326; Q.850 table 1): NORMAL, FAILURE,
 *     or nothing that decides.
 *
 * SIP cause 408 alone is FAILURE: that it stands for a session timer is for
 * the judge of session timers to say. */
struct call_reason call_reason_read(const struct sip_message *message);

/* The kind of what MESSAGE says of itself, as of call_reason_read(). */
enum call_reason_kind call_reason_kind_of(const struct sip_message *message);

/* Adds to REASON the Retry-After and Warning headers (RFC 3261 20.33, 20.43) of
 * MESSAGE, the text of a final response. */
void call_reason_add_headers(struct text message, struct call_reason *reason);

/* Frees what REASON owns and makes it all zero. */
void call_reason_clear(struct call_reason *reason);

/* Whether a reason of KIND says that expected media or RTCP did not come. */
static inline bool call_reason_is_media(enum call_reason_kind kind)
{
    return kind == CALL_REASON_MEDIA || kind == CALL_REASON_ASTERISK_MEDIA;
}

#endif
