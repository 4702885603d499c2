/* What each capture point saw of a stream.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_REPORT_POINTS_H
#define LYNC_REPORT_POINTS_H

#include "media_streams.h"
#include "report_column.h"

#define REPORT_POINT_COLUMNS 7

/* The columns of a point (struct rtp_point). */
extern const struct report_column report_point_columns[REPORT_POINT_COLUMNS];

/* What each capture point saw of STREAM, in the order in which the packets
 * passed the points as far as their TTLs tell; NULL if there is only one point.
 * Free with g_free. */
char *report_points_text(const struct media_stream *stream);

#endif
