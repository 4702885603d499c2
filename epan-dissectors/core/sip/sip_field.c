/* The headers of a SIP message that are read: a table, one row a header.
 * RFC 3261 20, RFC 4028 4 and 5, RFC 3326 2, RFC 3262 7.1, RFC 7989 5.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "sip_field.h"

#include <glib.h>

#include "sip_header.h"
#include "sip_method.h"
#include "sip_microsoft.h"

#define TIMER_TAG   "timer" /* RFC 4028 10.1 */
#define VIA_UDP     "SIP/2.0/UDP"
#define UUID_DIGITS 32 /* RFC 7989 5 */

/* Reads one header's VALUE. FIELD is what the row of the table names: a member
 * of the message, or the message. */
typedef void (*header_reader)(void *field, struct text value);

static void read_text(void *field, struct text value)
{
    struct text *text = field;

    if (text->start == NULL && value.length > 0)
        *text = value;
}

/* Supported, Require, Unsupported: a list of option tags. */
static void read_timer_tag(void *field, struct text value)
{
    bool *timer = field;

    *timer = *timer || sip_header_list_has(value, TIMER_TAG);
}

static void read_allow(void *field, struct text value)
{
    struct sip_message *message = field;

    message->allow_present = true;
    message->allow_update =
        message->allow_update || sip_header_list_has(value, "UPDATE");
}

static void read_via(void *field, struct text value)
{
    struct sip_message *message = field;
    struct text via;
    struct sip_split split;
    struct sip_param param;

    while (sip_header_item(&value, &via)) {
        if (message->n_via++ > 0)
            continue;
        split = sip_header_split(via);
        message->via_udp = text_begins(split.main, VIA_UDP) ||
                           text_contains(split.main, VIA_UDP);
        if (sip_header_param_find(split.params, "branch", &param) &&
            param.value.length > 0)
            message->via_branch = param.value;
    }
}

static void read_party(struct text value, struct text *uri, struct text *tag)
{
    struct sip_split address = sip_header_address(value);
    struct sip_param param;

    if (uri->start != NULL || address.main.start == NULL)
        return;
    *uri = address.main;
    if (sip_header_param_find(address.params, "tag", &param) &&
        param.value.length > 0)
        *tag = param.value;
}

static void read_from(void *field, struct text value)
{
    struct sip_message *message = field;

    read_party(value, &message->from_uri, &message->from_tag);
}

static void read_to(void *field, struct text value)
{
    struct sip_message *message = field;

    read_party(value, &message->to_uri, &message->to_tag);
}

static void read_contact(void *field, struct text value)
{
    struct sip_message *message = field;
    struct text first;
    struct sip_split address;
    struct sip_param param;

    if (message->contact_seen || !sip_header_item(&value, &first))
        return;
    message->contact_seen = true;
    address = sip_header_address(first);
    message->contact_uri = address.main;
    sip_header_param_find(address.params, "expires", &param);
    message->contact_expires_present =
        text_uint32(param.value, &message->contact_expires_s);
}

static void read_cseq(void *field, struct text value)
{
    struct sip_message *message = field;
    struct text method;

    if (message->cseq_valid || !text_uint32(text_word(&value), &message->cseq))
        return;
    message->cseq_valid = true;
    method = text_word(&value);
    if (!message->is_request && method.length > 0) {
        message->method = sip_method_of(method);
        message->method_name = method;
    }
}

static enum sip_refresher refresher_of(struct text params)
{
    struct sip_param param;

    if (!sip_header_param_find(params, "refresher", &param))
        return SIP_REFRESHER_ABSENT;
    if (text_is(param.value, "uac"))
        return SIP_REFRESHER_UAC;
    return text_is(param.value, "uas") ? SIP_REFRESHER_UAS
                                       : SIP_REFRESHER_OTHER;
}

static void read_session_expires(void *field, struct text value)
{
    struct sip_message *message = field;
    struct sip_session_expires *expires = &message->session_expires;
    struct sip_split split = sip_header_split(value);

    if (expires->n_headers++ > 0)
        return;
    message->session_expires_value = value;
    expires->valid = text_uint32(split.main, &expires->interval_s);
    expires->refresher = refresher_of(split.params);
}

static void read_min_se(void *field, struct text value)
{
    struct sip_message *message = field;
    struct sip_min_se *min_se = &message->min_se;

    if (min_se->n_headers++ > 0)
        return;
    message->min_se_value = value;
    min_se->valid =
        text_uint32(sip_header_split(value).main, &min_se->interval_s);
}

static void read_expires(void *field, struct text value)
{
    struct sip_message *message = field;

    if (!message->expires_present)
        message->expires_present =
            text_uint32(sip_header_split(value).main, &message->expires_s);
}

static void read_reason(void *field, struct text value)
{
    struct sip_reason *reason = field;
    struct text rest = value;
    struct text first;
    struct sip_split split;
    struct sip_param param;

    if (reason->present || !sip_header_item(&rest, &first))
        return;
    split = sip_header_split(first);
    if (split.main.length == 0)
        return;
    reason->present = true;
    reason->protocol = split.main;
    reason->value = value;
    if (sip_header_param_find(split.params, "cause", &param))
        text_uint32(param.value, &reason->cause);
    if (sip_header_param_find(split.params, "text", &param))
        reason->text = text_unquote(param.value);
}

/* VALUE when it is a UUID that is not nil, else an absent text. */
static struct text uuid_of(struct text value)
{
    bool nil = true;

