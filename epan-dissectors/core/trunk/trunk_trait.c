/* What an end of a trunk does or does not do.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "trunk_trait.h"

#include "dscp_marks.h"
#include "media_limits.h"

/* What the servers check, whatever the preferences say. */
#define CHECK_NS    (MEDIA_LIMIT_DEFAULT_S * NS_PER_S)
#define SILENT_NS   media_limit_least_ns(CHECK_NS)
#define OUTLIVED_NS (CHECK_NS + MEDIA_LIMIT_LATE_NS)

static enum trunk_answer answer(bool yes, bool no)
{
    if (yes)
        return TRUNK_ANSWER_YES;
    return no ? TRUNK_ANSWER_NO : TRUNK_ANSWER_NONE;
}

enum trunk_answer trunk_trait_of(const struct trunk_end_facts *facts,
                                 enum trunk_trait trait)
{
    switch (trait) {
    case TRUNK_RTCP:
        return answer(facts->rtcp_seen,
                      facts->rtp_ns > CHECK_NS && !facts->rtcp_declined);
    case TRUNK_RTCP_ON_HOLD:
        return answer(facts->rtcp_on_hold,
                      facts->held_ns > CHECK_NS && !facts->rtcp_declined);
    case TRUNK_MEDIA:
        return answer(facts->up_ns > CHECK_NS && facts->silent_ns < SILENT_NS,
                      facts->silent_ns >= SILENT_NS);
    case TRUNK_TIMER_OFFERED:
        return answer(facts->timer_asked, facts->request_seen);
    case TRUNK_TIMER_ACCEPTED:
        return answer(facts->timer_granted, facts->timer_requested);
    case TRUNK_TIMER_REFRESHED:
        return answer(facts->refreshed, facts->refresh_due);
    case TRUNK_MARKED:
        return answer(facts->n_marked >= DSCP_ONE_WAY_PACKETS &&
                          facts->n_marked > facts->n_unmarked,
                      facts->n_unmarked >= DSCP_ONE_WAY_PACKETS &&
                          facts->n_unmarked > facts->n_marked);
    case N_TRUNK_TRAITS:
        break;
    }
    return TRUNK_ANSWER_NONE;
}

bool trunk_outlived_rtcp(const struct trunk_end_facts *facts)
{
    return trunk_trait_of(facts, TRUNK_RTCP) == TRUNK_ANSWER_NO &&
           facts->rtp_ns > OUTLIVED_NS;
}

/* clang-format off */
static const struct trait_row {
    const char *text;
    const char *name;
} trait_rows[N_TRUNK_TRAITS] = {
    [TRUNK_RTCP] = {"sends RTCP with its RTP", "rtcp"},
    [TRUNK_RTCP_ON_HOLD] = {"sends RTCP on hold", "rtcp_on_hold"},
    [TRUNK_MEDIA] = {"always sends RTP or RTCP", "media"},
    [TRUNK_TIMER_OFFERED] = {"asks for session timers", "timer_offered"},
    [TRUNK_TIMER_ACCEPTED] = {"grants session timers", "timer_accepted"},
    [TRUNK_TIMER_REFRESHED] = {"refreshes sessions", "timer_refreshed"},
    [TRUNK_MARKED] = {"marks its RTP", "marked"},
};
/* clang-format on */

const char *trunk_trait_text(enum trunk_trait trait)
{
    return (unsigned)trait < N_TRUNK_TRAITS ? trait_rows[trait].text : "";
}

const char *trunk_trait_name(enum trunk_trait trait)
{
    return (unsigned)trait < N_TRUNK_TRAITS ? trait_rows[trait].name : NULL;
}
