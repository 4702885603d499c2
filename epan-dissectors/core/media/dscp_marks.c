/* Which DSCP code points media has.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "dscp_marks.h"
#include "media_kind.h"

#define DSCP_DEFAULT    0
#define DSCP_OCS_VIDEO  24 /* CS3, TechNet dd441192 */
#define DSCP_LYNC_VIDEO 34 /* AF41, Lync and Teams QoS guides */
#define DSCP_OCS_AUDIO  40 /* CS5, TechNet dd441192 */
#define DSCP_LYNC_AUDIO 46 /* EF, Lync and Teams QoS guides */
#define DSCP_BIT(dscp)  (UINT64_C(1) << (dscp))
#define DSCP_KNOWN_MEDIA                                                       \
    (DSCP_BIT(DSCP_OCS_VIDEO) | DSCP_BIT(DSCP_LYNC_VIDEO) |                    \
     DSCP_BIT(DSCP_OCS_AUDIO) | DSCP_BIT(DSCP_LYNC_AUDIO))

/* A sender whose QoS flow is set up late marks from its second or third packet
 * on; 50 packets are 1 s of audio. */
#define LATE_START_PACKETS 50

/* Whether media of KIND has a code point that is only for the other kind. */
static bool is_misplaced(uint8_t dscp, enum media_kind kind,
                         const struct media_limits *limits)
{
    bool for_audio = dscp_set_has(limits->dscp_audio, dscp);
    bool for_video = dscp_set_has(limits->dscp_video, dscp);

    if (kind == MEDIA_KIND_AUDIO)
        return for_video && !for_audio;
    return kind == MEDIA_KIND_VIDEO && for_audio && !for_video;
}

unsigned dscp_flow_on_rtp(struct dscp_flow *flow, uint8_t dscp,
                          enum media_kind kind,
                          const struct media_limits *limits, uint8_t *previous)
{
    unsigned change = DSCP_FLOW_SAME;
    bool started = flow->seen != 0;

    if ((started && dscp == flow->current && kind == flow->kind) ||
        dscp >= N_DSCP)
        return DSCP_FLOW_SAME;
    if (started && dscp != flow->current && flow->current != DSCP_UNKNOWN &&
        !flow->changed) {
        flow->changed = true;
        *previous = flow->current;
        change |= DSCP_FLOW_CHANGED;
    }
    if (!flow->misplaced && is_misplaced(dscp, kind, limits)) {
        flow->misplaced = true;
        change |= DSCP_FLOW_MISPLACED;
    }
    flow->seen |= DSCP_BIT(dscp);
    flow->current = dscp;
    flow->kind = kind;
    return change;
}

void dscp_flow_restart(struct dscp_flow *flow)
{
    flow->current = DSCP_UNKNOWN;
}

static void count(struct dscp_direction *direction, uint8_t dscp)
{
    for (unsigned i = 0; i < DSCP_COUNTED; i++)
        if (direction->counts[i] == 0 || direction->dscps[i] == dscp) {
            direction->dscps[i] = dscp;
            direction->counts[i]++;
            return;
        }
}

void dscp_direction_on_rtp(struct dscp_direction *direction, uint8_t dscp,
                           const struct media_limits *limits)
{
    uint64_t media = limits->dscp_audio | limits->dscp_video | DSCP_KNOWN_MEDIA;

    if (dscp >= N_DSCP)
        return;
    direction->seen |= DSCP_BIT(dscp);
    count(direction, dscp);
    if (dscp == DSCP_DEFAULT) {
        direction->n_unmarked++;
        return;
    }
    direction->n_marked++;
    if (dscp_set_has(media, dscp))
        direction->n_media_marked++;
}

void dscp_direction_on_rtcp(struct dscp_direction *direction, uint8_t dscp)
{
    if (dscp < N_DSCP)
        direction->rtcp_seen |= DSCP_BIT(dscp);
}

bool dscp_is_one_way(const struct dscp_direction *direction,
                     const struct dscp_direction *reverse)
{
    return direction->n_unmarked >= DSCP_ONE_WAY_PACKETS &&
           reverse->n_media_marked >= DSCP_ONE_WAY_PACKETS &&
           direction->seen == DSCP_BIT(DSCP_DEFAULT) &&
           reverse->n_media_marked > reverse->n_unmarked;
}

bool dscp_rtcp_differs(const struct dscp_direction *direction)
{
    return direction->seen != 0 && direction->rtcp_seen != 0 &&
           (direction->seen & direction->rtcp_seen) == 0;
}

uint8_t dscp_direction_main(const struct dscp_direction *direction)
{
    unsigned best = 0;

    for (unsigned i = 1; i < DSCP_COUNTED; i++)
        if (direction->counts[i] > direction->counts[best] ||
            (direction->counts[i] == direction->counts[best] &&
             direction->dscps[i] < direction->dscps[best]))
            best = i;
    return direction->dscps[best];
}

/* Whether policy-based QoS or the network replaced the scheduler's code points
 * with today's. */
static bool is_rewrite(uint8_t from, uint8_t to)
{
    return (from == DSCP_OCS_AUDIO && to == DSCP_LYNC_AUDIO) ||
           (from == DSCP_OCS_VIDEO && to == DSCP_LYNC_VIDEO);
}

const char *dscp_change_hint(uint8_t from, uint8_t to, uint64_t n_before)
{
    if (to == DSCP_DEFAULT) {
        return "The marking is lost: compare with a capture at the sender; "
               "when it still marks there, a hop on the path (or a new path) "
               "resets the field, otherwise its QoS policy stopped matching "
               "(program, port range, network location).";
    }
    if (from == DSCP_DEFAULT && n_before <= LATE_START_PACKETS) {
        return "The sender's QoS flow was set up after its first packets; "
               "nothing to change unless it stays unmarked for long.";
    }
    if (from == DSCP_DEFAULT) {
        return "Marking began in mid-stream: a QoS policy was applied on the "
               "sender, or the path changed to one that marks.";
    }
    if (is_rewrite(from, to)) {
        return "The QoS scheduler's code point became that of policy-based "
               "QoS: a policy took effect on the sender, or a switch or "
               "router re-marks on the way.";
    }
    return "A switch or router on the way re-marks (trust and policing "
           "policy, new path), or the sender's QoS policy changed.";
}

void dscp_set_append(GString *text, uint64_t set, const char *separator)
{
    for (uint8_t dscp = 0; dscp < N_DSCP; dscp++)
        if (dscp_set_has(set, dscp))
            g_string_append_printf(text, "%s%u", text->len > 0 ? separator : "",
                                   dscp);
}
