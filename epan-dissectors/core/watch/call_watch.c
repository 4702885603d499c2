/* Processes SIP messages and media for calls.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "call_watch.h"

#include <string.h>

#include "absence.h"
#include "call_codecs.h"
#include "call_doubt.h"
#include "call_heard.h"
#include "call_rule.h"
#include "ice_watch.h"
#include "media_offer.h"
#include "loss_watch.h"
#include "sdp_parse.h"
#include "trunk_watch.h"

/* Stores where SIDE receives the RTP of its first stream. */
static void note_media(struct watched_call *kept, enum side side,
                       const struct sdp *sdp)
{
    for (unsigned i = 0; i < sdp->n_media; i++) {
        const struct sdp_media *media = &sdp->media[i];

        if (media->is_rtp && media->rtp.family != 0 && media->rtp.port != 0) {
            kept->record.leg.media[side] = media->rtp;
            return;
        }
    }
}

/* Parses TEXT, the SDP of the message SIGHTING of SIDE of CALL, into SDP and
 * stores its endpoints before it is in force, because early media may follow at
 * once. Returns false and stores nothing if it cannot be parsed. */
static bool read_offer(struct analysis *analysis, uint32_t call, enum side side,
                       const struct sip_sighting *sighting, struct text text,
                       struct sdp *sdp)
{
    if (sdp_parse(text, sdp) != SDP_PARSE_OK)
        return false;
    media_offer_note(&analysis->sessions.ends, call, side, sdp,
                     &sighting->source);
    turn_clients_on_sdp(&analysis->turn, call, side, sdp);
    media_lines_on_half(&analysis_call_get(analysis, call)->media, side, sdp);
    return true;
}

/* Puts SDP in force. The message's own SDP is always the answer of PAIR. */
static void put_in_force(struct analysis *analysis, uint32_t call,
                         const struct offer_answer_pair *pair,
                         const struct sdp *offer, const struct sdp *answer,
                         int64_t now_ns)
{
    struct watched_call *kept = analysis_call_get(analysis, call);

    note_media(kept, pair->offerer, offer);
    note_media(kept, side_other(pair->offerer), answer);
    media_lines_on_sdp(&kept->media, &analysis->sessions, call, pair->offerer,
                       offer, answer, now_ns);
}

static void exchange_sdp(struct analysis *analysis, struct call *call,
                         const struct sip_sighting *sighting, enum side side)
{
    const struct sip_message *message = &sighting->message;
    struct offer_answer_pair pair;
    struct sdp *sdps = analysis->sdps;
    bool is_read;

    if (!message->sdp_present) {
        offer_answer_message(&call->offers, message, side, &pair);
        return;
    }
    if (message->sdp_fallback.length > 0)
        read_offer(analysis, call->index, side, sighting, message->sdp_fallback,
                   &sdps[0]);
    is_read = read_offer(analysis, call->index, side, sighting, message->sdp,
                         &sdps[1]);
    if (offer_answer_message(&call->offers, message, side, &pair) && is_read &&
        sdp_parse(pair.offer, &sdps[0]) == SDP_PARSE_OK)
        put_in_force(analysis, call->index, &pair, &sdps[0], &sdps[1],
                     sighting->moment.time_ns);
}

/* Whether a side says what it is, and neither is Microsoft's. */
static bool is_of_others(const struct call_record *record)
{
    return (record->facts.products[SIDE_A][0] != '\0' ||
            record->facts.products[SIDE_B][0] != '\0') &&
           !record->microsoft[SIDE_A] && !record->microsoft[SIDE_B];
}

/* RECORD has taken MESSAGE. */
static void tell_generation(struct watched_call *kept,
                            const struct sip_message *message)
{
    enum product_generation generation =
        sip_message_is_conference(message) ? PRODUCT_GENERATION_CONFERENCE
        : is_of_others(&kept->record)
            ? PRODUCT_GENERATION_OTHER
            : product_generation(message->agent.product);

    if (generation == PRODUCT_GENERATION_UNKNOWN ||
        kept->generation == PRODUCT_GENERATION_CONFERENCE ||
        (generation == PRODUCT_GENERATION_OTHER &&
         !is_of_others(&kept->record)))
        return;
    kept->generation = generation;
    kept->media.call.generation = generation;
}

/* Whether SIDE of CALL, which hangs up at NOW_NS, may do so because RTCP is
 * missing (rule rtcp-silent), as far as is known now. */
static bool checks_rtcp(const struct analysis *analysis, uint32_t call,
                        enum side side, int64_t now_ns)
{
    const struct call_record *record = &analysis_call(analysis, call)->record;

    return side < N_SIDES && record->microsoft[side] &&
           record->facts.bye_reason.kind != CALL_REASON_NORMAL &&
           !trunk_watch_rtcp_outlived(analysis, call, side_other(side), now_ns);
}

/* Last chance to assign media to CALL: the capture lacks SDP, and no RTP came
 * after both sides had sent for long enough. */
