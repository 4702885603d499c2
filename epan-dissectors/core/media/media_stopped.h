/* A side of a call whose RTP stops for good while its RTCP goes on: it sends
 * nothing more. RFC 3550 6.4.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_MEDIA_STOPPED_H
#define LYNC_CORE_MEDIA_STOPPED_H

#include <stdbool.h>
#include <stdint.h>

#include <glib.h>

#include "media_session.h"
#include "side.h"

/* Fewer RTP packets than this may be a tone or a prompt. */
#define MEDIA_STOPPED_PACKETS_MIN 250

/* Adds FINDING_RTP_STOPPED to FINDINGS if SOURCE of SIDE, audio, sent no RTP in
 * more than media_timeout_ns before TIME_NS, the end of the call or of the
 * capture, and its reports of that time prove it. Not added if SDP held the
 * session at the end or since then, if comfort noise came last, after an RTCP
 * BYE, in conferences and without signalling. Returns whether it was added. */
bool media_stopped_report(const struct media_session *session, enum side side,
                          const struct media_source *source, int64_t time_ns,
                          GPtrArray *findings);

#endif
