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

/* Makes REPORT known to -z. It uses only what is kept in any case, so asking
 * for it adds no cost to any packet. */
void report_register(const struct report *report);

#endif
