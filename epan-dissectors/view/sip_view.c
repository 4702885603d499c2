/* The fields of SIP messages: session timer, registration, keep-alive, and
 * why a call ended.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "sip_view.h"

#include <epan/proto_data.h>

#include "call_view.h"
#include "capture.h"
#include "registration.h"
#include "finding_store.h"
#include "frame_field.h"
#include "frame_moment.h"
#include "wireshark_compat.h"

#define N_DIAGNOSTICS 3

/* One of Microsoft's diagnostics headers. */
struct shown_diagnostics {
    const char *header; /* NULL: not there */
    uint32_t id;
    const char *source; /* or NULL */
    const char *reason; /* or NULL */
};

/* What is shown of one message; in file scope, like its texts. */
struct shown_message {
    struct shown_message *next;
    uint32_t call;
    struct session_view view;
    const char *verdict; /* static; NULL: the message ends no call */
    const char *party;
    nstime_t refresh_due;
    nstime_t give_up;
    nstime_t expires;
    bool registers;
    uint32_t register_s;
    struct sip_keep_alive keep_alive; /* its role is in keep_role */
    const char *keep_role;
    const char *reason_protocol; /* NULL: no Reason */
    uint32_t reason_cause;
    const char *reason_text; /* or NULL */
    struct shown_diagnostics diagnostics[N_DIAGNOSTICS];
};

static int proto_lync_id;

/* A printable copy in file scope; NULL if TEXT is absent. */
static const char *keep_text(struct text text)
{
    char *valid;
    const char *kept;

    if (text.start == NULL)
        return NULL;
    valid = g_utf8_make_valid(text.start, (gssize)text.length);
    kept = wmem_strdup(wmem_file_scope(), valid);
    g_free(valid);
    return kept;
}

/* TIME_NS of timers, as known in FRAME, as a date. */
static nstime_t date_of(uint32_t frame, int64_t time_ns)
{
    return frame_time_absolute(
        analysis_shown_ns(capture_analysis(), frame, time_ns));
}

static void keep_session(struct shown_message *shown, uint32_t frame,
                         const struct session_view *view)
{
    char party[ENDPOINT_TEXT_BYTES];

    shown->view = *view;
    if (view->party_known)
        shown->party = wmem_strdup(wmem_file_scope(),
                                   endpoint_address_text(&view->party, party));
    if (view->deadlines_known) {
        shown->refresh_due = date_of(frame, view->refresh_due_ns);
        shown->give_up = date_of(frame, view->give_up_ns);
        shown->expires = date_of(frame, view->expires_ns);
    }
}

/* Whether MESSAGE ends a call, or a call attempt. */
static bool is_end(const struct sip_message *message)
{
    if (message->is_request)
        return message->method == SIP_METHOD_BYE ||
               message->method == SIP_METHOD_CANCEL;
    return message->status_code >= 300;
}

static void keep_diagnostics(struct shown_diagnostics *shown,
                             const char *header,
                             const struct sip_diagnostics *diagnostics)
{
    if (!diagnostics->present)
        return;
    shown->header = header;
    shown->id = diagnostics->id;
    shown->source = keep_text(diagnostics->source);
    shown->reason = keep_text(diagnostics->reason);
}

/* Keeps why the call ended, according to the message. */
static void keep_end(struct shown_message *shown,
                     const struct sip_message *message)
{
    if (message->reason.present) {
        shown->reason_protocol = keep_text(message->reason.protocol);
        shown->reason_cause = message->reason.cause;
        shown->reason_text = keep_text(message->reason.text);
    }
    keep_diagnostics(&shown->diagnostics[0], "ms-diagnostics",
                     &message->ms_diagnostics);
    keep_diagnostics(&shown->diagnostics[1], "ms-client-diagnostics",
                     &message->ms_client_diagnostics);
    keep_diagnostics(&shown->diagnostics[2], "ms-diagnostics-public",
                     &message->ms_diagnostics_public);
}

static bool is_worth_keeping(const struct sip_message *message,
                             const struct session_view *view, uint32_t call)
{
    uint32_t expires_s;

    return call != NO_INDEX || view->interval_known || view->min_se_known ||
           view->refresher != SIP_REFRESHER_ABSENT || view->deadlines_known ||
           message->keep_alive.present ||
           registration_expires(message, &expires_s) ||
           (is_end(message) &&
            (message->reason.present || message->ms_diagnostics.present ||
             message->ms_client_diagnostics.present ||
             message->ms_diagnostics_public.present));
}

void sip_view_keep(packet_info *pinfo, const struct sip_message *message,
                   const struct sip_said *said)
{
    struct shown_message *first;
    struct shown_message *shown;

    if (!is_worth_keeping(message, &said->view, said->call))
        return;
    shown = wmem_new0(wmem_file_scope(), struct shown_message);
    shown->call = said->call;
    shown->verdict = said->verdict;
    keep_session(shown, pinfo->num, &said->view);
    shown->registers = registration_expires(message, &shown->register_s);
    shown->keep_alive = message->keep_alive;
    shown->keep_role = keep_text(message->keep_alive.role);
    if (is_end(message))
        keep_end(shown, message);
    first = p_get_proto_data(wmem_file_scope(), pinfo, proto_lync_id,
                             FRAME_DATA_SIP);
    if (first == NULL) {
        p_add_proto_data(wmem_file_scope(), pinfo, proto_lync_id,
                         FRAME_DATA_SIP, shown);
        return;
    }
    while (first->next != NULL)
        first = first->next;
    first->next = shown;
}

