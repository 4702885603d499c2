/* The observation points of a stream, in words.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_REPORT_POINTS_H
#define LYNC_REPORT_POINTS_H

#include "capture_state.h"

/* What each point of STREAM saw, in the order of the way as far as the TTL
 * tells; NULL for a stream with one point. To be freed with g_free. */
char *report_points_text(const struct media_stream *stream);

#endif
