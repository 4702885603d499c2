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
 * between SINCE_NS and UNTIL_NS though neither is in the capture: only with
 * EVIDENCE_NOT_THERE it was not. */
struct evidence absence_of_message(const struct analysis *analysis,
                                   const struct endpoint *from,
                                   const struct endpoint *to, int64_t since_ns,
                                   int64_t until_ns);

/* Whether DIALOG was refreshed by UNTIL_NS though the capture has no refresh
 * since its last one. */
struct evidence absence_of_refresh(const struct analysis *analysis,
                                   const struct session_dialog *dialog,
                                   int64_t until_ns);

/* Goes over FOUND, what the judge of session timers found in SIGHTING, a
 * message of the dialog VIEW names, or on a packet of its media: what rests on
 * a refresh that the capture may only lack becomes a Note that says so, unless
 * the BYE names the session timer; what rests on a header that the capture cut
 * off goes. SIGHTING: NULL for media. */
void absence_review(const struct analysis *analysis, GPtrArray *found,
                    uint32_t dialog, int64_t now_ns,
                    const struct sip_sighting *sighting);

#endif
