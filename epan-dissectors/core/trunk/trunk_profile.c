/* What the two ends of a trunk do, over all calls.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "trunk_profile.h"

#include "dscp_marks.h"
#include "media_limits.h"
#include "media_timeout.h"
#include "call_verdict.h"
#include "product.h"

/* What the servers check, whatever the preferences say. */
#define CHECK_NS    (MEDIA_LIMIT_DEFAULT_S * NS_PER_S)
#define OUTLIVED_NS (CHECK_NS + MEDIA_TIMEOUT_BYE_NS)

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
        return answer(facts->up_ns > CHECK_NS && facts->silent_ns <= CHECK_NS,
                      facts->silent_ns > CHECK_NS);
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

/* Notes the call's outcome for END, whose index in the call is INDEX. */
static void note_outcome(struct trunk_end *end, const struct trunk_call *call,
                         unsigned index)
{
    const struct trunk_end_facts *facts = &call->ends[index];

    end->n_rtcp_outlived += trunk_outlived_rtcp(facts);
    if (trunk_trait_of(facts, TRUNK_RTCP_ON_HOLD) == TRUNK_ANSWER_NO &&
        facts->held_ns > OUTLIVED_NS)
        end->n_hold_outlived++;
    if (facts->silent_ns > OUTLIVED_NS)
        end->n_media_outlived++;
    if (call->verdict == CALL_VERDICT_MEDIA_TIMEOUT &&
        call->ended_by == 1 - index)
        end->n_media_lost++;
    if (call->verdict == CALL_VERDICT_SESSION_EXPIRED &&
        call->ended_by == index && facts->refresh_due && !facts->refreshed)
        end->n_expired++;
}

static void add_end(struct trunk_end *end, const struct trunk_call *call,
                    unsigned index)
{
    const struct trunk_end_facts *facts = &call->ends[index];

    end->microsoft = end->microsoft || facts->microsoft;
    if (facts->generation != PRODUCT_GENERATION_UNKNOWN)
        end->generation = facts->generation;
    for (int trait = 0; trait < N_TRUNK_TRAITS; trait++) {
        enum trunk_answer told = trunk_trait_of(facts, trait);

        end->traits[trait].n_for += told == TRUNK_ANSWER_YES;
        end->traits[trait].n_against += told == TRUNK_ANSWER_NO;
    }
    note_outcome(end, call, index);
}

bool trunk_profile_add(struct trunk_profile *profile,
                       const struct trunk_call *call)
{
    unsigned first = 0; /* index in the call of the profile's first end */

    if (call->hosts[0].family == 0 || call->hosts[1].family == 0 ||
        endpoint_same_address(&call->hosts[0], &call->hosts[1]))
        return false;
    if (profile->n_calls == 0) {
        profile->ends[0].host = call->hosts[0];
        profile->ends[1].host = call->hosts[1];
    }
    if (!endpoint_same_address(&profile->ends[0].host, &call->hosts[0]))
        first = 1;
    if (!endpoint_same_address(&profile->ends[0].host, &call->hosts[first]) ||
        !endpoint_same_address(&profile->ends[1].host, &call->hosts[1 - first]))
        return false;
    profile->n_calls++;
    add_end(&profile->ends[0], call, first);
    add_end(&profile->ends[1], call, 1 - first);
    return true;
}

static void merge_end(struct trunk_end *end, const struct trunk_end *other)
{
    end->microsoft = end->microsoft || other->microsoft;
    if (other->generation != PRODUCT_GENERATION_UNKNOWN)
        end->generation = other->generation;
    for (int trait = 0; trait < N_TRUNK_TRAITS; trait++) {
        end->traits[trait].n_for += other->traits[trait].n_for;
        end->traits[trait].n_against += other->traits[trait].n_against;
    }
    end->n_rtcp_outlived += other->n_rtcp_outlived;
    end->n_hold_outlived += other->n_hold_outlived;
    end->n_media_outlived += other->n_media_outlived;
    end->n_media_lost += other->n_media_lost;
    end->n_expired += other->n_expired;
}

bool trunk_profile_merge(struct trunk_profile *profile,
                         const struct trunk_profile *other)
{
    unsigned first = 0; /* index in OTHER of the profile's first end */

    if (other->n_calls == 0)
        return false;
    if (profile->n_calls == 0) {
        *profile = *other;
        return true;
    }
    if (!endpoint_same_address(&profile->ends[0].host, &other->ends[0].host))
        first = 1;
    if (!endpoint_same_address(&profile->ends[0].host,
                               &other->ends[first].host) ||
        !endpoint_same_address(&profile->ends[1].host,
                               &other->ends[1 - first].host))
        return false;
    profile->n_calls += other->n_calls;
    merge_end(&profile->ends[0], &other->ends[first]);
    merge_end(&profile->ends[1], &other->ends[1 - first]);
    return true;
}

unsigned trunk_profile_server(const struct trunk_profile *profile)
{
    if (profile->ends[0].microsoft == profile->ends[1].microsoft)
        return N_TRUNK_ENDS;
    return profile->ends[0].microsoft ? 0 : 1;
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

const char *trunk_generation_name(enum product_generation generation)
{
    static const char *const names[N_PRODUCT_GENERATIONS] = {
        [PRODUCT_GENERATION_OCS_2007_R2] = "ocs-2007-r2",
        [PRODUCT_GENERATION_LYNC] = "lync",
    };

    return (unsigned)generation < N_PRODUCT_GENERATIONS ? names[generation]
                                                        : NULL;
}
