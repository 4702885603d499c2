/* The fields of SIP messages: session timer, registration, keep-alive, and
 * why a call ended.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "sip_view.h"

#include "call_list.h"
#include "capture.h"
#include "frame_facts.h"
#include "frame_field.h"
#include "frame_moment.h"
#include "registration.h"
#include "sip_media_debug.h"
#include "verdict_shown.h"

#define VALUES_MAX 46 /* all fields below, three diagnostics headers */

/* What is shown of one message; in file scope, like its texts. */
struct shown_message {
    struct shown_message *next;
    uint32_t call;
    const char *verdict; /* static; NULL: the message ends no call */
    unsigned n_values;
    struct frame_value values[VALUES_MAX]; /* of which n_values are kept */
};

static void keep_value(struct shown_message *shown, struct frame_value value)
{
    g_assert(shown->n_values < VALUES_MAX);
    shown->values[shown->n_values++] = value;
}

static void keep_number(struct shown_message *shown, enum frame_field field,
                        uint32_t number)
{
    keep_value(shown, (struct frame_value){field, .number = number});
}

static void keep_flag(struct shown_message *shown, enum frame_field field,
                      enum sip_keep_flag flag)
{
    if (flag != SIP_KEEP_UNSET)
        keep_number(shown, field, flag == SIP_KEEP_YES);
}

/* Keeps a printable copy of TEXT, unless it is absent. */
static void keep_text(struct shown_message *shown, enum frame_field field,
                      struct text text)
{
    char *valid;

    if (text.start == NULL)
        return;
    valid = g_utf8_make_valid(text.start, (gssize)text.length);
    keep_value(shown,
               (struct frame_value){
                   field, .text = wmem_strdup(wmem_file_scope(), valid)});
    g_free(valid);
}

/* Keeps TIME_NS of timers, as known in FRAME, as a date. */
static void keep_time(struct shown_message *shown, enum frame_field field,
                      uint32_t frame, int64_t time_ns)
{
    int64_t shown_ns = analysis_shown_ns(capture_analysis(), frame, time_ns);

    keep_value(shown, (struct frame_value){
                          field, .time = frame_time_absolute(shown_ns)});
}

static void keep_session(struct shown_message *shown, uint32_t frame,
                         const struct session_view *view)
{
    static const char *const refreshers[] = {
        [SIP_REFRESHER_UAC] = "uac",
        [SIP_REFRESHER_UAS] = "uas",
        [SIP_REFRESHER_OTHER] = "other",
    };
    char party[ENDPOINT_TEXT_BYTES];

    if (view->interval_known)
        keep_number(shown, FIELD_SESSION_INTERVAL, view->interval_s);
    if (view->min_se_known)
        keep_number(shown, FIELD_SESSION_MIN_SE, view->min_se_s);
    if (view->refresher != SIP_REFRESHER_ABSENT)
        keep_text(shown, FIELD_SESSION_REFRESHER,
                  text_of(refreshers[view->refresher]));
    if (view->party_known)
        keep_text(shown, FIELD_SESSION_REFRESHER_PARTY,
                  text_of(endpoint_address_text(&view->party, party)));
    if (view->deadlines_known) {
        keep_time(shown, FIELD_SESSION_REFRESH_DUE, frame,
                  view->refresh_due_ns);
        keep_time(shown, FIELD_SESSION_GIVE_UP, frame, view->give_up_ns);
        keep_time(shown, FIELD_SESSION_EXPIRES, frame, view->expires_ns);
    }
}

static void keep_keep_alive(struct shown_message *shown,
                            const struct sip_keep_alive *keep_alive)
{
    keep_text(shown, FIELD_KEEP_ALIVE_ROLE, keep_alive->role);
    keep_flag(shown, FIELD_KEEP_ALIVE_TCP, keep_alive->tcp);
    keep_flag(shown, FIELD_KEEP_ALIVE_HOP_HOP, keep_alive->hop_hop);
    keep_flag(shown, FIELD_KEEP_ALIVE_END_END, keep_alive->end_end);
    if (keep_alive->timeout_present)
        keep_number(shown, FIELD_KEEP_ALIVE_TIMEOUT, keep_alive->timeout_s);
}

/* Whether MESSAGE ends a call, or a call attempt. */
static bool is_end(const struct sip_message *message)
{
    if (message->is_request)
        return message->method == SIP_METHOD_BYE ||
               message->method == SIP_METHOD_CANCEL;
    return message->status_code >= 300;
}

static void keep_media_debug(struct shown_message *shown, struct text header)
{
    const struct sip_media_debug debug = sip_media_debug_read(header);

    keep_text(shown, FIELD_DIAGNOSTICS_ICE_WARN, debug.ice_warn);
    keep_text(shown, FIELD_DIAGNOSTICS_NETWORK_ERROR, debug.network_error);
    if (debug.media_timeout)
        keep_number(shown, FIELD_DIAGNOSTICS_MEDIA_TIMEOUT, true);
    if (debug.rtcp_bye_sent)
        keep_number(shown, FIELD_DIAGNOSTICS_RTCP_BYE_SENT, true);
    if (debug.rtcp_bye_received)
        keep_number(shown, FIELD_DIAGNOSTICS_RTCP_BYE_RECEIVED, true);
}

