/* Writing a summary to standard output.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_SUMMARY_WRITE_H
#define LYNC_SUMMARY_WRITE_H

#include "summary.h"

/* For people: worst first. */
void summary_text_write(const struct summary *summary);

/* The document "lync-summary/1" is written in the order of reading: its begin,
 * each capture with its REPORT, which is a JSON document (NULL: none), and its
 * end. docs/lync-summary-1.schema.json describes it. */
void summary_json_begin(void);
void summary_json_capture(const struct captured *captured, bool is_first,
                          const char *report, size_t length);
void summary_json_end(const struct summary *summary);

#endif
