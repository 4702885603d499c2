/* One media stream of a call.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "media_session.h"

#include "media_absence.h"
#include "media_report.h"

static const struct media_description *
sdp_of(const struct media_session *session, enum side side)
{
    return media_signalling_side(session->signalling, side);
}

/* Whether both descriptions let SIDE send RTP (RFC 3264 8.4). An unknown one
 * counts as sendrecv. */
static bool may_send(const struct media_session *session, enum side side)
{
    return media_direction_sends(sdp_of(session, side)->direction) &&
           media_direction_receives(
               sdp_of(session, side_other(side))->direction);
}

/* Whether SDP does not excuse that SIDE sends neither RTP nor RTCP. A hold or
 * mute in one direction is no excuse, because RTCP must continue (KB 981218). A
 * side that was one-way from its first description on and was never heard is a
 * recorder or a listener. */
static bool is_expecting(const struct media_session *session, enum side side)
{
    const struct media_session_side *sides = session->sides;
    enum side other = side_other(side);

    for (int i = 0; i < N_SIDES; i++)
        if (sdp_of(session, i)->removed || sdp_of(session, i)->fax)
            return false;
    if (may_send(session, side))
        return true;
    return may_send(session, other) && session->rtcp_expected &&
           (sides[side].presence.rtp_seen || sides[side].presence.rtcp_seen);
}

/* Since when CALL is up; INT64_MAX if it is not. */
static int64_t up_since_ns(const struct media_call *call)
{
    return call->timeout.up ? call->timeout.up_since_ns : INT64_MAX;
}

static void update_expectations(struct media_session *session, int64_t time_ns)
{
    bool held = !(may_send(session, SIDE_A) && may_send(session, SIDE_B));

    session->rtcp_expected = !sdp_of(session, SIDE_A)->rtcp_off &&
                             !sdp_of(session, SIDE_B)->rtcp_off;
    if (session->call == NULL)
        return;
    if (held != session->held) {
        session->held = held;
        session->held_changed_ns = time_ns;
        session->call->n_held += held ? 1u : -1u;
        media_tally_on_hold(&session->signalling->tally, held,
                            up_since_ns(session->call), time_ns);
    }
    for (int side = 0; side < N_SIDES; side++) {
        bool expecting = is_expecting(session, side);

        if (expecting == session->expecting[side])
            continue;
        session->expecting[side] = expecting;
        media_call_expect(session->call, side, expecting ? 1 : -1, time_ns);
    }
}

static void update_noise_types(struct media_session *session)
{
    for (int side = 0; side < N_SIDES; side++)
        session->sides[side].noise_types =
            media_signalling_noise_types(session->signalling, side);
}

void media_session_init(struct media_session *session,
                        const struct media_limits *limits,
                        const struct endpoint *a, const struct endpoint *b)
{
    *session = (struct media_session){.limits = limits, .rtcp_expected = true};
    session->sides[SIDE_A].endpoint = *a;
    session->sides[SIDE_B].endpoint = *b;
    update_noise_types(session);
}

void media_session_clear(struct media_session *session)
{
    g_clear_pointer(&session->signalling, g_free);
}

void media_session_join(struct media_session *session, struct media_call *call,
                        int64_t time_ns)
{
    if (session->call != NULL)
        return;
    session->call = call;
    media_signalling_get(&session->signalling);
    for (int side = 0; side < N_SIDES; side++)
        if (call->media[side].family == 0)
            call->media[side] = session->sides[side].endpoint;
    update_expectations(session, time_ns);
    for (int side = 0; side < N_SIDES; side++)
        media_call_on_history(call, side, &session->sides[side].presence);
}

void media_session_on_moved(struct media_session *session, enum side side,
                            const struct endpoint *endpoint, int64_t time_ns)
{
    struct media_session_side *moved = &session->sides[side];
    struct endpoint before = moved->endpoint;

    if (endpoint_equal(&before, endpoint))
        return;
    moved->endpoint = *endpoint;
    for (int i = 0; i < N_SIDES; i++)
        rtcp_presence_restart(&session->sides[i].presence, time_ns);
    for (struct media_source *source = moved->sources; source != NULL;
         source = source->next)
        dscp_flow_restart(&source->dscp);
    if (session->call != NULL)
        media_call_on_moved(session->call, side, &before, endpoint, time_ns);
}

void media_session_on_sdp(struct media_session *session, enum side side,
                          const struct media_description *description,
                          int64_t time_ns)
{
    struct media_description *described =
        &media_signalling_get(&session->signalling)->descriptions[side];
    struct endpoint before = described->rtp;

    if (media_session_side_is_move(&session->sides[side], described,
                                   description))
        media_session_on_moved(session, side, &description->rtp, time_ns);
    *described = *description;
    if (description->rtp.family == 0)
        described->rtp = before;
    update_noise_types(session);
    update_expectations(session, time_ns);
}

