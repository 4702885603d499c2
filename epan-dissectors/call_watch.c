/* The calls of the capture that is being read.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "call_watch.h"

#include <string.h>

#include "call_endpoints.h"
#include "call_forks.h"
#include "call_media.h"
#include "finding_store.h"
#include "frame_time.h"
#include "capture_sides.h"
#include "sip_agent.h"
#include "sip_watch.h"
#include "trunk_watch.h"
#include "sdp_parse.h"
#include "call_judge.h"
#include "product.h"
#include "call_facts.h"

/* What is kept of a call besides what the core knows of it. In file scope. */
struct watched_call {
    struct call_record record; /* its texts are g_malloc */
    struct call_forks forks;
    struct call_media_end end; /* of the first BYE */
    enum product_generation generation;
    uint32_t dialogs[MAX_DIALOGS_OF_CALL]; /* of the session timer judge */
    unsigned n_dialogs;
    int64_t deadline_ns; /* the earliest of theirs */
};

static struct call_table *table;
static GPtrArray *watched; /* struct watched_call by index of the call */

/* Made when first asked for: calls without signalling have none. */
static struct watched_call *watched_call(uint32_t call)
{
    struct watched_call *kept;

    if (watched->len <= call)
        g_ptr_array_set_size(watched, (gint)call + 1);
    kept = g_ptr_array_index(watched, call);
    if (kept == NULL) {
        kept = wmem_new0(wmem_file_scope(), struct watched_call);
        kept->deadline_ns = SESSION_NEVER_NS;
        g_ptr_array_index(watched, call) = kept;
    }
    return kept;
}

/* Where the sides ask for the RTP of their first stream. */
static void note_media(uint32_t call, enum side side, const struct sdp *sdp)
{
    for (unsigned i = 0; i < sdp->n_media; i++) {
        const struct sdp_media *media = &sdp->media[i];
        struct endpoint endpoint =
            sdp_address_endpoint(&media->connection, media->port);

        if (!media->is_rtp || endpoint.family == 0)
            continue;
        watched_call(call)->record.leg.media[side] = endpoint;
        return;
    }
}

static void exchange_sdp(packet_info *pinfo, struct call *call,
                         const struct sip_message *message, enum side side)
{
    struct offer_answer_pair pair;
    struct sdp *offer;
    struct sdp *answer;
    bool is_read;

    if (!message->sdp_present) {
        offer_answer_message(&call->offers, message, side, &pair);
        return;
    }
    /* Too large for the stack of whoever dissects; packet scope. */
    offer = wmem_new(pinfo->pool, struct sdp);
    answer = wmem_new(pinfo->pool, struct sdp);
    is_read = call_endpoints_declare(call->index, message->sdp, answer);
    if (message->sdp_fallback.length > 0) {
        call_endpoints_declare(call->index, message->sdp_fallback, offer);
    }
    /* The answer is always this message's. */
    if (offer_answer_message(&call->offers, message, side, &pair) && is_read &&
        sdp_parse(pair.offer, offer) == SDP_PARSE_OK) {
        note_media(call->index, pair.offerer, offer);
        note_media(call->index, side_other(pair.offerer), answer);
        call_media_on_sdp(pinfo, call->index, pair.offerer, offer, answer);
    }
    wmem_free(pinfo->pool, offer);
    wmem_free(pinfo->pool, answer);
}

static void tell_generation(uint32_t call, const struct sip_message *message)
{
    enum product_generation generation =
        product_generation(message->agent.product);
    struct watched_call *kept = watched_call(call);

    if (generation == PRODUCT_GENERATION_UNKNOWN ||
        generation == kept->generation)
        return;
    kept->generation = generation;
    call_media_on_generation(call, generation);
}

/* Whether SIDE, which hangs up at NOW_NS, may do so for want of RTCP: as rule
 * rtcp-silent has it, as far as is known now. */
