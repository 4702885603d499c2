/* Why a party says that it ends or refuses a call. RFC 3326, ITU-T Q.850,
 * [MS-OCER].
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "call_reason.h"

#include <glib.h>

#include "q850.h"
#include "sip_header.h"

/* [MS-OCER]: "Action initiated by user". */
#define DIAGNOSTICS_BY_USER 51004

/* "Requested circuit/channel not available". */
#define Q850_CHANNEL_UNAVAILABLE 44

/* clang-format off */
static const struct cause_row {
    const char *protocol;
    unsigned first, last;
    enum call_reason_kind kind;
} cause_rows[] = {
    {"SIP", 200, 299, CALL_REASON_NORMAL},    /* RFC 3326 2: taken elsewhere */
    {"SIP", 480, 480, CALL_REASON_NORMAL},    /* nobody there */
    {"SIP", 486, 487, CALL_REASON_NORMAL},    /* busy, cancelled */
    {"SIP", 600, 600, CALL_REASON_NORMAL},
    {"SIP", 603, 603, CALL_REASON_NORMAL},    /* declined */
    {"SIP", 400, 699, CALL_REASON_FAILURE},
    {"Q.850", 16, 19, CALL_REASON_NORMAL},    /* clearing, busy, no answer */
    {"Q.850", 21, 21, CALL_REASON_NORMAL},    /* rejected */
    {"Q.850", 31, 31, CALL_REASON_NORMAL},    /* normal, unspecified */
    {"Q.850", 27, 27, CALL_REASON_FAILURE},   /* destination out of order */
    {"Q.850", 34, 47, CALL_REASON_FAILURE},   /* network, resources */
    {"Q.850", 102, 102, CALL_REASON_FAILURE}, /* recovery on timer expiry */
};
/* clang-format on */

static enum call_reason_kind kind_of_cause(const struct sip_reason *reason)
{
    for (size_t i = 0; i < G_N_ELEMENTS(cause_rows); i++) {
        const struct cause_row *row = &cause_rows[i];

        if (reason->present && text_is(reason->protocol, row->protocol) &&
            reason->cause >= row->first && reason->cause <= row->last)
            return row->kind;
    }
    return CALL_REASON_NONE;
}

static bool names_timer(struct text text)
{
    return text_contains(text, "session") &&
           (text_contains(text, "refresh") || text_contains(text, "timer") ||
            text_contains(text, "expire"));
}

static bool names_media(struct text text)
{
    return (text_contains(text, "media") || text_contains(text, "rtcp") ||
            text_contains(text, "rtp")) &&
           (text_contains(text, "timeout") || text_contains(text, "time-out") ||
            text_contains(text, "timed out") || text_contains(text, "fail") ||
            text_contains(text, "connectivity"));
}

/* "failed to establish", "media negotiation failure": the call broke before
 * media could stop. */
static bool names_setup(struct text text)
{
    return text_contains(text, "establish") || text_contains(text, "negotiat");
}

static enum call_reason_kind kind_of_text(struct text text)
{
    if (names_timer(text))
        return CALL_REASON_TIMER;
    if (names_media(text))
        return names_setup(text) ? CALL_REASON_FAILURE : CALL_REASON_MEDIA;
    return text_contains(text, "initiated by user") ? CALL_REASON_NORMAL
                                                    : CALL_REASON_NONE;
}

/* Appends "; name: value" to TEXT, as far as it fits. */
static void append(char *text, const char *name, struct text value)
{
    size_t used;

    if (text[0] != '\0')
        g_strlcat(text, "; ", CALL_REASON_BYTES);
    g_strlcat(text, name, CALL_REASON_BYTES);
    used = g_strlcat(text, ": ", CALL_REASON_BYTES);
    if (used < CALL_REASON_BYTES)
        text_print(value, text + used, CALL_REASON_BYTES - used);
}

/* A copy of TEXT to be owned; NULL: it is empty. */
static char *kept(const char *text)
{
    return text[0] != '\0' ? g_strdup(text) : NULL;
}

