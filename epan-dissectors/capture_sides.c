/* The sides of each call, as far as the capture holds them. RFC 3261 17, 18.2
 * (responses return the way the request came), RFC 3550 6.4.1.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "capture_sides.h"

#include "capture_artefact.h"
#include "capture_point.h"
#include "frame_time.h"
#include "finding_store.h"
#include "report.h"

/* A response this long after the beginning of the capture answers a request
 * that was sent in it: longer than an INVITE may ring (timer C, RFC 3261
 * 16.6), and than any other request is answered (timer F). */
#define INVITE_OPEN_NS  (INT64_C(200) * 1000000000)
#define REQUEST_OPEN_NS (INT64_C(40) * 1000000000)

#define MAX_FLOWS_AT_END 32 /* that one packet is compared with */

/* What RTCP says of the sides of a session. */
struct watched_session {
    uint64_t n_rtcp[N_SIDES];
    uint64_t n_undissected[N_SIDES];
    uint64_t n_reported[N_SIDES];
    /* The source of a side that the other reports on, unseen in the capture: */
    bool reported[N_SIDES];
    uint32_t ssrc[N_SIDES];
    uint32_t highest_seq[N_SIDES];
};

/* The SIP of a call. */
struct watched_call {
    struct capture_side sides[N_SIDES];
    bool invited; /* the INVITE that opened it was seen: */
    enum side inviter;
    struct endpoint from, to;
};

static wmem_map_t *sessions; /* struct watched_session by const struct
                                media_session_entry *; file scope */
static GPtrArray *calls;     /* struct watched_call by index; file scope */
static GPtrArray *findings;

static struct watched_session *
watched_session(const struct media_session_entry *entry)
{
    struct watched_session *kept = wmem_map_lookup(sessions, entry);

    if (kept == NULL) {
        kept = wmem_new0(wmem_file_scope(), struct watched_session);
        wmem_map_insert(sessions, entry, kept);
    }
    return kept;
}

/* SIDE's other receives SSRC: proven by a count that moves on, and only where
 * no stream of the capture has that SSRC. */
