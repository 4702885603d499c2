/* Detects Lync's mute.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "comfort_noise.h"

#define PT_CN_8000  13  /* RFC 3551 6 */
#define PT_CN_16000 118 /* OCS 2007 R2 and later, [MS-SDPEXT] 4 */

struct payload_type_set
comfort_noise_payload_types(const struct payload_type_set *named,
                            const struct payload_type_set *noise)
{
    struct payload_type_set set = {0};

    payload_type_set_add(&set, PT_CN_8000);
    payload_type_set_add(&set, PT_CN_16000);
    for (int i = 0; i < 2; i++)
        set.bits[i] = (set.bits[i] & ~named->bits[i]) | noise->bits[i];
    return set;
}

int64_t comfort_noise_mute_ns(const struct comfort_noise *state,
                              int64_t time_ns, int64_t limit_ns)
{
    int64_t silence_ns = time_ns - state->noise_ns;

    if (state->n_in_row != 1 || silence_ns <= limit_ns || !state->rtcp_seen ||
        state->rtcp_lost || time_ns - state->rtcp_ns > limit_ns)
        return 0;
    return silence_ns;
}

bool comfort_noise_on_rtp(struct comfort_noise *state, bool is_noise,
                          int64_t time_ns, int64_t limit_ns,
                          int64_t *silence_ns)
{
    if (!is_noise && state->n_in_row == 0)
        return false;
    *silence_ns = comfort_noise_mute_ns(state, time_ns, limit_ns);
    if (!is_noise)
        state->n_in_row = 0;
    else if (state->n_in_row < 2)
        state->n_in_row++;
    state->noise_ns = time_ns;
    state->rtcp_seen = false;
    state->rtcp_lost = false;
    return *silence_ns > 0;
}

void comfort_noise_on_rtcp(struct comfort_noise *state, int64_t time_ns,
                           int64_t limit_ns)
{
    int64_t heard_ns = state->rtcp_seen ? state->rtcp_ns : state->noise_ns;

    if (state->n_in_row != 1)
        return;
    if (time_ns - heard_ns > limit_ns)
        state->rtcp_lost = true;
    state->rtcp_seen = true;
    state->rtcp_ns = time_ns;
}
