/* How the session timer judge reports: each finding once a dialog, however many
 * hops show it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_SESSION_REPORT_H
#define LYNC_CORE_SESSION_REPORT_H

#include "finding.h"
#include "session_event.h"
#include "text.h"

/* Adds finding ID with the severity of its row, unless another hop of the same
 * dialog has added it for the same transaction within the last 32 s (64*T1, RFC
 * 3261 17.1.1.2). FORMAT: of the text, as for printf. */
void session_report(const struct session_event *event, enum finding_id id,
                    const char *format, ...) G_GNUC_PRINTF(3, 4);

/* The same with SEVERITY instead of the row's. */
void session_report_as(const struct session_event *event, enum finding_id id,
                       enum finding_severity severity, const char *format, ...)
    G_GNUC_PRINTF(4, 5);

/* The same, once for each dialog and sender: for what a user agent does in
 * every message that it sends. */
void session_report_habit(const struct session_event *event, enum finding_id id,
                          enum finding_severity severity, const char *format,
                          ...) G_GNUC_PRINTF(4, 5);

/* Writes "INVITE" or "200 to INVITE" for MESSAGE to WHAT, at most
 * SESSION_WHAT_BYTES with the terminating zero. What does not print becomes
 * "?". */
#define SESSION_WHAT_BYTES 48
void session_report_what(const struct sip_message *message, char *what);

/* What armed the timer of SESSION, for "10 s after the ...": "last 2xx". */
const char *session_report_armed_by(const struct session *session);

/* Writes VALUE to QUOTE, at most SESSION_QUOTE_BYTES with the terminating zero.
 * What does not print becomes "?"; a value that was cut ends in "...". */
#define SESSION_QUOTE_BYTES 100
void session_report_quote(struct text value, char *quote);

#endif
