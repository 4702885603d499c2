/* The texts that the cells of reports are made of.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_REPORT_TEXT_H
#define LYNC_REPORT_TEXT_H

#include <stdint.h>

#include <glib.h>
#include <wsutil/nstime.h>

#define REPORT_NONE "-" /* a cell with nothing to say */

/* A copy of TEXT, which came in packets, that a terminal can be given: control
 * characters and what is no UTF-8 are shown as escapes. Free with g_free. */
char *report_text_shown(const char *text);

/* What LIST holds, or REPORT_NONE when it is empty. Frees LIST; free the text
 * with g_free. */
char *report_text_or_none(GString *list);

/* "2026-01-02T03:04:05.123456789Z" (ISO 8601, UTC); NULL outside the years 1 to
 * 9999. Free with g_free. */
char *report_text_date(const nstime_t *date);

/* "0x12345678". Free with g_free. */
char *report_text_ssrc(uint32_t ssrc);

/* Appends TEXT to LIST, behind a comma when it is not the first. */
void report_text_append(GString *list, const char *text);

#endif