static void keep_diagnostics(struct shown_message *shown, const char *header,
                             const struct sip_diagnostics *diagnostics)
{
    const char *meaning = sip_diagnostics_meaning(diagnostics->id);

    if (!diagnostics->present)
        return;
    keep_text(shown, FIELD_DIAGNOSTICS_HEADER, text_of(header));
    keep_number(shown, FIELD_DIAGNOSTICS_ID, diagnostics->id);
    keep_text(shown, FIELD_DIAGNOSTICS_SOURCE, diagnostics->source);
    keep_text(shown, FIELD_DIAGNOSTICS_REASON, diagnostics->reason);
    if (meaning != NULL)
        keep_text(shown, FIELD_DIAGNOSTICS_MEANING, text_of(meaning));
    keep_media_debug(shown, diagnostics->value);
}

/* Keeps why the call ended, according to the message. */
static void keep_end(struct shown_message *shown,
                     const struct sip_message *message)
{
    if (message->reason.protocol.start != NULL) {
        keep_text(shown, FIELD_REASON_PROTOCOL, message->reason.protocol);
        keep_number(shown, FIELD_REASON_CAUSE, message->reason.cause);
        keep_text(shown, FIELD_REASON_TEXT, message->reason.text);
    }
    keep_diagnostics(shown, "ms-diagnostics", &message->ms_diagnostics);
    keep_diagnostics(shown, "ms-client-diagnostics",
                     &message->ms_client_diagnostics);
    keep_diagnostics(shown, "ms-diagnostics-public",
                     &message->ms_diagnostics_public);
}

void sip_view_keep(packet_info *pinfo, const struct sip_message *message,
                   const struct sip_said *said)
{
    struct shown_message shown; /* its values are not cleared: 1 KB */
    struct shown_message *last;
    struct shown_message *kept;
    uint32_t register_s;

    shown.next = NULL;
    shown.call = said->call;
    shown.verdict = said->verdict;
    shown.n_values = 0;
    keep_session(&shown, pinfo->num, &said->view);
    if (registration_expires(message, &register_s))
        keep_number(&shown, FIELD_REGISTER_EXPIRES, register_s);
    keep_keep_alive(&shown, &message->keep_alive);
    if (is_end(message))
        keep_end(&shown, message);
    if (shown.n_values == 0 && shown.call == NO_INDEX)
        return;
    kept = wmem_memdup(wmem_file_scope(), &shown,
                       offsetof(struct shown_message, values) +
                           shown.n_values * sizeof *shown.values);
    last = frame_data_of(pinfo, FRAME_DATA_SIP);
    if (last == NULL) {
        frame_data_keep(pinfo, FRAME_DATA_SIP, kept);
        return;
    }
    while (last->next != NULL)
        last = last->next;
    last->next = kept;
}

unsigned sip_view_calls(packet_info *pinfo, uint32_t *calls, unsigned max)
{
    const struct shown_message *shown = frame_data_of(pinfo, FRAME_DATA_SIP);
    unsigned n = 0;

    for (; shown != NULL && n < max; shown = shown->next)
        if (shown->call != NO_INDEX)
            calls[n++] = shown->call;
    return n;
}

static void add_verdict(proto_tree *tree, enum call_verdict verdict)
{
    unsigned shown = verdict_shown(verdict);

    frame_field_number(tree, FIELD_CALL_VERDICT, shown);
    frame_field_text(tree, FIELD_CALL_VERDICT_NAME, verdict_shown_name(shown));
}

/* Links to the frames of the call that decide. */
static void add_frames(proto_tree *tree, const struct call_row *row)
{
    const struct call_judgement *why = row->judgement;

    frame_field_frame(tree, FIELD_CALL_FIRST_FRAME, row->begin.frame, NULL);
    frame_field_frame(tree, FIELD_CALL_ANSWER_FRAME, row->facts->answer.frame,
                      NULL);
    frame_field_frame(tree, FIELD_CALL_END_FRAME, why->end_frame, NULL);
    for (unsigned i = 0; i < why->n_evidence; i++)
        frame_field_frame(tree, FIELD_CALL_EVIDENCE, why->evidence[i].frame,
                          why->evidence[i].what);
}

void call_view_add(packet_info *pinfo, proto_tree *tree, uint32_t leg,
                   const char *verdict)
{
    const struct call_row *row = PINFO_FD_VISITED(pinfo)
                                     ? call_list_of_leg(capture_analysis(), leg)
                                     : NULL;

    if (leg == NO_INDEX)
        return;
    frame_field_number(tree, FIELD_CALL, row != NULL ? row->call : leg);
    if (row == NULL) {
        if (verdict != NULL)
            add_verdict(tree, call_verdict_of(verdict));
        return;
    }
    add_verdict(tree, row->judgement->verdict);
    frame_field_text(tree, FIELD_CALL_CERTAINTY,
                     call_certainty_name(row->judgement->certainty));
    frame_field_text(tree, FIELD_CALL_CONDITION, row->condition);
    frame_field_text(tree, FIELD_CALL_CAUSE, row->judgement->cause);
    frame_field_text(tree, FIELD_ADVICE, row->judgement->advice);
    add_frames(tree, row);
}

void sip_view_add(packet_info *pinfo, proto_tree *tree)
{
    const struct shown_message *shown = frame_data_of(pinfo, FRAME_DATA_SIP);

    for (; shown != NULL; shown = shown->next) {
        call_view_add(pinfo, tree, shown->call, shown->verdict);
        for (unsigned i = 0; i < shown->n_values; i++)
            frame_field_add(tree, &shown->values[i]);
    }
}
