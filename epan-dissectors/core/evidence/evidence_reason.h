/* Puts the reason for an answer into words.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_EVIDENCE_REASON_H
#define LYNC_CORE_EVIDENCE_REASON_H

#include "evidence.h"

#define EVIDENCE_REASON_BYTES 256

/* Writes the reason for EVIDENCE as a clause without a full stop, such as "6
 * were due, none is in the capture, which lacks 0.0 % of this direction".
 * Writes at most EVIDENCE_REASON_BYTES, with the final NUL, to TEXT and returns
 * it. */
const char *evidence_reason(const struct evidence *evidence,
                            char text[EVIDENCE_REASON_BYTES]);

#endif