/* Whether missing RTCP may be reported, which is not the case before the call
 * is up or after it has ended. */
static bool is_rtcp_due(const struct media_session *session)
{
    return session->rtcp_expected &&
           (session->call == NULL || session->call->timeout.up);
}

static enum product_generation generation(const struct media_session *session)
{
    return session->call != NULL ? session->call->generation
                                 : PRODUCT_GENERATION_UNKNOWN;
}

static void watch_presence(struct media_session *session, enum side side,
                           int64_t time_ns, GPtrArray *findings)
{
    struct rtcp_presence *presence = &session->sides[side].presence;
    enum rtcp_presence_change change;

    if (!is_rtcp_due(session)) {
        rtcp_presence_on_excused_rtp(presence, time_ns);
        return;
    }
    change = rtcp_presence_on_rtp(
        presence, time_ns,
        media_absence_limit_ns(session->limits, session->sides, side, time_ns));
    if (change != RTCP_PRESENCE_SAME)
        media_report_rtcp_absent(session->sides, side, generation(session),
                                 time_ns, findings);
}

static void watch_dscp(struct media_session *session, enum side side,
                       struct media_source *source,
                       const struct media_packet *packet, GPtrArray *findings)
{
    struct dscp_direction *direction = &session->sides[side].dscp;
    uint8_t previous = 0;
    unsigned change = dscp_flow_on_rtp(
        &source->dscp, packet->dscp, source->kind, session->limits, &previous);

    if (change != DSCP_FLOW_SAME)
        media_report_dscp_flow(&session->sides[side], source, change, previous,
                               packet->dscp, findings);
    dscp_direction_on_rtp(direction, packet->dscp, session->limits);
    if (packet->dscp == 0 && !session->one_way_told &&
        dscp_is_one_way(direction, &session->sides[side_other(side)].dscp)) {
        session->one_way_told = true;
        media_report_dscp_one_way(session->sides, side, findings);
    }
}

static void watch_noise(struct media_session *session, enum side side,
                        const struct media_packet *packet, GPtrArray *findings)
{
    struct media_session_side *sender = &session->sides[side];
    bool is_noise =
        payload_type_set_has(&sender->noise_types, packet->payload_type);
    int64_t silence_ns;

    if (!is_noise && sender->noise.n_in_row == 0)
        return; /* nearly every packet */
    if (comfort_noise_on_rtp(&sender->noise, is_noise, packet->time_ns,
                             session->limits->media_timeout_ns, &silence_ns))
        media_report_mute(&session->sides[side], silence_ns, findings);
}

/* SOURCE goes on with PACKET. */
static void watch_stop(struct media_source *source,
                       const struct media_packet *packet)
{
    if ((packet->silence == SILENCE_DESIGNED ||
         packet->silence == SILENCE_PAUSED) &&
        packet->silence_ns >= MEDIA_SOURCE_PAUSE_NS)
        source->has_paused = true;
    if (source->stop.n_reports > 0)
        source->stop = (struct rtp_stop){0};
}

void media_session_on_rtp(struct media_session *session, enum side side,
                          struct media_source *source,
                          const struct media_packet *packet,
                          GPtrArray *findings)
{
    bool is_first = source->n_packets == 0;

    if (is_first)
        media_session_side_add(&session->sides[side], source, packet->ssrc,
                               packet->time_ns);
    watch_presence(session, side, packet->time_ns, findings);
    watch_dscp(session, side, source, packet, findings);
    watch_noise(session, side, packet, findings);
    watch_stop(source, packet);
    if (source->bye.waiting &&
        rtcp_bye_on_rtp(&source->bye, packet->time_ns, source->last_rtp_ns))
        media_report_bye_continued(&session->sides[side], source,
                                   packet->time_ns, findings);
    if (is_first)
        update_expectations(session, packet->time_ns);
    if (session->call != NULL) {
        if (session->call->timeout.up)
            media_tally_on_rtp(&session->signalling->tally, side,
                               session->call->timeout.up_since_ns,
                               packet->time_ns);
        media_call_on_silence(session->call, side, packet->silence,
                              packet->silence_ns, packet->time_ns);
        media_call_on_media(session->call, side, true, packet->time_ns,
                            findings);
        session->call->n_noise[side] = session->sides[side].noise.n_in_row;
    }
    source->n_packets++;
    source->last_rtp_ns = packet->time_ns;
}

