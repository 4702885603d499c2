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

/* What is shown of one message. Lies, with its texts, in file scope. */
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
    struct sip_keep_alive keep_alive; /* its role lies in keep_role */
    const char *keep_role;
    const char *reason_protocol; /* NULL: no Reason */
    uint32_t reason_cause;
    const char *reason_text; /* or NULL */
    struct shown_diagnostics diagnostics[N_DIAGNOSTICS];
};

static int proto_lync_id;
static int hf_interval = -1;
static int hf_min_se = -1;
static int hf_refresher = -1;
static int hf_refresher_party = -1;
static int hf_refresh_due = -1;
static int hf_give_up = -1;
static int hf_expires = -1;
static int hf_register_expires = -1;
static int hf_keep_role = -1;
static int hf_keep_tcp = -1;
static int hf_keep_hop_hop = -1;
static int hf_keep_end_end = -1;
static int hf_keep_timeout = -1;
static int hf_reason_protocol = -1;
static int hf_reason_cause = -1;
static int hf_reason_text = -1;
static int hf_diagnostics_header = -1;
static int hf_diagnostics_id = -1;
static int hf_diagnostics_source = -1;
static int hf_diagnostics_reason = -1;

/* A copy in file scope that can be shown; NULL of an absent text. */
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

/* Whether MESSAGE ends a call, or tells that it does not come about. */
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

/* Why the call ended, as the message says. */
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

static void add_uint(tvbuff_t *tvb, proto_tree *tree, int field, uint32_t value)
{
    proto_item_set_generated(
        proto_tree_add_uint(tree, field, tvb, 0, 0, value));
}

static void add_text(tvbuff_t *tvb, proto_tree *tree, int field,
                     const char *value)
{
    if (value != NULL)
        proto_item_set_generated(
            proto_tree_add_string(tree, field, tvb, 0, 0, value));
}

static void add_time(tvbuff_t *tvb, proto_tree *tree, int field,
                     const nstime_t *value)
{
    proto_item_set_generated(
        proto_tree_add_time(tree, field, tvb, 0, 0, value));
}

static void add_flag(tvbuff_t *tvb, proto_tree *tree, int field,
                     enum sip_keep_flag value)
{
    if (value != SIP_KEEP_UNSET)
        proto_item_set_generated(proto_tree_add_boolean(tree, field, tvb, 0, 0,
                                                        value == SIP_KEEP_YES));
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
        add_uint(tvb, tree, hf_interval, view->interval_s);
    if (view->min_se_known)
        add_uint(tvb, tree, hf_min_se, view->min_se_s);
    add_text(tvb, tree, hf_refresher, refreshers[view->refresher]);
    add_text(tvb, tree, hf_refresher_party, shown->party);
    if (view->deadlines_known) {
        add_time(tvb, tree, hf_refresh_due, &shown->refresh_due);
        add_time(tvb, tree, hf_give_up, &shown->give_up);
        add_time(tvb, tree, hf_expires, &shown->expires);
    }
}

static void add_keep_alive(tvbuff_t *tvb, proto_tree *tree,
                           const struct shown_message *shown)
{
    const struct sip_keep_alive *keep_alive = &shown->keep_alive;

    if (!keep_alive->present)
        return;
    add_text(tvb, tree, hf_keep_role, shown->keep_role);
    add_flag(tvb, tree, hf_keep_tcp, keep_alive->tcp);
    add_flag(tvb, tree, hf_keep_hop_hop, keep_alive->hop_hop);
    add_flag(tvb, tree, hf_keep_end_end, keep_alive->end_end);
    if (keep_alive->timeout_present)
        add_uint(tvb, tree, hf_keep_timeout, keep_alive->timeout_s);
}

static void add_end(tvbuff_t *tvb, proto_tree *tree,
                    const struct shown_message *shown)
{
    if (shown->reason_protocol != NULL) {
        add_text(tvb, tree, hf_reason_protocol, shown->reason_protocol);
        add_uint(tvb, tree, hf_reason_cause, shown->reason_cause);
        add_text(tvb, tree, hf_reason_text, shown->reason_text);
    }
    for (int i = 0; i < N_DIAGNOSTICS; i++) {
        const struct shown_diagnostics *diagnostics = &shown->diagnostics[i];

        if (diagnostics->header == NULL)
            continue;
        add_text(tvb, tree, hf_diagnostics_header, diagnostics->header);
        add_uint(tvb, tree, hf_diagnostics_id, diagnostics->id);
        add_text(tvb, tree, hf_diagnostics_source, diagnostics->source);
        add_text(tvb, tree, hf_diagnostics_reason, diagnostics->reason);
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
            add_uint(tvb, tree, hf_register_expires, shown->register_s);
        add_keep_alive(tvb, tree, shown);
        add_end(tvb, tree, shown);
    }
}

