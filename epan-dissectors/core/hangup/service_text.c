/* Making the sentences.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "service_text.h"

#include <glib.h>

#define MS_PER_S  1000.0
#define PING_MS   1000 /* a NOP-In may be on its way for so long */
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

const char *service_text_cause(const struct service_side *side)
{
    const struct close_facts *facts = &side->last;

    if (facts->by_other)
        return "a device between limits sessions";
    if (!facts->by_server)
        return facts->unanswered_ms != CONNECTION_NEVER
                   ? "server hangs, or packets are dropped"
                   : "idle timeout or session limit of the client";
    if (facts->is_iscsi && has_open_ping(facts))
        return "initiator hangs, or its packets are lost";
    if (facts->is_iscsi)
        return "fail-over at target, or second initiator of its name";
    if (facts->is_idle)
        return "idle timeout of server, proxy or firewall";
    return facts->reset ? "killed process, or session limit of a firewall"
                        : "session limit of server or proxy, or restarts";
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

/* What was before the latest close. How long there was no data is left out
 * where something tells more. */
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
    else
        g_string_append_printf(text, "; %s, data %.1f s before", before,
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
    g_string_append_printf(text, ". Usually: %s.", service_text_cause(of));
    return g_string_free(text, FALSE);
}
