/* Texts about a service that one side ends again and again.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "service_text.h"

#include <glib.h>

#define MS_PER_S  1000.0
#define PING_MS   1000 /* an answer may take this long */
#define AT_ONCE_S 0.1

const char *service_text_side(unsigned side)
{
    return side == 0 ? "client" : "server";
}

const char *service_text_before(const struct service_side *side)
{
    return side->last.is_idle ? "idle" : "busy";
}

static bool has_open_ping(const struct close_facts *facts)
{
    return facts->ping_ms != CONNECTION_NEVER && facts->ping_ms >= PING_MS;
}

static const struct service_cause between = {
    "session limit of a firewall between",
    "The hop limit of the resets says that a device in between sends them: "
    "raise its session limit or idle timeout.",
};
static const struct service_cause no_answer = {
    "the server hangs, or packets are lost",
    "See what keeps the server busy at these times, and whether packets get "
    "lost on the way to it.",
};
static const struct service_cause client_timeout = {
    "idle timeout or session limit of the client",
    "Raise this timeout or limit at the client, or let the client send "
    "keep-alives more often.",
};
static const struct service_cause no_nop_out = {
    "the initiator hangs, or its packets are lost",
    "See what keeps the initiator busy at these times, and whether its packets "
    "get lost; the target's NOP-In interval and count say how long it waits.",
};
static const struct service_cause target = {
    "fail-over at target, or two initiators with one name",
    "Give each initiator a name (IQN) of its own; look for fail-over in the "
    "target's log at these times.",
};
static const struct service_cause server_idle = {
    "idle timeout of the server, a proxy or a firewall",
    "Raise this timeout, or let the client send keep-alives more often.",
};
static const struct service_cause server_reset = {
    "killed process, or session limit of a firewall",
    "Look in the logs of the server and of firewalls at these times; raise the "
    "session limit.",
};
static const struct service_cause server_limit = {
    "session limit or restarts of the server or a proxy",
    "Look for a limit on the age or the requests of a connection, and for what "
    "restarts the service at these times.",
};

const struct service_cause *service_text_cause(const struct service_side *side)
{
    const struct close_facts *facts = &side->last;

    if (facts->by_other)
        return &between;
    if (!facts->by_server)
        return facts->unanswered_ms != CONNECTION_NEVER ? &no_answer
                                                        : &client_timeout;
    if (facts->is_iscsi)
        return has_open_ping(facts) ? &no_nop_out : &target;
    if (facts->is_idle)
        return &server_idle;
    return facts->reset ? &server_reset : &server_limit;
}

static void append_back(GString *text, const struct service_side *side)
{
    double back_s = service_back_s(side);

    g_string_append(text,
                    side->last.logged_in ? "; new login " : "; client back ");
    if (back_s < AT_ONCE_S)
        g_string_append(text, "at once");
    else
        g_string_append_printf(text, "after %.1f s", back_s);
}

/* Appends what happened before the latest close. The time without data is left
 * out if there is something more telling. */
static void append_before(GString *text, const struct close_facts *facts)
{
    const char *before = facts->is_idle ? "idle" : "busy";

    if (facts->by_other)
        g_string_append_printf(text, "; %s; reset has hop limit %u, not %u",
                               before, facts->hops, facts->hops_before);
    else if (has_open_ping(facts))
        g_string_append_printf(text, "; %s; NOP-In unanswered %.1f s", before,
                               facts->ping_ms / MS_PER_S);
    else if (!facts->by_server && facts->unanswered_ms != CONNECTION_NEVER)
        g_string_append_printf(text, "; %s; request unanswered %.1f s", before,
                               facts->unanswered_ms / MS_PER_S);
    else if (facts->is_idle)
        g_string_append_printf(text, "; idle for %.1f s",
                               facts->quiet_ms / MS_PER_S);
    else
        g_string_append_printf(text, "; busy, data %.1f s before",
                               facts->quiet_ms / MS_PER_S);
}

char *service_text_finding(const struct service *service, unsigned side,
                           const char *name)
{
    const struct service_side *of = &service->sides[side];
    char closer[ENDPOINT_TEXT_BYTES];
    GString *text = g_string_new(NULL);

    endpoint_text(&service->ends[side], closer);
    g_string_printf(text,
                    "%s %s (%.20s) closes first every %.1f s (spread %.2f s), "
                    "%u so far",
                    side == 0 ? "Client" : "Server", closer, name,
                    of->run.mean_s, period_run_spread_s(&of->run),
                    of->run.n + 1);
    append_back(text, of);
    append_before(text, &of->last);
    g_string_append_printf(text, ". Usually: %s.",
                           service_text_cause(of)->usually);
    return g_string_free(text, FALSE);
}
