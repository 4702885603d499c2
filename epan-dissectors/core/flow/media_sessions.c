/* Which packet belongs to which media session.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "media_sessions.h"

/* The sessions that one RTCP packet may belong to, each once. */
struct candidates {
    unsigned n;
    struct media_session_entry *entries[MEDIA_SESSION_CANDIDATES_MAX];
};

/* A session that an RTCP packet may belong to. */
struct match {
    struct media_session_entry *entry; /* NULL: none */
    enum side side;                    /* the packet's sender */
    enum rtcp_route_match why;
};

static void entry_free(void *data)
{
    struct media_session_entry *entry = data;

    media_session_clear(&entry->session);
    g_free(entry);
}

void media_sessions_init(struct media_sessions *sessions,
                         const struct media_limits *limits)
{
    sessions->limits = *limits;
    media_ends_init(&sessions->ends);
    sessions->entries = g_ptr_array_new_with_free_func(entry_free);
}

void media_sessions_clear(struct media_sessions *sessions)
{
    media_ends_clear(&sessions->ends);
    g_ptr_array_unref(sessions->entries);
}

struct media_session_entry *media_sessions_add(struct media_sessions *sessions,
                                               const struct endpoint *a,
                                               const struct endpoint *b,
                                               uint32_t call)
{
    struct media_session_entry *entry = g_new0(struct media_session_entry, 1);

    media_session_init(&entry->session, &sessions->limits, a, b);
    entry->call = call;
    entry->number = call;
    entry->numbered = call != NO_INDEX;
    g_ptr_array_add(sessions->entries, entry);
    return entry;
}

/* Returns the session that SDP declared for the destination of the flow's
 * packets, or else for their source; NULL if there is none. */
static struct media_session_entry *
declared_session(const struct media_sessions *sessions,
                 const struct media_flow *flow, uint8_t direction,
                 enum side *side)
{
    const struct media_end *to =
        media_ends_find(&sessions->ends, &flow->ends[1 - direction]);
    const struct media_end *from =
        media_ends_find(&sessions->ends, &flow->ends[direction]);

    if (to != NULL && to->entry != NULL) {
        *side = side_other(to->side);
        return to->entry;
    }
    if (from != NULL && from->entry != NULL) {
        *side = from->side;
        return from->entry;
    }
    return NULL;
}

/* Returns the side that sends in DIRECTION of FLOW, by an SDP without answer;
 * SIDE_A if there is none. */
static enum side offered_side(const struct media_sessions *sessions,
                              const struct media_flow *flow, uint8_t direction)
{
    const struct media_end *to =
        media_ends_find(&sessions->ends, &flow->ends[1 - direction]);
    const struct media_end *from =
        media_ends_find(&sessions->ends, &flow->ends[direction]);

    if (to != NULL && to->offered_by < N_SIDES)
        return side_other(to->offered_by);
    if (from != NULL && from->offered_by < N_SIDES)
        return from->offered_by;
    return SIDE_A;
}

/* Returns the session of a flow that no SDP declares: that of its other
 * direction, or a new one. */
static struct media_session_entry *own_session(struct media_sessions *sessions,
                                               const struct media_flow *flow,
                                               uint8_t direction,
                                               enum side *side)
{
    struct media_session_entry *entry = flow->sessions[1 - direction];

    if (entry != NULL && entry->call == NO_INDEX) {
        *side = side_other((enum side)flow->sides[1 - direction]);
        return entry;
    }
    *side = offered_side(sessions, flow, direction);
    return media_sessions_add(
        sessions, &flow->ends[*side == SIDE_A ? direction : 1 - direction],
        &flow->ends[*side == SIDE_A ? 1 - direction : direction], NO_INDEX);
}

/* Assigns a direction of FLOW to its session, also again after SDP. */
static void flow_bind(struct media_sessions *sessions, struct media_flow *flow,
                      uint8_t direction, int64_t now_ns)
{
    enum side side = SIDE_A;
    struct media_session_entry *entry =
        declared_session(sessions, flow, direction, &side);

    flow->n_declared[direction] = sessions->ends.n_bindings;
    flow->bindings[direction] =
        media_ends_bindings(&sessions->ends, flow->buckets);
    if (entry == NULL)
        entry = own_session(sessions, flow, direction, &side);
    if (entry == flow->sessions[direction] && side == flow->sides[direction])
        return;
    flow->sessions[direction] = entry;
    flow->sides[direction] = (uint8_t)side;
    media_session_on_moved(&entry->session, side, &flow->ends[direction],
                           now_ns);
}

/* Whether SDP has said nothing about the ends of FLOW since a direction of it
 * was assigned. */
