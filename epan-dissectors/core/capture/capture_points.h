/* The observation points of a capture: its interfaces. Each may be a file that
 * was merged in (mergecap -I none).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_CAPTURE_POINTS_H
#define LYNC_CORE_CAPTURE_POINTS_H

#include <stdbool.h>
#include <stdint.h>

#include <glib.h>

#include "moment.h"

/* Interfaces kept. Those from 1024 on have neither a name nor an age. */
#define CAPTURE_POINTS_MAX 1024

struct capture_points {
    GArray *points; /* struct capture_point, by interface */
    unsigned n;     /* points noted */
};

/* Initializes POINTS without any point. */
void capture_points_init(struct capture_points *points);

/* Frees what POINTS holds. */
void capture_points_clear(struct capture_points *points);

/* Whether the interface of MOMENT is noted or beyond the limit. In both cases
 * the caller need not look up its name. */
bool capture_points_noted(const struct capture_points *points,
                          const struct moment *moment);

/* Notes the interface of MOMENT and its time as the start of its capture,
 * unless it is already noted. NAME is from the file; NULL or empty if it has
 * none. */
void capture_points_note(struct capture_points *points,
                         const struct moment *moment, const char *name);

/* Returns "interface 0", or "interface 0 (eth0)" if the file names it. Valid
 * until that interface is noted or POINTS is cleared. */
const char *capture_points_name(struct capture_points *points,
                                uint32_t interface_id);

/* Returns how long before NOW_NS the interface was first noted, in ns; 0 if it
 * was not. */
int64_t capture_points_age_ns(const struct capture_points *points,
                              uint32_t interface_id, int64_t now_ns);

#endif
