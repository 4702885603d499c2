/* Whether RTCP that a capture lacks was not sent: what a media session asks the
 * witness of its limits. RFC 3550 6.2, 6.3.1; docs/evidence.md.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_MEDIA_ABSENCE_H
#define LYNC_CORE_MEDIA_ABSENCE_H

#include <stdint.h>

#include "media_limits.h"
#include "media_session_side.h"
#include "side.h"

/* For how long at least SIDE of the session between SIDES has sent no RTCP at
 * TIME_NS, when the capture has none of it for SILENCE_NS: 0 where it may have
 * missed what was sent. Without a witness in LIMITS it is taken to show all. */
int64_t media_absence_proved_ns(const struct media_limits *limits,
                                const struct media_session_side sides[N_SIDES],
                                enum side side, int64_t silence_ns,
                                int64_t time_ns);

/* The limit that silence of SIDE's RTCP is held against at TIME_NS:
 * rtcp_absence_ns, or INT64_MAX (none) while the capture may have missed what
 * was sent. The witness is asked about silence above the limit alone, and after
 * a no only when another packet was due (RTCP_INTERVAL_MAX_NS). */
int64_t media_absence_limit_ns(const struct media_limits *limits,
                               struct media_session_side sides[N_SIDES],
                               enum side side, int64_t time_ns);

#endif