static bool is_bound(const struct media_sessions *sessions,
                     struct media_flow *flow, uint8_t direction)
{
    if (flow->n_declared[direction] == sessions->ends.n_bindings)
        return true;
    flow->n_declared[direction] = sessions->ends.n_bindings;
    return flow->bindings[direction] ==
           media_ends_bindings(&sessions->ends, flow->buckets);
}

struct media_session_entry *
media_sessions_of_flow(struct media_sessions *sessions, struct media_flow *flow,
                       uint8_t direction, int64_t now_ns, enum side *side)
{
    if (flow->sessions[direction] == NULL ||
        !is_bound(sessions, flow, direction))
        flow_bind(sessions, flow, direction, now_ns);
    *side = (enum side)flow->sides[direction];
    return flow->sessions[direction];
}

/* Adds a session, unless it is NULL or already there, or there is no room. */
static void candidate_add(struct candidates *candidates,
                          struct media_session_entry *entry)
{
    if (entry == NULL || candidates->n == MEDIA_SESSION_CANDIDATES_MAX)
        return;
    for (unsigned i = 0; i < candidates->n; i++)
        if (candidates->entries[i] == entry)
            return;
    candidates->entries[candidates->n++] = entry;
}

static void candidates_of_flow(struct candidates *candidates,
                               const struct media_flow *flow)
{
    for (unsigned direction = 0; flow != NULL && direction < 2; direction++)
        candidate_add(candidates, flow->sessions[direction]);
}

/* Adds sessions at an endpoint and at the port below it (RFC 3550 11). */
static void candidates_at(struct candidates *candidates,
                          const struct media_sessions *sessions,
                          const struct media_streams *streams,
                          const struct endpoint *end)
{
    for (uint16_t below = 0; below < 2; below++) {
        struct endpoint at = *end;
        const struct media_end *there;
        const struct media_flow *flow;
        unsigned n_flows = 0;

        at.port = (uint16_t)(at.port - below);
        there = media_ends_find(&sessions->ends, &at);
        if (there != NULL)
            candidate_add(candidates, there->entry);
        for (flow = media_flows_at(streams, &at);
             flow != NULL && n_flows < MEDIA_SESSION_CANDIDATES_MAX;
             flow = media_flow_next_at(flow, &at), n_flows++)
            candidates_of_flow(candidates, flow);
    }
}

/* The sessions whose RTP has the flow or the SSRC of an RTCP packet. */
static void candidates_of_sender(struct candidates *candidates,
                                 const struct media_streams *streams,
                                 const struct media_arrival *arrival,
                                 const struct rtcp_header *header)
{
    const struct media_stream *stream =
        header->ssrc_present ? media_streams_of_ssrc(streams, header->ssrc)
                             : NULL;
    unsigned n_streams = 0;

    candidates_of_flow(candidates, arrival->flow);
    for (; stream != NULL && n_streams < MEDIA_SESSION_CANDIDATES_MAX;
         stream = stream->next_of_ssrc, n_streams++)
        candidates_of_flow(candidates, stream->flow);
}

/* The best match of CANDIDATES from number FIRST on, unless BEST is as good. */
static struct match best_of(const struct candidates *candidates, unsigned first,
                            const struct media_arrival *arrival,
                            const struct rtcp_header *header, struct match best)
{
    for (unsigned i = first; i < candidates->n; i++) {
        enum side sender = SIDE_A;
        enum rtcp_route_match why = media_session_match_rtcp(
            &candidates->entries[i]->session, media_arrival_source(arrival),
            media_arrival_destination(arrival), header, &sender);

        if (why > best.why)
            best = (struct match){candidates->entries[i], sender, why};
    }
    return best;
}

struct media_session_entry *
media_sessions_of_rtcp(const struct media_sessions *sessions,
                       const struct media_streams *streams,
                       const struct media_arrival *arrival,
                       const struct rtcp_header *header, enum side *side)
{
    struct candidates candidates;
    struct match best = {NULL, SIDE_A, RTCP_ROUTE_NONE};
    unsigned n_of_sender;

    candidates.n = 0;
    candidates_of_sender(&candidates, streams, arrival, header);
    best = best_of(&candidates, 0, arrival, header, best);
    if (best.why < RTCP_ROUTE_BEST) {
        n_of_sender = candidates.n;
        candidates_at(&candidates, sessions, streams,
                      media_arrival_destination(arrival));
        candidates_at(&candidates, sessions, streams,
                      media_arrival_source(arrival));
        best = best_of(&candidates, n_of_sender, arrival, header, best);
    }
    if (best.entry != NULL)
        *side = best.side;
    return best.entry;
}
