/* Reports at the end of a capture: tshark -q -z NAME.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_REPORT_H
#define LYNC_REPORT_H

#include <stdint.h>

/* A report: its name after -z, and the function that prints it to standard
 * output when the capture has been read. Must live as long as the program. */
struct report {
    const char *name;
    void (*print)(void);
};

/* Called before a report is printed. END_NS is the time of the last frame, in
 * nanoseconds since the first. Adds the findings that only the end of the
 * capture can prove (finding_store_add_at_end). */
typedef void report_at_end_h(int64_t end_ns);

/* Registers HANDLER; there can be no more than eight. */
void report_at_end_register(report_at_end_h *handler);

/* Works out the findings that only the end proves, again if more frames have
 * been read since. Reports of report_register() have it done for them. */
void report_prepare(void);

/* Registers the routine that forgets the end of a capture when the next one is
 * opened. Call it before registering reports. */
void reports_register(void);

/* Makes REPORT known to -z. It uses only what is kept in any case, so asking
 * for it adds no cost to any packet. */
void report_register(const struct report *report);

#endif
