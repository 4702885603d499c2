/* Endpoints of a session description.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "media_offer.h"

#include <string.h>

#include "ice_type.h"

#define RTP_COMPONENT 1 /* RFC 8839 5.1; 2 is RTCP */

/* The m-line whose endpoints are stored, and the SDP it belongs to. */
struct offer {
    uint32_t call;
    enum side side;
    uint8_t line;
    const struct sdp_media *media;
    const struct endpoint *sender; /* of the message with that SDP */
    struct media_line *rtp;        /* NULL: not RTP */
};

static struct endpoint first_relay(const struct sdp_media *media)
{
    for (unsigned i = 0; i < media->n_candidates; i++)
        if (media->candidates[i].type == SDP_CANDIDATE_RELAY)
            return media->candidates[i].end;
    return (struct endpoint){0};
}

/* Draft-06 says of no candidate that it is a relay. */
static bool has_other_way(const struct offer *offer)
{
    const struct sdp_media *media = offer->media;

    for (unsigned i = 0; i < media->n_candidates; i++) {
        const struct sdp_candidate *candidate = &media->candidates[i];

        if (candidate->type == SDP_CANDIDATE_RELAY || !candidate->is_udp ||
            (candidate->type == SDP_CANDIDATE_UNKNOWN &&
             ice_type_derive(media, candidate, offer->sender) ==
                 SDP_CANDIDATE_UNKNOWN))
            return true;
    }
    return false;
}

static bool has_chosen(const struct sdp_media *media)
{
    return media->remote_rtp.family != 0 || media->remote_user.start != NULL;
}

/* How many candidates the side of OFFER has offered for LINE. Once ICE has
 * chosen a pair, only that is offered again. */
static uint8_t n_candidates(const struct media_line *line,
                            const struct offer *offer)
{
    const struct sdp_media *media = offer->media;
    uint8_t n = (uint8_t)media->n_candidates;

    return has_chosen(media) || (n > 0 && line->chosen[offer->side].family != 0)
               ? MAX(n, line->n_candidates[offer->side])
               : n;
}

/* Stores what the m-line of OFFER says about RTP; NULL if it is not RTP. */
static struct media_line *note_line(struct media_ends *ends,
                                    const struct offer *offer)
{
    struct media_line *line;
    struct media_line before;

    if (!offer->media->is_rtp || offer->side >= N_SIDES)
        return NULL;
    line = media_ends_line_get(ends, offer->call, offer->line);
    before = *line;
    line->formats[offer->side] = media_formats_get(ends->formats, offer->media);
    line->n_candidates[offer->side] = n_candidates(line, offer);
    line->relay[offer->side] = first_relay(offer->media);
    line->other_way[offer->side] = has_other_way(offer);
    line->at[offer->side] = sdp_destination(&offer->media->rtp);
    /* Padding that differs only has paths worked out again. */
    if (memcmp(&before, line, sizeof before) != 0) /* NOLINT */
        media_ends_offered(ends, &before, line);
    return line;
}

static struct media_end *note(struct media_ends *ends,
                              const struct offer *offer, struct endpoint end,
                              const struct media_line *rtp)
{
    struct media_end *there =
        end.family != 0 ? media_ends_get(ends, &end) : NULL;

    if (there == NULL)
        return NULL;
    if (there->rtp != rtp || there->offered_by != offer->side)
        media_ends_offered(ends, there->rtp, rtp);
    there->call = offer->call;
    there->offered_by = offer->side;
    there->line = offer->line;
    there->has_keys =
        offer->media->crypto_present && !offer->media->fingerprint_present;
    there->rtp = rtp;
    there->candidate = false;
    return there;
}

static gpointer user_key(struct text user)
{
    return GUINT_TO_POINTER(text_hash(user));
}

static bool is_server(const struct media_ends *ends, struct endpoint end)
{
    end.port = 0;
    return g_hash_table_contains(ends->servers, &end);
}

/* The type of CANDIDATE, of draft-06; BEFORE: as an earlier sighting of the
 * same SDP on its way told. */
