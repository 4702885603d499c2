/* The tables of all reports.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_REPORT_TABLES_H
#define LYNC_REPORT_TABLES_H

#include "report_table.h"

extern const struct report_table report_calls_table;    /* struct call_row */
extern const struct report_table report_streams_table;  /* media_stream */
extern const struct report_table report_findings_table; /* finding */
extern const struct report_table report_trunks_table;   /* trunk_row */
extern const struct report_table report_qoe_table;      /* of its own */

/* Its streams, as text and in the window. */
extern const struct report_table report_qoe_shown_table;

extern const struct report_table report_answer_table; /* fault */

#define N_REPORT_TABLES 5

/* All of them but the answer, in the order of their arrays in JSON. */
extern const struct report_table *const report_tables[N_REPORT_TABLES];

/* Returns "rtcp_absent x2, media_timeout.bye": the findings at Warn and above
 * at PLACES (uint32_t; NULL: none); REPORT_NONE for none. Free with g_free().
 */
char *report_findings_named(const GArray *places);

/* Prints the lines of the answer and an empty one, once for a capture: what a
 * report in text begins with. */
void report_answer_print(void);

#endif
