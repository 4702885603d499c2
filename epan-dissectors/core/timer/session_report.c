/* Findings of the session timer judge, each told once.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "session_report.h"

#include <stdarg.h>
#include <string.h>

/* A request crosses all hops within 64*T1, RFC 3261 17.1.1.2. */
#define HOPS_NS (32 * NS_PER_S)

G_STATIC_ASSERT(N_FINDINGS - FINDING_SESSION_BAD_VALUE <= 64);

static bool session_has_told(const struct session *session,
                             const struct session_event *event,
                             enum finding_id id)
{
    unsigned n = MIN(session->n_told, SESSION_TOLD_KEPT);

    for (unsigned i = 0; i < n; i++) {
        const struct session_told *told = &session->told[i];

        /* An expiry is proved by media on one hop, by SIP on another. */
        bool same = id == FINDING_SESSION_EXPIRED ||
                    (told->method == event->message->method &&
                     told->cseq == event->message->cseq);

        if (told->id == id && same && event->now_ns - told->ns < HOPS_NS)
            return true;
    }
    return false;
}

/* Whether another hop of this dialog has reported it. */
static bool told_on_other_hop(const struct session_event *event,
                              enum finding_id id)
{
    const struct sip_leg *leg = event->place.leg;

    for (guint i = 0; i < leg->call->legs->len; i++) {
        const struct sip_leg *other = g_ptr_array_index(leg->call->legs, i);

        if (sip_leg_same_dialog(leg, other) &&
            other->index < event->sessions->len &&
            session_has_told(g_ptr_array_index(event->sessions, other->index),
                             event, id))
            return true;
    }
    return false;
}

static void G_GNUC_PRINTF(4, 0)
    report(const struct session_event *event, enum finding_id id,
           enum finding_severity severity, const char *format,
           va_list arguments)
{
    struct session *session = event->session;
    char *text;

    if (session != NULL) {
        struct session_told *told;

        if (told_on_other_hop(event, id))
            return;
        if (session->told == NULL) /* freed with the session */
            session->told = g_new(struct session_told, SESSION_TOLD_KEPT);
        told = &session->told[session->n_told % SESSION_TOLD_KEPT];
        told->id = id;
        told->method = event->message->method;
        told->cseq = event->message->cseq;
        told->ns = event->now_ns;
        session->n_told++;
    }
    text = g_strdup_vprintf(format, arguments);
    finding_add_as(event->findings, id, severity, "%s", text);
    g_free(text);
}

void session_report_quote(struct text value, char *quote)
{
    text_print(value, quote, SESSION_QUOTE_BYTES);
    if (value.length >= SESSION_QUOTE_BYTES)
        memcpy(quote + SESSION_QUOTE_BYTES - sizeof "...", "...", sizeof "...");
}

const char *session_report_armed_by(const struct session *session)
{
    return session->assumed ? "last refresh, assumed to be answered,"
                            : "last 2xx";
}

void session_report_what(const struct sip_message *message, char *what)
{
    char name[SESSION_WHAT_BYTES / 2];

    text_print(message->method_name, name, sizeof name);
    if (message->is_request) {
        g_strlcpy(what, name, SESSION_WHAT_BYTES);
        return;
    }
    g_snprintf(what, SESSION_WHAT_BYTES, "%u to %s", message->status_code,
               name);
}

void session_report(const struct session_event *event, enum finding_id id,
                    const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    report(event, id, finding_info(id)->severity, format, arguments);
    va_end(arguments);
}

void session_report_as(const struct session_event *event, enum finding_id id,
                       enum finding_severity severity, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    report(event, id, severity, format, arguments);
    va_end(arguments);
}

void session_report_habit(const struct session_event *event, enum finding_id id,
                          enum finding_severity severity, const char *format,
                          ...)
{
    va_list arguments;

    if (event->session != NULL) {
        uint64_t bit = UINT64_C(1) << (id - FINDING_SESSION_BAD_VALUE);

        if (event->session->habits_told[event->place.sender] & bit)
            return;
        event->session->habits_told[event->place.sender] |= bit;
    }
    va_start(arguments, format);
    report(event, id, severity, format, arguments);
    va_end(arguments);
}
