/* How the media of a call ran, and what TURN servers gave it, as columns show
 * it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_REPORT_PATH_H
#define LYNC_REPORT_PATH_H

#include "report_column.h"

/* Getters for a struct call_row: the name of its path (ice_path.h), unknown if
 * that is; its allocations (call_turn.h), the error unknown if there is none.
 */
struct report_value report_ice_path(const void *row);
struct report_value report_turn_asked(const void *row);
struct report_value report_turn_allocated(const void *row);
struct report_value report_turn_error(const void *row);

#endif
