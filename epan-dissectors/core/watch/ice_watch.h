/* The watch over ICE: which path media takes. RFC 8445.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_ICE_WATCH_H
#define LYNC_CORE_ICE_WATCH_H

#include "analysis.h"
#include "ice_path.h"

/* RTP runs on FLOW in FRAME: notes its path, once it is known. Cheap while SDP
 * says nothing new. */
void ice_watch_on_rtp(struct analysis *analysis, struct media_flow *flow,
                      uint32_t frame);

#endif
