/* Sequence numbers of one RTP stream. RFC 3550 A.1, A.3.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "rtp_seq.h"

#include <string.h>

#define MAX_MISORDER 100 /* packets, RFC 3550 A.1 */
#define RESTART_RUN  10  /* consecutive packets that prove a restart */
#define NEAR         8   /* packets: span of a candidate, in spite of loss */

/* Timestamps need not rise with the sequence number (B frames). In timestamp
 * units: one second of video, 11 s of narrow-band audio. */
#define TIMESTAMP_SLACK    90000
#define TIMESTAMP_SPAN_MAX INT32_MAX
/* In timestamp units: 46 s of video or 8 min of audio. A packet slightly ahead
 * in number but more than this in timestamp is not of this epoch. */
#define TIMESTAMP_LEAP (1 << 22)

#define BITS_PER_WORD 64

static uint64_t *seen_word(struct rtp_seq *state, uint16_t seq)
{
    return &state->seen[seq % RTP_SEQ_WINDOW / BITS_PER_WORD];
}

static uint64_t seen_bit(uint16_t seq)
{
    return UINT64_C(1) << (seq % BITS_PER_WORD);
}

static bool seen_test(const struct rtp_seq *state, uint16_t seq)
{
    return (state->seen[seq % RTP_SEQ_WINDOW / BITS_PER_WORD] &
            seen_bit(seq)) != 0;
}

/* Adds to BURSTS the missing numbers of the epoch that are from END (included)
 * to RTP_SEQ_WINDOW behind the highest, the oldest first. */
static void settle(const struct rtp_seq *state, struct rtp_bursts *bursts,
                   uint32_t end)
{
    uint32_t next = (uint32_t)state->past_expected + state->epoch_expected;

    for (uint32_t back = RTP_SEQ_WINDOW - 1; back + 1 > end; back--)
        if (back < state->epoch_expected &&
            !seen_test(state, (uint16_t)(state->max_seq - back)))
            rtp_bursts_on_lost(bursts, next - 1 - back);
}

/* Extends the timestamp range of the epoch to include TIMESTAMP. */
static void timestamp_cover(struct rtp_seq *state, uint32_t timestamp)
{
    int32_t ahead = (int32_t)(timestamp - state->timestamp_max);
    uint32_t room = TIMESTAMP_SPAN_MAX - state->timestamp_span;

    if (ahead <= 0)
        return;
    state->timestamp_max = timestamp;
    state->timestamp_span += (uint32_t)ahead < room ? (uint32_t)ahead : room;
}

/* Whether TIMESTAMP lies in the range of the epoch, extended by SLACK timestamp
 * units at both ends. */
static bool timestamp_in_epoch(const struct rtp_seq *state, uint32_t timestamp,
                               int32_t slack)
{
    int64_t ahead = (int32_t)(timestamp - state->timestamp_max);

    return ahead <= slack && -ahead <= (int64_t)state->timestamp_span + slack;
}

/* Whether a packet fits the previous epoch and by its timestamp not the current
 * one: a copy that arrives after the sender restarted. */
static bool past_explains(const struct rtp_seq *state, uint16_t seq,
                          uint32_t timestamp)
{
    const struct rtp_seq_past *past = &state->past;
    int32_t ahead = (int32_t)(timestamp - state->timestamp_max);
    int64_t past_ahead = (int32_t)(timestamp - past->timestamp_max);
    uint16_t past_back = past->max_seq - seq;

    if (state->n_restarts == 0 || past_back >= past->expected)
        return false;
    if (past_ahead > 0 || -past_ahead > (int64_t)past->timestamp_span)
        return false;
    if (ahead > 0 && (uint16_t)(seq - state->max_seq) < RTP_SEQ_MAX_DROPOUT)
        return ahead > TIMESTAMP_LEAP;
    return !timestamp_in_epoch(state, timestamp, 0);
}

