/* What SIP of a call says beside its cause.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "call_detail.h"

#include "product_advice.h"
#include "session_interval.h"

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

bool call_detail_ack_is_kept(const struct call_facts *facts)
{
    const struct call_route *route = &facts->route;

    return !facts->absence_unproved && route->ack_to.family != 0 &&
           endpoint_same_address(&route->ack_to, &route->answer_to) &&
           endpoint_same_address(&route->invite_to, &route->answer_from);
}

bool call_detail_ran_out(const struct call_facts *facts)
{
    struct session_deadlines end;

    if (!facts->timer_seen || facts->interval_s == 0 ||
        !facts->absence_unproved || facts->bye.frame == 0)
        return false;
    end = session_interval_deadlines(facts->refresh.time_ns, facts->interval_s);
    return (facts->dialog == SESSION_DIALOG_BYE_PEER ||
            facts->dialog == SESSION_DIALOG_BYE_SELF) &&
           facts->bye.time_ns >=
               end.give_up_ns - SESSION_GRACE_S_DEFAULT * NS_PER_S &&
           facts->bye.time_ns <=
               end.expires_ns + SESSION_GRACE_S_DEFAULT * NS_PER_S;
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

void call_detail_lost_ack(const struct call_facts *facts, GString *cause)
{
    char proxy[ENDPOINT_TEXT_BYTES];
    char from[ENDPOINT_TEXT_BYTES];

    if (!call_detail_ack_is_kept(facts)) {
        g_string_append(cause,
                        " was lost behind the capture, or does not fit its "
                        "dialog.\nCapture at the called side: does that ACK "
                        "arrive, with the tags of the 2xx?");
        return;
    }
    endpoint_address_text(&facts->route.ack_to, proxy);
    endpoint_address_text(&facts->route.answer_from, from);
    g_string_append_printf(cause,
                           " reached %s, which sent none to %s.\nCorrect how "
                           "%s routes an ACK within a dialog (RFC 3261 16.4).",
                           proxy, from, proxy);
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

void call_detail_unanswered(const struct call_facts *facts, GString *cause)
{
    if (facts->provisional_status != 0)
        g_string_append_printf(cause, " (last response: %u)",
                               facts->provisional_status);
    else if (facts->invite_repeat.frame != 0)
        g_string_append_printf(
            cause,
            ", though the INVITE was repeated for %" G_GINT64_FORMAT
            " s, until frame %u",
            (facts->invite_repeat.time_ns - facts->invite.time_ns) / NS_PER_S,
            facts->invite_repeat.frame);
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

void call_detail_first_sender(const struct call_facts *facts, GString *cause)
{
    const struct call_route *route = &facts->route;
    char address[ENDPOINT_TEXT_BYTES];

    if (route->refused_with == facts->final_status &&
        !endpoint_same_address(&route->refused_by, &facts->final_from))
        g_string_append_printf(
            cause, ", which %s sent first",
            endpoint_address_text(&route->refused_by, address));
}

void call_detail_refresher(const struct call_facts *facts, GString *cause)
{
    if (!facts->bye_by_microsoft)
        return;
    g_string_append_printf(
        cause, "\n%s",
        product_advice_refresh(facts->generation ==
                                       PRODUCT_GENERATION_OCS_2007_R2
                                   ? PRODUCT_OCS_2007_R2
                                   : PRODUCT_UNKNOWN,
                               true));
}

void call_detail_session_end(const struct call_facts *facts, GString *cause)
{
    if (!call_detail_ran_out(facts))
        return;
    g_string_append_printf(cause,
                           " Its %u s session may have run out: no refresh is "
                           "in the capture, which may lack it.",
                           facts->interval_s);
    if (facts->dialog == SESSION_DIALOG_BYE_SELF)
        call_detail_refresher(facts, cause);
}
