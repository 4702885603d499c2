/* Causes other than a user that may have ended a call.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "call_doubt.h"

#include "evidence.h"
#include "media_limits.h"

/* RFC 4028 4: the shortest interval is 90 s. It is refreshed after half of
 * that, when the refresh can fail; one second less for clocks. */
#define TIMER_LEAST_NS (44 * NS_PER_S)

/* An unseen failure of a refresh counts as possible only if the chance that the
 * capture missed it is at least this. */
#define MISSED_LEAST 0.01

/* RFC 3261 13.3.1.4: the 2xx is repeated for 64*T1, in the end every T2. Timers
 * of servers run a little early or late. */
#define ACK_LEAST_NS  (30 * NS_PER_S)
#define ACK_MOST_NS   (37 * NS_PER_S)
#define ACK_REPEAT_NS (4 * NS_PER_S)

/* Media seen this shortly before a BYE had not stopped. */
#define MEDIA_FLOWS_NS (5 * NS_PER_S)

static bool seen(struct call_point point)
{
    return point.frame != 0;
}

/* The longest time that the call can have been up at its BYE. */
static int64_t up_at_most_ns(const struct call_facts *facts)
{
    if (!seen(facts->invite))
        return CAPTURE_TIME_MAX_NS; /* below a limit that is off */
    return facts->bye.time_ns - (seen(facts->answer) ? facts->answer.time_ns
                                                     : facts->invite.time_ns);
}

/* Whether the capture holds all SDP that may set up media. */
static bool has_all_sdp(const struct call_facts *facts)
{
    return seen(facts->invite) && seen(facts->answer) && !facts->cut;
}

static bool is_media_in_doubt(const struct watched_call *kept,
                              const struct call_facts *facts)
{
    enum side other =
        facts->bye_by < SIDE_UNKNOWN ? side_other(facts->bye_by) : SIDE_UNKNOWN;

    if (kept->end.timeout_unproved)
        return true;
    if (other < SIDE_UNKNOWN && facts->bye_reason.kind == CALL_REASON_FAILURE &&
        kept->end.silent_ns[other] >= MEDIA_FLOWS_NS)
        return true;
    return !kept->end.judged && !has_all_sdp(facts) &&
           up_at_most_ns(facts) >= media_limit_least_ns(facts->media_limit_ns);
}

/* Whether the side that hangs up does not support session timers. */
static bool is_timerless(const struct call_facts *facts)
{
    return facts->bye_by < SIDE_UNKNOWN && facts->support_told[facts->bye_by] &&
           !facts->timer_supported[facts->bye_by];
}

static bool is_timer_in_doubt(const struct call_facts *facts)
{
    if (is_timerless(facts))
        return false;
    if (facts->timer_seen)
        return facts->missed >= MISSED_LEAST &&
               facts->bye.time_ns - facts->refresh.time_ns >=
                   facts->interval_s * NS_PER_S / 2 - NS_PER_S;
    if (seen(facts->answer) && !facts->cut)
        return false; /* the answer set none */
    return up_at_most_ns(facts) >= TIMER_LEAST_NS;
}

/* Whether the capture would show more copies of the 2xx before the BYE than it
 * does. */
static bool would_show_repeats(const struct analysis *analysis,
                               const struct call_facts *facts)
{
    int64_t since_ns = facts->bye.time_ns - ACK_LEAST_NS;
    struct evidence_question question = {
        .from = facts->parties[facts->bye_by],
        .to = facts->parties[side_other(facts->bye_by)],
        .until_ns = facts->bye.time_ns,
        .contents = true,
        .p_assumed = CHANCE_LACKING_MIN,
    };

    if (seen(facts->answer_repeat))
        since_ns = MAX(since_ns, facts->answer_repeat.time_ns);
    question.since_ns = since_ns;
    question.k = (uint64_t)((facts->bye.time_ns - since_ns) / ACK_REPEAT_NS);

    return evidence_absent(&analysis->model, &question).answer ==
           EVIDENCE_NOT_THERE;
}

/* Whether the side that hangs up may be the one that sent the 2xx. */
static bool may_be_called(const struct call_facts *facts)
{
    return facts->bye_by == SIDE_B ||
           (facts->bye_by == SIDE_A && !seen(facts->invite) &&
            !seen(facts->answer));
}

static bool is_ack_in_doubt(const struct analysis *analysis,
                            const struct call_facts *facts)
{
    if (!may_be_called(facts) ||
        (seen(facts->invite) &&
         facts->bye.time_ns - facts->invite.time_ns < ACK_LEAST_NS) ||
        (seen(facts->answer) &&
         facts->bye.time_ns - facts->answer.time_ns > ACK_MOST_NS))
        return false;
    return !would_show_repeats(analysis, facts);
}

void call_doubt(const struct analysis *analysis,
                const struct watched_call *kept, struct call_facts *facts)
{
    bool open = facts->bye_time_open;

    if (!seen(facts->bye))
        return;
    facts->media_unjudged = open || is_media_in_doubt(kept, facts);
    facts->timer_unjudged = open || is_timer_in_doubt(facts);
    facts->ack_unjudged = open || is_ack_in_doubt(analysis, facts);
}
