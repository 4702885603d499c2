/* The texts of a media session's findings: what happened, who did it, and what
 * can be changed. Each function adds one finding (media_report_dscp_flow() up
 * to two) to FINDINGS and changes nothing else. SIDES are both sides of the
 * session.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_MEDIA_REPORT_H
#define LYNC_CORE_MEDIA_REPORT_H

#include <stdint.h>

#include <glib.h>

#include "media_session_side.h"
#include "product.h"
#include "side.h"

/* FINDING_RTCP_ABSENT: at TIME_NS, RTP of SIDE has flowed without RTCP for
 * longer than the limit. If neither side has ever sent RTCP, one Warn covers
 * both, and the finding on the other side is a Note. GENERATION is that of the
 * server in the call, for the advice. */
void media_report_rtcp_absent(const struct media_session_side sides[N_SIDES],
                              enum side side,
                              enum product_generation generation,
                              int64_t time_ns, GPtrArray *findings);

/* FINDING_RTCP_RESUMED: RTCP of SIDE is back after presence.last_gap_ns. */
void media_report_rtcp_resumed(const struct media_session_side *side,
                               GPtrArray *findings);

/* FINDING_MEDIA_TIMEOUT_BYE: side BY, with a server of GENERATION, hung up
 * after the other side had sent RTP without RTCP for SILENCE_NS, about
 * LIMIT_NS. */
void media_report_absence_bye(const struct media_session_side sides[N_SIDES],
                              enum side by, enum product_generation generation,
                              int64_t silence_ns, int64_t limit_ns,
                              GPtrArray *findings);

/* FINDING_RTCP_BYE_CONTINUED: SOURCE of SIDE sends RTP at TIME_NS after its
 * RTCP BYE. */
void media_report_bye_continued(const struct media_session_side *side,
                                const struct media_source *source,
                                int64_t time_ns, GPtrArray *findings);

/* FINDING_COMFORT_NOISE_SILENCE: SIDE was muted for SILENCE_NS. */
void media_report_mute(const struct media_session_side *side,
                       int64_t silence_ns, GPtrArray *findings);

/* FINDING_DSCP_CHANGED and FINDING_DSCP_CLASS for SOURCE of SIDE. CHANGE is a
 * set of enum dscp_flow_change; the code point was PREVIOUS and is DSCP. */
void media_report_dscp_flow(const struct media_session_side *side,
                            const struct media_source *source, unsigned change,
                            uint8_t previous, uint8_t dscp,
                            GPtrArray *findings);

/* FINDING_DSCP_ONE_WAY: SIDE does not mark its RTP, but the other side does. */
void media_report_dscp_one_way(const struct media_session_side sides[N_SIDES],
                               enum side side, GPtrArray *findings);

#endif
