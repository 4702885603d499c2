/* Whether RTCP that a capture lacks was really not sent, by the media_witness.
 * RFC 3550 6.2, 6.3.1; docs/evidence.md.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_MEDIA_ABSENCE_H
#define LYNC_CORE_MEDIA_ABSENCE_H

#include <stdint.h>

#include "media_limits.h"
#include "media_session_side.h"
#include "side.h"

/* Given that the capture holds no RTCP of SIDE for SILENCE_NS before TIME_NS,
 * returns for how long SIDE has at least sent none, in ns; 0 if the capture may
 * have missed some. If LIMITS has no witness, the capture counts as
 * complete. */
int64_t media_absence_proved_ns(const struct media_limits *limits,
                                const struct media_session_side sides[N_SIDES],
                                enum side side, int64_t silence_ns,
                                int64_t time_ns);

/* Returns the limit for silence of SIDE's RTCP at TIME_NS: rtcp_absence_ns, or
 * INT64_MAX (no limit) as long as the capture may have missed RTCP. Only
 * silence above the limit is examined, and after a negative answer again only
 * when one more packet was due (RTCP_INTERVAL_MAX_NS). */
int64_t media_absence_limit_ns(const struct media_limits *limits,
                               struct media_session_side sides[N_SIDES],
                               enum side side, int64_t time_ns);

#endif