bool sip_view_has(packet_info *pinfo)
{
    return p_get_proto_data(wmem_file_scope(), pinfo, proto_lync_id,
                            FRAME_DATA_SIP) != NULL;
}

unsigned sip_view_calls(packet_info *pinfo, uint32_t *calls, unsigned max)
{
    const struct shown_message *shown = p_get_proto_data(
        wmem_file_scope(), pinfo, proto_lync_id, FRAME_DATA_SIP);
    unsigned n = 0;

    for (; shown != NULL && n < max; shown = shown->next)
        if (shown->call != NO_INDEX)
            calls[n++] = shown->call;
    return n;
}

static void add_flag(tvbuff_t *tvb, proto_tree *tree, enum frame_field field,
                     enum sip_keep_flag value)
{
    if (value != SIP_KEEP_UNSET)
        frame_field_flag(tvb, tree, field, value == SIP_KEEP_YES);
}

static void add_session(tvbuff_t *tvb, proto_tree *tree,
                        const struct shown_message *shown)
{
    static const char *const refreshers[] = {
        [SIP_REFRESHER_ABSENT] = NULL,
        [SIP_REFRESHER_UAC] = "uac",
        [SIP_REFRESHER_UAS] = "uas",
        [SIP_REFRESHER_OTHER] = "other",
    };
    const struct session_view *view = &shown->view;

    if (view->interval_known)
        frame_field_uint(tvb, tree, FIELD_SESSION_INTERVAL, view->interval_s);
    if (view->min_se_known)
        frame_field_uint(tvb, tree, FIELD_SESSION_MIN_SE, view->min_se_s);
    frame_field_text(tvb, tree, FIELD_SESSION_REFRESHER,
                     refreshers[view->refresher]);
    frame_field_text(tvb, tree, FIELD_SESSION_REFRESHER_PARTY, shown->party);
    if (view->deadlines_known) {
        frame_field_time(tvb, tree, FIELD_SESSION_REFRESH_DUE,
                         &shown->refresh_due);
        frame_field_time(tvb, tree, FIELD_SESSION_GIVE_UP, &shown->give_up);
        frame_field_time(tvb, tree, FIELD_SESSION_EXPIRES, &shown->expires);
    }
}

static void add_keep_alive(tvbuff_t *tvb, proto_tree *tree,
                           const struct shown_message *shown)
{
    const struct sip_keep_alive *keep_alive = &shown->keep_alive;

    if (!keep_alive->present)
        return;
    frame_field_text(tvb, tree, FIELD_KEEP_ALIVE_ROLE, shown->keep_role);
    add_flag(tvb, tree, FIELD_KEEP_ALIVE_TCP, keep_alive->tcp);
    add_flag(tvb, tree, FIELD_KEEP_ALIVE_HOP_HOP, keep_alive->hop_hop);
    add_flag(tvb, tree, FIELD_KEEP_ALIVE_END_END, keep_alive->end_end);
    if (keep_alive->timeout_present)
        frame_field_uint(tvb, tree, FIELD_KEEP_ALIVE_TIMEOUT,
                         keep_alive->timeout_s);
}

static void add_end(tvbuff_t *tvb, proto_tree *tree,
                    const struct shown_message *shown)
{
    if (shown->reason_protocol != NULL) {
        frame_field_text(tvb, tree, FIELD_REASON_PROTOCOL,
                         shown->reason_protocol);
        frame_field_uint(tvb, tree, FIELD_REASON_CAUSE, shown->reason_cause);
        frame_field_text(tvb, tree, FIELD_REASON_TEXT, shown->reason_text);
    }
    for (int i = 0; i < N_DIAGNOSTICS; i++) {
        const struct shown_diagnostics *diagnostics = &shown->diagnostics[i];

        if (diagnostics->header == NULL)
            continue;
        frame_field_text(tvb, tree, FIELD_DIAGNOSTICS_HEADER,
                         diagnostics->header);
        frame_field_uint(tvb, tree, FIELD_DIAGNOSTICS_ID, diagnostics->id);
        frame_field_text(tvb, tree, FIELD_DIAGNOSTICS_SOURCE,
                         diagnostics->source);
        frame_field_text(tvb, tree, FIELD_DIAGNOSTICS_REASON,
                         diagnostics->reason);
    }
}

void sip_view_add(tvbuff_t *tvb, packet_info *pinfo, proto_tree *tree)
{
    const struct shown_message *shown = p_get_proto_data(
        wmem_file_scope(), pinfo, proto_lync_id, FRAME_DATA_SIP);

    for (; shown != NULL; shown = shown->next) {
        call_view_add(tvb, pinfo, tree, shown->call, shown->verdict);
        add_session(tvb, tree, shown);
        if (shown->registers)
            frame_field_uint(tvb, tree, FIELD_REGISTER_EXPIRES,
                             shown->register_s);
        add_keep_alive(tvb, tree, shown);
        add_end(tvb, tree, shown);
    }
}

void sip_view_register(int proto_lync)
{
    proto_lync_id = proto_lync;
}
