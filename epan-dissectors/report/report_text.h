/* The texts that the cells of reports are made of.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_REPORT_TEXT_H
#define LYNC_REPORT_TEXT_H

#include <glib.h>

#define REPORT_NONE "-" /* a cell with nothing to say */

/* A copy of TEXT, which came in packets, that a terminal can be given: control
 * characters and what is no UTF-8 are shown as escapes. Free with g_free. */
char *report_text_shown(const char *text);

/* What LIST holds, or REPORT_NONE when it is empty. Frees LIST; free the text
 * with g_free. */
char *report_text_or_none(GString *list);

/* Appends TEXT to LIST, behind a comma when it is not the first. */
void report_text_append(GString *list, const char *text);

#endif
