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

/* Hands all faults, struct fault, to ROW_H with the first frame, as
 * report_window.h says: whatever a filter leaves, the answer is of all. */
void report_rows_of_answer(GHashTable *shown, const void *tapped,
                           report_row_h *row_h, void *data);

/* The same for all trunks, struct trunk_row. */
void report_rows_of_trunks(GHashTable *shown, const void *tapped,
                           report_row_h *row_h, void *data);

/* Each of these hands the rows of a report that the frame of TAPPED, a struct
 * frame_tapped, adds to ROW_H, and notes them in SHOWN, as report_window.h
 * says.
 *
 * The calls: struct call_row. */
void report_rows_of_calls(GHashTable *shown, const void *tapped,
                          report_row_h *row_h, void *data);

/* The streams: struct media_stream. */
void report_rows_of_streams(GHashTable *shown, const void *tapped,
                            report_row_h *row_h, void *data);

/* The findings: struct finding. These are the findings of the frame, and some
 * of those that only the end of the capture proves: with the first frame of all
 * those of no call and no stream, with the first frame of a call or a stream
 * its own. */
void report_rows_of_findings(GHashTable *shown, const void *tapped,
                             report_row_h *row_h, void *data);

/* The streams in quality reports. */
void report_rows_of_qoe_shown(GHashTable *shown, const void *tapped,
                              report_row_h *row_h, void *data);

#endif
