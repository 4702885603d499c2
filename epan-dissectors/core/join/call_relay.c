/* What a B2BUA passes on.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "call_relay.h"

#include <string.h>

/* Whether what comes as FIRST leaves the host that it comes to as SECOND. */
static bool goes_on(const struct call_leg_rtp *first,
                    const struct call_leg_rtp *second)
{
    return first->ssrc == second->ssrc &&
           endpoint_same_address(&first->to, &second->from) &&
           !endpoint_equal(&first->from, &second->from);
}

bool call_relay_is_rtp(const struct call_leg *a, const struct call_leg *b)
{
    for (unsigned i = 0; i < a->n_rtp; i++)
        for (unsigned j = 0; j < b->n_rtp; j++)
            if (goes_on(&a->rtp[i], &b->rtp[j]) ||
                goes_on(&b->rtp[j], &a->rtp[i]))
                return true;
    return false;
}

static bool is_prompt(int64_t a_ns, int64_t b_ns)
{
    return a_ns - b_ns <= CALL_RELAY_PROMPT_NS &&
           b_ns - a_ns <= CALL_RELAY_PROMPT_NS;
}

static bool is_whole(const struct sip_number *number)
{
    return strlen(number->digits) >= SIP_NUMBER_DIGITS_MIN;
}

bool call_relay_is_caller(const struct call_leg *a, const struct call_leg *b)
{
    return a->start_seen && b->start_seen && a->caller != 0 &&
           a->caller == b->caller && is_prompt(a->begin_ns, b->begin_ns) &&
           is_prompt(a->end_ns, b->end_ns) &&
           !(is_whole(&a->numbers[SIDE_B]) && is_whole(&b->numbers[SIDE_B]));
}
