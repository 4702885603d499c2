/* The clock of one capture interface.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "capture_clock.h"

static unsigned n_steps_of(const struct capture_clock *clock)
{
    return clock->steps != NULL ? clock->steps->len : 0;
}

static const struct capture_clock_step *
step_at(const struct capture_clock *clock, unsigned index)
{
    return &g_array_index(clock->steps, struct capture_clock_step, index);
}

int64_t capture_clock_offset_ns(const struct capture_clock *clock,
                                uint32_t frame)
{
    unsigned i = n_steps_of(clock);

    if (i == 0 || frame >= clock->step_frame)
        return clock->offset_ns;
    while (i > 0 && step_at(clock, i - 1)->frame > frame)
        i--;
    if (i > 0)
        return step_at(clock, i - 1)->offset_ns;
    return step_at(clock, 0)->offset_ns - step_at(clock, 0)->size_ns;
}

int64_t capture_clock_time_ns(const struct capture_clock *clock, uint32_t frame,
                              int64_t raw_ns)
{
    int64_t time_ns = capture_clock_settled_ns(clock, frame, raw_ns);

    if (clock->jump_open && frame >= clock->jump_frame)
        time_ns -= capture_clock_held_ns(clock);
    return time_ns;
}

/* False if the sum of all steps would be too large; the step is not kept. */
static bool add_step(struct capture_clock *clock, uint32_t frame,
                     int64_t size_ns)
{
    if (size_ns <= -CAPTURE_TIME_MAX_NS - clock->offset_ns ||
        size_ns >= CAPTURE_TIME_MAX_NS - clock->offset_ns)
        return false;

    struct capture_clock_step step = {frame, size_ns,
                                      clock->offset_ns + size_ns};

    if (clock->steps == NULL)
        clock->steps =
            g_array_new(FALSE, FALSE, sizeof(struct capture_clock_step));
    if (clock->steps->len == CAPTURE_CLOCK_STEPS_MAX)
        g_array_remove_index(clock->steps, 0);
    g_array_append_val(clock->steps, step);
    clock->offset_ns = step.offset_ns;
    clock->step_frame = frame;
    return true;
}

/* Records the open jump as a step. */
static void step_by_jump(struct capture_clock *clock)
{
    int64_t size_ns = clock->jump_until_ns - clock->jump_since_ns;

    if (add_step(clock, clock->jump_frame, size_ns) &&
        clock->running_ns >= clock->jump_until_ns)
        clock->running_ns -= size_ns;
}

/* Decides an open jump for which no more votes are expected. */
static enum capture_jump decide(struct capture_clock *clock)
{
    if (!clock->jump_open)
        return CAPTURE_JUMP_NONE;
    clock->jump_open = false;
    if (clock->n_on < 2)
        return CAPTURE_JUMP_SILENT;
    step_by_jump(clock);
    return CAPTURE_JUMP_STEP;
}

static void open_jump(struct capture_clock *clock, uint32_t frame,
                      int64_t since_ns, int64_t until_ns)
{
    clock->jump_open = true;
    clock->n_on = 0;
    clock->wait_ns = MAX(CAPTURE_CLOCK_WAIT_NS, 2 * clock->running_gap_ns);
    clock->jump_frame = frame;
    clock->jump_since_ns = since_ns;
    clock->jump_until_ns = until_ns;
}

/* Whether a stream was running at TIME_NS whose usual gaps are so short that a
 * pause of PAUSE_NS is not one of them. */
static bool a_stream_ran(const struct capture_clock *clock, int64_t time_ns,
                         int64_t pause_ns)
{
    return clock->running_gap_ns > 0 &&
           pause_ns > CAPTURE_CLOCK_USUAL_GAPS * clock->running_gap_ns &&
           time_ns - clock->running_ns <=
               CAPTURE_CLOCK_RUNS_NS + 2 * clock->running_gap_ns;
}

/* Records a step back by -SIZE_NS. An open jump is then a step as well: a few
 * frames had a wrong time, or the clock was set back even further. */
