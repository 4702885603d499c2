/* How many RTCP packets an endpoint owes.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "rtcp_due.h"

uint64_t rtcp_due(int64_t flowed_ns)
{
    return flowed_ns < 0 ? 0 : (uint64_t)(flowed_ns / RTCP_INTERVAL_MAX_NS);
}
