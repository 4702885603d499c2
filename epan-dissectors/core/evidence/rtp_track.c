/* The sequence numbers and timestamps of one RTP stream at one interface.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "rtp_track.h"

#include <glib.h>

#include "seconds.h"
#include "silence.h"

#define RHYTHM_PACKETS_MAX 4096 /* then the sums are halved */

/* After a gap this long the sequence number may have wrapped. */
#define WRAP_NS (10 * NS_PER_S)

/* Converts TICKS of the RTP clock to ns by the rhythm; D_NS while that is not
 * known. */
static int64_t ticks_ns(const struct rtp_track *track, int32_t ticks,
                        int64_t d_ns)
{
    if (track->packet_time_ns == 0 || track->rhythm_ticks == 0)
        return d_ns;
    return (int64_t)((double)ticks * (double)track->rhythm_ns /
                     (double)track->rhythm_ticks);
}

static bool is_pause(const struct rtp_track *track, int64_t d_ns)
{
    return d_ns < 0 || d_ns >= WRAP_NS ||
           (track->packet_time_ns > 0 &&
            d_ns > RTP_TRACK_PAUSE * track->packet_time_ns);
}

/* Adds to the rhythm a packet that came D_NS and TICKS after the one before. */
static void learn(struct rtp_track *track, int64_t d_ns, uint32_t ticks)
{
    track->n_rhythm++;
    track->rhythm_ns += (uint64_t)d_ns;
    track->rhythm_ticks += ticks;
    if (track->n_rhythm % RTP_TRACK_STEADY != 0)
        return;
    track->packet_time_ns = (int64_t)(track->rhythm_ns / track->n_rhythm);
    if (track->n_rhythm < RHYTHM_PACKETS_MAX)
        return;
    track->n_rhythm /= 2;
    track->rhythm_ns /= 2;
    track->rhythm_ticks /= 2;
}

/* Returns how many packets the stream advanced when its sequence number
 * advanced by DISTANCE modulo 2^16 in D_NS: after a long gap, the count closest
 * to what the packet time gives. */
static int64_t unwrap(const struct rtp_track *track, uint16_t distance,
                      int64_t d_ns, int64_t timestamp_ns)
{
    int64_t packet_time_ns = rtp_track_packet_time_ns(track);
    int64_t expected;

    if (packet_time_ns == 0 || d_ns < WRAP_NS ||
        !silence_clock_ran(d_ns, timestamp_ns))
        return (int16_t)distance;
    expected = d_ns / packet_time_ns;
    expected += (int16_t)(uint16_t)(distance - (uint64_t)expected);
    return expected > 0 && expected < UINT32_MAX ? expected : (int16_t)distance;
}

/* Whether the jump ahead of the sequence number in STEP is a gap, not a
 * restart. */
static bool is_gap(const struct rtp_track *track,
                   const struct rtp_track_step *step)
{
    return step->seq_step <= RTP_TRACK_MAX_DROPOUT ||
           (silence_clock_ran(step->d_ns, step->timestamp_ns) &&
            silence_was_sent(step->d_ns, step->seq_step,
                             rtp_track_packet_time_ns(track)));
}

static void move_on(struct rtp_track *track, uint16_t seq, uint32_t timestamp,
                    uint32_t frame, int64_t raw_ns, uint32_t seq_step)
{
    track->window =
        seq_step < RTP_TRACK_WINDOW ? track->window << seq_step | 1 : 1;
    track->max_seq = seq;
    track->timestamp = timestamp;
    track->frame = frame;
    track->raw_ns = raw_ns;
    track->restart_near = false;
    track->n_seen++;
}

static void restart(struct rtp_track *track, uint16_t seq, uint32_t timestamp,
                    uint32_t frame, int64_t raw_ns)
{
    track->started = true;
    move_on(track, seq, timestamp, frame, raw_ns, RTP_TRACK_WINDOW);
}

/* Processes a number in the window, BEHIND the highest: late or repeated. */
static enum rtp_track_verdict look_back(struct rtp_track *track,
                                        unsigned behind)
{
    uint64_t bit = UINT64_C(1) << behind;

    if (track->window & bit)
        return RTP_TRACK_REPEAT;
    track->window |= bit;
    track->n_seen++;
    return RTP_TRACK_LATE;
}

/* Processes a number outside the window and no gap. Two such numbers in order
 * are a restart (RFC 3550 A.1). */
static enum rtp_track_verdict look_elsewhere(struct rtp_track *track,
                                             uint16_t seq, uint32_t timestamp,
                                             uint32_t frame, int64_t raw_ns)
{
    if (track->restart_near && seq == track->restart_seq) {
        restart(track, seq, timestamp, frame, raw_ns);
        return RTP_TRACK_RESTART;
    }
    track->restart_near = true;
    track->restart_seq = (uint16_t)(seq + 1);
    return RTP_TRACK_REPEAT;
}

bool rtp_track_advance(struct rtp_track *track, uint16_t seq,
                       uint32_t timestamp, uint32_t frame, int64_t raw_ns,
                       int64_t d_ns)
{
    uint32_t ticks = timestamp - track->timestamp;

    if ((uint16_t)(seq - track->max_seq) != 1 || track->packet_time_ns == 0 ||
        d_ns < 0 || d_ns > RTP_TRACK_PAUSE * track->packet_time_ns ||
        d_ns >= WRAP_NS || ticks > INT32_MAX)
        return false;
    learn(track, d_ns, ticks);
    move_on(track, seq, timestamp, frame, raw_ns, 1);
    return true;
}

enum rtp_track_verdict rtp_track_update(struct rtp_track *track, uint16_t seq,
                                        uint32_t timestamp, uint32_t frame,
                                        int64_t raw_ns, int64_t d_ns,
                                        struct rtp_track_step *step)
{
    uint16_t distance = (uint16_t)(seq - track->max_seq);
    int32_t ticks = (int32_t)(timestamp - track->timestamp);
    int64_t moved;

    *step = (struct rtp_track_step){1, d_ns, d_ns};
    if (!track->started) {
        restart(track, seq, timestamp, frame, raw_ns);
        return RTP_TRACK_NEXT;
    }
    if (distance == 1 && ticks >= 0 && !is_pause(track, d_ns)) {
        learn(track, d_ns, (uint32_t)ticks);
        move_on(track, seq, timestamp, frame, raw_ns, 1);
        return RTP_TRACK_NEXT;
    }
    step->timestamp_ns = ticks_ns(track, ticks, d_ns);
    moved = unwrap(track, distance, d_ns, step->timestamp_ns);
    if (moved <= 0 && moved > -RTP_TRACK_WINDOW)
        return look_back(track, (unsigned)-moved);
    step->seq_step = moved > 0 ? (uint32_t)moved : 0;
    if (moved < 0 || !is_gap(track, step))
        return look_elsewhere(track, seq, timestamp, frame, raw_ns);
    move_on(track, seq, timestamp, frame, raw_ns, step->seq_step);
    return moved == 1 ? RTP_TRACK_NEXT : RTP_TRACK_GAP;
}

bool rtp_track_seen_until(const struct rtp_track *track, uint16_t seq,
                          uint64_t *n_seen)
{
    int16_t behind = (int16_t)(uint16_t)(track->max_seq - seq);
    uint64_t newer;

    if (!track->started || behind >= RTP_TRACK_WINDOW)
        return false;
    *n_seen = track->n_seen;
    if (behind <= 0)
        return true;
    newer = track->window & ((UINT64_C(1) << behind) - 1);
    for (; newer != 0; newer &= newer - 1)
        --*n_seen;
    return true;
}
