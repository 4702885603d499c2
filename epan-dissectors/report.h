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

/* Makes REPORT known to -z. It reads what is kept anyway, so asking for it
 * makes no packet dearer. */
void report_register(struct report *report);

#endif