static enum sdp_candidate_type
type_of_draft(const struct media_ends *ends, const struct offer *offer,
              const struct sdp_candidate *candidate,
              enum sdp_candidate_type before)
{
    if (is_server(ends, candidate->end))
        return SDP_CANDIDATE_RELAY;
    return before != SDP_CANDIDATE_UNKNOWN
               ? before
               : ice_type_derive(offer->media, candidate, offer->sender);
}

static void note_candidate(struct media_ends *ends, const struct offer *offer,
                           const struct sdp_candidate *candidate)
{
    struct media_end *there =
        note(ends, offer, sdp_destination(&candidate->end),
             candidate->component == RTP_COMPONENT ? offer->rtp : NULL);

    if (there == NULL)
        return;
    there->candidate = true;
    there->type = candidate->user.start == NULL
                      ? candidate->type
                      : type_of_draft(ends, offer, candidate, there->type);
    if (candidate->user.start != NULL &&
        candidate->component == RTP_COMPONENT &&
        g_hash_table_size(ends->by_user) < MEDIA_ENDS_MAX)
        g_hash_table_insert(ends->by_user, user_key(candidate->user), there);
}

/* Stores END, which ICE has chosen on the other side: that offered it as a
 * candidate, or checks have shown it (peer reflexive, RFC 8445 7.3.1.3). */
static void note_chosen(struct media_ends *ends, const struct offer *offer,
                        struct endpoint end, const struct media_line *rtp)
{
    const struct media_end *before = g_hash_table_lookup(ends->by_end, &end);
    struct offer other = *offer;
    struct media_end *there;

    other.side = side_other(offer->side);
    if (before != NULL && before->call == offer->call &&
        before->offered_by == other.side)
        return;
    there = note(ends, &other, sdp_destination(&end), rtp);
    if (there == NULL)
        return;
    there->candidate = true;
    there->type = SDP_CANDIDATE_PRFLX;
}

static void note_chosen_pair(struct media_ends *ends, const struct offer *offer)
{
    const struct sdp_media *media = offer->media;
    struct media_line *line = offer->rtp;
    const struct media_end *there = NULL;
    struct endpoint end = media->remote_rtp;

    if (line == NULL || !has_chosen(media))
        return;
    if (media->remote_user.start != NULL)
        there =
            g_hash_table_lookup(ends->by_user, user_key(media->remote_user));
    if (there != NULL && there->call == offer->call &&
        there->offered_by == side_other(offer->side))
        end = there->end;
    if (end.family == 0)
        return;
    note_chosen(ends, offer, end, line);
    note_chosen(ends, offer, media->remote_rtcp, NULL);
    line->chosen[offer->side] = line->at[offer->side];
    line->chosen[side_other(offer->side)] = end;
}

static void note_ssrcs(struct media_ends *ends, const struct offer *offer)
{
    const struct media_ssrc_owner owner = {offer->call, offer->side,
                                           offer->line};

    if (offer->rtp != NULL && offer->media->n_ssrcs > 0)
        media_ssrcs_add(ends->ssrcs, &owner, offer->media);
}

/* Stores RTP after RTCP, because with rtcp-mux (RFC 5761) both have the same
 * endpoints. */
static void note_media(struct media_ends *ends, struct offer *offer)
{
    const struct sdp_media *media = offer->media;

    if (media->rtp.port == 0)
        return;
    offer->rtp = note_line(ends, offer);
    note_ssrcs(ends, offer);
    note(ends, offer, sdp_media_rtcp_destination(media), NULL);
    note(ends, offer, sdp_destination(&media->rtp), offer->rtp);
    for (unsigned i = 0; i < media->n_candidates; i++)
        if (media->candidates[i].is_udp)
            note_candidate(ends, offer, &media->candidates[i]);
    note_chosen_pair(ends, offer);
}

void media_offer_note(struct media_ends *ends, uint32_t call, enum side side,
                      const struct sdp *sdp, const struct endpoint *sender)
{
    for (unsigned i = 0; i < sdp->n_media; i++) {
        struct offer offer = {call,           side,   (uint8_t)i,
                              &sdp->media[i], sender, NULL};

        note_media(ends, &offer);
    }
}
