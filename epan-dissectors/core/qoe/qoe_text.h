/* Quality reports in text: application/vq-rtcpxr of RFC 6035 4.6.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_QOE_TEXT_H
#define LYNC_CORE_QOE_TEXT_H

#include "qoe_report.h"

/* Adds the report in TEXT to REPORTS, an array with qoe_report_free(). Returns
 * false, and adds nothing, if its first line names none of RFC 6035's reports,
 * or if it is longer than QOE_BODY_BYTES_MAX.
 *
 * The report has one line. Its inbound stream is what LocalMetrics describe,
 * its outbound one what RemoteMetrics do. Percentages become parts of 1. An
 * SSRC counts only as RFC 6035 writes it, "0x" and hexadecimal digits, and not
 * if it is 0, which phones write for want of one. */
bool qoe_text_read(struct text text, GPtrArray *reports);

#endif
