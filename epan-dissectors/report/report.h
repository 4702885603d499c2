/* Reports at the end of a capture: tshark -q -z NAME.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_REPORT_H
#define LYNC_REPORT_H

#include <stdint.h>

/* A report: its name behind -z, and what prints it to standard output when
 * the capture has been read. Kept by who registers it. */
struct report {
    const char *name;
    void (*print)(void);
};

/* Called before a report is printed, END_NS being the time of the capture's
 * last frame: adds what only the end proves (finding_store_add_at_end). */
typedef void report_at_end_h(int64_t end_ns);

/* Registers HANDLER, of which there are few. */
void report_at_end_register(report_at_end_h *handler);

/* Puts the findings of the end in their list, anew when more has been read,
 * for who reports in another way than through report_register(). */
void report_prepare(void);

/* Registers the routine that forgets the end of a capture with it; before any
 * report. */
void reports_register(void);

/* Makes REPORT known to -z. It reads what is kept anyway, so asking for it
 * makes no packet dearer. */
void report_register(struct report *report);

#endif