static void epoch_begin(struct rtp_seq *state, uint16_t seq, uint32_t timestamp)
{
    memset(state->seen, 0, sizeof state->seen);
    *seen_word(state, seq) |= seen_bit(seq);
    state->max_seq = seq;
    state->timestamp_max = timestamp;
    state->timestamp_span = 0;
    state->epoch_expected = 1;
    state->epoch_received = 1;
    state->started = true;
    state->candidate.active = false;
}

/* Settles the numbers that are older than the window once the epoch advances by
 * DISTANCE. */
static void settle_old(struct rtp_seq *state, uint16_t distance)
{
    uint32_t next = (uint32_t)state->past_expected + state->epoch_expected;

    settle(state, &state->bursts,
           distance < RTP_SEQ_WINDOW ? RTP_SEQ_WINDOW - distance : 0);
    for (uint32_t i = 0; i + RTP_SEQ_WINDOW < distance; i++)
        rtp_bursts_on_lost(&state->bursts, next + i);
}

/* Advances by DISTANCE (at least 1); the numbers in between are missing so
 * far. */
static void epoch_move(struct rtp_seq *state, uint16_t seq, uint16_t distance)
{
    uint16_t skipped = distance - 1;

    settle_old(state, distance);
    if (skipped >= RTP_SEQ_WINDOW) {
        memset(state->seen, 0, sizeof state->seen);
        skipped = 0;
    }
    for (; skipped > 0; skipped--)
        *seen_word(state, seq - skipped) &= ~seen_bit(seq - skipped);
    *seen_word(state, seq) |= seen_bit(seq);
    state->max_seq = seq;
    state->epoch_expected += distance;
    state->epoch_received++;
    state->n_gaps += distance > 1;
    state->candidate.active = false;
}

/* Records the first arrival of a number BACK behind the highest. */
static void epoch_fill(struct rtp_seq *state, uint16_t seq, uint32_t back,
                       uint32_t timestamp)
{
    *seen_word(state, seq) |= seen_bit(seq);
    if (back >= state->epoch_expected) {
        state->epoch_expected = back + 1;
        state->timestamp_span += TIMESTAMP_SLACK;
        if (state->timestamp_span > TIMESTAMP_SPAN_MAX)
            state->timestamp_span = TIMESTAMP_SPAN_MAX;
    }
    timestamp_cover(state, timestamp);
    state->epoch_received++;
}

static void candidate_begin(struct rtp_seq_candidate *candidate, uint16_t seq,
                            uint32_t timestamp)
{
    *candidate = (struct rtp_seq_candidate){.active = true,
                                            .max_seq = seq,
                                            .expected = 1,
                                            .received = 1,
                                            .timestamp = timestamp,
                                            .seen = 1};
}

/* Adds SEQ, which is near the candidate's highest number. Returns false if the
 * candidate has it already. */
static bool candidate_add(struct rtp_seq_candidate *candidate, uint16_t seq,
                          int16_t distance, uint32_t timestamp)
{
    uint32_t back = (uint32_t)-distance;

    if (distance > 0) {
        candidate->n_next += distance == 1;
        candidate->seen = candidate->seen << distance | 1;
        candidate->max_seq = seq;
        candidate->expected += (uint32_t)distance;
        candidate->timestamp = timestamp;
        candidate->received++;
        return true;
    }
    if ((candidate->seen >> back & 1) != 0)
        return false;
    candidate->seen |= UINT64_C(1) << back;
    if (back >= candidate->expected)
        candidate->expected = back + 1;
    candidate->received++;
    return true;
}

/* Makes the candidate the current epoch. Its numbers outside its bit mask count
 * as arrived. */
