/* One leg of a call, a dialog, as far as it is compared with others. RFC 7989
 * (Session-ID).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_CALL_LEG_H
#define LYNC_CORE_CALL_LEG_H

#include <stdbool.h>
#include <stdint.h>

#include "endpoint.h"
#include "side.h"
#include "sip_message.h"
#include "sip_number.h"

#define CALL_UUID_BYTES  33 /* of RFC 7989, with the zero */
#define CALL_LEG_RTP_MAX 4  /* streams of a leg that are compared: the first */

/* RTP of one source. */
struct call_leg_rtp {
    uint32_t ssrc;
    struct endpoint from;
    struct endpoint to;
};

/* What is known of a leg. All zero is a leg of which nothing is known, and
 * which joins nothing; free what it owns with call_leg_clear(). Side A sent the
 * INVITE, B received it. */
struct call_leg {
    const char *call_id; /* not owned; NULL: not known */
    bool start_seen;     /* its initial INVITE is in the capture */
    int64_t begin_ns;    /* first frame */
    int64_t end_ns;      /* its end, or its last frame where none was seen */
    struct endpoint hosts[N_SIDES];       /* SIP addresses */
    struct endpoint media[N_SIDES];       /* where the sides' SDP in force
                                   asks for RTP of the first stream; family 0: not
                                   known */
    char uuids[N_SIDES][CALL_UUID_BYTES]; /* empty: not known */
    struct sip_number numbers[N_SIDES];   /* of From and To */
    uint32_t caller; /* hash of the user part of From; 0: none, or withheld */
    struct call_leg_rtp *rtp; /* N_RTP; room for CALL_LEG_RTP_MAX; owned */
    unsigned n_rtp;
};

/* Notes in LEG the UUIDs of MESSAGE, sent by SENDER; of an unknown sender
 * nothing. A UUID that changes (a transfer) replaces the old one; one that has
 * not 32 characters is ignored. */
void call_leg_on_session_id(struct call_leg *leg,
                            const struct sip_message *message,
                            enum side sender);

/* Notes in LEG the caller and the numbers of MESSAGE, its initial INVITE. */
void call_leg_on_invite(struct call_leg *leg,
                        const struct sip_message *message);

/* Notes in LEG that RTP of SSRC runs in it FROM an endpoint TO another; no more
 * than CALL_LEG_RTP_MAX. */
void call_leg_on_rtp(struct call_leg *leg, uint32_t ssrc,
                     const struct endpoint *from, const struct endpoint *to);

/* Frees what LEG owns and makes it all zero. */
void call_leg_clear(struct call_leg *leg);

#endif
