/* Where the messages of a call were sent.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "call_route.h"

#include "sdp.h"
#include "sip_header.h"

/* The host of URI, "sip:alice@192.0.2.1:5070"; port 0 if it has none, family 0
 * for a host name and all else. */
static struct endpoint host_of(struct text uri)
{
    struct text host = text_skip(uri, MIN(text_find(uri, ':') + 1, uri.length));
    size_t at = text_find(host, '@');
    size_t end;
    struct endpoint read;
    uint32_t port = 0;

    if (at < host.length)
        host = text_skip(host, at + 1);
    if (text_begins(host, "[")) {
        end = text_find(host, ']');
        read = sdp_address_read(text_skip(text_head(host, end), 1));
        host = text_skip(host, MIN(end + 1, host.length));
        end = 0;
    } else {
        end = text_find(host, ':');
        read = sdp_address_read(text_head(host, end));
    }
    if (read.family != 0 && end < host.length &&
        text_uint32(text_skip(host, end + 1), &port) && port <= UINT16_MAX)
        read.port = (uint16_t)port;
    return read;
}

/* The caller sends its ACK to the last Record-Route of the 2xx, which is the
 * first of its route, or without one to the Contact. */
static void note_ack(const struct sip_sighting *sighting,
                     struct call_route *route)
{
    struct text rest = sighting->text;
    struct text item;
    struct sip_header header;

    route->answer_from = sighting->source;
    route->answer_to = sighting->destination;
    route->ack_at = host_of(sighting->message.contact_uri);
    text_line(&rest, &item);
    while (sip_header_next(&rest, &header) == SIP_HEADER_FOUND) {
        if (!text_is(header.name, "Record-Route"))
            continue;
        route->ack_by_route = true;
        while (sip_header_item(&header.value, &item))
            route->ack_at = host_of(sip_header_address(item).main);
    }
}

static void on_invite(const struct call_facts *facts,
                      const struct sip_sighting *sighting,
                      struct call_route *route)
{
    bool is_first = facts->invite.frame == sighting->moment.frame;

    if (sighting->message.to_tag.length > 0)
        return;
    if (is_first)
        route->refused_with = 0;
    if (is_first ||
        !endpoint_same_address(&route->invite_to, &sighting->destination))
        route->invite_heard = false;
    route->invite_to = sighting->destination;
}

/* Proxies pass a refusal on: the first to send it is who refused. */
static void note_refusal(const struct sip_sighting *sighting,
                         struct call_route *route)
{
    const struct sip_message *message = &sighting->message;

    route->refused_by = sighting->source;
    route->refused_with = message->status_code;
    sip_agent_label(message->agent,
                    message->server.length > 0 ? message->server
                                               : message->user_agent,
                    route->refused_product);
}

static void on_response(struct call_facts *facts,
                        const struct sip_sighting *sighting)
{
    struct call_route *route = &facts->route;
    uint32_t frame = sighting->moment.frame;

    if (endpoint_same_address(&route->invite_to, &sighting->source))
        route->invite_heard = true;
    if (sighting->message.status_code >= 300 &&
        sighting->message.status_code != route->refused_with)
        note_refusal(sighting, route);
    if (facts->final.frame == frame)
        call_reason_add_headers(sighting->text, &facts->final_reason);
    else if (facts->answer_repeat.frame == frame &&
             facts->n_answer_repeats == 1)
        note_ack(sighting, route);
}

void call_route_on_message(struct call_facts *facts,
                           const struct sip_sighting *sighting)
{
    const struct sip_message *message = &sighting->message;

    if (message->method == SIP_METHOD_INVITE && message->is_request)
        on_invite(facts, sighting, &facts->route);
    else if (message->method == SIP_METHOD_INVITE)
        on_response(facts, sighting);
    else if (message->method == SIP_METHOD_ACK && facts->final.frame == 0)
        facts->route.ack_to = sighting->destination;
    else if (message->method == SIP_METHOD_BYE && message->is_request &&
             facts->n_bye_repeats == 1)
        facts->route.bye_to = sighting->destination;
}
