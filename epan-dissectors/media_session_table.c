/* How packets find their media session.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "media_session_table.h"

#include "call_watch.h"
#include "preferences.h"

#define NO_CALL UINT32_MAX

/* What SDP declared for one address and port. */
struct declared_end {
    struct endpoint end;
    struct media_session_entry *entry;
    enum side side;
};

static struct media_limits limits;
static wmem_map_t *declared; /* struct declared_end by its end; file scope */
static uint32_t n_declared;  /* grows whenever an end leads elsewhere */
static GPtrArray *sessions;  /* struct media_session_entry; file scope */

const struct media_limits *media_session_limits(void)
{
    return &limits;
}

struct media_session_entry *media_session_new(const struct endpoint *a,
                                              const struct endpoint *b,
                                              uint32_t call)
{
    struct media_session_entry *entry =
        wmem_new0(wmem_file_scope(), struct media_session_entry);

    media_session_init(&entry->session, &limits, a, b);
    entry->call = call;
    entry->number = call;
    g_ptr_array_add(sessions, entry);
    return entry;
}

void media_session_declare(struct media_session_entry *entry, enum side side,
                           const struct endpoint *end)
{
    struct declared_end *there = wmem_map_lookup(declared, end);

    if (there == NULL) {
        there = wmem_new0(wmem_file_scope(), struct declared_end);
        there->end = *end;
        wmem_map_insert(declared, &there->end, there);
    }
    if (there->entry == entry && there->side == side)
        return;
    there->entry = entry;
    there->side = side;
    n_declared++;
}

/* The session that SDP declared for the flow: by where its packets go to, or
 * by where they come from. */
static struct media_session_entry *
declared_session(struct media_flow *flow, uint8_t direction, enum side *side)
{
    const struct declared_end *to =
        wmem_map_lookup(declared, &flow->ends[1 - direction]);
    const struct declared_end *from =
        wmem_map_lookup(declared, &flow->ends[direction]);

    if (to != NULL) {
        *side = side_other(to->side);
        return to->entry;
    }
    if (from != NULL) {
        *side = from->side;
        return from->entry;
    }
    return NULL;
}

/* Binds a flow's direction to its session, newly or again after SDP. */
static void flow_bind(struct media_flow *flow, uint8_t direction,
                      int64_t now_ns)
{
    enum side side = SIDE_A;
    struct media_session_entry *entry =
        declared_session(flow, direction, &side);

    flow->n_declared[direction] = n_declared;
    if (entry == NULL) {
        entry = flow->sessions[1 - direction];
        side = SIDE_B;
        if (entry == NULL || entry->call != NO_CALL) {
            entry = media_session_new(&flow->ends[direction],
                                      &flow->ends[1 - direction], NO_CALL);
            entry->number = call_watch_of_media(flow->ends);
            side = SIDE_A;
        } else {
            side = side_other((enum side)flow->sides[1 - direction]);
        }
    }
    if (entry == flow->sessions[direction] && side == flow->sides[direction])
        return;
    flow->sessions[direction] = entry;
    flow->sides[direction] = (uint8_t)side;
    media_session_on_moved(&entry->session, side, &flow->ends[direction],
                           now_ns);
}

struct media_session_entry *media_session_of_flow(struct media_flow *flow,
                                                  uint8_t direction,
                                                  int64_t now_ns,
                                                  enum side *side)
{
    if (flow->sessions[direction] == NULL ||
        flow->n_declared[direction] != n_declared)
        flow_bind(flow, direction, now_ns);
    *side = (enum side)flow->sides[direction];
    return flow->sessions[direction];
}

/* Adds a session unless it is there or there is no room. */
static void candidate_add(struct media_session_entry *entry,
                          struct media_session_entry **candidates, unsigned *n)
{
    if (entry == NULL || *n == MAX_SESSION_CANDIDATES)
        return;
    for (unsigned i = 0; i < *n; i++)
        if (candidates[i] == entry)
            return;
    candidates[(*n)++] = entry;
}

static void candidates_of_flow(const struct media_flow *flow,
                               struct media_session_entry **candidates,
                               unsigned *n)
{
    for (unsigned direction = 0; flow != NULL && direction < 2; direction++)
        candidate_add(flow->sessions[direction], candidates, n);
}

/* Sessions at an endpoint, and at the port below it (RFC 3550 11). */
static void candidates_at(const struct endpoint *end,
                          struct media_session_entry **candidates, unsigned *n)
{
    for (uint16_t below = 0; below < 2; below++) {
        struct endpoint at = *end;
        const struct declared_end *there;
        struct media_flow *flow;
        unsigned n_flows = 0;

        at.port = (uint16_t)(at.port - below);
        there = wmem_map_lookup(declared, &at);
        if (there != NULL)
            candidate_add(there->entry, candidates, n);
        for (flow = media_flows_at(&at);
             flow != NULL && n_flows < MAX_SESSION_CANDIDATES;
             flow = media_flow_next_at(flow, &at), n_flows++)
            candidates_of_flow(flow, candidates, n);
    }
}

unsigned media_session_candidates(
    struct media_flow *flow, const struct endpoint *source,
    const struct endpoint *destination, const struct rtcp_header *header,
    struct media_session_entry *candidates[MAX_SESSION_CANDIDATES])
{
    const struct media_stream *stream =
        header->ssrc_present ? media_streams_of_ssrc(header->ssrc) : NULL;
    unsigned n = 0;
    unsigned n_streams = 0;

    candidates_of_flow(flow, candidates, &n);
    for (; stream != NULL && n_streams < MAX_SESSION_CANDIDATES;
         stream = stream->next_of_ssrc, n_streams++)
        candidates_of_flow(stream->flow, candidates, &n);
    candidates_at(destination, candidates, &n);
    candidates_at(source, candidates, &n);
    return n;
}

const GPtrArray *media_sessions(void)
{
    return sessions;
}

static void media_session_table_init(void)
{
    const struct lync_preferences *preferences = lync_preferences();

    g_ptr_array_set_size(sessions, 0);
    n_declared = 0;
    limits.rtcp_absence_ns = media_limit_ns(preferences->rtcp_absence_s);
    limits.media_timeout_ns = media_limit_ns(preferences->media_timeout_s);
    limits.dscp_audio = limits.dscp_video = 0;
    for (unsigned dscp = 0; dscp < N_DSCP; dscp++) {
        if (preferences->class_of_dscp[dscp] == MEDIA_KIND_AUDIO)
            limits.dscp_audio |= UINT64_C(1) << dscp;
        if (preferences->class_of_dscp[dscp] == MEDIA_KIND_VIDEO)
            limits.dscp_video |= UINT64_C(1) << dscp;
    }
}

static void media_session_table_shutdown(void)
{
    g_ptr_array_unref(sessions);
}

void media_session_table_register(void)
{
    declared = wmem_map_new_autoreset(wmem_epan_scope(), wmem_file_scope(),
                                      endpoint_hash, endpoint_equal);
    sessions = g_ptr_array_new();
    register_init_routine(media_session_table_init);
    register_shutdown_routine(media_session_table_shutdown);
}
