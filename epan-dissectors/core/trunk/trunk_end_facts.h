/* What one call shows of one end of a trunk.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_TRUNK_END_FACTS_H
#define LYNC_CORE_TRUNK_END_FACTS_H

#include <stdbool.h>
#include <stdint.h>

#include "product.h"

/* What one call shows of one end. All zero: nothing is known. */
struct trunk_end_facts {
    bool microsoft; /* OCS, Lync or Skype for Business by its headers */
    enum product_generation generation;

    int64_t up_ns;      /* how long the call was up with media captured, held
                           or not; 0 when the capture has no media of it */
    int64_t rtp_ns;     /* how long its RTP flowed between two holds, where
                           most; not in pauses */
    bool rtcp_seen;     /* RTCP of it, not held */
    bool rtcp_declined; /* SDP said that none is to be sent (b=RS:0, b=RR:0) */
    int64_t held_ns;    /* how long the longest hold without RTP of either end
                           lasted: with music, the call counts as active
                           (Set-CsTrunkConfiguration) */
    bool rtcp_on_hold;  /* RTCP of it in any hold */
    int64_t silent_ns;  /* the longest time without RTP and RTCP of it that SDP
                           does not excuse */

    bool request_seen;    /* an initial INVITE of it */
    bool timer_asked;     /* with Session-Expires; or its 2xx has that though
                             it was not asked to */
    bool timer_requested; /* the other end asked it for one, and it answered
                             with a 2xx, or 420 */
    bool timer_granted;   /* that 2xx has Session-Expires */
    bool refresh_due;     /* it was refresher, and the call lasted beyond the
                             time at which the other may give up */
    bool refreshed;       /* as refresher it sent a refresh */

    uint64_t n_marked;   /* RTP packets with a code point other than 0 */
    uint64_t n_unmarked; /* with code point 0 */
};

#endif
