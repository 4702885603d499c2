/* The calls of the capture that is being read.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "call_watch.h"

#include "call_media.h"
#include "mediation_server.h"
#include "sip_watch.h"

/* What is kept of a call besides what the core knows of it. In file scope. */
struct watched_call {
    enum trunk_generation generation;
    uint32_t dialogs[MAX_DIALOGS_OF_CALL]; /* of the session timer judge */
    unsigned n_dialogs;
    int64_t deadline_ns; /* the earliest of theirs */
};

static struct call_table *table;
static GPtrArray *watched;   /* struct watched_call by index of the call */
static wmem_map_t *declared; /* endpoint to index of the call + 1; file scope */

static guint endpoint_key_hash(gconstpointer key)
{
    return endpoint_hash(key);
}

static gboolean endpoint_key_equal(gconstpointer a, gconstpointer b)
{
    return endpoint_equal(a, b);
}

static struct watched_call *watched_call(uint32_t call)
{
    while (watched->len <= call) {
        struct watched_call *made =
            wmem_new0(wmem_file_scope(), struct watched_call);

        made->deadline_ns = SESSION_NEVER_NS;
        g_ptr_array_add(watched, made);
    }
    return g_ptr_array_index(watched, call);
}

static void declare(uint32_t call, const struct sdp_address *address,
                    uint16_t port)
{
    struct endpoint endpoint;
    struct endpoint *key;

    if (address->family == SDP_ADDRESS_NONE || port == 0 ||
        sdp_address_is_zero(address))
        return;
    endpoint = endpoint_of(address->family == SDP_ADDRESS_IPV4 ? 4 : 6,
                           address->octets, port);
    if (wmem_map_lookup(declared, &endpoint) == NULL &&
        wmem_map_size(declared) >= MAX_DECLARED)
        return;
    key = wmem_new(wmem_file_scope(), struct endpoint);
    *key = endpoint;
    wmem_map_insert(declared, key, GUINT_TO_POINTER(call + 1));
}

static void declare_media(uint32_t call, const struct sdp_media *media)
{
    uint16_t rtcp_port = sdp_media_rtcp_port(media);

    if (media->port == 0)
        return;
    declare(call, &media->connection, media->port);
    declare(call,
            media->rtcp_address.family != SDP_ADDRESS_NONE
                ? &media->rtcp_address
                : &media->connection,
            rtcp_port);
    for (unsigned i = 0; i < media->n_candidates; i++)
        if (media->candidates[i].is_udp)
            declare(call, &media->candidates[i].address,
                    media->candidates[i].port);
}

/* What the SDP of MESSAGE declares, before it is in force: early media does
 * not wait. */
static void declare_sdp(uint32_t call, struct sip_text text, struct sdp *sdp)
{
    if (sdp_parse(text, sdp) != SDP_PARSE_OK)
        return;
    for (unsigned i = 0; i < sdp->n_media; i++)
        declare_media(call, &sdp->media[i]);
}

static void exchange_sdp(packet_info *pinfo, struct call *call,
                         const struct sip_message *message,
                         enum media_side side)
{
    struct offer_answer_pair pair;
    struct sdp *offer;
    struct sdp *answer;

    if (!message->sdp_present) {
        offer_answer_message(&call->offers, message, side, &pair);
        return;
    }
    /* Too large for the stack of whoever dissects; packet scope. */
    offer = wmem_new(pinfo->pool, struct sdp);
    answer = wmem_new(pinfo->pool, struct sdp);
    declare_sdp(call->index, message->sdp, answer);
    if (message->sdp_fallback.length > 0) {
        declare_sdp(call->index, message->sdp_fallback, offer);
    }
    if (offer_answer_message(&call->offers, message, side, &pair) &&
        sdp_parse(pair.offer, offer) == SDP_PARSE_OK &&
        sdp_parse(pair.answer, answer) == SDP_PARSE_OK)
        call_media_on_sdp(pinfo, call->index, pair.offerer, offer, answer);
    wmem_free(pinfo->pool, offer);
    wmem_free(pinfo->pool, answer);
}

