/* The clock of one capture interface: where it was set while the capture ran,
 * and how late it is without those steps.
 *
 * Capture time that jumps while RTP runs is a riddle: the clock was set, the
 * capture stood still, or all senders paused. RTP has clocks of its own, and
 * the first packets after the jump solve it:
 *
 * - The timestamp of one stream that ran has moved on by about the jump: so
 *   much time did pass.
 * - Streams of two senders or more went on where they were, and none did
 *   otherwise: the clock was set. One sender alone may have paused.
 *
 * Time backwards is always a step: of the clock, or between joined files.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_CAPTURE_CLOCK_H
#define LYNC_CORE_CAPTURE_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

#include <glib.h>

/* Times further from the first frame than this, 73 years, count as this. */
#define CAPTURE_TIME_MAX_NS (INT64_C(1) << 61)

/* Jumps that matter: less than any timer here tolerates. */
#define CAPTURE_CLOCK_FORWARD_NS INT64_C(2000000000)
#define CAPTURE_CLOCK_BACK_NS    INT64_C(1000000000)

/* A jump is one only if it is this many times as long as what usually lies
 * between two packets of a stream that runs. */
#define CAPTURE_CLOCK_USUAL_GAPS 10

/* A stream runs when its last packet is at most this, and two of its usual
 * gaps, old. */
#define CAPTURE_CLOCK_RUNS_NS INT64_C(200000000)

/* Streams that ran before a jump are heard again within this, and within two of
 * their usual gaps, or have ended with it. */
#define CAPTURE_CLOCK_WAIT_NS INT64_C(250000000)

#define CAPTURE_CLOCK_STEPS_MAX 64 /* remembered; the oldest go: 1.5 KB */

/* One step: from FRAME on, raw time is this much late. */
struct capture_clock_step {
    uint32_t frame;
    int64_t size_ns;   /* of this step; negative: set back */
    int64_t offset_ns; /* of this step and all before it */
};

/* What a jump turned out to be. */
enum capture_jump {
    CAPTURE_JUMP_NONE,    /* nothing was decided just now */
    CAPTURE_JUMP_STEP,    /* the clock was set: time goes on as if not */
    CAPTURE_JUMP_STOPPED, /* time did pass, and packets were sent in it that
                             the capture lacks: it stood still */
    CAPTURE_JUMP_SILENT,  /* nothing proves that the capture ran, nothing that
                             it did not */
};

/* What a stream that ran before the jump did on its first packet after it. */
enum capture_vote {
    CAPTURE_VOTE_ON,     /* went on where it was */
    CAPTURE_VOTE_PASSED, /* its clock ran on, and no packet is missing */
    CAPTURE_VOTE_GAP,    /* its clock ran on, and packets are missing */
};

struct capture_clock {
    bool started;
    bool steps_off; /* set by the caller: never look for jumps */
    int64_t first_ns;
    int64_t raw_ns;         /* of the last frame */
    int64_t offset_ns;      /* of all steps: raw time less this is true */
    uint32_t step_frame;    /* where the last step begins */
    GArray *steps;          /* struct capture_clock_step; NULL for none */
    int64_t running_ns;     /* last packet of a stream that runs, settled */
    int64_t running_gap_ns; /* its usual gap; 0: no stream has run */
    bool jump_open;         /* a jump is not decided yet: */
    unsigned n_on;          /* votes of senders that went on: 0, 1, 2 = more */
    uint32_t sender_on;     /* the first of them */
    uint32_t jump_frame;    /* the first frame after it */
    int64_t wait_ns;        /* for votes on the latest jump */
    int64_t jump_since_ns;  /* settled */
    int64_t jump_until_ns;  /* settled */
};

/* Frame number FRAME with time RAW_NS, of any protocol, in file order. Returns
 * what an open jump turned out to be if this frame ends the wait for it; the
 * span stays in jump_since_ns and jump_until_ns until the next jump.
 *
 * Steps back of CAPTURE_CLOCK_BACK_NS or more are seen at once. A jump forward
 * in which no stream ran takes back the latest of them where it is as long as
 * they are, and at most CAPTURE_CLOCK_FORWARD_NS longer; else it is time that
 * passed. */
enum capture_jump capture_clock_on_frame(struct capture_clock *clock,
                                         uint32_t frame, int64_t raw_ns);

/* Takes in a frame with time RAW_NS if it is the usual case: not the first, no
 * jump, none open. Returns false, and changes nothing, if it is not; the frame
 * is for capture_clock_on_frame then. */
static inline bool capture_clock_advance(struct capture_clock *clock,
                                         int64_t raw_ns)
{
    int64_t d_ns = raw_ns - clock->raw_ns;

    if (!clock->started || clock->jump_open || d_ns <= -CAPTURE_CLOCK_BACK_NS ||
        d_ns >= CAPTURE_CLOCK_FORWARD_NS)
        return false;
    clock->raw_ns = raw_ns;
    return true;
}

/* A packet of an RTP stream with a steady rhythm, in the frame at hand: GAP_NS
 * usually lie between two of its packets. */
static inline void capture_clock_on_steady(struct capture_clock *clock,
                                           int64_t gap_ns)
{
    clock->running_ns = clock->raw_ns - clock->offset_ns;
    clock->running_gap_ns = gap_ns;
}

/* Whether a stream whose last packet came at LAST_NS (settled), and whose
 * usual gap is GAP_NS, has a vote on the open jump. */
bool capture_clock_may_vote(const struct capture_clock *clock, int64_t last_ns,
                            int64_t gap_ns);

/* A stream of SENDER (any number that tells hosts apart) votes on the open
 * jump. Returns what it turned out to be. */
enum capture_jump capture_clock_vote(struct capture_clock *clock,
                                     uint32_t sender, enum capture_vote vote);

/* By how much timers wait for an open jump: all of it but 1 ns, so that what
 * happens behind it is told from what happened before. 0 if none is open. */
static inline int64_t capture_clock_held_ns(const struct capture_clock *clock)
{
    return clock->jump_open ? clock->jump_until_ns - clock->jump_since_ns - 1
                            : 0;
}

/* The time of the last frame, for timers: without the steps, and, while a jump
 * is open, as if it were one, so that no timer fires on a jump that is not
 * understood. Goes forward by the jump when it was none. */
static inline int64_t capture_clock_now_ns(const struct capture_clock *clock)
{
    return clock->raw_ns - clock->offset_ns - capture_clock_held_ns(clock);
}

/* The time of frame FRAME, whose raw time is RAW_NS: the same for any frame
 * so far, by what is known now. Frames before the oldest step remembered count
 * as frames behind it. */
int64_t capture_clock_time_ns(const struct capture_clock *clock, uint32_t frame,
                              int64_t raw_ns);

/* Of all steps up to FRAME: raw time less this is true. */
int64_t capture_clock_offset_ns(const struct capture_clock *clock,
                                uint32_t frame);

/* The time of a frame without the steps, an open jump counted as time that
 * passed. */
static inline int64_t
capture_clock_settled_ns(const struct capture_clock *clock, uint32_t frame,
                         int64_t raw_ns)
{
    return raw_ns - (frame >= clock->step_frame
                         ? clock->offset_ns
                         : capture_clock_offset_ns(clock, frame));
}

/* Frees what the clock holds and leaves it all zero. */
void capture_clock_clear(struct capture_clock *clock);

#endif
