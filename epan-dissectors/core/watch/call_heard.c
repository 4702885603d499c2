/* When the sides of a call were heard.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "call_heard.h"

/* When RTP of a side was seen. */
struct span {
    int64_t first_ns;
    int64_t last_ns; /* before the first: never */
};

static struct span rtp_span(const struct media_session_side *side)
{
    struct span span = {INT64_MAX, INT64_MIN};

    for (const struct media_source *source = side->sources; source != NULL;
         source = source->next) {
        span.first_ns = MIN(span.first_ns, source->first_rtp_ns);
        span.last_ns = MAX(span.last_ns, source->last_rtp_ns);
    }
    return span;
}

void call_heard(const struct watched_call *call, struct call_facts *facts)
{
    const struct media_session *sessions[SDP_MAX_MEDIA];
    unsigned n = media_lines_sessions(&call->media, sessions);
    struct span both = {INT64_MIN, INT64_MAX};

    for (int i = 0; i < N_SIDES; i++) {
        struct span all = {INT64_MAX, INT64_MIN};

        for (unsigned j = 0; j < n; j++) {
            const struct media_session_side *side = &sessions[j]->sides[i];
            struct span span = rtp_span(side);

            all.first_ns = MIN(all.first_ns, span.first_ns);
            all.last_ns = MAX(all.last_ns, span.last_ns);
            if (side->presence.rtcp_seen)
                facts->heard_ns[i] =
                    MAX(facts->heard_ns[i], side->presence.last_rtcp_ns);
        }
        facts->heard_ns[i] = MAX(facts->heard_ns[i], all.last_ns);
        both.first_ns = MAX(both.first_ns, all.first_ns);
        both.last_ns = MIN(both.last_ns, all.last_ns);
    }
    facts->media_both_ways_ns =
        both.last_ns > both.first_ns ? both.last_ns - both.first_ns : 0;
}