static void adopt_media(struct analysis *analysis, uint32_t call,
                        int64_t now_ns)
{
    struct watched_call *kept = analysis_call_get(analysis, call);
    struct media_lines *media = &kept->media;

    if (media->halves[SIDE_A] == NULL && media->halves[SIDE_B] == NULL)
        return; /* SDP declares no endpoint, or is in force */
    kept->early = g_slist_reverse(kept->early);
    for (const GSList *each = kept->early; each != NULL; each = each->next) {
        struct media_session_entry *entry = each->data;

        if (entry->call == NO_INDEX)
            media_lines_adopt(media, &analysis->sessions, entry, now_ns);
    }
    kept->early = g_slist_reverse(kept->early);
}

static void tell_bye(struct analysis *analysis, uint32_t call,
                     const struct moment *moment, enum side side)
{
    struct watched_call *kept = analysis_call_get(analysis, call);
    bool checks = checks_rtcp(analysis, call, side, moment->time_ns);

    if (kept->record.facts.bye.frame != moment->frame)
        return; /* repeated, on another hop, or of the other side too */
    adopt_media(analysis, call, moment->time_ns);
    kept->media.call.bye_names_media =
        call_reason_is_media(kept->record.facts.bye_reason.kind);
    /* A side that gives an ordinary reason does not hang up because of
     * silence. */
    media_lines_on_bye(
        &kept->media,
        kept->record.facts.bye_reason.kind == CALL_REASON_NORMAL ? SIDE_UNKNOWN
                                                                 : side,
        checks, moment->time_ns, analysis->findings->pending, &kept->end);
    findings_keep(analysis->findings, moment, NO_INDEX, call);
    loss_watch_on_bye(analysis, call, moment);
}

/* The call ends, answered or not: what became of its media. */
static void tell_ice(struct analysis *analysis, uint32_t call,
                     const struct sip_sighting *sighting)
{
    ice_watch_on_end(analysis, call, &sighting->message);
    findings_keep(analysis->findings, &sighting->moment, NO_INDEX, call);
}

static void tell_state(struct analysis *analysis, struct call *call,
                       const struct sip_sighting *sighting, enum side side)
{
    const struct moment *moment = &sighting->moment;
    struct media_call *media =
        &analysis_call_get(analysis, call->index)->media.call;
    enum call_state before = call->state;

    switch (call_advance(call, &sighting->message)) {
    case CALL_EVENT_UP:
        media_call_on_up(media, moment->time_ns);
        break;
    case CALL_EVENT_BYE:
        /* If a BYE is the call's first message, report UP before BYE. */
        if (before == CALL_EARLY && !call->start_seen)
            media_call_on_up(media, moment->time_ns);
        tell_bye(analysis, call->index, moment,
                 sighting->message.is_request ? side : side_other(side));
        tell_ice(analysis, call->index, sighting);
        break;
    case CALL_EVENT_END:
        media_call_on_end(media);
        tell_ice(analysis, call->index, sighting);
        break;
    case CALL_EVENT_NONE:
        break;
    }
}

/* Returns the latest finding of lync.media_timeout; zero if there is none. */
static struct call_point media_timeout_point(const struct analysis *analysis,
                                             uint32_t call)
{
    const struct finding *finding = findings_of_call(analysis->findings, call);

    while (finding != NULL && finding->id != FINDING_MEDIA_TIMEOUT)
        finding = finding->older_of_call;
    return finding != NULL
               ? (struct call_point){finding->frame, finding->time_ns}
               : (struct call_point){0};
}

/* Sets whether the capture may have missed messages that would change the
 * verdict of a call: the refresh that is due, or any other between the
 * parties. */
static void note_lacking(const struct analysis *analysis,
                         const struct session_dialog *dialog,
                         struct call_facts *facts)
{
    const struct endpoint *parties = facts->parties;
    int64_t until_ns =
        facts->bye.frame != 0 ? facts->bye.time_ns : facts->capture_end_ns;
    struct evidence evidence;

    if (dialog != NULL && dialog->timer_seen)
        evidence = absence_of_refresh(analysis, dialog, until_ns);
    else
        evidence =
            absence_of_message(analysis, &parties[SIDE_A], &parties[SIDE_B],
                               facts->begin.time_ns, until_ns);
    facts->absence_unproved = evidence.answer != EVIDENCE_NOT_THERE;
    facts->missed = evidence.missed;
}

