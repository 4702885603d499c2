/* The watch over ICE.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "ice_watch.h"

void ice_watch_on_rtp(struct analysis *analysis, struct media_flow *flow,
                      uint32_t frame)
{
    const struct media_ends *ends = &analysis->sessions.ends;

    if (flow->path != ICE_PATH_UNKNOWN ||
        flow->n_path_offers == ends->n_offers + 1)
        return;
    flow->n_path_offers = ends->n_offers + 1;
    flow->path = ice_path_of(ends, flow);
    flow->path_frame = frame;
}
