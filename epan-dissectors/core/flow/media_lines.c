/* The media of a call.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "media_lines.h"

#include <string.h>

/* RTP of both sides for this long shows that a call is up
 * (call_condition.c). */
#define CONVERSATION_NS (10 * NS_PER_S)

void media_lines_init(struct media_lines *lines,
                      const struct media_limits *limits)
{
    memset(lines, 0, sizeof *lines);
    media_call_init(&lines->call, limits);
}

/* Frees the SDP kept for an answer. */
static void drop_halves(struct media_lines *lines)
{
    for (int side = 0; side < N_SIDES; side++)
        g_clear_pointer(&lines->halves[side], g_free);
}

void media_lines_clear(struct media_lines *lines)
{
    drop_halves(lines);
    g_clear_pointer(&lines->entries, g_free);
    lines->n_entries = 0;
}

static struct media_session_entry *entry_of(const struct media_lines *lines,
                                            unsigned line)
{
    return line < lines->n_entries ? lines->entries[line] : NULL;
}

static void set_entry(struct media_lines *lines, unsigned line,
                      struct media_session_entry *entry)
{
    if (line >= lines->n_entries) { /* freed by media_lines_clear() */
        lines->entries =
            g_renew(struct media_session_entry *, lines->entries, line + 1);
        while (lines->n_entries <= line)
            lines->entries[lines->n_entries++] = NULL;
    }
    lines->entries[line] = entry;
}

static enum media_direction direction_of(const struct sdp_media *media)
{
    enum media_direction direction = media->direction;

    /* RFC 3264 8.4: a side that declares 0.0.0.0 receives nothing. */
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

void media_lines_on_half(struct media_lines *lines, enum side side,
                         const struct sdp *sdp)
{
    struct media_lines_half *half;

    if (lines->answered || side >= N_SIDES)
        return;
    /* Freed by drop_halves(). */
    half = g_realloc(lines->halves[side],
                     sizeof *half + sdp->n_media * sizeof half->lines[0]);
    lines->halves[side] = half;
    half->n = sdp->n_media;
    for (unsigned i = 0; i < sdp->n_media; i++)
        half->lines[i] = describe(&sdp->media[i]);
}

/* Assigns every endpoint of the m-line to the session. */
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
    struct media_session_entry *entry = entry_of(lines, line);

    for (int side = 0; side < N_SIDES; side++)
        descriptions[side] = describe(media[side]);
    if (entry == NULL) {
        entry = media_sessions_add(sessions, &descriptions[SIDE_A].rtp,
                                   &descriptions[SIDE_B].rtp, call);
        set_entry(lines, line, entry);
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
    lines->answered = true;
    drop_halves(lines);
    /* RFC 3264 6: the m-lines of the answer are those of the offer. */
    for (unsigned i = 0; i < offer->n_media && i < answer->n_media; i++) {
        const struct sdp_media *media[N_SIDES];

        media[offerer] = &offer->media[i];
        media[side_other(offerer)] = &answer->media[i];
        if (is_watched(media[SIDE_A]) && is_watched(media[SIDE_B]))
            line_on_sdp(lines, sessions, call, i, media, now_ns);
    }
}

/* Whether both sides of SESSION have sent RTP at NOW_NS for long enough to
 * prove that the call was answered. Sets SINCE_NS to when both sent first. */
static bool is_conversation(const struct media_session *session, int64_t now_ns,
                            int64_t *since_ns)
{
    *since_ns = INT64_MIN;
    for (int side = 0; side < N_SIDES; side++) {
        const struct rtcp_presence *presence = &session->sides[side].presence;

        if (!presence->rtp_seen)
            return false;
        *since_ns = MAX(*since_ns, presence->first_rtp_ns);
    }
    return now_ns - *since_ns >= CONVERSATION_NS;
}

/* Makes ENTRY the session of LINE, with the SDP kept for its sides. */
static void adopt(struct media_lines *lines, struct media_sessions *sessions,
                  struct media_session_entry *entry, unsigned line,
                  int64_t now_ns)
{
    struct media_session *session = &entry->session;

    entry->call = entry->number;
    set_entry(lines, line, entry);
    media_session_join(session, &lines->call, now_ns);
    for (int i = 0; i < N_SIDES; i++) {
        const struct media_lines_half *half = lines->halves[i];
        enum side side = (enum side)i;

        media_ends_bind(&sessions->ends, &session->sides[i].endpoint, entry,
                        side);
        if (half == NULL || line >= half->n)
            continue;
        media_session_on_sdp(session, side, &half->lines[line], now_ns);
        if (half->lines[line].rtcp.family != 0)
            media_ends_bind(&sessions->ends, &half->lines[line].rtcp, entry,
                            side);
    }
}

/* Returns a session whose sides are those of the call: ENTRY, or if ENTRY began
 * before its SDP with the sides swapped, a new one. */
static struct media_session_entry *turned(struct media_sessions *sessions,
                                          struct media_session_entry *entry,
                                          const struct media_end *declared)
{
    const struct media_session_side *sides = entry->session.sides;
    struct media_session_entry *other;

    if (media_ends_find(&sessions->ends,
                        &sides[declared->offered_by].endpoint) == declared)
        return entry;
    other = media_sessions_add(sessions, &sides[SIDE_B].endpoint,
                               &sides[SIDE_A].endpoint, declared->call);
    for (int side = 0; side < N_SIDES; side++)
        other->session.sides[side].presence =
            sides[side_other((enum side)side)].presence;
    return other;
}

bool media_lines_adopt(struct media_lines *lines,
                       struct media_sessions *sessions,
                       struct media_session_entry *entry, int64_t now_ns)
{
    int64_t since_ns;

    if (lines->answered || lines->call.timeout.ended ||
        (!is_conversation(&entry->session, now_ns, &since_ns) &&
         !lines->call.timeout.up))
        return false;
    for (int side = 0; side < N_SIDES; side++) {
        const struct media_end *declared = media_ends_find(
            &sessions->ends, &entry->session.sides[side].endpoint);

        if (declared == NULL || declared->call != entry->number ||
            declared->offered_by >= N_SIDES ||
            entry_of(lines, declared->line) != NULL)
            continue;
        media_call_on_up(&lines->call, since_ns);
        adopt(lines, sessions, turned(sessions, entry, declared),
              declared->line, lines->call.timeout.up_since_ns);
        return true;
    }
    return false;
}

unsigned media_lines_sessions(const struct media_lines *lines,
                              const struct media_session *all[SDP_MAX_MEDIA])
{
    unsigned n = 0;

    for (unsigned i = 0; i < lines->n_entries; i++)
        if (lines->entries[i] != NULL)
            all[n++] = &lines->entries[i]->session;
    return n;
}

/* Records the state of the media at NOW_NS, before the BYE is processed. */
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
    end->judged = n > 0 && lines->call.timeout.up;
    for (int side = 0; side < N_SIDES; side++)
        end->silent_ns[side] = media_timeout_silent_ns(&lines->call.timeout,
                                                       (enum side)side, now_ns);
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
