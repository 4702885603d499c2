/* Whether RTCP that a capture lacks was really not sent.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "media_absence.h"

#include "rtcp_presence.h"

int64_t media_absence_proved_ns(const struct media_limits *limits,
                                const struct media_session_side sides[N_SIDES],
                                enum side side, int64_t silence_ns,
                                int64_t time_ns)
{
    const struct media_absence absence = {
        .from = sides[side].endpoint,
        .to = sides[side_other(side)].endpoint,
        .since_ns = time_ns - silence_ns,
        .until_ns = time_ns,
        .gap_ns = RTCP_INTERVAL_MAX_NS,
    };
    struct media_proof proof = media_witness_examine(limits->witness, &absence);

    return proof.proved ? proof.least_ns : 0;
}

int64_t media_absence_limit_ns(const struct media_limits *limits,
                               struct media_session_side sides[N_SIDES],
                               enum side side, int64_t time_ns)
{
    struct media_session_side *sender = &sides[side];
    int64_t limit_ns = limits->rtcp_absence_ns;
    int64_t silence_ns = time_ns - sender->presence.silent_since_ns;

    if (silence_ns <= limit_ns || sender->presence.absent)
        return limit_ns;
    if (time_ns < sender->unproved_until_ns)
        return INT64_MAX;
    if (media_absence_proved_ns(limits, sides, side, silence_ns, time_ns) >
        limit_ns)
        return limit_ns;
    sender->unproved_until_ns =
        time_ns + RTCP_INTERVAL_MAX_NS - silence_ns % RTCP_INTERVAL_MAX_NS;
    return INT64_MAX;
}
