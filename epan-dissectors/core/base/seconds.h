/* A time as text.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_SECONDS_H
#define LYNC_CORE_SECONDS_H

#include <stdint.h>

#define NS_PER_S INT64_C(1000000000)

#define SECONDS_DECIMALS_MAX 9

/* TIME_NS in seconds with N_DECIMALS decimals, those behind cut off: "12.345",
 * "-0.500". N_DECIMALS is 1 to SECONDS_DECIMALS_MAX; more count as that, 0 as
 * 1. The decimal sign is a point in every locale, and the text a number of
 * JSON (RFC 8259 6). Free with g_free. */
char *seconds_text(int64_t time_ns, unsigned n_decimals);

#endif