static void candidate_accept(struct rtp_seq *state)
{
    const struct rtp_seq_candidate candidate = state->candidate;

    settle(state, &state->bursts, 0);
    state->past = (struct rtp_seq_past){
        .max_seq = state->max_seq,
        .expected = state->epoch_expected,
        .timestamp_max = state->timestamp_max,
        .timestamp_span = state->timestamp_span,
    };
    state->past_expected += state->epoch_expected;
    state->past_received += state->epoch_received;
    epoch_begin(state, candidate.max_seq, candidate.timestamp);
    state->timestamp_span = TIMESTAMP_SLACK;
    state->epoch_expected = candidate.expected;
    state->epoch_received = candidate.received;
    for (uint16_t back = 0; back < RTP_SEQ_WINDOW && back < candidate.expected;
         back++) {
        uint16_t seq = candidate.max_seq - back;

        if (back >= BITS_PER_WORD || (candidate.seen >> back & 1) != 0)
            *seen_word(state, seq) |= seen_bit(seq);
    }
    state->n_restarts++;
}

/* Adds to the candidate a packet that the current epoch does not explain.
 * PROVEN: it cannot be a copy. Returns OTHERWISE unless the candidate becomes
 * the current epoch. */
static enum rtp_seq_verdict candidate_update(struct rtp_seq *state,
                                             uint16_t seq, uint32_t timestamp,
                                             bool proven,
                                             enum rtp_seq_verdict otherwise)
{
    struct rtp_seq_candidate *candidate = &state->candidate;
    int16_t distance = (int16_t)(uint16_t)(seq - candidate->max_seq);

    if (!candidate->active || distance > NEAR || distance < -NEAR) {
        if (candidate->active && candidate->proven && !proven)
            return otherwise; /* an old copy between packets of a restart */
        candidate_begin(candidate, seq, timestamp);
    } else if (!candidate_add(candidate, seq, distance, timestamp)) {
        return otherwise;
    }
    candidate->proven |= proven;
    if (candidate->proven && candidate->received > 1) {
        candidate_accept(state);
        return RTP_SEQ_RESTART;
    }
    return otherwise;
}

/* Processes a packet that looks like one of the current epoch but may not be
 * it. */
static enum rtp_seq_verdict update_stale(struct rtp_seq *state, uint16_t seq,
                                         uint32_t timestamp)
{
    const struct rtp_seq_candidate *candidate = &state->candidate;
    enum rtp_seq_verdict verdict =
        candidate_update(state, seq, timestamp, false, RTP_SEQ_OLD);
    uint16_t back = state->max_seq - candidate->max_seq;

    if (verdict != RTP_SEQ_OLD || !candidate->active ||
        candidate->n_next + 1 < RESTART_RUN ||
        back + candidate->expected - 1 <= MAX_MISORDER)
        return verdict;
    candidate_accept(state);
    return RTP_SEQ_RESTART;
}

/* Processes a number in the window or just before the first, BACK behind the
 * highest. */
static enum rtp_seq_verdict update_behind(struct rtp_seq *state, uint16_t seq,
                                          uint32_t timestamp, uint32_t back,
                                          enum rtp_content content)
{
    bool before_first = back >= state->epoch_expected;

    if (!before_first && seen_test(state, seq)) {
        switch (content) {
        case RTP_CONTENT_OTHER:
            return candidate_update(state, seq, timestamp, true,
                                    RTP_SEQ_CONFLICT);
        case RTP_CONTENT_REUSED:
            return candidate_update(state, seq, timestamp, true,
                                    RTP_SEQ_PENDING);
        case RTP_CONTENT_STALE:
            return update_stale(state, seq, timestamp);
        case RTP_CONTENT_UNKNOWN:
            return candidate_update(state, seq, timestamp, false, RTP_SEQ_OLD);
        case RTP_CONTENT_SAME:
            break;
        }
        return RTP_SEQ_SEEN;
    }
    if ((before_first && back > MAX_MISORDER) ||
        !timestamp_in_epoch(state, timestamp, TIMESTAMP_SLACK))
        return candidate_update(state, seq, timestamp, true, RTP_SEQ_PENDING);
    epoch_fill(state, seq, back, timestamp);
    return RTP_SEQ_LATE;
}

