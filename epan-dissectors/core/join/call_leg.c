/* One leg of a call.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "call_leg.h"

#include <glib.h>

static void note_uuid(char *uuid, struct text text)
{
    if (text.length != CALL_UUID_BYTES - 1)
        return;
    for (size_t i = 0; i < text.length; i++)
        uuid[i] = g_ascii_tolower(text.start[i]);
    uuid[text.length] = '\0';
}

void call_leg_on_session_id(struct call_leg *leg,
                            const struct sip_message *message, enum side sender)
{
    if (sender != SIDE_A && sender != SIDE_B)
        return;
    note_uuid(leg->uuids[sender], message->session_id.local);
    note_uuid(leg->uuids[side_other(sender)], message->session_id.remote);
}

/* The user part of a sip: or sips: URI; empty if it has none, or one that tells
 * nobody apart (RFC 3323 4.1.1.3 and usage; Asterisk's own default). */
static struct text caller_of(struct text uri)
{
    static const char *const withheld[] = {"anonymous", "unknown", "restricted",
                                           "unavailable", "asterisk"};
    size_t colon = text_find(uri, ':');
    struct text user;

    if (colon == uri.length)
        return (struct text){0};
    user = text_skip(uri, colon + 1);
    user.length = text_find(user, '@') < user.length ? text_find(user, '@') : 0;
    for (size_t i = 0; i < G_N_ELEMENTS(withheld); i++)
        if (text_is(user, withheld[i]))
            return (struct text){0};
    return user;
}

void call_leg_on_invite(struct call_leg *leg, const struct sip_message *message)
{
    struct text caller = caller_of(message->from_uri);

    leg->caller = caller.length > 0 ? text_hash(caller) : 0;
    leg->numbers[SIDE_A] = sip_number_of(message->from_uri);
    leg->numbers[SIDE_B] = sip_number_of(message->to_uri);
}

void call_leg_on_rtp(struct call_leg *leg, uint32_t ssrc,
                     const struct endpoint *from, const struct endpoint *to)
{
    if (leg->rtp == NULL) /* freed by call_leg_clear() */
        leg->rtp = g_new(struct call_leg_rtp, CALL_LEG_RTP_MAX);
    if (leg->n_rtp < CALL_LEG_RTP_MAX)
        leg->rtp[leg->n_rtp++] = (struct call_leg_rtp){ssrc, *from, *to};
}

void call_leg_clear(struct call_leg *leg)
{
    g_free(leg->rtp);
    *leg = (struct call_leg){0};
}