static void tell_generation(uint32_t call, const struct sip_message *message)
{
    struct mediation_server server = mediation_server_recognise(message);
    enum trunk_generation generation = TRUNK_GENERATION_UNKNOWN;
    struct watched_call *kept = watched_call(call);

    if (server.product == MEDIATION_PRODUCT_OCS_2007_R2)
        generation = TRUNK_GENERATION_OCS_2007_R2;
    else if (server.product >= MEDIATION_PRODUCT_LYNC_2010)
        generation = TRUNK_GENERATION_LYNC;
    if (generation == TRUNK_GENERATION_UNKNOWN ||
        generation == kept->generation)
        return;
    kept->generation = generation;
    call_media_on_generation(call, generation);
}

static void tell_state(packet_info *pinfo, struct call *call,
                       const struct sip_message *message, enum media_side side)
{
    enum call_state before = call->state;

    switch (call_advance(call, message)) {
    case CALL_EVENT_UP:
        call_media_on_up(pinfo, call->index);
        break;
    case CALL_EVENT_BYE:
        /* A capture that begins in the middle of the call. */
        if (before == CALL_EARLY && !call->start_seen)
            call_media_on_up(pinfo, call->index);
        call_media_on_bye(pinfo, call->index, side);
        break;
    case CALL_EVENT_END:
        call_media_on_end(pinfo, call->index);
        break;
    case CALL_EVENT_NONE:
        break;
    }
}

/* The deadlines of a dialog change with each of its messages. */
static void note_deadline(uint32_t call, const struct session_view *view,
                          const struct session_timer *timer)
{
    struct watched_call *kept = watched_call(call);
    bool known = !view->dialog_known;

    for (unsigned i = 0; i < kept->n_dialogs && !known; i++)
        known = kept->dialogs[i] == view->dialog;
    if (!known && kept->n_dialogs < MAX_DIALOGS_OF_CALL)
        kept->dialogs[kept->n_dialogs++] = view->dialog;
    kept->deadline_ns = SESSION_NEVER_NS;
    for (unsigned i = 0; i < kept->n_dialogs; i++)
        kept->deadline_ns =
            MIN(kept->deadline_ns,
                session_timer_media_deadline_ns(timer, kept->dialogs[i]));
}

uint32_t call_watch_message(packet_info *pinfo,
                            const struct sip_message *message,
                            const struct session_view *view,
                            const struct session_timer *timer)
{
    enum media_side side;
    struct call *call = call_table_place(table, message, &side);

    if (call == NULL)
        return CALL_NONE;
    tell_generation(call->index, message);
    call_media_on_message(pinfo, call->index);
    exchange_sdp(pinfo, call, message, side);
    tell_state(pinfo, call, message, side);
    note_deadline(call->index, view, timer);
    return call->index;
}

uint32_t call_watch_declared(const struct endpoint *endpoint)
{
    /* The index + 1, or NULL: 0 - 1 is CALL_NONE. */
    return GPOINTER_TO_UINT(wmem_map_lookup(declared, endpoint)) - 1;
}

void call_watch_media(packet_info *pinfo, uint32_t call,
                      struct session_timer *timer, int64_t now_ns,
                      GPtrArray *findings)
{
    struct watched_call *kept;

    if (call >= watched->len)
        return;
    kept = g_ptr_array_index(watched, call);
    if (now_ns <= kept->deadline_ns)
        return;
    kept->deadline_ns = SESSION_NEVER_NS;
    for (unsigned i = 0; i < kept->n_dialogs; i++) {
        session_timer_on_media(timer, kept->dialogs[i], pinfo->num, now_ns,
                               findings);
        kept->deadline_ns =
            MIN(kept->deadline_ns,
                session_timer_media_deadline_ns(timer, kept->dialogs[i]));
    }
}

const struct call_table *call_watch_table(void)
{
    return table;
}

void call_watch_init(void)
{
    g_ptr_array_set_size(watched, 0);
    table = call_table_new(0);
}

void call_watch_cleanup(void)
{
    call_table_free(table);
    table = NULL;
}

static void call_watch_shutdown(void)
{
    g_ptr_array_unref(watched);
}

void call_watch_register(void)
{
    watched = g_ptr_array_new();
    declared = wmem_map_new_autoreset(wmem_epan_scope(), wmem_file_scope(),
                                      endpoint_key_hash, endpoint_key_equal);
    register_shutdown_routine(call_watch_shutdown);
}