/* Appends the meaning of a Q.850 cause, where the header has no text. */
static void append_meaning(const struct sip_reason *header, unsigned q850,
                           char *text)
{
    const struct q850_cause *row = q850_cause(q850);

    if (row == NULL || header->text.length > 0)
        return;
    g_strlcat(text, ", ", CALL_REASON_BYTES);
    g_strlcat(text, row->meaning, CALL_REASON_BYTES);
}

static void read_reason(const struct sip_reason *header, char *text,
                        struct call_reason *reason)
{
    if (!header->present)
        return;
    if (text_is(header->protocol, "SIP"))
        reason->sip_cause = header->cause;
    else if (text_is(header->protocol, "Q.850"))
        reason->q850_cause = header->cause;
    append(text, "Reason", header->value);
    append_meaning(header, reason->q850_cause, text);
    reason->kind = kind_of_text(header->text);
}

static void read_client(const struct sip_diagnostics *header,
                        struct call_reason *reason)
{
    struct sip_media_debug debug = sip_media_debug_read(header->value);
    char client[SIP_MEDIA_DEBUG_BYTES] = "";

    sip_media_debug_print(&debug, client);
    reason->client = kept(client);
}

static void read_diagnostics(const struct sip_diagnostics *header,
                             const char *name, char *text,
                             struct call_reason *reason)
{
    if (!header->present)
        return;
    if (reason->client == NULL)
        read_client(header, reason);
    if (reason->diagnostics_present)
        return;
    reason->diagnostics_present = true;
    append(text, name, header->value);
    if (reason->kind == CALL_REASON_NONE)
        reason->kind = header->id == DIAGNOSTICS_BY_USER
                           ? CALL_REASON_NORMAL
                           : kind_of_text(header->reason);
}

/* Asterisk's default User-Agent begins with its name, FreePBX's with FPBX. */
static bool is_asterisk(const struct sip_message *message)
{
    return text_begins(message->user_agent, "Asterisk") ||
           text_begins(message->user_agent, "FPBX-");
}

static bool is_asterisk_media(const struct sip_message *message,
                              const struct call_reason *reason)
{
    return reason->q850_cause == Q850_CHANNEL_UNAVAILABLE &&
           message->method == SIP_METHOD_BYE && is_asterisk(message);
}

struct call_reason call_reason_read(const struct sip_message *message)
{
    struct call_reason reason = {0};
    char text[CALL_REASON_BYTES] = "";

    read_reason(&message->reason, text, &reason);
    read_diagnostics(&message->ms_diagnostics, "ms-diagnostics", text, &reason);
    read_diagnostics(&message->ms_client_diagnostics, "ms-client-diagnostics",
                     text, &reason);
    read_diagnostics(&message->ms_diagnostics_public, "ms-diagnostics-public",
                     text, &reason);
    reason.text = kept(text);
    if (reason.kind == CALL_REASON_NONE)
        reason.kind = is_asterisk_media(message, &reason)
                          ? CALL_REASON_ASTERISK_MEDIA
                          : kind_of_cause(&message->reason);
    return reason;
}

enum call_reason_kind call_reason_kind_of(const struct sip_message *message)
{
    struct call_reason reason = call_reason_read(message);
    enum call_reason_kind kind = reason.kind;

    call_reason_clear(&reason);
    return kind;
}

void call_reason_add_headers(struct text message, struct call_reason *reason)
{
    struct text line;
    struct sip_header header;
    bool warned = false;
    char text[CALL_REASON_BYTES] = "";

    if (reason->text != NULL)
        g_strlcpy(text, reason->text, sizeof text);
    text_line(&message, &line);
    while (sip_header_next(&message, &header) == SIP_HEADER_FOUND) {
        if (text_is(header.name, "Retry-After") && reason->retry_after_s == 0) {
            struct text value = header.value;

            text_leading_uint32(&value, &reason->retry_after_s);
            append(text, "Retry-After", header.value);
        } else if (text_is(header.name, "Warning") && !warned) {
            append(text, "Warning", header.value);
            warned = true;
        }
    }
    g_free(reason->text);
    reason->text = kept(text);
}

void call_reason_clear(struct call_reason *reason)
{
    g_free(reason->text);
    g_free(reason->client);
    *reason = (struct call_reason){0};
}
