/* The clock of one capture interface: detects when it was set during the
 * capture and converts frame times accordingly.
 *
 * A forward jump of capture time while RTP runs has three possible causes: the
 * clock was set, the capture stood still, or all senders paused. The RTP
 * sequence numbers and timestamps of the first packets after the jump decide
 * ("votes"):
 *
 * - The timestamp of one stream that ran before has advanced by about the jump:
 *   that much time did pass.
 * - Streams of at least two senders continued where they had stopped, and none
 *   did otherwise: the clock was set. One sender alone may have paused.
 *
 * Time that goes backwards is always a step, of the clock or between joined
 * files.
 *
 * "Raw" time is the frame's own. "Settled" time is raw time without the known
 * steps; a jump that is not decided yet counts as time that passed.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_CAPTURE_CLOCK_H
#define LYNC_CORE_CAPTURE_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

#include <glib.h>

/* Frame times are limited to this distance from the first frame, 73 years, and
 * so is the sum of a clock's steps: differences of times fit in 64 bits. A step
 * beyond it is told and not kept. */
#define CAPTURE_TIME_MAX_NS (INT64_C(1) << 61)

/* Smaller changes, forward and backward, are not examined: every timer here
 * tolerates them. */
#define CAPTURE_CLOCK_FORWARD_NS INT64_C(2000000000)
#define CAPTURE_CLOCK_BACK_NS    INT64_C(1000000000)

/* A pause is examined as a jump only if it is longer than this many usual gaps
 * between two packets of a running stream. */
#define CAPTURE_CLOCK_USUAL_GAPS 10

/* A stream counts as running if its last packet is no older than this plus two
 * of its usual gaps. */
#define CAPTURE_CLOCK_RUNS_NS INT64_C(200000000)

/* How long to wait for votes: this or two usual gaps, whichever is longer. A
 * stream not heard by then ended at the jump. */
#define CAPTURE_CLOCK_WAIT_NS INT64_C(250000000)

#define CAPTURE_CLOCK_STEPS_MAX 64 /* steps kept, 24 bytes each */

/* One step of the clock, at FRAME. */
struct capture_clock_step {
    uint32_t frame;
    int64_t size_ns;   /* added to raw time; negative: set back */
    int64_t offset_ns; /* sum of this step and all before it */
};

/* What a jump turned out to be. */
enum capture_jump {
    CAPTURE_JUMP_NONE,    /* nothing was decided */
    CAPTURE_JUMP_STEP,    /* the clock was set: no time passed */
    CAPTURE_JUMP_STOPPED, /* time passed, and the capture lacks packets sent in
                             it: it stood still */
    CAPTURE_JUMP_SILENT,  /* whether the capture ran meanwhile is unknown */
};

/* What the first packet after the jump says of a stream that ran before it. */
enum capture_vote {
    CAPTURE_VOTE_ON,     /* the stream continued where it had stopped */
    CAPTURE_VOTE_PASSED, /* its timestamp advanced, and no packet is missing */
    CAPTURE_VOTE_GAP,    /* its timestamp advanced, and packets are missing */
};

struct capture_clock {
    bool started;
    bool steps_off; /* set by the caller: do not look for jumps */
    int64_t first_ns;
    int64_t raw_ns;         /* of the last frame */
    int64_t offset_ns;      /* of all steps: settled time = raw time - offset */
    uint32_t step_frame;    /* frame of the latest step; 0: none */
    GArray *steps;          /* struct capture_clock_step; NULL for none */
    int64_t running_ns;     /* time of a running stream's last packet */
    int64_t running_gap_ns; /* usual gap of that stream; 0: no stream has run */
    bool jump_open;         /* a jump awaits its decision */
    unsigned n_on;          /* senders that voted ON: 0, 1, or 2 for more */
    uint32_t sender_on;     /* the first of them */
    uint32_t jump_frame;    /* the first frame after the jump */
    int64_t wait_ns;        /* how long to wait for votes */
    int64_t jump_since_ns;  /* settled; of the latest jump */
    int64_t jump_until_ns;  /* settled; of the latest jump */
};

/* Processes frame number FRAME, of any protocol, with time RAW_NS; frames come
 * in file order. If this frame ends the wait for an open jump, returns what the
 * jump turned out to be; jump_since_ns and jump_until_ns keep its span until
 * the next jump.
 *
 * A step back of CAPTURE_CLOCK_BACK_NS or more is recognised at once. A forward
 * jump during which no stream ran is taken as the correction of the latest
 * backward steps if it is as long as their sum, or longer by less than
 * CAPTURE_CLOCK_FORWARD_NS; otherwise the time did pass. */
enum capture_jump capture_clock_on_frame(struct capture_clock *clock,
                                         uint32_t frame, int64_t raw_ns);

/* Fast path of capture_clock_on_frame() for a frame that is not the first, no
 * jump, and does not follow an undecided one. Returns false and changes nothing
 * in every other case; the caller then calls capture_clock_on_frame(). */
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

/* The current frame is a packet of a stream with a known packet time,
 * GAP_NS. */
static inline void capture_clock_on_steady(struct capture_clock *clock,
                                           int64_t gap_ns)
{
    clock->running_ns = clock->raw_ns - clock->offset_ns;
    clock->running_gap_ns = gap_ns;
}

/* Whether a stream may vote on the open jump. LAST_NS is the settled time of
 * its last packet, GAP_NS its usual gap (0: not known). */
bool capture_clock_may_vote(const struct capture_clock *clock, int64_t last_ns,
                            int64_t gap_ns);

/* Counts the vote of a stream of SENDER (any number that identifies the sending
 * host). Returns what the jump turned out to be, CAPTURE_JUMP_NONE if that is
 * still undecided or no jump is open. */
enum capture_jump capture_clock_vote(struct capture_clock *clock,
                                     uint32_t sender, enum capture_vote vote);

/* By how much timers are held back while a jump is open: the whole jump but 1
 * ns, so that what follows the jump is still later than what preceded it. 0 if
 * no jump is open. */
static inline int64_t capture_clock_held_ns(const struct capture_clock *clock)
{
    return clock->jump_open ? clock->jump_until_ns - clock->jump_since_ns - 1
                            : 0;
}

/* Time of the last frame, for timers. The steps are subtracted; so is an open
 * jump, so that no timer expires on a jump whose cause is unknown. If the jump
 * turns out to be no step, this time advances by it. */
static inline int64_t capture_clock_now_ns(const struct capture_clock *clock)
{
    return clock->raw_ns - clock->offset_ns - capture_clock_held_ns(clock);
}

/* Time of frame FRAME with raw time RAW_NS, computed as capture_clock_now_ns()
 * computes it and with the steps known by now. A frame before the oldest step
 * remembered has the offset from before that step. */
int64_t capture_clock_time_ns(const struct capture_clock *clock, uint32_t frame,
                              int64_t raw_ns);

/* Sum of all steps up to FRAME, in ns: settled time = raw time - offset. */
int64_t capture_clock_offset_ns(const struct capture_clock *clock,
                                uint32_t frame);

/* Settled time of a frame. */
static inline int64_t
capture_clock_settled_ns(const struct capture_clock *clock, uint32_t frame,
                         int64_t raw_ns)
{
    return raw_ns - (frame >= clock->step_frame
                         ? clock->offset_ns
                         : capture_clock_offset_ns(clock, frame));
}

/* Frees what the clock holds and sets it to all zero. */
void capture_clock_clear(struct capture_clock *clock);

#endif