/* clang-format off */
static hf_register_info fields[] = {
    {&hf_interval, {"Session interval (s)", "lync.session.interval", FT_UINT32,
        BASE_DEC, NULL, 0,
        "Session-Expires, in seconds.", HFILL}},
    {&hf_min_se, {"Min-SE (s)", "lync.session.min_se", FT_UINT32,
        BASE_DEC, NULL, 0,
        "The shortest session interval that is accepted, in seconds.", HFILL}},
    {&hf_refresher, {"Refresher", "lync.session.refresher", FT_STRING,
        BASE_NONE, NULL, 0,
        "The refresher parameter as written: uac or uas of this transaction.",
        HFILL}},
    {&hf_refresher_party, {"Refreshing party", "lync.session.refresher_party",
        FT_STRING, BASE_NONE, NULL, 0,
        "Address of the party that has to refresh the session.", HFILL}},
    {&hf_refresh_due, {"Refresh due", "lync.session.refresh_due",
        FT_ABSOLUTE_TIME, ABSOLUTE_TIME_LOCAL, NULL, 0,
        "When the refresh is due: half the interval after the 2xx.", HFILL}},
    {&hf_give_up, {"Other side may give up", "lync.session.give_up",
        FT_ABSOLUTE_TIME, ABSOLUTE_TIME_LOCAL, NULL, 0,
        "From when on the side that does not refresh may hang up: the interval "
        "less 32 s or a third of it, whichever is less.", HFILL}},
    {&hf_expires, {"Session expires", "lync.session.expires",
        FT_ABSOLUTE_TIME, ABSOLUTE_TIME_LOCAL, NULL, 0,
        "When the session expires: the whole interval after the 2xx.", HFILL}},
    {&hf_register_expires, {"Registration expires (s)", "lync.register.expires",
        FT_UINT32, BASE_DEC, NULL, 0,
        "How long the registration is to last, or lasts, in seconds.", HFILL}},
    {&hf_keep_role, {"Keep-alive role", "lync.keep_alive.role", FT_STRING,
        BASE_NONE, NULL, 0, "Role in ms-keep-alive as written.", HFILL}},
    {&hf_keep_tcp, {"Keep-alive of TCP", "lync.keep_alive.tcp", FT_BOOLEAN,
        BASE_NONE, NULL, 0, "The parameter tcp of ms-keep-alive.", HFILL}},
    {&hf_keep_hop_hop, {"Keep-alive hop by hop", "lync.keep_alive.hop_hop",
        FT_BOOLEAN, BASE_NONE, NULL, 0,
        "The parameter hop-hop of ms-keep-alive.", HFILL}},
    {&hf_keep_end_end, {"Keep-alive end to end", "lync.keep_alive.end_end",
        FT_BOOLEAN, BASE_NONE, NULL, 0,
        "The parameter end-end of ms-keep-alive.", HFILL}},
    {&hf_keep_timeout, {"Keep-alive timeout (s)", "lync.keep_alive.timeout",
        FT_UINT32, BASE_DEC, NULL, 0,
        "The longest silence that ms-keep-alive allows, in seconds.", HFILL}},
    {&hf_reason_protocol, {"Reason protocol", "lync.reason.protocol",
        FT_STRING, BASE_NONE, NULL, 0,
        "Protocol of the Reason for which the call ended.", HFILL}},
    {&hf_reason_cause, {"Reason cause", "lync.reason.cause", FT_UINT32,
        BASE_DEC, NULL, 0, "Cause in that Reason; 0 when it has none.",
        HFILL}},
    {&hf_reason_text, {"Reason text", "lync.reason.text", FT_STRING,
        BASE_NONE, NULL, 0, "Text in that Reason.", HFILL}},
    {&hf_diagnostics_header, {"Diagnostics", "lync.diagnostics.header",
        FT_STRING, BASE_NONE, NULL, 0,
        "Which of Microsoft's headers the next fields come from.", HFILL}},
    {&hf_diagnostics_id, {"Diagnostics ID", "lync.diagnostics.id", FT_UINT32,
        BASE_DEC, NULL, 0, "Error number of Microsoft's diagnostics.", HFILL}},
    {&hf_diagnostics_source, {"Diagnostics source", "lync.diagnostics.source",
        FT_STRING, BASE_NONE, NULL, 0, "Server or program that reports it.",
        HFILL}},
    {&hf_diagnostics_reason, {"Diagnostics reason", "lync.diagnostics.reason",
        FT_STRING, BASE_NONE, NULL, 0, "Microsoft's text for the number.",
        HFILL}},
};
/* clang-format on */

void sip_view_register(int proto_lync)
{
    proto_lync_id = proto_lync;
    proto_register_field_array(proto_lync, fields, array_length(fields));
}
