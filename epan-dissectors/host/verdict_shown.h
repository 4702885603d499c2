/* The verdicts of calls as fields and windows show them.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_VERDICT_SHOWN_H
#define LYNC_VERDICT_SHOWN_H

#include "call_verdict.h"

/* A value of lync.call.verdict besides those of enum call_verdict: the call has
 * not ended so far. */
#define VERDICT_UP N_CALL_VERDICTS

/* VERDICT; VERDICT_UP instead of CALL_VERDICT_CAPTURE_ENDED during a live
 * capture, which has not ended. */
unsigned verdict_shown(enum call_verdict verdict);

/* The name of VALUE, a result of verdict_shown(); NULL out of range. */
const char *verdict_shown_name(unsigned value);

#endif
