/* Whether signalling that the capture lacks was really not sent.
 * docs/evidence.md.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_ABSENCE_H
#define LYNC_CORE_ABSENCE_H

#include "analysis.h"
#include "evidence.h"
#include "session_dialog.h"
#include "sip_sighting.h"

/* Examines whether a message from FROM to TO, which TO would have answered, was
 * sent between SINCE_NS and UNTIL_NS, given that the capture holds neither.
 * Only EVIDENCE_NOT_THERE proves that it was not. */
struct evidence absence_of_message(const struct analysis *analysis,
                                   const struct endpoint *from,
                                   const struct endpoint *to, int64_t since_ns,
                                   int64_t until_ns);

/* Examines whether DIALOG was refreshed by UNTIL_NS, given that the capture
 * holds no refresh after dialog->last_refresh_ns. */
struct evidence absence_of_refresh(const struct analysis *analysis,
                                   const struct session_dialog *dialog,
                                   int64_t until_ns);

/* Reviews FOUND, the findings about the session timer of DIALOG in the message
 * SIGHTING, or on a packet of its media if SIGHTING is NULL. A finding about a
 * missing refresh becomes a Note that says so if the capture may have missed
 * the refresh, unless the BYE names the session timer. A finding about a
 * missing header is removed if the capture cut off headers of the message. */
void absence_review(const struct analysis *analysis, GPtrArray *found,
                    uint32_t dialog, int64_t now_ns,
                    const struct sip_sighting *sighting);

#endif
