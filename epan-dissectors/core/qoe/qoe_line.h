/* Where and when the media of a quality report ran.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_QOE_LINE_H
#define LYNC_CORE_QOE_LINE_H

#include "endpoint.h"
#include "media_kind.h"
#include "qoe_report.h"

/* The address of LINE whose facts are ADDRESS and PORT; family 0 if it is not a
 * numeric address, and port 0 if there is none. */
struct endpoint qoe_line_endpoint(const struct qoe_line *line,
                                  enum qoe_id address, enum qoe_id port);

/* What LINE carries, by its label or codec. */
enum media_kind qoe_line_media(const struct qoe_line *line);

/* How long the period of REPORT is, in seconds; 0 if it does not say so. */
double qoe_report_lasted(const struct qoe_report *report);

#endif
