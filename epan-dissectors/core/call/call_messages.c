/* The SIP messages of a call.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "call_messages.h"

#define FIRST_KEPT  (CALL_MESSAGES_MAX / 2)
#define BEGINS_WITH 8 /* messages; a plain call has 7 */

void call_messages_add(struct call_messages *messages,
                       const struct sip_sighting *sighting)
{
    const struct sip_message *message = &sighting->message;
    const struct call_message kept = {
        .frame = sighting->moment.frame,
        .shown_ns = sighting->moment.shown_ns,
        .source = sighting->source,
        .destination = sighting->destination,
        .method = message->method,
        .status = (uint16_t)message->status_code,
        .sdp = message->sdp_present,
    };

    if (messages->kept == NULL)
        messages->kept =
            g_array_sized_new(FALSE, FALSE, sizeof kept, BEGINS_WITH);
    if (messages->kept->len == CALL_MESSAGES_MAX) {
        g_array_remove_index(messages->kept, FIRST_KEPT);
        messages->n_dropped++;
    }
    g_array_append_val(messages->kept, kept);
}

const char *call_message_text(const struct call_message *message,
                              char text[CALL_MESSAGE_TEXT_BYTES])
{
    const char *method = sip_method_name(message->method);

    if (message->status == 0)
        g_strlcpy(text, method != NULL ? method : "request",
                  CALL_MESSAGE_TEXT_BYTES);
    else
        g_snprintf(text, CALL_MESSAGE_TEXT_BYTES, "%u%s%s", message->status,
                   method != NULL ? " " : "", method != NULL ? method : "");
    return text;
}

void call_messages_clear(struct call_messages *messages)
{
    if (messages->kept != NULL)
        g_array_unref(messages->kept);
    *messages = (struct call_messages){0};
}
