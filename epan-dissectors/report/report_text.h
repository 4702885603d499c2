/* Making the texts of cells.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_REPORT_TEXT_H
#define LYNC_REPORT_TEXT_H

#include <stdint.h>

#include <glib.h>
#include <wsutil/nstime.h>

#define REPORT_NONE "-" /* a cell with nothing to say */

/* A copy of TEXT, which may come from packets, that is safe to print on a
 * terminal: control characters and invalid UTF-8 become escapes. Free with
 * g_free. */
char *report_text_shown(const char *text);

/* The text of LIST, or REPORT_NONE if it is empty. Frees LIST; free the text
 * with g_free. */
char *report_text_or_none(GString *list);

/* "2026-01-02T03:04:05.123456789Z" (ISO 8601, UTC); NULL outside the years 1 to
 * 9999. Free with g_free. */
char *report_text_date(const nstime_t *date);

/* "0x12345678". Free with g_free. */
char *report_text_ssrc(uint32_t ssrc);

/* Appends TEXT to LIST, after a comma unless LIST is empty. */
void report_text_append(GString *list, const char *text);

#endif
