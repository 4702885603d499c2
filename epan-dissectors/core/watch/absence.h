/* What of the signalling is missing in the capture, and whether that proves
 * anything. docs/evidence.md.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_ABSENCE_H
#define LYNC_CORE_ABSENCE_H

#include "analysis.h"
#include "evidence.h"
#include "session_dialog.h"
#include "sip_sighting.h"

/* Whether a message from FROM to TO, which TO would have answered, was sent
 * between SINCE_NS and UNTIL_NS though neither is in the capture. Only
 * EVIDENCE_NOT_THERE proves that it was not. */
struct evidence absence_of_message(const struct analysis *analysis,
                                   const struct endpoint *from,
                                   const struct endpoint *to, int64_t since_ns,
                                   int64_t until_ns);

/* Whether DIALOG was refreshed by UNTIL_NS though the capture has no refresh
 * since its last one. */
struct evidence absence_of_refresh(const struct analysis *analysis,
                                   const struct session_dialog *dialog,
                                   int64_t until_ns);

/* Reviews FOUND, what the judge of session timers found in SIGHTING, a message
 * of the dialog that VIEW names, or (SIGHTING is NULL) on a packet of its
 * media. A finding that rests on the lack of a refresh becomes a Note that says
 * so if the capture may have missed it, unless the BYE names the session timer.
 * A finding that rests on a header that the capture cut off is removed. */
void absence_review(const struct analysis *analysis, GPtrArray *found,
                    uint32_t dialog, int64_t now_ns,
                    const struct sip_sighting *sighting);

#endif
