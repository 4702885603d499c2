/* The findings of a media session in words: what happened, with numbers, who,
 * and what can be changed.
 *
 * For media_session.c; each function adds one finding and changes nothing
 * else.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_MEDIA_REPORT_H
#define LYNC_CORE_MEDIA_REPORT_H

#include <stdint.h>

#include <glib.h>

#include "media_session.h"

/* SIDE's RTP flows without RTCP for longer than the limit at TIME_NS. Where
 * neither side has ever sent RTCP one warning says so of both; the other
 * side's own finding is then a note. */
void media_report_rtcp_absent(const struct media_session *session,
                              enum side side, int64_t time_ns,
                              GPtrArray *findings);

/* SIDE's RTCP is back, presence.last_gap_ns says after how long. */
void media_report_rtcp_resumed(const struct media_session *session,
                               enum side side, GPtrArray *findings);

/* Side BY hung up after SILENCE_NS in which the other side sent RTP and no
 * RTCP. */
void media_report_absence_bye(const struct media_session *session, enum side by,
                              int64_t silence_ns, GPtrArray *findings);

/* SOURCE sends RTP at TIME_NS although its RTCP said BYE. */
void media_report_bye_continued(const struct media_session *session,
                                enum side side,
                                const struct media_source *source,
                                int64_t time_ns, GPtrArray *findings);

/* SIDE was muted for SILENCE_NS. */
void media_report_mute(const struct media_session *session, enum side side,
                       int64_t silence_ns, GPtrArray *findings);

/* What CHANGE, a set of dscp_flow_change, says of SOURCE's code point, which
 * was PREVIOUS and is DSCP. */
void media_report_dscp_flow(const struct media_session *session, enum side side,
                            const struct media_source *source, unsigned change,
                            uint8_t previous, uint8_t dscp,
                            GPtrArray *findings);

/* SIDE does not mark its RTP, its peer does. */
void media_report_dscp_one_way(const struct media_session *session,
                               enum side side, GPtrArray *findings);

#endif
