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

void call_leg_on_invite(struct call_leg *leg, const struct sip_message *message)
{
    leg->numbers[SIDE_A] = sip_number_of(message->from_uri);
    leg->numbers[SIDE_B] = sip_number_of(message->to_uri);
}
