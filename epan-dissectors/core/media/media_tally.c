/* How long RTP flows between holds, and how long holds are silent.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "media_tally.h"

#include <glib.h>

#include "rtcp_presence.h"

/* How long RTP has flowed since the last hold, including the current flow. */
static int64_t stretch_ns(const struct media_tally_side *side)
{
    return side->flowing
               ? side->flowed_ns + side->last_rtp_ns - side->flow_since_ns
               : side->flowed_ns;
}

/* How long the hold has been silent at TIME_NS. */
static int64_t quiet_ns(const struct media_tally *tally, int64_t up_since_ns,
                        int64_t time_ns)
{
    int64_t since_ns = MAX(tally->quiet_since_ns, up_since_ns);

    return time_ns > since_ns ? time_ns - since_ns : 0;
}

static void note_quiet(struct media_tally *tally, int64_t up_since_ns,
                       int64_t time_ns)
{
    tally->longest_quiet_ns =
        MAX(tally->longest_quiet_ns, quiet_ns(tally, up_since_ns, time_ns));
    tally->quiet_since_ns = MAX(tally->quiet_since_ns, time_ns);
}

void media_tally_on_rtp(struct media_tally *tally, enum side side,
                        int64_t up_since_ns, int64_t time_ns)
{
    struct media_tally_side *sender = &tally->sides[side];

    if (tally->held) {
        note_quiet(tally, up_since_ns, time_ns);
        return;
    }
    if (!sender->flowing ||
        time_ns - sender->last_rtp_ns > RTCP_PRESENCE_IDLE_NS) {
        sender->flowed_ns = stretch_ns(sender);
        sender->flowing = true;
        sender->flow_since_ns = time_ns;
        sender->last_rtp_ns = time_ns;
    }
    if (time_ns > sender->last_rtp_ns)
        sender->last_rtp_ns = time_ns;
}

void media_tally_on_rtcp(struct media_tally *tally, enum side side,
                         int64_t time_ns)
{
    struct media_tally_side *sender = &tally->sides[side];

    if (!tally->held)
        sender->rtcp_seen = true;
    else if (time_ns - tally->held_since_ns > MEDIA_TALLY_SETTLES_NS)
        sender->rtcp_on_hold = true;
}

/* Ends the sum of flows at the start of a hold. */
static void stretch_end(struct media_tally_side *side)
{
    side->longest_ns = MAX(side->longest_ns, stretch_ns(side));
    side->flowed_ns = 0;
    side->flowing = false;
}

void media_tally_on_hold(struct media_tally *tally, bool held,
                         int64_t up_since_ns, int64_t time_ns)
{
    if (tally->held == held)
        return;
    tally->held = held;
    if (!held) {
        note_quiet(tally, up_since_ns, time_ns);
        return;
    }
    tally->held_since_ns = time_ns;
    tally->quiet_since_ns = time_ns;
    for (int side = 0; side < N_SIDES; side++)
        stretch_end(&tally->sides[side]);
}

int64_t media_tally_flow_ns(const struct media_tally *tally, enum side side,
                            int64_t end_ns)
{
    struct media_tally_side end = tally->sides[side];

    if (end.flowing && end_ns > end.last_rtp_ns &&
        end_ns - end.last_rtp_ns <= RTCP_PRESENCE_IDLE_NS)
        end.last_rtp_ns = end_ns;
    stretch_end(&end);
    return end.longest_ns;
}

int64_t media_tally_quiet_ns(const struct media_tally *tally,
                             int64_t up_since_ns, int64_t end_ns)
{
    if (!tally->held)
        return tally->longest_quiet_ns;
    return MAX(tally->longest_quiet_ns, quiet_ns(tally, up_since_ns, end_ns));
}
