/* Tells from retransmissions of SIP over UDP whether a message was answered.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "sip_repeat.h"

#include <glib.h>

#include "chance.h"

#define MS INT64_C(1000000)

/* Times of the copies after the first, with T1 = 500 ms and T2 = 4 s. Each
 * interval is twice the one before, and except for INVITE at most T2. */
static const int64_t doubling_ns[] = {500 * MS,  1500 * MS,  3500 * MS,
                                      7500 * MS, 15500 * MS, 31500 * MS};
static const int64_t limited_ns[] = {
    500 * MS,   1500 * MS,  3500 * MS,  7500 * MS,  11500 * MS,
    15500 * MS, 19500 * MS, 23500 * MS, 27500 * MS, 31500 * MS};

struct schedule {
    const int64_t *times_ns;
    unsigned n;
};

static struct schedule schedule_of(enum sip_waiting waiting)
{
    if (waiting == SIP_WAITING_INVITE)
        return (struct schedule){doubling_ns, G_N_ELEMENTS(doubling_ns)};
    return (struct schedule){limited_ns, G_N_ELEMENTS(limited_ns)};
}

/* Number of copies due up to AFTER_NS after the first, which is not counted. */
static unsigned due_by(const struct schedule *schedule, int64_t after_ns)
{
    unsigned n = 0;

    while (n < schedule->n && schedule->times_ns[n] <= after_ns)
        n++;
    return n;
}

/* Number of copies due up to the last one captured. */
static unsigned due_until_last(const struct schedule *schedule,
                               const struct sip_repeats *repeats)
{
    return due_by(schedule, repeats->last_ns - repeats->first_ns +
                                SIP_REPEAT_TOLERANCE_NS);
}

/* Number of copies due after the last one captured. */
static unsigned due_after_last(const struct sip_repeats *repeats)
{
    struct schedule schedule = schedule_of(repeats->waiting);
    unsigned n_due =
        due_by(&schedule, repeats->seen_until_ns - repeats->first_ns -
                              SIP_REPEAT_TOLERANCE_NS);
    unsigned n_sent = due_until_last(&schedule, repeats);

    if (repeats->reliable || n_due < n_sent)
        return 0;
    return n_due - n_sent;
}

static bool went_to_the_end(const struct sip_repeats *repeats)
{
    struct schedule schedule = schedule_of(repeats->waiting);

    return repeats->seen_until_ns - repeats->first_ns >= SIP_REPEAT_END_NS &&
           due_until_last(&schedule, repeats) + 1 >= schedule.n;
}

enum sip_answered sip_repeat_read(const struct sip_repeats *repeats)
{
    if (repeats->reliable)
        return SIP_ANSWER_UNKNOWN;
    if (went_to_the_end(repeats))
        return SIP_UNANSWERED;
    if (chance_is_nil(chance_all_missed(repeats->p, due_after_last(repeats))))
        return SIP_ANSWERED;
    return SIP_ANSWER_UNKNOWN;
}
