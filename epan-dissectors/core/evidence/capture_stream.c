/* One RTP stream as a capture shows it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "capture_stream.h"

#include <glib.h>

#include "seconds.h"

/* Votes on an open clock jump with the first packet of STREAM after it. */
static void vote(struct capture_stream *stream, int64_t last_ns,
                 int64_t packet_time_ns, const struct rtp_track_step *step)
{
    struct capture_clock *clock = &stream->interface->clock;
    uint32_t sender = stream->direction != NULL ? stream->direction->sender : 0;
    enum capture_vote vote = CAPTURE_VOTE_ON;

    if (!capture_clock_may_vote(clock, last_ns, packet_time_ns))
        return;
    if (silence_clock_ran(step->d_ns, step->timestamp_ns))
        vote = step->seq_step > CAPTURE_HOLE_PACKETS ? CAPTURE_VOTE_GAP
                                                     : CAPTURE_VOTE_PASSED;
    else if (!silence_is_small(step->d_ns, step->timestamp_ns))
        return;
    capture_interface_on_jump(stream->interface,
                              capture_clock_vote(clock, sender, vote));
}

/* N_LACKING packets are missing: counts them as a hole or as random loss. */
static void on_missing(struct capture_stream *stream, int64_t last_ns,
                       uint32_t n_lacking)
{
    struct capture_interface *interface = stream->interface;
    const struct capture_clock *clock = &interface->clock;

    if (stream->direction == NULL ||
        !capture_direction_on_missing(stream->direction, last_ns,
                                      interface->now_ns, n_lacking)) {
        capture_interface_count(interface, stream->direction,
                                CAPTURE_SOURCE_SEQUENCE, 0, n_lacking);
        return;
    }
    stream->track.n_in_holes += n_lacking;
    /* The hole spans the latest jump, so the capture stood still during it,
     * even if another stream did not prove that. */
    if (!clock->jump_open && last_ns <= clock->jump_since_ns &&
        clock->jump_until_ns > clock->jump_since_ns &&
        interface->now_ns >= clock->jump_until_ns &&
        interface->now_ns - clock->jump_until_ns <= clock->wait_ns)
        time_spans_add(&interface->stopped, clock->jump_since_ns,
                       clock->jump_until_ns);
}

static bool jump_lies_between(const struct capture_clock *clock,
                              int64_t since_ns, int64_t until_ns)
{
    return clock->jump_until_ns > clock->jump_since_ns &&
           clock->jump_since_ns >= since_ns &&
           clock->jump_until_ns <= until_ns &&
           until_ns - since_ns - (clock->jump_until_ns - clock->jump_since_ns) <
               CAPTURE_CLOCK_RUNS_NS + clock->wait_ns;
}

/* Classifies a pause. While a clock jump is open, a stream that seems to have
 * paused is SILENCE_UNKNOWN: once a second sender has continued too, the pause
 * is a step of the clock. */
static enum silence read_pause(const struct capture_stream *stream,
                               int64_t last_ns, int64_t packet_time_ns,
                               const struct rtp_track_step *step)
{
    const struct silence_facts facts = {
        .d_ns = step->d_ns,
        .timestamp_ns = step->timestamp_ns,
        .packet_time_ns = packet_time_ns,
        .seq_step = step->seq_step,
        .others_on = stream->interface->clock.jump_open &&
                     stream->interface->clock.n_on > 1,
        .all_dark = jump_lies_between(&stream->interface->clock, last_ns,
                                      last_ns + step->d_ns),
    };
    enum silence silence = silence_read(&facts);

    return silence == SILENCE_PAUSED && stream->interface->clock.jump_open
               ? SILENCE_UNKNOWN
               : silence;
}

/* A packet in order, or the first after a gap. */
static void on_progress(struct capture_stream *stream, int64_t last_ns,
                        struct capture_rtp_verdict *verdict)
{
    struct capture_interface *interface = stream->interface;
    const struct rtp_track_step *step = &verdict->step;
    int64_t packet_time_ns = rtp_track_packet_time_ns(&stream->track);

    if (packet_time_ns > 0 &&
        step->d_ns > CAPTURE_CLOCK_USUAL_GAPS * packet_time_ns) {
        vote(stream, last_ns, packet_time_ns, step);
        verdict->pause = true;
        verdict->silence = read_pause(stream, last_ns, packet_time_ns, step);
    }
    if (step->seq_step > 1) {
        verdict->n_lacking = step->seq_step - 1;
        on_missing(stream, last_ns, verdict->n_lacking);
    }
    if (packet_time_ns > 0)
        capture_clock_on_steady(&interface->clock, packet_time_ns);
}

static void count(struct capture_stream *stream, bool late)
{
    struct capture_direction *direction = stream->direction;
    struct loss_tally *all =
        &stream->interface->tallies[CAPTURE_SOURCE_SEQUENCE];
    int64_t now_ns = stream->interface->now_ns;

    if (late)
        loss_tally_fill(all);
    else
        loss_tally_seen(all, now_ns);
    if (direction == NULL)
        return;
    if (late)
        loss_tally_fill(&direction->tallies[CAPTURE_SOURCE_SEQUENCE]);
    else
        loss_tally_seen(&direction->tallies[CAPTURE_SOURCE_SEQUENCE], now_ns);
    capture_direction_on_frame(direction, now_ns);
}

