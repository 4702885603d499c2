/* The observation points of the capture: its interfaces, each of which may be
 * a file that was merged in (mergecap -I none).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CAPTURE_POINT_H
#define LYNC_CAPTURE_POINT_H

#include <epan/packet.h>

#define MAX_CAPTURE_POINTS 1024 /* whose names are kept */

/* The interface that the frame that PINFO is at was captured at; 0 where the
 * file format knows none. */
uint32_t capture_point_of(const packet_info *pinfo);

/* Whether the file says at which interface the frame was captured. */
bool capture_point_known(const packet_info *pinfo);

/* How many interfaces have been noted so far. */
unsigned capture_point_count(void);

/* First pass: as capture_point_of, and keeps its name and when it was first
 * seen. */
uint32_t capture_point_note(const packet_info *pinfo);

/* "interface 0", or "interface 0 (eth0)" where the file names it. Kept in file
 * scope. */
const char *capture_point_name(uint32_t interface_id);

/* How long before NOW_NS, in nanoseconds, the interface was first seen; 0 when
 * it is not known. */
int64_t capture_point_age_ns(uint32_t interface_id, int64_t now_ns);

/* Registers the routine that forgets the points with each capture. */
void capture_point_register(void);

#endif
