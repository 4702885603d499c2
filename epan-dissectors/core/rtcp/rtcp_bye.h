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

/* RTP that resumes after a longer pause is a new start (hold and resume; Cisco
 * phones send BYE when they become recvonly), not a continuation. */
#define RTCP_BYE_PAUSE_NS INT64_C(5000000000)

struct rtcp_bye {
    bool waiting; /* BYE seen; what follows it is still open */
    bool told;    /* already reported */
    int64_t bye_ns;
};

/* At TIME_NS a BYE names the source, which has sent RTP before. Only the first
 * one counts until it is decided. */
void rtcp_bye_on_bye(struct rtcp_bye *bye, int64_t time_ns);

/* RTP of the source at TIME_NS, the packet before it at LAST_RTP_NS. Returns
 * true once: on the first packet that proves that the source goes on. */
bool rtcp_bye_on_rtp(struct rtcp_bye *bye, int64_t time_ns,
                     int64_t last_rtp_ns);

#endif
