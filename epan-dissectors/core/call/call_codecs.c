/* The codecs of an offer that was refused.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "call_codecs.h"

#include <glib.h>

#include "payload_type.h"
#include "sdp_parse.h"

#define FIRST_DYNAMIC 96 /* RFC 3551 6 */

/* Whether NAME carries no sound of its own: events (RFC 4733), comfort noise
 * (RFC 3389). */
static bool is_beside(struct text name)
{
    return text_is(name, "telephone-event") || text_is(name, "CN");
}

/* Appends NAME to LIST unless it is there. */
static void add_name(struct text name, char list[CALL_CODECS_BYTES])
{
    char printed[CALL_CODECS_BYTES];

    if (is_beside(name))
        return;
    text_print(name, printed, sizeof printed);
    if (text_contains(text_of(list), printed))
        return;
    if (list[0] != '\0')
        g_strlcat(list, ", ", CALL_CODECS_BYTES);
    g_strlcat(list, printed, CALL_CODECS_BYTES);
}

static void add_media(const struct sdp_media *media,
                      char list[CALL_CODECS_BYTES])
{
    for (unsigned i = 0; i < media->n_formats; i++)
        add_name(media->formats[i].name, list);
    for (uint8_t number = 0; number < FIRST_DYNAMIC; number++) {
        const struct payload_type *row = payload_type_default(number);

        if (row != NULL && payload_type_set_has(&media->listed, number) &&
            !payload_type_set_has(&media->named, number))
            add_name(text_of(row->name), list);
    }
}

/* Writes the codecs of the SDP to LIST. */
static void list_codecs(struct text text, char list[CALL_CODECS_BYTES])
{
    struct sdp *sdp = g_new(struct sdp, 1); /* too large for the stack */

    list[0] = '\0';
    if (sdp_parse(text, sdp) == SDP_PARSE_OK)
        for (unsigned i = 0; i < sdp->n_media; i++)
            add_media(&sdp->media[i], list);
    g_free(sdp);
}

void call_codecs_on_message(const struct call *call,
                            const struct sip_message *message,
                            struct call_facts *facts)
{
    if (message->is_request || message->method != SIP_METHOD_INVITE ||
        (message->status_code != 415 && message->status_code != 488 &&
         message->status_code != 606))
        return;
    for (unsigned i = 0; i < OFFER_ANSWER_KEPT; i++) {
        const struct offer_answer_exchange *offered =
            &call->offers.exchanges[i];

        if (offered->used && offered->method == SIP_METHOD_INVITE &&
            offered->cseq == message->cseq && offered->offer != NULL)
            list_codecs((struct text){offered->offer, offered->offer_bytes},
                        facts->offered);
    }
    if (message->sdp_present)
        list_codecs(message->sdp, facts->accepted);
}
