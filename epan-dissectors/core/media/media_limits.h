/* What the user set: limits of the media checks, in capture time.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_MEDIA_LIMITS_H
#define LYNC_CORE_MEDIA_LIMITS_H

#include <stdint.h>

#include "seconds.h"

/* Both limits by default, KB 981218 and RTCPActiveCalls. */
#define MEDIA_LIMIT_DEFAULT_S 30

struct media_limits {
    int64_t rtcp_absence_ns;  /* preference rtcp_absence_s */
    int64_t media_timeout_ns; /* preference media_timeout_s */
    uint64_t dscp_audio; /* preference dscp_audio, bit N for code point N */
    uint64_t dscp_video; /* preference dscp_video */
};

/* A limit in seconds as nanoseconds. 0 s switches the check off: INT64_MAX,
 * which nothing exceeds. */
static inline int64_t media_limit_ns(uint32_t limit_s)
{
    return limit_s == 0 ? INT64_MAX : (int64_t)limit_s * NS_PER_S;
}

#endif