void call_watch_facts(const struct analysis *analysis, uint32_t call,
                      int64_t now_ns, struct call_facts *facts)
{
    const struct watched_call *kept = analysis_call(analysis, call);
    struct session_dialog row;
    bool dialog_known;

    *facts = kept->record.facts;
    facts->capture_end_ns = now_ns;
    facts->generation = kept->generation;
    facts->media_limit_ns = analysis->settings.media.media_timeout_ns;
    facts->rtcp_limit_ns = analysis->settings.media.rtcp_absence_ns;
    dialog_known = watched_call_dialog(kept, analysis->timer, now_ns, &row);
    if (dialog_known) {
        facts->dialog = row.state;
        facts->refresh_assumed = row.refresh_assumed;
        facts->refresh_status = row.refresh_status;
        facts->refresh_unanswered = row.refresh_unanswered;
        facts->timer_seen = row.timer_seen;
        facts->interval_s = row.interval_s;
        facts->refresh =
            (struct call_point){row.last_refresh_frame, row.last_refresh_ns};
    }
    note_lacking(analysis, dialog_known ? &row : NULL, facts);
    call_heard(kept, facts);
    facts->media_timeout_bye = kept->end.timeout_bye;
    facts->media_timeout = media_timeout_point(analysis, call);
    facts->held = kept->end.held;
    memcpy(facts->rtcp_silence_ns, kept->end.rtcp_silence_ns,
           sizeof facts->rtcp_silence_ns);
    if (facts->bye_by < SIDE_UNKNOWN)
        facts->rtcp_check_outlived = trunk_watch_rtcp_outlived(
            analysis, call, side_other(facts->bye_by), facts->bye.time_ns);
    call_doubt(analysis, kept, facts);
}

/* Returns the verdict for the frame that ends the call. */
static const char *verdict_now(const struct analysis *analysis, uint32_t call,
                               int64_t now_ns)
{
    struct call_facts facts;

    call_watch_facts(analysis, call, now_ns, &facts);
    return call_verdict_name(call_rule_find(&facts)->verdict);
}

/* Updates the call's deadline, which may change with each message of a
 * dialog. */
static void note_deadline(const struct analysis *analysis,
                          struct watched_call *kept,
                          const struct session_view *view)
{
    if (view->dialog_known)
        watched_call_on_dialog(kept, view->dialog, analysis->timer);
    else
        watched_call_update_deadline(kept, analysis->timer);
}

uint32_t call_watch_on_message(struct analysis *analysis,
                               const struct sip_sighting *sighting,
                               const struct session_view *view,
                               const char **verdict)
{
    const struct sip_message *message = &sighting->message;
    const struct moment *moment = &sighting->moment;
    struct call_sighting seen = {
        .sip = sighting,
        .time_open = analysis_time_is_open(analysis, moment),
    };
    struct call *call =
        call_table_place(analysis->calls, message, &seen.sender);
    struct watched_call *kept;

    *verdict = NULL;
    if (call == NULL)
        return NO_INDEX;
    kept = analysis_call_get(analysis, call->index);
    analysis_call_changes(analysis, kept);
    capture_one_way_on_sip(&kept->in_capture, &analysis->points, sighting,
                           seen.sender);
    seen.goes_on = call_forks_on_message(&kept->forks, message, seen.sender);
    kept->record.leg.call_id = call->call_id;
    call_record_on_message(&kept->record, &seen);
    call_messages_add(&kept->messages, sighting);
    call_codecs_on_message(call, message, &kept->record.facts);
    tell_generation(kept, message);
    media_call_on_message(&kept->media.call, moment->time_ns);
    exchange_sdp(analysis, call, sighting, seen.sender);
    if (!seen.goes_on)
        tell_state(analysis, call, sighting, seen.sender);
    note_deadline(analysis, kept, view);
    if (call_record_ends_with(&kept->record, &seen))
        *verdict = verdict_now(analysis, call->index, moment->time_ns);
    return call->index;
}

uint32_t call_watch_call_of(const struct analysis *analysis,
                            const struct sip_message *message)
{
    enum side side;
    const struct call *call =
        call_table_opens(analysis->calls, message)
            ? NULL /* it waits (call_waiting.h), or belongs to no call */
            : call_table_place(analysis->calls, message, &side);

    return call != NULL ? call->index : NO_INDEX;
}

uint32_t call_watch_of_media(struct analysis *analysis,
                             const struct endpoint ends[2])
{
    const struct call *hidden;

    for (unsigned i = 0; i < 2; i++) {
        uint32_t call = media_ends_call(&analysis->sessions.ends, &ends[i]);

        if (call != NO_INDEX)
            return call;
    }
    hidden = call_table_open_hidden(analysis->calls);
    return hidden != NULL ? hidden->index : NO_INDEX;
}

void call_watch_on_media(struct analysis *analysis, uint32_t call,
                         const struct moment *moment)
{
    struct watched_call *kept = analysis_call_known(analysis, call);

    if (kept == NULL || moment->time_ns <= kept->deadline_ns)
        return;
    analysis_call_changes(analysis, kept);
    for (unsigned i = 0; i < kept->n_dialogs; i++) {
        analysis_dialog_changes(analysis, kept->dialogs[i]);
        session_timer_on_media(analysis->timer, kept->dialogs[i], moment->frame,
                               moment->time_ns, analysis->findings->pending);
        absence_review(analysis, analysis->findings->pending, kept->dialogs[i],
                       moment->time_ns, NULL);
    }
    watched_call_update_deadline(kept, analysis->timer);
    findings_keep(analysis->findings, moment, NO_INDEX, call);
}
