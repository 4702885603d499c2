/* What the two ends of a trunk do, over all calls.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "trunk_profile.h"

#include "media_limits.h"

/* What the servers check, whatever the preferences say. */
#define OUTLIVED_NS (MEDIA_LIMIT_DEFAULT_S * NS_PER_S + MEDIA_LIMIT_LATE_NS)

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

/* What CALL shows of the host whose index in it is INDEX. */
static struct trunk_end end_of(const struct trunk_call *call, unsigned index)
{
    const struct trunk_end_facts *facts = &call->ends[index];
    struct trunk_end end = {
        .host = call->hosts[index],
        .microsoft = facts->microsoft,
        .generation = facts->generation,
    };

    for (int trait = 0; trait < N_TRUNK_TRAITS; trait++) {
        enum trunk_answer told = trunk_trait_of(facts, trait);

        end.traits[trait].n_for = told == TRUNK_ANSWER_YES;
        end.traits[trait].n_against = told == TRUNK_ANSWER_NO;
    }
    note_outcome(&end, call, index);
    return end;
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

bool trunk_profile_add(struct trunk_profile *profile,
                       const struct trunk_call *call)
{
    const struct trunk_profile one = {1, {end_of(call, 0), end_of(call, 1)}};

    return call->hosts[0].family != 0 && call->hosts[1].family != 0 &&
           !endpoint_same_address(&call->hosts[0], &call->hosts[1]) &&
           trunk_profile_merge(profile, &one);
}

unsigned trunk_profile_server(const struct trunk_profile *profile)
{
    if (profile->ends[0].microsoft == profile->ends[1].microsoft)
        return N_TRUNK_ENDS;
    return profile->ends[0].microsoft ? 0 : 1;
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
