/* Reading one lync-report/1 document into a summary.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_REPORT_READER_H
#define LYNC_REPORT_READER_H

#include "summary.h"

/* Adds the report in TEXT, LENGTH octets, to what SUMMARY has of the capture
 * begun last. NULL, or why it could not: then some of it may have been added.
 * Free that with g_free. Never fails otherwise: what a report of another
 * version has in addition is skipped, what it lacks counts as nothing. */
char *report_read(struct summary *summary, const char *text, gssize length);

#endif
