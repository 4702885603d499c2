/* What SIP of a call says beside its cause.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "call_detail.h"

bool call_detail_hop_is_silent(const struct call_facts *facts)
{
    const struct call_route *route = &facts->route;

    return route->invite_to.family != 0 && !route->invite_heard &&
           !endpoint_same_address(&route->invite_to, &facts->parties[SIDE_B]);
}

bool call_detail_ack_is_elsewhere(const struct call_facts *facts)
{
    const struct call_route *route = &facts->route;

    return route->ack_at.family != 0 &&
           !endpoint_same_address(&route->ack_at, &route->answer_from);
}

void call_detail_ack(const struct call_facts *facts, GString *cause)
{
    const struct call_route *route = &facts->route;
    const char *header = route->ack_by_route ? "Record-Route" : "Contact";
    char at[ENDPOINT_TEXT_BYTES];
    char from[ENDPOINT_TEXT_BYTES];

    endpoint_text(&route->ack_at, at);
    endpoint_address_text(&route->answer_from, from);
    if (route->ack_at.family == 0)
        g_string_append(cause,
                        "\nLook at what the caller makes of Contact and "
                        "Record-Route of the 2xx, and whether it can reach "
                        "them (NAT, DNS, firewall).");
    else if (!call_detail_ack_is_elsewhere(facts))
        g_string_append_printf(
            cause,
            "\nThe ACK has to go to %s (%s of the 2xx), where the 2xx came "
            "from: see whether the caller sends it at all, and what on the way "
            "drops it (NAT, firewall).",
            at, header);
    else
        g_string_append_printf(
            cause,
            "\nBy %s of the 2xx the ACK has to go to %s; the 2xx came from "
            "%s. Correct that address if the caller cannot reach it (NAT, DNS, "
            "firewall).",
            header, at, from);
}

void call_detail_bye(const struct call_facts *facts, GString *cause)
{
    const struct endpoint *to = &facts->route.bye_to;
    char address[ENDPOINT_TEXT_BYTES];

    if (to->family != 0 && !facts->bye_answered && facts->bye_by < N_SIDES &&
        !endpoint_same_address(to, &facts->parties[side_other(facts->bye_by)]))
        g_string_append_printf(cause, ", sent %u times to %s without an answer",
                               facts->n_bye_repeats + 1,
                               endpoint_address_text(to, address));
}

void call_detail_silent_hop(const struct call_facts *facts, GString *cause)
{
    char address[ENDPOINT_TEXT_BYTES];

    if (call_detail_hop_is_silent(facts))
        g_string_append_printf(
            cause, "; the INVITE had gone on to %s, from which nothing came",
            endpoint_address_text(&facts->route.invite_to, address));
}

void call_detail_codecs(const struct call_facts *facts, GString *cause)
{
    if (facts->offered[0] != '\0')
        g_string_append_printf(
            cause, "; offered: %s; accepted: %s", facts->offered,
            facts->accepted[0] != '\0' ? facts->accepted : "not said");
}
