/* Calls of which the capture lacks one side. RFC 3261 17, 18.2 (responses
 * return the way the request came), RFC 3550 6.4.1.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "capture_one_way.h"

#include "seconds.h"

/* A response later than this after the start of the capture answers a request
 * sent after the start: an INVITE rings no longer (timer C, RFC 3261 16.6), and
 * any other request is answered sooner (timer F). */
#define INVITE_OPEN_NS  (200 * NS_PER_S)
#define REQUEST_OPEN_NS (40 * NS_PER_S)

#define FLOWS_AT_END_MAX 32 /* compared with one packet */

/* What RTCP shows of the sides of a session. */
struct watched_session {
    uint64_t n_rtcp[N_SIDES];
    uint64_t n_undissected[N_SIDES];
    uint64_t n_reported[N_SIDES];
    /* The first source of a side that the other side reports on and the capture
     * lacks: */
    bool reported[N_SIDES];
    uint32_t ssrc[N_SIDES];
    uint32_t highest_seq[N_SIDES];
};

GHashTable *capture_one_way_new(void)
{
    return g_hash_table_new_full(NULL, NULL, NULL, g_free);
}

static struct watched_session *
watched_session(GHashTable *one_way, const struct media_session_entry *entry)
{
    struct watched_session *kept = g_hash_table_lookup(one_way, entry);

    if (kept == NULL) {
        kept = g_new0(struct watched_session, 1);
        g_hash_table_insert(one_way, (void *)entry, kept);
    }
    return kept;
}

/* REPORT was sent by the side opposite SIDE. It proves that SIDE sends
 * something the capture lacks if no stream has its SSRC and the extended
 * highest sequence number has grown. */
static void on_report(struct watched_session *kept,
                      const struct media_streams *streams, enum side side,
                      const struct rtcp_report *report)
{
    if (media_streams_of_ssrc(streams, report->ssrc) != NULL)
        return;
    if (!kept->reported[side]) {
        kept->reported[side] = true;
        kept->ssrc[side] = report->ssrc;
        kept->highest_seq[side] = report->highest_seq;
        return;
    }
    if (kept->ssrc[side] != report->ssrc ||
        (int32_t)(report->highest_seq - kept->highest_seq[side]) <= 0)
        return;
    kept->highest_seq[side] = report->highest_seq;
    kept->n_reported[side]++;
}

void capture_one_way_on_rtcp(GHashTable *one_way,
                             const struct media_streams *streams,
                             const struct media_session_entry *entry,
                             enum side side, const struct rtcp_header *header)
{
    struct watched_session *kept = watched_session(one_way, entry);

    kept->n_rtcp[side]++;
    for (unsigned i = 0; i < header->n_reports; i++)
        on_report(kept, streams, side_other(side), &header->reports[i]);
}

void capture_one_way_on_undissected(GHashTable *one_way,
                                    const struct media_streams *streams,
                                    const struct media_arrival *arrival)
{
    const struct endpoint *to = media_arrival_destination(arrival);
    const struct media_flow *flow = media_flows_at(streams, to);

    for (unsigned n = 0; flow != NULL && n < FLOWS_AT_END_MAX; n++) {
        unsigned direction = endpoint_equal(&flow->ends[0], to) ? 0 : 1;
        const struct media_session_entry *entry = flow->sessions[direction];
        enum side side = (enum side)flow->sides[direction];

        if (entry != NULL)
            watched_session(one_way, entry)->n_undissected[side_other(side)]++;
        flow = media_flow_next_at(flow, to);
    }
}

/* Whether SIGHTING, sent by SIDE, proves that the other side has sent a message
 * since its interface began to capture, AGE_NS before. A response proves it if
 * its request cannot be older than that. A request in the dialog proves it if
 * it takes the way of the opening INVITE, which must have been answered. Only
 * UDP counts: TCP segments that cannot be reassembled hide messages. */
static bool proves_other(const struct capture_call *call,
                         const struct sip_sighting *sighting, enum side side,
                         int64_t age_ns)
{
    const struct sip_message *message = &sighting->message;

    if (sighting->transport != SIP_OVER_UDP)
        return false;
    if (!message->is_request)
        return age_ns > (message->method == SIP_METHOD_INVITE
                             ? INVITE_OPEN_NS
                             : REQUEST_OPEN_NS);
    return call->invited && call->inviter == side &&
           message->to_tag.length > 0 &&
           endpoint_equal(&call->from, &sighting->source) &&
           endpoint_equal(&call->to, &sighting->destination);
}

void capture_one_way_on_sip(struct capture_call *call,
                            const struct capture_points *points,
                            const struct sip_sighting *sighting, enum side side)
{
    const struct sip_message *message = &sighting->message;
    const struct moment *moment = &sighting->moment;
    struct capture_side *mine, *other;

    if (side == SIDE_UNKNOWN || sighting->source.family == 0 ||
        sighting->destination.family == 0)
        return;
    mine = &call->sides[side];
    other = &call->sides[side_other(side)];
    if (mine->endpoint.family == 0)
        mine->endpoint = sighting->source;
    if (other->endpoint.family == 0)
        other->endpoint = sighting->destination;
    mine->n_sip++;
    other->n_sip_owed += proves_other(
        call, sighting, side,
        capture_points_age_ns(points, moment->interface_id, moment->time_ns));
    if (!call->invited && message->is_request &&
        message->method == SIP_METHOD_INVITE && message->to_tag.length == 0) {
        call->invited = true;
        call->inviter = side;
        call->from = sighting->source;
        call->to = sighting->destination;
    }
}

void capture_one_way_add(GHashTable *one_way,
                         const struct media_session_entry *entry,
                         struct capture_side sides[N_SIDES])
{
    const struct watched_session *kept = g_hash_table_lookup(one_way, entry);

    for (int i = 0; i < N_SIDES; i++) {
        const struct media_session_side *side = &entry->session.sides[i];

        sides[i].n_rtp += side->n_sources;
        if (kept == NULL)
            continue;
        sides[i].n_rtp += kept->n_undissected[i];
        sides[i].n_rtcp += kept->n_rtcp[i];
        sides[i].n_reported += kept->n_reported[i];
    }
    for (int i = 0; i < N_SIDES; i++) {
        const struct endpoint *end = &entry->session.sides[i].endpoint;

        if (sides[i].endpoint.family == 0 ||
            (end->family != 0 &&
             capture_side_missing(&sides[i]) & CAPTURE_MISSING_MEDIA))
            sides[i].endpoint = *end;
    }
}
