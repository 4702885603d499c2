/* Which ends of trunks had calls that went on without RTCP of them: whoever is
 * on the other side does not check it. Set-CsTrunkConfiguration
 * (RTCPActiveCalls).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_TRUNK_OUTLIVED_H
#define LYNC_CORE_TRUNK_OUTLIVED_H

#include <glib.h>

#include "trunk_profile.h"

/* An empty table. It keeps two calls for each host and peer, so that one of
 * them is another call than any given one. Free with g_hash_table_destroy. */
GHashTable *trunk_outlived_new(void);

/* Notes the call with the number NUMBER, which ended at ENDED_NS and showed
 * CALL, if trunk_outlived_rtcp() holds for one of its ends. Calls come in the
 * order in which they ended; each once. Ports of hosts have to be 0. */
void trunk_outlived_add(GHashTable *outlived, uint32_t number,
                        const struct trunk_call *call, int64_t ended_ns);

/* Whether a call other than NUMBER between HOST and PEER (either may have
 * called) that had ended by BY_NS went on without RTCP of HOST. */
bool trunk_outlived_by(GHashTable *outlived, uint32_t number,
                       const struct endpoint *host, const struct endpoint *peer,
                       int64_t by_ns);

#endif
