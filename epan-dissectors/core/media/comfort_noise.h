/* Detects Lync's mute: one comfort noise packet, then no RTP, while RTCP
 * continues. RFC 3389 (comfort noise), RFC 3551 6 (payload type 13); 118 is
 * CN/16000 of OCS 2007 R2 and later ([MS-SDPEXT] 4).
 *
 * One struct for each endpoint of a media session. All zero: no packet yet.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_COMFORT_NOISE_H
#define LYNC_CORE_COMFORT_NOISE_H

#include "payload_type_set.h"

struct comfort_noise {
    unsigned n_in_row; /* consecutive CN packets at the end of what was sent; at
                          most 2 */
    bool rtcp_seen;    /* RTCP came since the last of them */
    bool rtcp_lost;    /* RTCP paused for too long since then */
    int64_t noise_ns;  /* time of the last CN packet */
    int64_t rtcp_ns;   /* time of the last RTCP since then */
};

/* Returns the payload types that are comfort noise: those that SDP names "CN"
 * at any clock rate (NOISE), and 13 and 118 unless SDP names them otherwise.
 * NAMED: all payload types that SDP names. Both sets may be empty. */
struct payload_type_set
comfort_noise_payload_types(const struct payload_type_set *named,
                            const struct payload_type_set *noise);

/* Processes an RTP packet at TIME_NS. IS_NOISE: its payload type is comfort
 * noise. Returns whether it ends a mute: a single CN packet, then no RTP for
 * longer than LIMIT_NS, while RTCP continued. SILENCE_NS is then the length of
 * the silence. */
bool comfort_noise_on_rtp(struct comfort_noise *state, bool is_noise,
                          int64_t time_ns, int64_t limit_ns,
                          int64_t *silence_ns);

/* Processes an RTCP packet at TIME_NS. A pause of more than LIMIT_NS in RTCP
 * means that the silence is not a mute. */
void comfort_noise_on_rtcp(struct comfort_noise *state, int64_t time_ns,
                           int64_t limit_ns);

/* Returns how long the endpoint has been muted at TIME_NS, the end of the
 * capture; 0 if it is not. LIMIT_NS as above. */
int64_t comfort_noise_mute_ns(const struct comfort_noise *state,
                              int64_t time_ns, int64_t limit_ns);

#endif
