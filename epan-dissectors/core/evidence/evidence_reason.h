/* Why the capture answers as it does, in words.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_EVIDENCE_REASON_H
#define LYNC_CORE_EVIDENCE_REASON_H

#include "evidence.h"

#define EVIDENCE_REASON_BYTES 256

/* The reason in words, a clause without a full stop: "6 were due, none is in
 * the capture, which lacks 0.0 % of this direction". Writes at most
 * EVIDENCE_REASON_BYTES to TEXT and returns it. */
const char *evidence_reason(const struct evidence *evidence,
                            char text[EVIDENCE_REASON_BYTES]);

#endif
