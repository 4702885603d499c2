/* The media of a call.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "media_lines.h"

#include <string.h>

void media_lines_init(struct media_lines *lines,
                      const struct media_limits *limits)
{
    memset(lines, 0, sizeof *lines);
    media_call_init(&lines->call, limits);
}

static enum media_direction direction_of(const struct sdp_media *media)
{
    static const enum media_direction directions[] = {
        [SDP_SENDRECV] = MEDIA_SENDRECV,
        [SDP_SENDONLY] = MEDIA_SENDONLY,
        [SDP_RECVONLY] = MEDIA_RECVONLY,
        [SDP_INACTIVE] = MEDIA_INACTIVE,
    };
    enum media_direction direction = directions[media->direction];

    /* RFC 3264 8.4: who gives 0.0.0.0 receives nothing. */
    if (media->hold_by_address && direction == MEDIA_SENDRECV)
        return MEDIA_SENDONLY;
    if (media->hold_by_address && direction == MEDIA_RECVONLY)
        return MEDIA_INACTIVE;
    return direction;
}

static struct media_description describe(const struct sdp_media *media)
{
    struct media_description description = {
        .rtp = sdp_destination(&media->rtp),
        .direction = direction_of(media),
        .rtcp_off = sdp_media_rtcp_off(media),
        .removed = media->rtp.port == 0,
        .fax = media->is_image,
        .named = media->named,
        .noise = media->noise,
    };

    if (media->rtcp_present)
        description.rtcp = sdp_media_rtcp_destination(media);
    return description;
}

/* Packets to any address that the m-line names are the session's. */
static void bind(struct media_ends *ends, struct media_session_entry *entry,
                 enum side side, const struct sdp_media *media,
                 const struct media_description *description)
{
    if (description->rtp.family != 0)
        media_ends_bind(ends, &description->rtp, entry, side);
    if (description->rtcp.family != 0)
        media_ends_bind(ends, &description->rtcp, entry, side);
    for (unsigned i = 0; i < media->n_candidates; i++) {
        struct endpoint end = sdp_destination(&media->candidates[i].end);

        if (media->candidates[i].is_udp && end.family != 0)
            media_ends_bind(ends, &end, entry, side);
    }
}

static bool is_watched(const struct sdp_media *media)
{
    return media->is_rtp || media->is_image;
}

static void line_on_sdp(struct media_lines *lines,
                        struct media_sessions *sessions, uint32_t call,
                        unsigned line, const struct sdp_media *media[],
                        int64_t now_ns)
{
    struct media_description descriptions[N_SIDES];
    struct media_session_entry *entry = lines->entries[line];

    for (int side = 0; side < N_SIDES; side++)
        descriptions[side] = describe(media[side]);
    if (entry == NULL) {
        entry = media_sessions_add(sessions, &descriptions[SIDE_A].rtp,
                                   &descriptions[SIDE_B].rtp, call);
        lines->entries[line] = entry;
        media_session_join(&entry->session, &lines->call, now_ns);
    }
    for (int side = 0; side < N_SIDES; side++) {
        media_session_on_sdp(&entry->session, (enum side)side,
                             &descriptions[side], now_ns);
        bind(&sessions->ends, entry, (enum side)side, media[side],
             &descriptions[side]);
    }
}

void media_lines_on_sdp(struct media_lines *lines,
                        struct media_sessions *sessions, uint32_t call,
                        enum side offerer, const struct sdp *offer,
                        const struct sdp *answer, int64_t now_ns)
{
    /* RFC 3264 6: the m-lines of the answer are those of the offer. */
    for (unsigned i = 0; i < offer->n_media && i < answer->n_media; i++) {
        const struct sdp_media *media[N_SIDES];

        media[offerer] = &offer->media[i];
        media[side_other(offerer)] = &answer->media[i];
        if (is_watched(media[SIDE_A]) && is_watched(media[SIDE_B]))
            line_on_sdp(lines, sessions, call, i, media, now_ns);
    }
}

unsigned media_lines_sessions(const struct media_lines *lines,
                              const struct media_session *all[SDP_MAX_MEDIA])
{
    unsigned n = 0;

    for (unsigned i = 0; i < SDP_MAX_MEDIA; i++)
        if (lines->entries[i] != NULL)
            all[n++] = &lines->entries[i]->session;
    return n;
}

/* How the media stands at NOW_NS, before the BYE is told to it. */
static void note_end(const struct media_lines *lines, int64_t now_ns,
                     struct media_lines_end *end)
{
    const struct media_session *sessions[SDP_MAX_MEDIA];
    unsigned n = media_lines_sessions(lines, sessions);

    memset(end, 0, sizeof *end);
    for (unsigned i = 0; i < n; i++)
        for (int side = 0; side < N_SIDES; side++)
            end->rtcp_silence_ns[side] =
                MAX(end->rtcp_silence_ns[side],
                    media_session_rtcp_absence_ns(sessions[i], (enum side)side,
                                                  now_ns));
    end->held = n > 0 && lines->call.n_held == n;
}

void media_lines_on_bye(struct media_lines *lines, enum side by,
                        bool checks_rtcp, int64_t now_ns, GPtrArray *findings,
                        struct media_lines_end *end)
{
    const struct media_session *sessions[SDP_MAX_MEDIA];
    unsigned n = media_lines_sessions(lines, sessions);
    bool told;

    note_end(lines, now_ns, end);
    told = media_call_on_bye(&lines->call, by, now_ns, findings);
    end->timeout_bye = told;
    end->timeout_unproved = lines->call.timeout_unproved;
    for (unsigned i = 0; i < n && checks_rtcp && !told; i++)
        told = media_session_on_bye(sessions[i], by, now_ns, findings);
}
