/* The gate in front of TCP. A postdissector would add cost to every packet of
 * the capture, and a tap runs after the tree was built.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "tcp_front.h"

#include <epan/exceptions.h>
#include <epan/ipproto.h>

/* What the modules share; its layout is part of the name. */
#define FRONT_NAME "lync.tcp-front.1"

struct tcp_front {
    dissector_handle_t tcp;
    unsigned n;
    const struct tcp_watcher *watchers[TCP_WATCHERS_MAX];
};

static struct tcp_front *front;

static void call_after(const struct tcp_seen *seen,
                       const enum tcp_wish wishes[TCP_WATCHERS_MAX])
{
    for (unsigned i = 0; i < front->n; i++)
        if (wishes[i] != TCP_WISH_NOTHING)
            front->watchers[i]->after(seen);
}

static void keep_always(enum tcp_wish wishes[TCP_WATCHERS_MAX])
{
    for (unsigned i = 0; i < front->n; i++)
        if (wishes[i] != TCP_WISH_ALWAYS)
            wishes[i] = TCP_WISH_NOTHING;
}

/* The exception goes on once the watchers have been called. */
static G_GNUC_NO_INLINE int
dissect_guarded(const struct tcp_seen *seen,
                enum tcp_wish wishes[TCP_WATCHERS_MAX])
{
    volatile bool whole = false;
    volatile int used = 0;

    TRY
    {
        used = call_dissector_only(front->tcp, seen->tvb, seen->pinfo,
                                   seen->tree, seen->ip);
        whole = true;
    }
    FINALLY
    {
        if (!whole)
            keep_always(wishes);
        call_after(seen, wishes);
    }
    ENDTRY;
    return used;
}

static int dissect_front(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree,
                         void *data)
{
    struct tcp_seen seen = {tvb,  pinfo, tree,
                            data, NULL,  tvb_captured_length(tvb)};
    enum tcp_wish wishes[TCP_WATCHERS_MAX] = {TCP_WISH_NOTHING};
    enum tcp_wish most = TCP_WISH_NOTHING;
    int used;

    if (seen.n_captured > 0)
        seen.octets = tvb_get_ptr(tvb, 0, (int)seen.n_captured);
    for (unsigned i = 0; i < front->n; i++) {
        wishes[i] = front->watchers[i]->before(&seen);
        most = MAX(most, wishes[i]);
    }
    if (most == TCP_WISH_ALWAYS)
        return dissect_guarded(&seen, wishes);
    used = call_dissector_only(front->tcp, tvb, pinfo, tree, data);
    if (most != TCP_WISH_NOTHING)
        call_after(&seen, wishes);
    return used;
}

/* The gate has no protocol: IP would not ask TCP at all where that is
 * disabled. */
static void put_in_front(dissector_table_t protocols)
{
    front = g_new0(struct tcp_front, 1);
    front->tcp = dissector_get_uint_handle(protocols, IP_PROTO_TCP);
    dissector_add_uint(
        "ip.proto", IP_PROTO_TCP,
        register_dissector_with_description("lync.tcp", "TCP with its watchers",
                                            dissect_front, -1));
    g_dataset_set_data(protocols, FRONT_NAME, front);
}

void tcp_front_add(const struct tcp_watcher *watcher)
{
    dissector_table_t protocols = find_dissector_table("ip.proto");

    front = g_dataset_get_data(protocols, FRONT_NAME);
    if (front == NULL)
        put_in_front(protocols);
    g_assert(front->n < TCP_WATCHERS_MAX);
    front->watchers[front->n++] = watcher;
}
