/* Whether an endpoint that sends RTP sends RTCP too.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "rtcp_presence.h"

/* Whether RTP flows at TIME_NS. */
static bool is_flowing(const struct rtcp_presence *presence, int64_t time_ns)
{
    return presence->rtp_seen &&
           time_ns - presence->last_rtp_ns <= RTCP_PRESENCE_IDLE_NS;
}

static void note_rtp(struct rtcp_presence *presence, int64_t time_ns)
{
    if (!presence->rtp_seen) {
        presence->rtp_seen = true;
        presence->first_rtp_ns = time_ns;
        presence->last_rtp_ns = time_ns;
    }
    if (time_ns > presence->last_rtp_ns)
        presence->last_rtp_ns = time_ns;
}

enum rtcp_presence_change rtcp_presence_on_rtp(struct rtcp_presence *presence,
                                               int64_t time_ns,
                                               int64_t limit_ns)
{
    if (!is_flowing(presence, time_ns))
        presence->silent_since_ns = time_ns;
    note_rtp(presence, time_ns);
    if (time_ns - presence->silent_since_ns <= limit_ns || presence->absent)
        return RTCP_PRESENCE_SAME;
    presence->absent = true;
    presence->absent_since_ns = presence->silent_since_ns;
    return presence->rtcp_seen ? RTCP_PRESENCE_STOPPED : RTCP_PRESENCE_NEVER;
}

enum rtcp_presence_change rtcp_presence_on_rtcp(struct rtcp_presence *presence,
                                                int64_t time_ns)
{
    bool was_absent = presence->absent;

    if (!presence->rtcp_seen || time_ns > presence->last_rtcp_ns)
        presence->last_rtcp_ns = time_ns;
    presence->rtcp_seen = true;
    if (time_ns > presence->silent_since_ns)
        presence->silent_since_ns = time_ns;
    presence->absent = false;
    if (!was_absent)
        return RTCP_PRESENCE_SAME;
    presence->last_gap_ns = time_ns - presence->absent_since_ns;
    return RTCP_PRESENCE_RESUMED;
}

void rtcp_presence_on_excused_rtp(struct rtcp_presence *presence,
                                  int64_t time_ns)
{
    note_rtp(presence, time_ns);
    presence->silent_since_ns = time_ns;
    presence->absent = false;
}

void rtcp_presence_restart(struct rtcp_presence *presence, int64_t time_ns)
{
    presence->silent_since_ns = time_ns;
}

int64_t rtcp_presence_silence_ns(const struct rtcp_presence *presence,
                                 int64_t time_ns)
{
    bool is_silent =
        is_flowing(presence, time_ns) && time_ns > presence->silent_since_ns;

    return is_silent ? time_ns - presence->silent_since_ns : 0;
}

int64_t rtcp_presence_stopped_after_ns(const struct rtcp_presence *presence)
{
    int64_t after_ns = presence->last_rtcp_ns - presence->first_rtp_ns;

    return after_ns > 0 ? after_ns : 0;
}
