/* What is printed below a stream.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_REPORT_STREAM_BELOW_H
#define LYNC_REPORT_STREAM_BELOW_H

#include "report_column.h"

/* The parts of a struct media_stream that its capture points are. */
extern const struct report_parts report_stream_points;

/* Returns the lines below ROW, a struct media_stream: repeats and their bursts,
 * times without RTCP, what its receiver reports lost where the capture shows
 * something else, and what each point saw if there are several. Free with
 * g_free(); NULL: none. */
char *report_stream_below(const void *row);

#endif