static bool checks_rtcp(const struct call *call, enum side side, int64_t now_ns)
{
    const struct call_record *record = &watched_call(call->index)->record;

    return side < N_SIDES && record->microsoft[side] &&
           record->facts.bye_reason.kind != CALL_REASON_NORMAL &&
           !trunk_watch_rtcp_outlived(call->index, side_other(side), now_ns);
}

static void tell_bye(packet_info *pinfo, const struct call *call,
                     enum side side)
{
    struct watched_call *kept = watched_call(call->index);
    struct call_media_end end;

    if (kept->record.facts.bye.frame != pinfo->num)
        return; /* sent again, on another hop, or by the other side, too */
    call_media_on_bye(pinfo, call->index, side,
                      checks_rtcp(call, side, frame_time_ns(pinfo)), &end);
    kept->end = end;
}

static void tell_state(packet_info *pinfo, struct call *call,
                       const struct sip_message *message, enum side side)
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
        tell_bye(pinfo, call, message->is_request ? side : side_other(side));
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

/* The more a state tells, the later it stands here. */
static unsigned telling(enum session_dialog_state state)
{
    static const unsigned char order[] = {
        [SESSION_DIALOG_EARLY] = 0,     [SESSION_DIALOG_REFUSED] = 1,
        [SESSION_DIALOG_CANCELLED] = 2, [SESSION_DIALOG_UP] = 3,
        [SESSION_DIALOG_UP_TIMED] = 4,  [SESSION_DIALOG_EXPIRED] = 5,
        [SESSION_DIALOG_BYE] = 6,       [SESSION_DIALOG_BYE_FAILED] = 7,
        [SESSION_DIALOG_BYE_SELF] = 8,  [SESSION_DIALOG_BYE_PEER] = 9,
    };

    return order[state];
}

bool call_watch_dialog(uint32_t call, const struct session_timer *timer,
                       int64_t now_ns, struct session_dialog *row)
{
    const struct watched_call *kept = watched_call(call);
    struct session_dialog other;
    bool found = false;

    memset(row, 0, sizeof *row);
    for (unsigned i = 0; i < kept->n_dialogs; i++) {
        if (!session_timer_dialog(timer, kept->dialogs[i], now_ns, &other))
            continue;
        if (!found || telling(other.state) > telling(row->state) ||
            (telling(other.state) == telling(row->state) && other.timer_seen &&
             !row->timer_seen))
            *row = other;
        found = true;
    }
    return found;
}

/* The last time that lync.media_timeout was found. */
static struct call_point media_timeout_point(uint32_t call)
{
    const struct stored_finding *finding = finding_store_of_call(call);
    struct call_point none = {0};

    while (finding != NULL && finding->id != FINDING_MEDIA_TIMEOUT)
        finding = finding->older_of_call;
    if (finding == NULL)
        return none;
    return (struct call_point){finding->frame, finding->time_ns};
}

void call_watch_facts(uint32_t call, const struct session_timer *timer,
                      int64_t now_ns, struct call_facts *facts)
{
    const struct watched_call *kept = watched_call(call);
    struct session_dialog row;

    *facts = kept->record.facts;
    facts->capture_end_ns = now_ns;
    facts->generation = kept->generation;
    if (call_watch_dialog(call, timer, now_ns, &row)) {
        facts->dialog = row.state;
        facts->timer_seen = row.timer_seen;
        facts->interval_s = row.interval_s;
        facts->refresh =
            (struct call_point){row.last_refresh_frame, row.last_refresh_ns};
    }
    facts->media_timeout_bye = kept->end.timeout_bye;
    facts->media_timeout = media_timeout_point(call);
    facts->held = kept->end.held;
    memcpy(facts->rtcp_silence_ns, kept->end.rtcp_silence_ns,
           sizeof facts->rtcp_silence_ns);
    if (facts->bye_by < SIDE_UNKNOWN)
        facts->rtcp_check_outlived = trunk_watch_rtcp_outlived(
            call, side_other(facts->bye_by), facts->bye.time_ns);
}

