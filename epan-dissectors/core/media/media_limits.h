/* The user's limits for the media checks, in capture time.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_MEDIA_LIMITS_H
#define LYNC_CORE_MEDIA_LIMITS_H

#include <stdbool.h>
#include <stdint.h>

#include <glib.h>

#include "media_witness.h"
#include "seconds.h"

/* Default of both limits: KB 981218 and RTCPActiveCalls. */
#define MEDIA_LIMIT_DEFAULT_S 30

struct media_limits {
    int64_t rtcp_absence_ns;  /* preference rtcp_absence_s */
    int64_t media_timeout_ns; /* preference media_timeout_s */
    uint64_t dscp_audio;      /* preference dscp_audio; bit N: code point N */
    uint64_t dscp_video;      /* preference dscp_video, likewise */
    const struct media_witness *witness; /* decides whether absence is proved;
                                            may be NULL */
    GHashTable *changed; /* while it is not NULL, a set: each struct media_call
                            whose times may have changed is added; not owned */
};

/* Converts a limit in seconds to ns. 0 s disables the check: INT64_MAX, which
 * nothing exceeds. */
static inline int64_t media_limit_ns(uint32_t limit_s)
{
    return limit_s == 0 ? INT64_MAX : (int64_t)limit_s * NS_PER_S;
}

/* LIMIT_NS in whole seconds; the default if it is 0, not known. */
static inline int64_t media_limit_shown_s(int64_t limit_ns)
{
    return limit_ns != 0 ? limit_ns / NS_PER_S : MEDIA_LIMIT_DEFAULT_S;
}

/* Tolerance for a hang-up because of silence. Programs check their timers every
 * second or every few seconds, and count from a packet that the capture saw at
 * another time: timers of 30 s were measured to fire after 29.0 to 30.9 s. */
#define MEDIA_LIMIT_EARLY_NS INT64_C(1000000000) /* at most limit / 10 */
#define MEDIA_LIMIT_LATE_NS  INT64_C(5000000000) /* at most limit / 2 */

/* Returns the shortest silence, in ns, at which a timer of LIMIT_NS may fire:
 * 29 s for 30 s, 9 s for 10 s, 4.5 s for 5 s. For INT64_MAX, a disabled check,
 * the result is out of reach. */
static inline int64_t media_limit_least_ns(int64_t limit_ns)
{
    int64_t early_ns = limit_ns / 10;

    return limit_ns -
           (early_ns < MEDIA_LIMIT_EARLY_NS ? early_ns : MEDIA_LIMIT_EARLY_NS);
}

/* Returns the longest silence, in ns, that explains a hang-up by a timer of
 * LIMIT_NS: 35 s for 30 s, 15 s for 10 s, 7.5 s for 5 s. LIMIT_NS likewise. */
static inline int64_t media_limit_most_ns(int64_t limit_ns)
{
    int64_t late_ns = limit_ns / 2;

    if (late_ns > MEDIA_LIMIT_LATE_NS)
        late_ns = MEDIA_LIMIT_LATE_NS;
    return limit_ns > INT64_MAX - late_ns ? INT64_MAX : limit_ns + late_ns;
}

/* Whether a silence of SILENCE_NS (not negative) explains a hang-up by a timer
 * of LIMIT_NS: 29 to 35 s for 30 s, 9 to 15 s for 10 s, 4.5 to 7.5 s for 5
 * s. */
static inline bool media_limit_explains(int64_t silence_ns, int64_t limit_ns)
{
    return silence_ns >= media_limit_least_ns(limit_ns) &&
           silence_ns <= media_limit_most_ns(limit_ns);
}

#endif
