/* Media between ICE candidates.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "ice_media.h"

#include "capture.h"
#include "media_names.h"
#include "preferences.h"

static const struct media_ends *ends_of_capture(void)
{
    return &capture_analysis()->sessions.ends;
}

/* Whether SDP names the SSRC of ARRIVAL, which has an RTP header. */
static bool is_of_ssrc(const struct media_arrival *arrival,
                       struct media_ssrc_owner *owner)
{
    return media_ends_of_ssrc(ends_of_capture(), arrival->rtp.ssrc,
                              arrival->rtp.payload_type, owner);
}

bool ice_media_is_possible(const struct media_arrival *arrival)
{
    return media_ends_has_ice(ends_of_capture(), arrival->path.ends);
}

bool ice_media_is_named(const struct media_arrival *arrival)
{
    struct media_ssrc_owner owner;

    return ice_media_is_possible(arrival) || is_of_ssrc(arrival, &owner);
}

void ice_media_prove(const struct media_arrival *arrival)
{
    struct media_ssrc_owner owner;

    if (is_of_ssrc(arrival, &owner))
        media_ends_prove(&capture_analysis()->sessions.ends, &owner,
                         media_arrival_source(arrival),
                         media_arrival_destination(arrival));
}

enum media_pair ice_media_judge(const struct media_arrival *arrival)
{
    struct media_ssrc_owner owner;
    enum media_pair pair = media_ends_pair(
        ends_of_capture(), arrival->path.ends, arrival->rtp.payload_type);

    if (pair == MEDIA_PAIR_UNKNOWN)
        return is_of_ssrc(arrival, &owner) ? MEDIA_PAIR_ONE_END : pair;
    return pair == MEDIA_PAIR_BOTH_ENDS || arrival->flow->stun_seen ||
                   is_of_ssrc(arrival, &owner)
               ? MEDIA_PAIR_BOTH_ENDS
               : pair;
}

enum rtp_verdict ice_media_recognise(struct media_arrival *arrival,
                                     enum media_kind marked,
                                     enum media_pair pair)
{
    struct rtp_recognition *recognition = &arrival->flow->recognition;
    const struct payload_type *row =
        lync_payload_type(arrival->rtp.payload_type, marked);
    enum rtp_verdict verdict;

    if (pair == MEDIA_PAIR_BOTH_ENDS)
        recognition->confirmed = true;
    if (pair != MEDIA_PAIR_UNKNOWN && marked == MEDIA_KIND_UNKNOWN) {
        marked = MEDIA_KIND_AUDIO;
        row = NULL; /* no packet speaks for itself */
    }
    verdict = rtp_recognition_judge(recognition, arrival->path.direction,
                                    &arrival->rtp, marked, row);
    if (verdict == RTP_VERDICT_ACCEPT)
        ice_media_prove(arrival);
    return verdict;
}

bool ice_media_name(packet_info *pinfo, struct media_flow *flow,
                    uint8_t direction, bool relayed)
{
    const struct media_ends *ends = ends_of_capture();
    const struct endpoint *from = &flow->ends[direction];
    const struct endpoint *to = &flow->ends[1 - direction];

    if (!media_ends_has_ice(ends, flow->ends))
        return false;
    /* Two clients of a TURN server may have the same port, and RTP looks for no
     * more than that. */
    if (relayed) {
        media_names_by_sdp(pinfo, media_ends_formats(ends, to, from), NULL,
                           true);
        return true;
    }
    if (flow->n_offers == ends->n_offers)
        return true;
    flow->n_offers = ends->n_offers;
    media_names_by_sdp(pinfo, media_ends_formats(ends, to, from),
                       media_ends_formats(ends, from, to), false);
    return true;
}
