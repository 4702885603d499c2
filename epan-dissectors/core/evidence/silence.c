/* Classifies a silence of an RTP stream.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "silence.h"

#include <glib.h>

bool silence_clock_ran(int64_t d_ns, int64_t timestamp_ns)
{
    int64_t tolerance_ns =
        MAX(d_ns / SILENCE_CLOCK_FRACTION, SILENCE_CLOCK_TOLERANCE_NS);

    return timestamp_ns >= d_ns - tolerance_ns &&
           timestamp_ns <= d_ns + tolerance_ns;
}

bool silence_is_small(int64_t d_ns, int64_t time_ns)
{
    return time_ns >= 0 && time_ns <= d_ns / SILENCE_SMALL_FRACTION;
}

bool silence_was_sent(int64_t d_ns, uint32_t n_packets, int64_t packet_time_ns)
{
    /* double, because int64_t could overflow. */
    double sent_ns = (double)n_packets * (double)packet_time_ns;

    return packet_time_ns > 0 && d_ns > 0 &&
           sent_ns * SILENCE_SENT_DENOMINATOR >=
               (double)d_ns * SILENCE_SENT_NUMERATOR &&
           sent_ns * SILENCE_SENT_NUMERATOR <=
               (double)d_ns * SILENCE_SENT_DENOMINATOR;
}

/* Rule 5: the sender continued where it had stopped. */
static enum silence read_stood(const struct silence_facts *facts)
{
    if (facts->others_on)
        return SILENCE_CLOCK_STEPPED;
    return facts->seq_step == 1 ? SILENCE_PAUSED : SILENCE_UNKNOWN;
}

static bool packets_are_few(const struct silence_facts *facts)
{
    return facts->seq_step == 1 ||
           (facts->packet_time_ns > 0 &&
            facts->seq_step <=
                facts->d_ns / SILENCE_SMALL_FRACTION / facts->packet_time_ns);
}

/* Rules 3 and 4: the time passed for the sender. */
static enum silence read_ran(const struct silence_facts *facts)
{
    if (facts->seq_step == 1)
        return SILENCE_DESIGNED;
    if (!silence_was_sent(facts->d_ns, facts->seq_step, facts->packet_time_ns))
        return SILENCE_UNKNOWN;
    return facts->all_dark ? SILENCE_CAPTURE_STOPPED : SILENCE_LOST_OR_MISSED;
}

enum silence silence_read(const struct silence_facts *facts)
{
    if (facts->d_ns < 0)
        return SILENCE_CLOCK_STEPPED;
    if (facts->d_ns == 0 || facts->seq_step == 0)
        return SILENCE_UNKNOWN;
    if (silence_clock_ran(facts->d_ns, facts->timestamp_ns))
        return read_ran(facts);
    return silence_is_small(facts->d_ns, facts->timestamp_ns) &&
                   packets_are_few(facts)
               ? read_stood(facts)
               : SILENCE_UNKNOWN;
}
