/* Which packets one interface of a capture holds and which it lacks.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "capture_interface.h"

void capture_interface_on_jump(struct capture_interface *interface,
                               enum capture_jump jump)
{
    const struct capture_clock *clock = &interface->clock;

    if (jump == CAPTURE_JUMP_STOPPED)
        time_spans_add(&interface->stopped, clock->jump_since_ns,
                       clock->jump_until_ns);
    if (jump == CAPTURE_JUMP_SILENT)
        time_spans_add(&interface->silent, clock->jump_since_ns,
                       clock->jump_until_ns);
    interface->now_ns = capture_clock_now_ns(clock);
}

void capture_interface_on_rtcp(struct capture_interface *interface)
{
    interface->rtcp_seen = true;
    interface->rtcp_ns = interface->now_ns;
}

/* Records what the time of FRAME leaves uncertain when no RTP ran: a step of
 * the clock by an unknown amount, or a pause of all frames while RTCP ran. The
 * frame before it came at BEFORE_NS. */
static void note_pause(struct capture_interface *interface, uint32_t frame,
                       int64_t before_ns)
{
    const struct capture_clock *clock = &interface->clock;

    if (clock->step_frame == frame &&
        before_ns - clock->running_ns > CAPTURE_CLOCK_RUNS_NS) {
        interface->set_back = true;
        interface->set_ns = interface->now_ns;
    }
    if (!clock->jump_open && interface->rtcp_seen &&
        before_ns - interface->rtcp_ns <= CAPTURE_RTCP_RUNS_NS &&
        interface->now_ns - before_ns >= CAPTURE_RTCP_PAUSE_NS) {
        time_spans_add(&interface->silent, before_ns, interface->now_ns);
        time_spans_add(&interface->held, before_ns, interface->now_ns);
    }
}

void capture_interface_on_frame(struct capture_interface *interface,
                                uint32_t frame, int64_t raw_ns)
{
    struct capture_clock *clock = &interface->clock;
    int64_t before_ns = interface->now_ns;
    int64_t since_ns = clock->jump_since_ns;
    int64_t until_ns = clock->jump_until_ns;
    bool one_on = clock->n_on > 0;

    if (capture_clock_advance(clock, raw_ns)) {
        interface->now_ns = raw_ns - clock->offset_ns;
        return;
    }
    /* The saved span is used because the frame that decides one jump may begin
     * the next. */
    if (capture_clock_on_frame(clock, frame, raw_ns) == CAPTURE_JUMP_SILENT) {
        time_spans_add(&interface->silent, since_ns, until_ns);
        if (one_on)
            time_spans_add(&interface->held, since_ns, until_ns);
    }
    interface->now_ns = capture_clock_now_ns(clock);
    note_pause(interface, frame, before_ns);
}

void capture_interface_count(struct capture_interface *interface,
                             struct capture_direction *direction,
                             enum capture_source source, uint64_t n_seen,
                             uint64_t n_lacking)
{
    uint32_t seen = (uint32_t)MIN(n_seen, UINT32_MAX);
    uint32_t lacking = (uint32_t)MIN(n_lacking, UINT32_MAX);

    loss_tally_add(&interface->tallies[source], interface->now_ns, seen,
                   lacking);
    if (direction != NULL)
        loss_tally_add(&direction->tallies[source], interface->now_ns, seen,
                       lacking);
}

void capture_interface_add_outside(const struct capture_interface *interface,
                                   int64_t since_ns, int64_t until_ns,
                                   struct time_spans *spans)
{
    time_spans_add(spans, since_ns, MIN(until_ns, interface->clock.first_ns));
    time_spans_add(spans, MAX(since_ns, interface->now_ns), until_ns);
}

void capture_interface_clear(struct capture_interface *interface)
{
    capture_clock_clear(&interface->clock);
    time_spans_clear(&interface->stopped);
    time_spans_clear(&interface->silent);
    time_spans_clear(&interface->held);
    for (int i = 0; i < CAPTURE_SOURCES; i++)
        loss_tally_clear(&interface->tallies[i]);
    *interface = (struct capture_interface){0};
}
