/* How many RTCP packets an endpoint owes. RFC 3550 6.2, 6.3.1.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_RTCP_DUE_H
#define LYNC_CORE_RTCP_DUE_H

#include <stdint.h>

/* The longest interval between two RTCP packets of a participant of a call:
 * 5 s x 1.5 / (e - 1.5) = 6.156 s, rounded up. */
#define RTCP_INTERVAL_MAX_NS INT64_C(6200000000)

/* How many RTCP packets are due at least from an endpoint whose RTP has flowed
 * for FLOWED_NS: the whole part of FLOWED_NS / 6.2 s. 0 for a negative time. */
uint64_t rtcp_due(int64_t flowed_ns);

#endif
