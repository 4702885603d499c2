/* What each call shows of its two hosts, gathered while the capture is read.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "trunk_watch.h"

#include <string.h>

#include "call_watch.h"
#include "frame_time.h"
#include "media_call_table.h"
#include "trunk_outlived.h"
#include "call_verdict.h"

struct watched_call {
    struct trunk_facts facts;
    bool summed; /* what media shows is in there: the call has ended */
};

static GArray *watched;    /* struct watched_call by lync.call */
static GArray *open_calls; /* uint32_t: calls that are up */
static struct trunk_outlived *outlived;

static struct watched_call *watched_call(uint32_t call)
{
    if (call >= watched->len)
        g_array_set_size(watched, call + 1);
    return &g_array_index(watched, struct watched_call, call);
}

/* Adds to FACTS what media shows until the call's end, or its last sign of
 * life. */
static void add_media(uint32_t call, struct trunk_facts *facts)
{
    int64_t end_ns = facts->ended
                         ? facts->ended_ns
                         : media_call_table_last_ns(call, facts->last_ns);

    if (!facts->ended)
        trunk_facts_at(facts, end_ns);
    media_call_table_sum(call, end_ns, facts->ends);
}

bool trunk_watch_call(uint32_t call, struct trunk_call *result)
{
    const struct watched_call *kept;
    struct trunk_facts facts;

    if (call >= watched->len)
        return false;
    kept = &g_array_index(watched, struct watched_call, call);
    facts = kept->facts;
    *result = (struct trunk_call){.verdict = CALL_VERDICT_CAPTURE_ENDED,
                                  .ended_by = N_TRUNK_ENDS};
    if (!facts.up || !trunk_facts_hosts(&facts, result->hosts))
        return false;
    if (!kept->summed)
        add_media(call, &facts);
    if (facts.ended)
        result->ended_by = (unsigned)facts.ended_by;
    memcpy(result->ends, facts.ends, sizeof result->ends);
    return true;
}

static void close_call(uint32_t call)
{
    for (guint i = 0; i < open_calls->len; i++) {
        if (g_array_index(open_calls, uint32_t, i) == call) {
            g_array_remove_index_fast(open_calls, i);
            return;
        }
    }
}

/* A call that was up has ended. */
static void end_call(uint32_t call, struct watched_call *kept)
{
    struct trunk_call ended;

    add_media(call, &kept->facts);
    kept->summed = true;
    close_call(call);
    if (trunk_watch_call(call, &ended))
        trunk_outlived_add(outlived, call, &ended, kept->facts.ended_ns);
}

void trunk_watch_message(packet_info *pinfo, uint32_t call,
                         const struct sip_sighting *sighting,
                         const struct session_view *view)
{
    const struct call *known = call_watch_call(call);
    struct trunk_message seen = {
        .message = &sighting->message,
        .view = view,
        .source = sighting->source,
        .destination = sighting->destination,
        .time_ns = frame_time_ns(pinfo),
    };
    struct watched_call *kept;
    bool was_up;

    if (known == NULL)
        return;
    seen.sender = call_sender(known, seen.message);
    seen.state = known->state;
    kept = watched_call(call);
    was_up = kept->facts.up;
    if (trunk_facts_on_message(&kept->facts, &seen))
        end_call(call, kept);
    else if (kept->facts.up && !was_up)
        g_array_append_val(open_calls, call);
}

uint32_t trunk_watch_n_calls(void)
{
    return watched->len;
}

/* Whether the open call OTHER is between HOST and PEER and goes on without
 * RTCP of HOST. */
static bool is_outlived(uint32_t other, const struct endpoint *host,
                        const struct endpoint *peer)
{
    struct trunk_call call;

    if (!trunk_watch_call(other, &call))
        return false;
    for (int side = 0; side < N_TRUNK_ENDS; side++)
        if (endpoint_equal(&call.hosts[side], host) &&
            endpoint_equal(&call.hosts[1 - side], peer))
            return trunk_outlived_rtcp(&call.ends[side]);
    return false;
}

bool trunk_watch_rtcp_outlived(uint32_t call, enum side side, int64_t by_ns)
{
    struct endpoint hosts[N_SIDES];
    const struct endpoint *host;
    const struct endpoint *peer;

    if (call >= watched->len || side >= N_SIDES ||
        !trunk_facts_hosts(
            &g_array_index(watched, struct watched_call, call).facts, hosts))
        return false;
    host = &hosts[side];
    peer = &hosts[side_other(side)];
    if (trunk_outlived_by(outlived, call, host, peer, by_ns))
        return true;
    for (guint i = 0; by_ns == INT64_MAX && i < open_calls->len; i++)
        if (g_array_index(open_calls, uint32_t, i) != call &&
            is_outlived(g_array_index(open_calls, uint32_t, i), host, peer))
            return true;
    return false;
}

static void trunk_watch_init(void)
{
    outlived = trunk_outlived_new();
}

static void trunk_watch_cleanup(void)
{
    trunk_outlived_free(outlived);
    outlived = NULL;
    g_array_set_size(watched, 0);
    g_array_set_size(open_calls, 0);
}

static void trunk_watch_shutdown(void)
{
    g_array_unref(watched);
    g_array_unref(open_calls);
}

void trunk_watch_register(void)
{
    watched = g_array_new(FALSE, TRUE, sizeof(struct watched_call));
    open_calls = g_array_new(FALSE, FALSE, sizeof(uint32_t));
    register_init_routine(trunk_watch_init);
    register_cleanup_routine(trunk_watch_cleanup);
    register_shutdown_routine(trunk_watch_shutdown);
}