int16_t rtp_seq_distance(const struct rtp_seq *state, uint16_t seq)
{
    if (!state->started)
        return 1;
    return (int16_t)(uint16_t)(seq - state->max_seq);
}

void rtp_seq_advance(struct rtp_seq *state, uint16_t seq, uint32_t timestamp)
{
    if (!state->started) {
        epoch_begin(state, seq, timestamp);
        return;
    }
    settle(state, &state->bursts, RTP_SEQ_WINDOW - 1);
    *seen_word(state, seq) |= seen_bit(seq);
    state->max_seq = seq;
    state->epoch_expected++;
    state->epoch_received++;
    state->candidate.active = false;
    timestamp_cover(state, timestamp);
}

enum rtp_seq_verdict rtp_seq_update(struct rtp_seq *state, uint16_t seq,
                                    uint32_t timestamp,
                                    enum rtp_content content)
{
    uint16_t ahead = seq - state->max_seq;
    uint16_t back = state->max_seq - seq;

    if (!state->started) {
        epoch_begin(state, seq, timestamp);
        return RTP_SEQ_NEW;
    }
    if (content == RTP_CONTENT_SAME)
        return RTP_SEQ_SEEN;
    if (past_explains(state, seq, timestamp))
        return candidate_update(state, seq, timestamp, false, RTP_SEQ_OLD);
    if (ahead > 0 && ahead < RTP_SEQ_MAX_DROPOUT) {
        epoch_move(state, seq, ahead);
        timestamp_cover(state, timestamp);
        return RTP_SEQ_NEW;
    }
    if (back < RTP_SEQ_WINDOW)
        return update_behind(state, seq, timestamp, back, content);
    if (back < state->epoch_expected && timestamp_in_epoch(state, timestamp, 0))
        return candidate_update(state, seq, timestamp, false, RTP_SEQ_OLD);
    return candidate_update(state, seq, timestamp, true, RTP_SEQ_PENDING);
}

enum rtp_seq_presence rtp_seq_presence(const struct rtp_seq *state,
                                       uint16_t seq)
{
    uint16_t back = state->max_seq - seq;

    if (!state->started || back > INT16_MAX)
        return RTP_SEQ_AHEAD;
    if (back >= state->epoch_expected || back >= RTP_SEQ_WINDOW)
        return RTP_SEQ_FORGOTTEN;
    return seen_test(state, seq) ? RTP_SEQ_ARRIVED : RTP_SEQ_MISSING;
}

uint64_t rtp_seq_expected(const struct rtp_seq *state)
{
    return state->past_expected + state->epoch_expected;
}

uint64_t rtp_seq_received(const struct rtp_seq *state)
{
    return state->past_received + state->epoch_received;
}

uint64_t rtp_seq_lost(const struct rtp_seq *state)
{
    return rtp_seq_expected(state) - rtp_seq_received(state);
}

struct rtp_bursts rtp_seq_bursts(const struct rtp_seq *state)
{
    struct rtp_bursts bursts = state->bursts;

    if (rtp_seq_lost(state) == 0)
        return bursts;
    settle(state, &bursts, 0);
    rtp_bursts_end(&bursts);
    return bursts;
}

bool rtp_seq_lost_until(const struct rtp_seq *state, uint16_t seq,
                        uint64_t *n_lost)
{
    uint16_t back = state->max_seq - seq;
    uint64_t n_beyond = 0;

    if (!state->started || back >= RTP_SEQ_WINDOW ||
        back >= state->epoch_expected)
        return false;
    for (uint16_t ahead = 0; ahead < back; ahead++)
        n_beyond += !seen_test(state, state->max_seq - ahead);
    *n_lost = rtp_seq_lost(state) - n_beyond;
    return true;
}
