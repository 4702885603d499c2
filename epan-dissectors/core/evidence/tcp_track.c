/* One direction of a TCP connection: segments that the capture lacks.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "tcp_track.h"

#include <string.h>

static uint32_t n_segments(uint32_t n_bytes)
{
    return (n_bytes + TCP_TRACK_SEGMENT_BYTES - 1) / TCP_TRACK_SEGMENT_BYTES;
}

static void remove_hole(struct tcp_track *track, unsigned i)
{
    track->n_holes--;
    memmove(&track->holes[i], &track->holes[i + 1],
            sizeof track->holes[0] * (track->n_holes - i));
}

static uint32_t give_up_oldest(struct tcp_track *track)
{
    uint32_t n = n_segments(track->holes[0].n_bytes);

    remove_hole(track, 0);
    return n;
}

/* Fills holes with SEQ to SEQ + N_BYTES. A segment in the middle of a hole
 * leaves the hole as it is: retransmissions begin at its start. */
static void fill(struct tcp_track *track, uint32_t seq, uint32_t n_bytes)
{
    for (unsigned i = 0; i < track->n_holes;) {
        struct tcp_hole *hole = &track->holes[i];
        /* Serial numbers, RFC 9293 3.4: below 2^31 is ahead. */
        uint32_t from = hole->first - seq;
        uint32_t until = from + hole->n_bytes;

        if (from <= n_bytes && until <= n_bytes) {
            remove_hole(track, i);
            continue;
        }
        if (from < n_bytes) {
            hole->n_bytes -= n_bytes - from;
            hole->first += n_bytes - from;
        }
        i++;
    }
}

static uint32_t open_hole(struct tcp_track *track, uint32_t n_bytes,
                          int64_t time_ns)
{
    uint32_t n_lacking = 0;

    if (track->n_holes == TCP_TRACK_HOLES)
        n_lacking = give_up_oldest(track);
    track->holes[track->n_holes++] =
        (struct tcp_hole){track->next_seq, n_bytes, time_ns};
    return n_lacking;
}

static void start(struct tcp_track *track, uint32_t next_seq)
{
    *track = (struct tcp_track){.started = true, .next_seq = next_seq};
}

uint32_t tcp_track_on_segment(struct tcp_track *track, uint32_t seq,
                              uint32_t n_bytes, int64_t time_ns)
{
    int32_t ahead = (int32_t)(seq - track->next_seq);
    uint32_t n_lacking = 0;

    if (n_bytes == 0)
        return 0;
    if (!track->started || ahead > (int32_t)TCP_TRACK_MAX_BYTES ||
        ahead < -(int32_t)TCP_TRACK_MAX_BYTES) {
        start(track, seq + n_bytes);
        return 0;
    }
    if (ahead > 0)
        n_lacking = open_hole(track, (uint32_t)ahead, time_ns);
    else
        fill(track, seq, n_bytes);
    if ((int32_t)(seq + n_bytes - track->next_seq) > 0)
        track->next_seq = seq + n_bytes;
    while (track->n_holes > 0 &&
           time_ns - track->holes[0].since_ns > TCP_TRACK_FILL_NS)
        n_lacking += give_up_oldest(track);
    return n_lacking;
}