static void on_report(struct watched_session *kept, enum side side,
                      const struct rtcp_report *report)
{
    if (media_streams_of_ssrc(report->ssrc) != NULL)
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

void capture_sides_on_rtcp(const struct media_session_entry *entry,
                           enum side side, const struct rtcp_header *header)
{
    struct watched_session *kept = watched_session(entry);

    kept->n_rtcp[side]++;
    for (unsigned i = 0; i < header->n_reports; i++)
        on_report(kept, side_other(side), &header->reports[i]);
}

void capture_sides_on_undissected(const struct media_arrival *arrival)
{
    const struct endpoint *to =
        &arrival->path.ends[1 - arrival->path.direction];
    struct media_flow *flow = media_flows_at(to);

    for (unsigned n = 0; flow != NULL && n < MAX_FLOWS_AT_END; n++) {
        unsigned direction = endpoint_equal(&flow->ends[0], to) ? 0 : 1;
        const struct media_session_entry *entry = flow->sessions[direction];

        if (entry != NULL)
            watched_session(entry)->n_undissected[side_other(
                (enum side)flow->sides[direction])]++;
        flow = media_flow_next_at(flow, to);
    }
}

static struct watched_call *watched_call(uint32_t call)
{
    while (calls->len <= call)
        g_ptr_array_add(calls,
                        wmem_new0(wmem_file_scope(), struct watched_call));
    return g_ptr_array_index(calls, call);
}

/* Whether MESSAGE, of SIDE on the way that PATH is, proves that the other side
 * has sent something since the capture began: a response, something later than
 * its request can be sent; a request inside the dialog, that the opening
 * INVITE, on the same way, was answered. UDP alone: what TCP carries can be
 * missing because its segments could not be put together. */
static bool proves_other(const packet_info *pinfo,
                         const struct watched_call *call,
                         const struct sip_message *message, enum side side,
                         const struct media_path *path)
{
    const struct endpoint *from = &path->ends[path->direction];
    const struct endpoint *to = &path->ends[1 - path->direction];

    if (pinfo->ptype != PT_UDP)
        return false;
    if (!message->is_request)
        return capture_point_age_ns(capture_point_of(pinfo),
                                    frame_time_ns(pinfo)) >
               (message->method == SIP_METHOD_INVITE ? INVITE_OPEN_NS
                                                     : REQUEST_OPEN_NS);
    return call->invited && call->inviter == side &&
           message->to_tag.length > 0 && endpoint_equal(&call->from, from) &&
           endpoint_equal(&call->to, to);
}

void capture_sides_on_sip(packet_info *pinfo, uint32_t call,
                          const struct sip_message *message, enum side side)
{
    struct watched_call *kept = watched_call(call);
    struct media_path path;
    struct capture_side *mine, *other;

    capture_point_note(pinfo);
    if (side == SIDE_UNKNOWN ||
        !media_path_of(pinfo, (uint16_t)pinfo->srcport,
                       (uint16_t)pinfo->destport, &path))
        return;
    mine = &kept->sides[side];
    other = &kept->sides[side_other(side)];
    if (mine->endpoint.family == 0)
        mine->endpoint = path.ends[path.direction];
    if (other->endpoint.family == 0)
        other->endpoint = path.ends[1 - path.direction];
    mine->n_sip++;
    other->n_sip_owed += proves_other(pinfo, kept, message, side, &path);
    if (!kept->invited && message->is_request &&
        message->method == SIP_METHOD_INVITE && message->to_tag.length == 0) {
        kept->invited = true;
        kept->inviter = side;
        kept->from = path.ends[path.direction];
        kept->to = path.ends[1 - path.direction];
    }
}

/* Adds what is known of the media of ENTRY's sides to SIDES. A side is named
 * by its media where that is missing. */
static void add_media(const struct media_session_entry *entry,
                      struct capture_side sides[N_SIDES])
{
    const struct watched_session *kept = wmem_map_lookup(sessions, entry);

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

static void sides_report(const struct capture_side sides[N_SIDES],
                         uint32_t call)
{
    capture_report_one_way(sides, findings);
    finding_store_add_at_end(findings, FINDING_NO_INDEX, call);
}

/* Calls first, in their order, then the media without one. Nothing where some
 * media was not kept for want of room. */
static void capture_sides_at_end(int64_t end_ns _U_)
{
    const GPtrArray *entries = media_sessions();
    struct watched_call *sums = g_new0(struct watched_call, calls->len + 1);

    for (guint i = 0; i < calls->len; i++)
        sums[i] = *(struct watched_call *)g_ptr_array_index(calls, i);
    for (guint i = 0; i < entries->len; i++) {
        const struct media_session_entry *entry = g_ptr_array_index(entries, i);

        if (entry->call < calls->len)
            add_media(entry, sums[entry->call].sides);
    }
    for (guint i = 0; i < calls->len && media_n_not_kept() == 0; i++)
        sides_report(sums[i].sides, i);
    for (guint i = 0; i < entries->len && media_n_not_kept() == 0; i++) {
        const struct media_session_entry *entry = g_ptr_array_index(entries, i);
        struct capture_side sides[N_SIDES] = {0};

        if (entry->call < calls->len)
            continue;
        add_media(entry, sides);
        sides_report(sides, entry->call);
    }
    g_free(sums);
}

static void capture_sides_init(void)
{
    g_ptr_array_set_size(calls, 0);
}

static void capture_sides_shutdown(void)
{
    g_ptr_array_unref(calls);
    g_ptr_array_unref(findings);
}

void capture_sides_register(void)
{
    findings = finding_list_new();
    calls = g_ptr_array_new();
    sessions = wmem_map_new_autoreset(wmem_epan_scope(), wmem_file_scope(),
                                      g_direct_hash, g_direct_equal);
    register_init_routine(capture_sides_init);
    register_shutdown_routine(capture_sides_shutdown);
    report_at_end_register(capture_sides_at_end);
}
