/* Microsoft's parameters about media.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "sip_media_debug.h"

#include <string.h>

#include <glib.h>

#define VALUE_BYTES 10 /* printed of one; "0x80072746" */

static bool is_name(char octet)
{
    return g_ascii_isalnum(octet) || octet == '_' || octet == '-';
}

/* Finds "NAME=" in TEXT at the beginning of a word; returns what follows up to
 * the next parameter. Absent: not there. */
static struct text value_of(struct text text, const char *name)
{
    size_t length = strlen(name);

    for (size_t i = 0; i + length < text.length; i++) {
        struct text value = text_skip(text, i + length + 1);
        size_t end = 0;

        if (text.start[i + length] != '=' ||
            (i > 0 && is_name(text.start[i - 1])) ||
            !text_begins(text_skip(text, i), name))
            continue;
        while (end < value.length && strchr(",;\"", value.start[end]) == NULL)
            end++;
        return text_trim(text_head(value, end));
    }
    return (struct text){0};
}

static bool is_set(struct text text, const char *name)
{
    struct text value = value_of(text, name);

    return value.length > 0 && !text_is(value, "0") && !text_is(value, "0x0") &&
           !text_is(value, "false") && !text_is(value, "no");
}

struct sip_media_debug sip_media_debug_read(struct text value)
{
    return (struct sip_media_debug){
        .ice_warn = value_of(value, "ICEWarn"),
        .network_error = value_of(value, "NetworkErr"),
        .media_timeout = is_set(value, "MediaTimeout"),
        .rtcp_bye_sent = is_set(value, "RtcpByeSent"),
        .rtcp_bye_received = is_set(value, "RtcpByeRcvd"),
    };
}

/* Whether TEXT says that there was something. */
static bool is_trouble(struct text text)
{
    static const char *const none[] = {"0", "0x0", "no error", "none", "ok"};

    for (size_t i = 0; i < G_N_ELEMENTS(none); i++)
        if (text_is(text, none[i]))
            return false;
    return text.length > 0;
}

static void append(char *to, const char *name, struct text value)
{
    size_t used;

    if (to[0] != '\0')
        g_strlcat(to, ", ", SIP_MEDIA_DEBUG_BYTES);
    used = g_strlcat(to, name, SIP_MEDIA_DEBUG_BYTES);
    if (used < SIP_MEDIA_DEBUG_BYTES)
        text_print(text_head(value, VALUE_BYTES), to + used,
                   SIP_MEDIA_DEBUG_BYTES - used);
}

bool sip_media_debug_print(const struct sip_media_debug *debug,
                           char text[SIP_MEDIA_DEBUG_BYTES])
{
    const struct text nothing = {0};

    text[0] = '\0';
    if (is_trouble(debug->ice_warn))
        append(text, "ICE warning ", debug->ice_warn);
    if (is_trouble(debug->network_error))
        append(text, "network error ", debug->network_error);
    if (debug->media_timeout)
        append(text, "no media for too long", nothing);
    if (debug->rtcp_bye_sent)
        append(text, "RTCP BYE sent", nothing);
    if (debug->rtcp_bye_received)
        append(text, "RTCP BYE received", nothing);
    return text[0] != '\0';
}