/* What is to be said on the frame that ends the call. */
static const char *verdict_now(packet_info *pinfo, uint32_t call,
                               const struct session_timer *timer)
{
    struct call_facts facts;
    struct call_judgement judgement;
    enum call_verdict verdict;

    call_watch_facts(call, timer, frame_time_ns(pinfo), &facts);
    call_judge(&facts, &judgement);
    verdict = judgement.verdict;
    call_judgement_clear(&judgement);
    return call_verdict_name(verdict);
}

uint32_t call_watch_message(packet_info *pinfo,
                            const struct sip_sighting *sighting,
                            const struct session_view *view,
                            const struct session_timer *timer,
                            const char **verdict)
{
    const struct sip_message *message = &sighting->message;
    struct call_sighting seen = {
        .source = sighting->source,
        .destination = sighting->destination,
        .point = {pinfo->num, frame_time_ns(pinfo)},
        .reliable = pinfo->ptype == PT_TCP,
    };
    struct call *call = call_table_place(table, message, &seen.sender);
    struct call_record *record;

    *verdict = NULL;
    if (call == NULL)
        return CALL_NONE;
    capture_sides_on_sip(pinfo, call->index, message, seen.sender);
    tell_generation(call->index, message);
    seen.goes_on = call_forks_on_message(&watched_call(call->index)->forks,
                                         message, seen.sender);
    record = &watched_call(call->index)->record;
    record->leg.call_id = call->call_id;
    call_record_on_message(record, message, &seen);
    call_media_on_message(pinfo, call->index);
    exchange_sdp(pinfo, call, message, seen.sender);
    if (!seen.goes_on)
        tell_state(pinfo, call, message, seen.sender);
    note_deadline(call->index, view, timer);
    if (call_record_ends_with(record, message, &seen))
        *verdict = verdict_now(pinfo, call->index, timer);
    return call->index;
}

uint32_t call_watch_call_of(const struct sip_message *message)
{
    enum side side;
    const struct call *call = call_table_place(table, message, &side);

    return call != NULL ? call->index : CALL_NONE;
}

uint32_t call_watch_of_media(const struct endpoint ends[2])
{
    const struct call *hidden;

    for (unsigned i = 0; i < 2; i++) {
        uint32_t call = call_endpoints_find(&ends[i]);

        if (call != CALL_NONE)
            return call;
    }
    hidden = call_table_open_hidden(table);
    return hidden != NULL ? hidden->index : CALL_NONE;
}

void call_watch_media(packet_info *pinfo, uint32_t call,
                      struct session_timer *timer, int64_t now_ns,
                      GPtrArray *findings)
{
    struct watched_call *kept;

    if (call >= watched->len)
        return;
    kept = g_ptr_array_index(watched, call);
    if (kept == NULL || now_ns <= kept->deadline_ns)
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

uint32_t call_watch_n_calls(void)
{
    return table != NULL ? table->calls->len : 0;
}

uint64_t call_watch_n_not_kept(void)
{
    return table != NULL ? table->n_refused : 0;
}

const struct call *call_watch_call(uint32_t call)
{
    return table != NULL ? call_table_at(table, call) : NULL;
}

const struct call_record *call_watch_record(uint32_t call)
{
    const struct watched_call *kept =
        call < watched->len ? g_ptr_array_index(watched, call) : NULL;

    return kept != NULL && kept->record.facts.signalling_seen ? &kept->record
                                                              : NULL;
}

void call_watch_init(void)
{
    g_ptr_array_set_size(watched, 0);
    table = call_table_new(0);
}

void call_watch_cleanup(void)
{
    for (guint i = 0; i < watched->len; i++) {
        struct watched_call *kept = g_ptr_array_index(watched, i);

        if (kept != NULL)
            call_record_clear(&kept->record);
    }
    g_ptr_array_set_size(watched, 0);
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
    register_shutdown_routine(call_watch_shutdown);
}
