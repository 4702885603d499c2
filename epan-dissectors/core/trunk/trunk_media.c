/* What the media of one call shows of its two ends.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "trunk_media.h"

int64_t trunk_media_last_ns(const struct media_call *call, int64_t message_ns)
{
    int64_t last_ns = message_ns;

    for (int side = 0; side < N_SIDES; side++)
        last_ns = MAX(last_ns, call->timeout.parties[side].silent_since_ns);
    return last_ns;
}

static void count_marks(const struct dscp_direction *dscp,
                        struct trunk_end_facts *end)
{
    end->n_unmarked += dscp->n_unmarked;
    end->n_marked += dscp->n_marked;
}

static void add_side(const struct media_session *session, enum side side,
                     int64_t end_ns, struct trunk_end_facts *end)
{
    const struct media_tally *tally =
        media_signalling_tally(session->signalling);

    end->rtp_ns = MAX(end->rtp_ns, media_tally_flow_ns(tally, side, end_ns));
    end->rtcp_seen = end->rtcp_seen || tally->sides[side].rtcp_seen;
    end->rtcp_on_hold = end->rtcp_on_hold || tally->sides[side].rtcp_on_hold;
    end->rtcp_declined = end->rtcp_declined || !session->rtcp_expected;
    count_marks(&session->sides[side].dscp, end);
}

static bool is_heard_in(const struct media_session *session, int side)
{
    return session->sides[side].presence.rtp_seen ||
           session->sides[side].presence.rtcp_seen;
}

/* Whether any packet of SIDE was seen in the call. */
static bool is_heard(const struct media_session *const *sessions, unsigned n,
                     int side)
{
    for (unsigned i = 0; i < n; i++)
        if (is_heard_in(sessions[i], side))
            return true;
    return false;
}

/* A silent hold counts for the call only if no other session of it goes on. A
 * session without media, such as refused video, does not count. */
static int64_t quiet_ns(const struct media_session *const *sessions, unsigned n,
                        int64_t up_since_ns, int64_t end_ns)
{
    int64_t shortest_ns = INT64_MAX;

    for (unsigned i = 0; i < n; i++) {
        int64_t quiet_ns = media_tally_quiet_ns(
            media_signalling_tally(sessions[i]->signalling), up_since_ns,
            end_ns);

        if ((is_heard_in(sessions[i], SIDE_A) ||
             is_heard_in(sessions[i], SIDE_B)) &&
            quiet_ns < shortest_ns)
            shortest_ns = quiet_ns;
    }
    return shortest_ns < INT64_MAX ? shortest_ns : 0;
}

void trunk_media_sum(const struct media_call *call,
                     const struct media_session *const *sessions, unsigned n,
                     int64_t end_ns, struct trunk_end_facts *ends)
{
    int64_t up_since_ns = call->timeout.up_since_ns;

    for (int side = 0; side < N_SIDES; side++) {
        struct trunk_end_facts *end = &ends[side];

        for (unsigned i = 0; i < n; i++)
            add_side(sessions[i], side, end_ns, end);
        if (!is_heard(sessions, n, side))
            continue;
        end->held_ns = quiet_ns(sessions, n, up_since_ns, end_ns);
        end->up_ns = end_ns > up_since_ns ? end_ns - up_since_ns : 0;
        end->silent_ns = media_timeout_longest_ns(&call->timeout, side, end_ns);
    }
}
