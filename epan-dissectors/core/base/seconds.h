/* A time as text.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_SECONDS_H
#define LYNC_CORE_SECONDS_H

#include <stdint.h>

#define NS_PER_S INT64_C(1000000000)

#define SECONDS_DECIMALS_MAX 9

/* TIME_NS in seconds, for texts. */
static inline double seconds_of(int64_t time_ns)
{
    return (double)time_ns / (double)NS_PER_S;
}

/* TIME_NS in seconds with N_DECIMALS decimals, truncated, not rounded:
 * "12.345", "-0.500". N_DECIMALS is clamped to 1..SECONDS_DECIMALS_MAX. The
 * decimal point is "." in every locale, so that the text is a JSON number
 * (RFC 8259 6). Free with g_free. */
char *seconds_text(int64_t time_ns, unsigned n_decimals);

#endif
