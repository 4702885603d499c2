/* The ICE warning flags of a quality report. [MS-QoE] 2.2.1.7.1.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_QOE_ICE_H
#define LYNC_CORE_QOE_ICE_H

#include <stdint.h>

/* What FLAGS say, such as "UDP allocation at the TURN server failed, local UDP
 * failed"; free with g_free(). NULL for 0, and for flags with a bit that the
 * table lacks: newer clients give the same bits other meanings. */
char *qoe_ice_warnings(uint32_t flags);

#endif
