/* A side of a call whose RTP stops for good while its RTCP goes on.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "media_stopped.h"

#include "finding.h"
#include "seconds.h"

/* Whether signalling, or what it sent before, explains that SIDE sends no
 * RTP. */
static bool is_excused(const struct media_session *session, enum side side,
                       const struct media_source *source)
{
    const struct media_session_side *sender = &session->sides[side];

    return session->call == NULL || session->held ||
           session->held_changed_ns >= source->last_rtp_ns ||
           !session->expecting[side] ||
           session->call->generation == PRODUCT_GENERATION_CONFERENCE ||
           sender->noise.n_in_row > 0 || source->has_paused ||
           source->bye.waiting;
}

bool media_stopped_report(const struct media_session *session, enum side side,
                          const struct media_source *source, int64_t time_ns,
                          GPtrArray *findings)
{
    int64_t limit_ns = session->limits->media_timeout_ns;
    const struct media_session_side *sender = &session->sides[side];
    enum rtp_stop_proof proof = rtp_stop_proof(&source->stop);
    char who[ENDPOINT_TEXT_BYTES];

    if ((proof != RTP_STOP_STANDS && proof != RTP_STOP_RECEIVES) ||
        source->kind != MEDIA_KIND_AUDIO ||
        source->n_packets < MEDIA_STOPPED_PACKETS_MIN ||
        sender->presence.last_rtp_ns > source->last_rtp_ns ||
        source->stop.last_ns - source->last_rtp_ns <= limit_ns ||
        is_excused(session, side, source))
        return false;
    endpoint_text(&sender->endpoint, who);
    finding_add(findings, FINDING_RTP_STOPPED,
                "%s stopped sending audio: no RTP for %.1f s, to the end; its "
                "RTCP went on, and %s: it sent nothing\n"
                "Was it muted, or does it wait, as voice mail does? If not, "
                "look at its microphone and its sound device.",
                who, seconds_of(time_ns - source->last_rtp_ns),
                proof == RTP_STOP_STANDS
                    ? "the packet count in its reports stood still"
                    : "is of one who only receives");
    finding_point_at(findings, &sender->endpoint, "one side stopped sending");
    return true;
}
