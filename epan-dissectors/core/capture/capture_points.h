/* The observation points of a capture: its interfaces, each of which may be a
 * file that was merged in (mergecap -I none).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_CAPTURE_POINTS_H
#define LYNC_CORE_CAPTURE_POINTS_H

#include <stdbool.h>
#include <stdint.h>

#include <glib.h>

#include "moment.h"

/* Interfaces 0 to 1023; others have no name of their own and no age. */
#define CAPTURE_POINTS_MAX 1024

struct capture_points {
    GArray *points; /* struct capture_point by interface */
    unsigned n;     /* that were noted */
};

/* Makes POINTS valid: none noted. */
void capture_points_init(struct capture_points *points);

/* Frees what POINTS holds. */
void capture_points_clear(struct capture_points *points);

/* Whether the interface of MOMENT is noted, or past the bound: in both cases
 * its name need not be looked up. */
bool capture_points_noted(const struct capture_points *points,
                          const struct moment *moment);

/* Notes that the interface of MOMENT has been capturing since then, unless it
 * is noted already. NAME as the file has it; NULL or empty where it has none.
 */
void capture_points_note(struct capture_points *points,
                         const struct moment *moment, const char *name);

/* "interface 0", or "interface 0 (eth0)" where the file names it. Valid until
 * that interface is noted, or POINTS is cleared. */
const char *capture_points_name(struct capture_points *points,
                                uint32_t interface_id);

/* How long before NOW_NS, in nanoseconds, the interface was first noted; 0 when
 * it was not. */
int64_t capture_points_age_ns(const struct capture_points *points,
                              uint32_t interface_id, int64_t now_ns);

#endif
