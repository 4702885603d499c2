/* Processes SIP calls for trunks.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "trunk_watch.h"

#include <string.h>

#include "trunk_media.h"

/* Adds to FACTS what media shows up to the end of the call, or up to its last
 * packet. */
static void add_media(const struct watched_call *kept,
                      struct trunk_facts *facts)
{
    const struct media_session *sessions[SDP_MAX_MEDIA];
    unsigned n = media_lines_sessions(&kept->media, sessions);
    int64_t end_ns =
        facts->ended ? facts->ended_ns
                     : trunk_media_last_ns(&kept->media.call, facts->last_ns);

    if (!facts->ended)
        trunk_facts_at(facts, end_ns);
    trunk_media_sum(&kept->media.call, sessions, n, end_ns, facts->ends);
}

bool trunk_watch_call(const struct analysis *analysis, uint32_t call,
                      struct trunk_call *result)
{
    const struct watched_call *kept = analysis_call(analysis, call);
    struct trunk_facts facts;

    *result = (struct trunk_call){.verdict = CALL_VERDICT_CAPTURE_ENDED,
                                  .ended_by = N_TRUNK_ENDS};
    if (kept == NULL || !kept->trunk.up ||
        kept->generation == PRODUCT_GENERATION_CONFERENCE ||
        !trunk_facts_hosts(&kept->trunk, result->hosts))
        return false;
    facts = kept->trunk;
    if (!kept->trunk_summed)
        add_media(kept, &facts);
    if (facts.ended)
        result->ended_by = (unsigned)facts.ended_by;
    memcpy(result->ends, facts.ends, sizeof result->ends);
    return true;
}

/* Handles the end of a call that was up. */
static void end_call(struct analysis *analysis, uint32_t call,
                     struct watched_call *kept)
{
    struct trunk_call ended;

    add_media(kept, &kept->trunk);
    kept->trunk_summed = true;
    if (trunk_watch_call(analysis, call, &ended))
        trunk_outlived_add(analysis->outlived, call, &ended,
                           kept->trunk.ended_ns);
}

void trunk_watch_on_message(struct analysis *analysis, uint32_t call,
                            const struct sip_sighting *sighting,
                            const struct session_view *view)
{
    const struct call *known = call_table_at(analysis->calls, call);
    struct watched_call *kept = analysis_call_get(analysis, call);
    struct trunk_message seen = {
        .sighting = sighting,
        .view = view,
        .sender = call_sender(known, &sighting->message),
        .state = known->state,
    };

    if (trunk_facts_on_message(&kept->trunk, &seen))
        end_call(analysis, call, kept);
}

bool trunk_watch_rtcp_outlived(const struct analysis *analysis, uint32_t call,
                               enum side side, int64_t by_ns)
{
    const struct watched_call *kept = analysis_call(analysis, call);
    struct endpoint hosts[N_SIDES];

    return kept != NULL && side < N_SIDES &&
           trunk_facts_hosts(&kept->trunk, hosts) &&
           trunk_outlived_by(analysis->outlived, call, &hosts[side],
                             &hosts[side_other(side)], by_ns);
}
