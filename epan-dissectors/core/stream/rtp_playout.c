/* What the arrival times of an RTP stream mean for its receiver.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "rtp_playout.h"

#include <glib.h>

#include "seconds.h"

static void buffer_restart(struct rtp_playout *playout,
                           const struct rtp_playout_packet *packet)
{
    playout->span_ns = packet->time_ns;
    playout->least_ns = packet->transit_ns;
    playout->least_before_ns = packet->transit_ns;
}

static void buffer_add(struct rtp_playout *playout,
                       const struct rtp_playout_packet *packet,
                       int64_t buffer_ns)
{
    if (packet->time_ns - playout->span_ns >= RTP_PLAYOUT_SPAN_NS) {
        playout->least_before_ns = playout->least_ns;
        playout->least_ns = packet->transit_ns;
        playout->span_ns = packet->time_ns;
    }
    playout->least_ns = MIN(playout->least_ns, packet->transit_ns);
    playout->n_discarded +=
        packet->transit_ns - MIN(playout->least_ns, playout->least_before_ns) >
        buffer_ns;
}

/* How long the sender was silent before PACKET, N ahead of the highest. */
static int64_t silence_ns(const struct rtp_playout *playout,
                          const struct rtp_playout_packet *packet, int16_t n)
{
    int64_t units = (int32_t)(packet->timestamp - playout->timestamp) -
                    (int64_t)n * playout->packet_units;

    if (!packet->may_pause || packet->late || n < 1)
        return 0;
    if (n == 1 && packet->marker && !playout->marker)
        return INT64_MAX;
    if (playout->packet_units == 0 || units * 2 < playout->packet_units)
        return 0;
    return units * NS_PER_S / packet->clock_rate_hz;
}

static void gap_add(struct rtp_playout *playout,
                    const struct rtp_playout_packet *packet, int16_t n)
{
    int64_t pause_ns = silence_ns(playout, packet, n);
    int64_t elapsed_ns = packet->time_ns - playout->time_ns;

    if (elapsed_ns > pause_ns)
        playout->gap_ns = MAX(playout->gap_ns, elapsed_ns - pause_ns);
}

static uint32_t packet_ns(uint32_t units, uint32_t clock_rate_hz)
{
    int64_t ns = units * NS_PER_S / clock_rate_hz;

    return ns <= UINT32_MAX ? (uint32_t)ns : 0;
}

/* PACKET has the highest number so far, N more than the one before. */
static void advance(struct rtp_playout *playout,
                    const struct rtp_playout_packet *packet, int16_t n)
{
    uint32_t units = packet->timestamp - playout->timestamp;

    if (n == 1 && units > 0) {
        if (units == playout->latest_units && units != playout->packet_units) {
            playout->packet_units = units;
            playout->packet_ns = packet_ns(units, packet->clock_rate_hz);
        }
        playout->latest_units = units;
    }
    playout->max_seq = packet->seq;
    playout->timestamp = packet->timestamp;
    playout->marker = packet->marker;
}

void rtp_playout_add(struct rtp_playout *playout,
                     const struct rtp_playout_packet *packet, int64_t buffer_ns)
{
    int16_t n = (int16_t)(uint16_t)(packet->seq - playout->max_seq);

    if (!playout->started || packet->restarts) {
        buffer_restart(playout, packet);
    } else {
        buffer_add(playout, packet, buffer_ns);
        gap_add(playout, packet, n);
    }
    if (packet->late) {
        playout->n_late++;
        playout->late_most =
            MAX(playout->late_most, (uint16_t)(playout->max_seq - packet->seq));
    } else {
        advance(playout, packet, n);
    }
    playout->started = true;
    playout->time_ns = packet->time_ns;
}