void media_session_on_rtcp(struct media_session *session, enum side side,
                           const struct rtcp_header *header, uint8_t dscp,
                           int64_t time_ns, GPtrArray *findings)
{
    struct media_session_side *sender = &session->sides[side];
    bool is_first = !sender->presence.rtcp_seen;
    struct media_source *source =
        header->ssrc_present ? media_session_side_find(sender, header->ssrc)
                             : NULL;

    if (source != NULL)
        rtp_stop_on_rtcp(&source->stop, header, time_ns);
    if (rtcp_presence_on_rtcp(&sender->presence, time_ns) ==
        RTCP_PRESENCE_RESUMED)
        media_report_rtcp_resumed(sender, findings);
    comfort_noise_on_rtcp(&sender->noise, time_ns,
                          session->limits->media_timeout_ns);
    dscp_direction_on_rtcp(&sender->dscp, dscp);
    media_session_side_on_byes(sender, header, time_ns);
    if (is_first)
        update_expectations(session, time_ns);
    if (session->call != NULL) {
        media_tally_on_rtcp(&session->signalling->tally, side, time_ns);
        media_call_on_media(session->call, side, false, time_ns, findings);
    }
}

static enum rtcp_route_match match_side(const struct media_session *session,
                                        enum side side,
                                        const struct endpoint *source,
                                        const struct endpoint *destination,
                                        const struct rtcp_header *header)
{
    const struct media_session_side *from = &session->sides[side];
    const struct media_session_side *to = &session->sides[side_other(side)];
    struct rtcp_route route = {
        .rtp_source = from->endpoint,
        .rtp_destination = to->endpoint,
        .rtcp_source = sdp_of(session, side)->rtcp,
        .rtcp_destination = sdp_of(session, side_other(side))->rtcp,
    };

    return rtcp_route_match(&route, source, destination,
                            header->ssrc_present &&
                                media_session_side_find(from, header->ssrc) !=
                                    NULL);
}

enum rtcp_route_match
media_session_match_rtcp(const struct media_session *session,
                         const struct endpoint *source,
                         const struct endpoint *destination,
                         const struct rtcp_header *header, enum side *side)
{
    enum rtcp_route_match best = RTCP_ROUTE_NONE;

    for (int i = 0; i < N_SIDES && best < RTCP_ROUTE_BEST; i++) {
        enum rtcp_route_match match =
            match_side(session, i, source, destination, header);

        if (match > best) {
            best = match;
            *side = i;
        }
    }
    return best;
}

int64_t media_session_rtcp_silence_ns(const struct media_session *session,
                                      enum side side, int64_t time_ns)
{
    int64_t silence_ns;

    if (!is_rtcp_due(session))
        return 0;
    silence_ns =
        rtcp_presence_silence_ns(&session->sides[side].presence, time_ns);
    return silence_ns > RTCP_PRESENCE_SHOWN_NS ? silence_ns : 0;
}

int64_t media_session_rtcp_absence_ns(const struct media_session *session,
                                      enum side side, int64_t time_ns)
{
    int64_t silence_ns = media_session_rtcp_silence_ns(session, side, time_ns);

    return silence_ns > 0
               ? media_absence_proved_ns(session->limits, session->sides, side,
                                         silence_ns, time_ns)
               : 0;
}

void media_session_at_end(const struct media_session *session, int64_t end_ns,
                          GPtrArray *findings)
{
    struct media_session end = *session;
    int64_t timeout_ns = end.limits->media_timeout_ns;

    for (int side = 0; side < N_SIDES; side++) {
        struct media_session_side *sender = &end.sides[side];
        int64_t mute_ns =
            comfort_noise_mute_ns(&sender->noise, end_ns, timeout_ns);
        int64_t silence_ns =
            rtcp_presence_silence_ns(&sender->presence, end_ns);

        if (mute_ns > 0)
            media_report_mute(sender, mute_ns, findings);
        if (is_rtcp_due(&end) && !sender->presence.absent &&
            silence_ns > end.limits->rtcp_absence_ns &&
            media_absence_proved_ns(end.limits, end.sides, side, silence_ns,
                                    end_ns) > end.limits->rtcp_absence_ns) {
            sender->presence.absent = true;
            media_report_rtcp_absent(end.sides, side, generation(&end), end_ns,
                                     findings);
        }
    }
}

bool media_session_on_bye(const struct media_session *session, enum side by,
                          int64_t time_ns, GPtrArray *findings)
{
    int64_t limit_ns = session->limits->rtcp_absence_ns;
    int64_t silence_ns;

    if (by == SIDE_UNKNOWN || !session->rtcp_expected ||
        session->call == NULL ||
        session->call->generation != PRODUCT_GENERATION_LYNC)
        return false;
    silence_ns = rtcp_presence_silence_ns(
        &session->sides[side_other(by)].presence, time_ns);
    if (!media_limit_explains(silence_ns, limit_ns) ||
        !media_limit_explains(
            media_absence_proved_ns(session->limits, session->sides,
                                    side_other(by), silence_ns, time_ns),
            limit_ns))
        return false;
    media_report_absence_bye(session->sides, by, session->call->generation,
                             silence_ns, limit_ns, findings);
    return true;
}
