/* Which rows of a report a frame adds: each row comes once, with the first of
 * its frames that passes the filter.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_REPORT_ROWS_H
#define LYNC_REPORT_ROWS_H

#include "frame_tap.h"
#include "report_table.h"

struct report_rows;

/* Works out what only the end of the capture proves, so that the rows are
 * complete. */
void report_rows_complete(void);

/* No rows so far. Free with report_rows_free(). */
struct report_rows *report_rows_new(void);
void report_rows_free(struct report_rows *rows);

/* Starts again, as if ROWS were new, with the capture as it is then. */
void report_rows_forget(struct report_rows *rows);

/* Each of these hands the rows of a report that FRAME adds to ROW_H.
 *
 * The calls: struct call_row. */
void report_rows_of_calls(struct report_rows *rows,
                          const struct frame_tapped *frame, report_row_h *row_h,
                          void *data);

/* The streams: struct media_stream. */
void report_rows_of_streams(struct report_rows *rows,
                            const struct frame_tapped *frame,
                            report_row_h *row_h, void *data);

/* The findings: struct kept_finding. These are the findings of the frame, and
 * some of those that only the end of the capture proves: with the first frame
 * of all those of no call and no stream, with the first frame of a call or a
 * stream its own. */
void report_rows_of_findings(struct report_rows *rows,
                             const struct frame_tapped *frame,
                             report_row_h *row_h, void *data);

#endif
