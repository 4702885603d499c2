/* What an RTP stream did over time, as columns show it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_REPORT_STEPS_H
#define LYNC_REPORT_STEPS_H

#include "report_column.h"

/* Getter for a struct media_stream: the duration of a step of rtp_steps.h. */
struct report_value report_step(const void *stream);

/* For a struct media_stream, by kind: the number in each step, as one text
 * ("17 17 0"), since JSON has a line for each number of an array; "" if all
 * are 0. */
extern const struct report_parts report_steps;

#endif