struct capture_rtp_verdict capture_stream_on_rtp(struct capture_stream *stream,
                                                 uint32_t frame, int64_t raw_ns,
                                                 uint16_t seq,
                                                 uint32_t timestamp)
{
    const struct capture_clock *clock = &stream->interface->clock;
    struct capture_rtp_verdict verdict = {0};
    int64_t last_ns = capture_clock_settled_ns(clock, stream->track.frame,
                                               stream->track.raw_ns);
    int64_t d_ns;
    enum rtp_track_verdict seen;

    raw_ns = CLAMP(raw_ns, -CAPTURE_TIME_MAX_NS, CAPTURE_TIME_MAX_NS);
    d_ns = capture_clock_settled_ns(clock, frame, raw_ns) - last_ns;
    if (rtp_track_advance(&stream->track, seq, timestamp, frame, raw_ns,
                          d_ns)) {
        capture_clock_on_steady(&stream->interface->clock,
                                stream->track.packet_time_ns);
        count(stream, false);
        return verdict;
    }
    seen = rtp_track_update(&stream->track, seq, timestamp, frame, raw_ns, d_ns,
                            &verdict.step);
    if (seen == RTP_TRACK_NEXT && stream->track.n_seen == 1)
        verdict.step = (struct rtp_track_step){1, 0, 0};
    if (seen == RTP_TRACK_NEXT || seen == RTP_TRACK_GAP)
        on_progress(stream, last_ns, &verdict);
    if (seen == RTP_TRACK_REPEAT) {
        if (stream->direction != NULL)
            capture_direction_on_frame(stream->direction,
                                       stream->interface->now_ns);
        return verdict;
    }
    count(stream, seen == RTP_TRACK_LATE);
    return verdict;
}

/* Two reports show that packets were received, and the capture holds none of
 * them: from the last packet captured on it did not see the stream. Adds a
 * hole. */
static void note_unseen(struct capture_stream *stream)
{
    const struct capture_interface *interface = stream->interface;

    if (stream->direction != NULL)
        time_spans_add(&stream->direction->holes,
                       capture_clock_settled_ns(&interface->clock,
                                                stream->track.frame,
                                                stream->track.raw_ns),
                       interface->now_ns);
}

/* The highest sequence number in the report is that of the last packet
 * captured, or of one of the next few, sent at the stream's packet time:
 * nothing was sent after that until now. */
static void note_quiet(struct capture_stream *stream,
                       const struct rtcp_report *report)
{
    const struct rtp_track *track = &stream->track;
    struct capture_direction *direction = stream->direction;
    uint16_t n_ahead = (uint16_t)(report->highest_seq - track->max_seq);
    int64_t last_ns = capture_clock_settled_ns(&stream->interface->clock,
                                               track->frame, track->raw_ns) +
                      n_ahead * rtp_track_packet_time_ns(track);

    if (n_ahead >= CAPTURE_HOLE_PACKETS)
        return;
    direction->quiet_since_ns = MAX(direction->quiet_since_ns, last_ns);
    direction->quiet_until_ns = stream->interface->now_ns;
}

/* Records the time between two reports that name the same SR, by the clock of
 * their sender: by so much the delay since last SR has grown (RFC 3550
 * 6.4.1). */
static void note_time(struct capture_stream *stream, uint32_t reporter,
                      const struct rtcp_report *report)
{
    struct capture_direction *direction = stream->direction;
    struct capture_reports *reports = stream->reports;

    if (report->last_sr == 0 || report->last_sr != reports->first_sr ||
        reporter != reports->reporter) {
        reports->reporter = reporter;
        reports->first_sr = report->last_sr;
        reports->first_delay = report->delay;
        reports->first_ns = stream->interface->now_ns;
        return;
    }
    direction->timed_since_ns = reports->first_ns;
    direction->timed_until_ns = stream->interface->now_ns;
    direction->timed_ns = (int64_t)(report->delay - reports->first_delay) *
                          NS_PER_S / RTCP_DELAY_PER_S;
}

void capture_stream_on_receiver_report(struct capture_stream *stream,
                                       uint32_t reporter,
                                       const struct rtcp_report *report)
{
    struct loss_count count;

    if (stream->reports == NULL) /* freed by capture_stream_clear() */
        stream->reports = g_new0(struct capture_reports, 1);
    if (stream->direction != NULL && !stream->interface->clock.jump_open) {
        note_quiet(stream, report);
        note_time(stream, reporter, report);
    }
    if (!rtcp_account_on_receiver(&stream->reports->receiver, &stream->track,
                                  reporter, report, &count))
        return;
    if (count.n_seen == 0 && count.n_lacking >= CAPTURE_HOLE_PACKETS)
        note_unseen(stream);
    else
        capture_interface_count(stream->interface, stream->direction,
                                CAPTURE_SOURCE_RECEIVER, count.n_seen,
                                count.n_lacking);
}

void capture_stream_clear(struct capture_stream *stream)
{
    g_clear_pointer(&stream->reports, g_free);
}