    if (value.length != UUID_DIGITS)
        return (struct text){0};
    for (size_t i = 0; i < UUID_DIGITS; i++) {
        if (!g_ascii_isxdigit(value.start[i]))
            return (struct text){0};
        nil = nil && value.start[i] == '0';
    }
    if (nil)
        return (struct text){0};
    return value;
}

static void read_session_id(void *field, struct text value)
{
    struct sip_session_id *id = field;
    struct sip_split split = sip_header_split(value);
    struct sip_param param;

    if (id->local.start != NULL || id->remote.start != NULL)
        return;
    id->local = uuid_of(split.main);
    if (sip_header_param_find(split.params, "remote", &param))
        id->remote = uuid_of(param.value);
}

static void read_rseq(void *field, struct text value)
{
    bool *present = field;
    uint32_t number;

    *present = *present || text_uint32(value, &number);
}

static void read_diagnostics(void *field, struct text value)
{
    sip_diagnostics_read(value, field);
}

static void read_keep_alive(void *field, struct text value)
{
    sip_keep_alive_read(value, field);
}

static void read_content_length(void *field, struct text value)
{
    struct sip_message *message = field;

    if (!message->content_length_present)
        message->content_length_present =
            text_uint32(value, &message->content_length_bytes);
}

static void read_content_encoding(void *field, struct text value)
{
    bool *encoded = field;

    *encoded = *encoded || !text_is(value, "identity");
}

#define FIELD(name) offsetof(struct sip_message, name)
#define NAMED(name) name, sizeof(name) - 1

/* Those that most messages have come first. */
/* clang-format off */
static const struct header_row {
    const char *name;
    size_t name_bytes;
    const char *compact; /* RFC 3261 7.3.3; NULL when there is none */
    header_reader read;
    size_t field; /* offset of what it gets in struct sip_message; 0: all of it */
} header_rows[] = {
    {NAMED("Via"), "v", read_via, 0},               /* RFC 3261 20.42 */
    {NAMED("From"), "f", read_from, 0},             /* 20.20 */
    {NAMED("To"), "t", read_to, 0},                 /* 20.39 */
    {NAMED("Call-ID"), "i", read_text,              /* 20.8 */
        FIELD(call_id)},
    {NAMED("CSeq"), NULL, read_cseq, 0},            /* 20.16 */
    {NAMED("Contact"), "m", read_contact, 0},       /* 20.10 */
    {NAMED("Content-Type"), "c",                    /* 20.15 */
        read_text, FIELD(content_type)},
    {NAMED("Content-Length"), "l",                  /* 20.14 */
        read_content_length, 0},
    {NAMED("User-Agent"), NULL, read_text,          /* 20.41 */
        FIELD(user_agent)},
    {NAMED("Server"), NULL, read_text,              /* 20.35 */
        FIELD(server)},
    {NAMED("Session-Expires"), "x",                 /* RFC 4028 4 */
        read_session_expires, 0},
    {NAMED("Min-SE"), NULL, read_min_se, 0},        /* RFC 4028 5 */
    {NAMED("Supported"), "k", read_timer_tag,       /* RFC 3261 20.37 */
        FIELD(supported_timer)},
    {NAMED("Require"), NULL, read_timer_tag,        /* 20.32 */
        FIELD(require_timer)},
    {NAMED("Unsupported"), NULL, read_timer_tag,    /* 20.40 */
        FIELD(unsupported_timer)},
    {NAMED("Allow"), NULL, read_allow, 0},          /* 20.5 */
    {NAMED("Expires"), NULL, read_expires, 0},      /* 20.19 */
    {NAMED("Reason"), NULL, read_reason,            /* RFC 3326 2 */
        FIELD(reason)},
    {NAMED("Session-ID"), NULL, read_session_id,    /* RFC 7989 5 */
        FIELD(session_id)},
    {NAMED("RSeq"), NULL, read_rseq,                /* RFC 3262 7.1 */
        FIELD(rseq_present)},
    {NAMED("ms-diagnostics"), NULL,                 /* [MS-OCER] 2.2.1.1 */
        read_diagnostics, FIELD(ms_diagnostics)},
    {NAMED("ms-client-diagnostics"), NULL,          /* [MS-OCER] 2.2.1 */
        read_diagnostics, FIELD(ms_client_diagnostics)},
    {NAMED("ms-diagnostics-public"), NULL,          /* [MS-OCER] 2.2.1.2 */
        read_diagnostics, FIELD(ms_diagnostics_public)},
    {NAMED("ms-keep-alive"), NULL, read_keep_alive, /* [MS-CONMGMT] 2.2.1 */
        FIELD(keep_alive)},
    {NAMED("Content-Encoding"), "e",                /* RFC 3261 20.12 */
        read_content_encoding, FIELD(content_encoded)},
};
/* clang-format on */

/* The row of NAME, or NULL. */
static const struct header_row *row_of(struct text name)
{
    const struct header_row *end = header_rows + G_N_ELEMENTS(header_rows);

    for (const struct header_row *row = header_rows; row < end; row++)
        if (row->name_bytes == name.length &&
            text_may_match(name.start[0], row->name[0]) &&
            text_same(name.start, row->name, name.length))
            return row;
    if (name.length != 1)
        return NULL;
    for (const struct header_row *row = header_rows; row < end; row++)
        if (row->compact != NULL && text_is(name, row->compact))
            return row;
    return NULL;
}

void sip_field_read(struct sip_message *message,
                    const struct sip_header *header)
{
    const struct header_row *row = row_of(header->name);

    if (row != NULL)
        row->read((char *)message + row->field, header->value);
}
