/* Which rows of a report a frame adds: each row comes once, with the first of
 * its frames that passes the filter.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_REPORT_ROWS_H
#define LYNC_REPORT_ROWS_H

#include "analysis.h"
#include "frame_tap.h"
#include "report_table.h"

/* What is known of the open capture, with what only its end proves, so that
 * rows are complete. */
struct analysis *report_analysis(void);

/* No rows so far. Free with report_rows_free(). */
void *report_rows_new(void);
void report_rows_free(void *rows);

/* Starts again, as if ROWS were new, with the capture as it is then. */
void report_rows_forget(void *rows);

/* Each of these hands the rows of a report that the frame of TAPPED, a struct
 * frame_tapped, adds to ROW_H.
 *
 * The calls: struct call_row. */
void report_rows_of_calls(void *rows, const void *tapped, report_row_h *row_h,
                          void *data);

/* The streams: struct media_stream. */
void report_rows_of_streams(void *rows, const void *tapped, report_row_h *row_h,
                            void *data);

/* The findings: struct finding. These are the findings of the frame, and
 * some of those that only the end of the capture proves: with the first frame
 * of all those of no call and no stream, with the first frame of a call or a
 * stream its own. */
void report_rows_of_findings(void *rows, const void *tapped,
                             report_row_h *row_h, void *data);

#endif
