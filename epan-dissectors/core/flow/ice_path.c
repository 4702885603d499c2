/* Paths of media.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "ice_path.h"

const char *ice_path_name(enum ice_path path)
{
    static const char *const names[] = {
        [ICE_PATH_DIRECT] = "direct",
        [ICE_PATH_REFLEXIVE] = "reflexive",
        [ICE_PATH_RELAY_UDP] = "relay-udp",
        [ICE_PATH_RELAY_TCP] = "relay-tcp",
    };

    return names[path];
}

/* What carries RTP inside TURN messages, and was found to do so. */
static bool is_in_turn(const struct media_flow *flow)
{
    const struct rtp_recognition *in_turn = flow->in_turn;

    return in_turn != NULL &&
           (in_turn->confirmed || in_turn->directions[0].probable ||
            in_turn->directions[1].probable);
}

static bool is_type(const struct media_end *end, enum sdp_candidate_type type)
{
    return end != NULL && end->candidate && end->type == type;
}

static bool is_typed(const struct media_end *end)
{
    return end != NULL && end->candidate && end->type != SDP_CANDIDATE_UNKNOWN;
}

/* Whether END, which nobody offered, is where LINE's candidates are relayed. */
static bool is_relay(const struct media_line *line, const struct endpoint *end)
{
    if (end->port == TURN_PORT)
        return true;
    for (int side = 0; side < N_SIDES; side++)
        if (endpoint_same_address(&line->relay[side], end))
            return true;
    return false;
}

/* The path between the candidate OFFERED and END, which is none. */
static enum ice_path to_other(const struct media_end *offered,
                              const struct media_end *other,
                              const struct endpoint *end)
{
    if (is_relay(offered->rtp, end))
        return ICE_PATH_RELAY_UDP;
    return other == NULL && is_typed(offered) ? ICE_PATH_REFLEXIVE
                                              : ICE_PATH_UNKNOWN;
}

enum ice_path ice_path_of(const struct media_ends *ends,
                          const struct media_flow *flow)
{
    const struct media_end *a = media_ends_declared(ends, &flow->ends[0]);
    const struct media_end *b = media_ends_declared(ends, &flow->ends[1]);
    const struct media_end *known = a != NULL ? a : b;

    if (is_in_turn(flow))
        return flow->is_tcp ? ICE_PATH_RELAY_TCP : ICE_PATH_RELAY_UDP;
    if (known == NULL || known->rtp == NULL || !media_line_runs_ice(known->rtp))
        return ICE_PATH_UNKNOWN;
    if (is_type(a, SDP_CANDIDATE_RELAY) || is_type(b, SDP_CANDIDATE_RELAY))
        return ICE_PATH_RELAY_UDP;
    if (is_typed(a) && is_typed(b))
        return is_type(a, SDP_CANDIDATE_HOST) &&
                       is_type(b, SDP_CANDIDATE_HOST) && !flow->nat_seen
                   ? ICE_PATH_DIRECT
                   : ICE_PATH_REFLEXIVE;
    return a != NULL ? to_other(a, b, &flow->ends[1])
                     : to_other(b, a, &flow->ends[0]);
}
