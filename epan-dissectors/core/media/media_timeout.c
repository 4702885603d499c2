/* Microsoft's media timeout.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "media_timeout.h"

#include "seconds.h"

/* Media starts within this time after the answer. */
#define MEDIA_BEGINS_NS NS_PER_S

void media_timeout_on_up(struct media_timeout *timeout, int64_t time_ns)
{
    if (timeout->up || timeout->ended)
        return;
    timeout->up = true;
    timeout->up_since_ns = time_ns;
    for (int side = 0; side < N_SIDES; side++)
        timeout->parties[side].silent_since_ns = time_ns;
}

void media_timeout_expect(struct media_timeout *timeout, enum side side,
                          bool expected, int64_t time_ns)
{
    struct media_timeout_party *party = &timeout->parties[side];

    if (party->expected == expected)
        return;
    party->expected = expected;
    party->silent_since_ns = time_ns;
}

void media_timeout_on_moved(struct media_timeout *timeout, enum side side,
                            int64_t time_ns)
{
    struct media_timeout_party *party = &timeout->parties[side];

    party->heard = false;
    party->silent_since_ns = time_ns;
}

bool media_timeout_is_over(const struct media_timeout *timeout, enum side side,
                           int64_t time_ns, int64_t limit_ns)
{
    const struct media_timeout_party *party = &timeout->parties[side];
    const struct media_timeout_party *peer =
        &timeout->parties[side_other(side)];

    return time_ns - party->silent_since_ns > limit_ns && timeout->up &&
           party->expected && (party->heard || peer->heard);
}

int64_t media_timeout_silent_ns(const struct media_timeout *timeout,
                                enum side side, int64_t time_ns)
{
    return media_timeout_is_over(timeout, side, time_ns, 0)
               ? time_ns - timeout->parties[side].silent_since_ns
               : 0;
}

/* Handles the first packet of SIDE. If the peer has not been heard either, this
 * is the first media of the call in the capture, and the silence of both starts
 * here; unless it comes so soon after the answer that the capture has seen all
 * media. */
static void on_first_heard(struct media_timeout *timeout, enum side side,
                           int64_t time_ns)
{
    enum side peer = side_other(side);

    timeout->parties[side].heard = true;
    if (!timeout->parties[peer].heard &&
        time_ns - timeout->up_since_ns >= MEDIA_BEGINS_NS) {
        timeout->parties[side].silent_since_ns = time_ns;
        timeout->parties[peer].silent_since_ns = time_ns;
    }
}

bool media_timeout_on_arrival(struct media_timeout *timeout, enum side side,
                              int64_t time_ns, int64_t limit_ns)
{
    if (!timeout->parties[side].heard)
        on_first_heard(timeout, side, time_ns);
    return media_timeout_is_over(timeout, side, time_ns, limit_ns);
}

void media_timeout_on_heard_before(struct media_timeout *timeout,
                                   enum side side, int64_t time_ns)
{
    timeout->parties[side].heard = true;
    media_timeout_excuse(timeout, side, time_ns);
}

void media_timeout_excuse(struct media_timeout *timeout, enum side side,
                          int64_t time_ns)
{
    struct media_timeout_party *party = &timeout->parties[side];

    if (time_ns > party->silent_since_ns)
        party->silent_since_ns = time_ns;
}

void media_timeout_on_leap(struct media_timeout *timeout, int64_t since_ns,
                           int64_t until_ns, int64_t leap_ns)
{
    if (timeout->up_since_ns > since_ns && timeout->up_since_ns <= until_ns)
        timeout->up_since_ns += leap_ns;
    for (int side = 0; side < N_SIDES; side++) {
        struct media_timeout_party *party = &timeout->parties[side];

        if (party->silent_since_ns > since_ns &&
            party->silent_since_ns <= until_ns)
            party->silent_since_ns += leap_ns;
    }
}

static void note_silence(struct media_timeout *timeout, enum side side,
                         int64_t time_ns)
{
    struct media_timeout_party *party = &timeout->parties[side];

    if (media_timeout_is_over(timeout, side, time_ns, party->longest_ns))
        party->longest_ns = time_ns - party->silent_since_ns;
}

void media_timeout_note(struct media_timeout *timeout, int64_t time_ns)
{
    for (int side = 0; side < N_SIDES; side++)
        note_silence(timeout, side, time_ns);
}

int64_t media_timeout_longest_ns(const struct media_timeout *timeout,
                                 enum side side, int64_t end_ns)
{
    struct media_timeout end = *timeout;

    note_silence(&end, side, end_ns);
    return end.parties[side].longest_ns;
}

void media_timeout_on_heard(struct media_timeout *timeout, enum side side,
                            int64_t time_ns)
{
    struct media_timeout_party *party = &timeout->parties[side];

    note_silence(timeout, side, time_ns);
    if (time_ns > party->silent_since_ns)
        party->silent_since_ns = time_ns;
}

void media_timeout_on_end(struct media_timeout *timeout)
{
    timeout->up = false;
    timeout->ended = true;
}