static enum capture_jump go_back(struct capture_clock *clock, uint32_t frame,
                                 int64_t size_ns)
{
    if (clock->jump_open) {
        clock->jump_open = false;
        step_by_jump(clock);
    }
    add_step(clock, frame, size_ns);
    return CAPTURE_JUMP_STEP;
}

/* If a pause of PAUSE_NS in which no stream ran corrects the latest backward
 * steps, returns their sum in ns; else 0. */
static int64_t set_right_ns(const struct capture_clock *clock, int64_t pause_ns)
{
    int64_t back_ns = 0;

    for (unsigned i = n_steps_of(clock); i > 0; i--) {
        int64_t size_ns = step_at(clock, i - 1)->size_ns;

        if (size_ns >= 0 || pause_ns < back_ns - size_ns)
            return 0;
        back_ns -= size_ns;
        if (pause_ns - back_ns < CAPTURE_CLOCK_FORWARD_NS)
            return back_ns;
    }
    return 0;
}

static enum capture_jump go_on(struct capture_clock *clock, uint32_t frame,
                               int64_t before_ns, int64_t now_ns)
{
    enum capture_jump was = CAPTURE_JUMP_NONE;

    if (clock->jump_open && now_ns - clock->jump_until_ns > clock->wait_ns) {
        was = decide(clock);
        if (was == CAPTURE_JUMP_STEP) {
            before_ns -= clock->jump_until_ns - clock->jump_since_ns;
            now_ns -= clock->jump_until_ns - clock->jump_since_ns;
        }
    }
    if (now_ns - before_ns < CAPTURE_CLOCK_FORWARD_NS || clock->jump_open)
        return was;
    if (a_stream_ran(clock, before_ns, now_ns - before_ns)) {
        open_jump(clock, frame, before_ns, now_ns);
    } else {
        int64_t back_ns = set_right_ns(clock, now_ns - before_ns);

        if (back_ns > 0)
            add_step(clock, frame, back_ns);
    }
    return was;
}

enum capture_jump capture_clock_on_frame(struct capture_clock *clock,
                                         uint32_t frame, int64_t raw_ns)
{
    int64_t before_ns = clock->raw_ns;

    clock->raw_ns = raw_ns;
    if (!clock->started) {
        clock->started = true;
        clock->first_ns = raw_ns;
        return CAPTURE_JUMP_NONE;
    }
    if (clock->steps_off)
        return CAPTURE_JUMP_NONE;
    if (raw_ns - before_ns <= -CAPTURE_CLOCK_BACK_NS)
        return go_back(clock, frame, raw_ns - before_ns);
    if (clock->jump_open || raw_ns - before_ns >= CAPTURE_CLOCK_FORWARD_NS)
        return go_on(clock, frame, before_ns - clock->offset_ns,
                     raw_ns - clock->offset_ns);
    return CAPTURE_JUMP_NONE;
}

bool capture_clock_may_vote(const struct capture_clock *clock, int64_t last_ns,
                            int64_t gap_ns)
{
    int64_t jump_ns = clock->jump_until_ns - clock->jump_since_ns;

    return clock->jump_open && gap_ns > 0 && last_ns <= clock->jump_since_ns &&
           jump_ns > CAPTURE_CLOCK_USUAL_GAPS * gap_ns &&
           clock->jump_since_ns - last_ns <= CAPTURE_CLOCK_RUNS_NS + 2 * gap_ns;
}

enum capture_jump capture_clock_vote(struct capture_clock *clock,
                                     uint32_t sender, enum capture_vote vote)
{
    if (!clock->jump_open)
        return CAPTURE_JUMP_NONE;
    if (vote == CAPTURE_VOTE_ON) {
        if (clock->n_on == 0)
            clock->sender_on = sender;
        if (clock->n_on == 0 || sender != clock->sender_on)
            clock->n_on = MIN(clock->n_on + 1, 2);
        return CAPTURE_JUMP_NONE;
    }
    clock->jump_open = false;
    return vote == CAPTURE_VOTE_GAP ? CAPTURE_JUMP_STOPPED
                                    : CAPTURE_JUMP_SILENT;
}

void capture_clock_clear(struct capture_clock *clock)
{
    if (clock->steps != NULL)
        g_array_free(clock->steps, TRUE);
    *clock = (struct capture_clock){0};
}
