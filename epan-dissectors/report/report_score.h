/* How calls sounded, as columns show it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_REPORT_SCORE_H
#define LYNC_REPORT_SCORE_H

#include "report_column.h"

/* Getters for a struct call_row: rating, MOS and their scale of the stream with
 * the worst score, unknown without a score or with scores of both scales; and
 * the class of the stream with the worst class. */
struct report_value report_call_r(const void *call);
struct report_value report_call_mos(const void *call);
struct report_value report_call_scale(const void *call);
struct report_value report_call_quality(const void *call);

#endif
