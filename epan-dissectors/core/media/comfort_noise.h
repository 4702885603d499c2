/* Lync's mute: one comfort noise packet, then nothing, with RTCP alive.
 * RFC 3389 (comfort noise), RFC 3551 6 (payload type 13); 118 is CN/16000 of
 * OCS 2007 R2 and later ([MS-SDPEXT] 4).
 *
 * One for each endpoint of a media session; valid when all zero.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_COMFORT_NOISE_H
#define LYNC_CORE_COMFORT_NOISE_H

#include "payload_type_set.h"

struct comfort_noise {
    unsigned n_in_row; /* CN packets last sent, without speech; at most 2 */
    bool rtcp_seen;    /* since the last of them */
    bool rtcp_lost;    /* it was silent for too long since then */
    int64_t noise_ns;  /* when that was */
    int64_t rtcp_ns;   /* the last one since then */
};

/* The payload types that mean comfort noise, given those that SDP names (NAMED)
 * and those it names "CN" at any clock rate (NOISE): NOISE, and 13 and 118
 * unless SDP gives them another name. Both sets may be empty. */
struct payload_type_set
comfort_noise_payload_types(const struct payload_type_set *named,
                            const struct payload_type_set *noise);

/* An RTP packet of the endpoint at TIME_NS; IS_NOISE: its payload type is
 * comfort noise. Returns whether it ends a mute: a single CN packet, then no
 * RTP for longer than LIMIT_NS, with RTCP all along. SILENCE_NS is then set to
 * the length of the silence. */
bool comfort_noise_on_rtp(struct comfort_noise *state, bool is_noise,
                          int64_t time_ns, int64_t limit_ns,
                          int64_t *silence_ns);

/* An RTCP packet of the endpoint at TIME_NS. A pause in RTCP of more than
 * LIMIT_NS means that it is not a mute. */
void comfort_noise_on_rtcp(struct comfort_noise *state, int64_t time_ns,
                           int64_t limit_ns);

/* How long the endpoint has been muted at TIME_NS, the end of the capture; 0 if
 * it is not. LIMIT_NS as above. */
int64_t comfort_noise_mute_ns(const struct comfort_noise *state,
                              int64_t time_ns, int64_t limit_ns);

#endif
