/* Whether a source goes on to send RTP after its RTCP BYE.
 * RFC 3550 6.3.7 and 6.6. One for each SSRC; valid when all zero.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_RTCP_BYE_H
#define LYNC_CORE_RTCP_BYE_H

#include <stdbool.h>
#include <stdint.h>

/* Packets this long after the BYE may still be late ones. */
#define RTCP_BYE_TAIL_NS INT64_C(1000000000)

/* RTP that begins again after a longer pause is a new talk (hold, resume;
 * Cisco phones say BYE when they become recvonly), not a continuation. */
#define RTCP_BYE_PAUSE_NS INT64_C(5000000000)

struct rtcp_bye {
    bool waiting; /* BYE seen, not yet decided what follows it */
    bool told;    /* reported once already */
    int64_t bye_ns;
};

/* A BYE that names the source, which has sent RTP before, at TIME_NS. */
void rtcp_bye_on_bye(struct rtcp_bye *bye, int64_t time_ns);

/* RTP of the source at TIME_NS, the packet before it at LAST_RTP_NS. Returns
 * true once: on the first packet that proves that the source goes on. */
bool rtcp_bye_on_rtp(struct rtcp_bye *bye, int64_t time_ns,
                     int64_t last_rtp_ns);

#endif
