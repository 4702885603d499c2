/* One side of a media session.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "media_session_side.h"

bool media_session_side_is_move(const struct media_session_side *side,
                                const struct media_description *before,
                                const struct media_description *description)
{
    if (description->rtp.family == 0)
        return false;
    if (before->rtp.family == 0)
        return !side->presence.rtp_seen;
    return !endpoint_equal(&before->rtp, &description->rtp);
}

void media_session_side_add(struct media_session_side *side,
                            struct media_source *source, uint32_t ssrc,
                            int64_t time_ns)
{
    source->ssrc = ssrc;
    source->first_rtp_ns = time_ns;
    source->last_rtp_ns = time_ns;
    if (side->n_sources < MEDIA_SESSION_SIDE_SOURCES_MAX) {
        side->n_sources++;
        source->next = side->sources;
        side->sources = source;
    }
}

struct media_source *
media_session_side_find(const struct media_session_side *side, uint32_t ssrc)
{
    struct media_source *source = side->sources;

    while (source != NULL && source->ssrc != ssrc)
        source = source->next;
    return source;
}

void media_session_side_on_byes(struct media_session_side *side,
                                const struct rtcp_header *header,
                                int64_t time_ns)
{
    for (unsigned i = 0; i < header->n_byes; i++) {
        struct media_source *source =
            media_session_side_find(side, header->byes[i]);

        if (source != NULL)
            rtcp_bye_on_bye(&source->bye, time_ns);
    }
}
