/* What is printed below a call.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_REPORT_CALL_BELOW_H
#define LYNC_REPORT_CALL_BELOW_H

/* Returns the lines below ROW, a struct call_row: how it ended; what to look at
 * or to change; the frames that prove it, its legs and ICE; what the endpoints
 * reported. Each is left out if there is nothing to say; NULL: all are. Free
 * with g_free(). */
char *report_call_below(const void *row);

#endif
