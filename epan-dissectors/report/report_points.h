/* The observation points of a stream, in words.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_REPORT_POINTS_H
#define LYNC_REPORT_POINTS_H

#include "capture_state.h"
#include "report_column.h"

#define REPORT_POINT_COLUMNS 7

/* The columns of a point (struct rtp_point). */
extern const struct report_column report_point_columns[REPORT_POINT_COLUMNS];

/* What each point of STREAM saw, in the order of the way as far as the TTL
 * tells; NULL for a stream with one point. To be freed with g_free. */
char *report_points_text(const struct media_stream *stream);

#endif
