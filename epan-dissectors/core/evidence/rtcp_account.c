/* Compares receiver reports on an RTP stream with the packets captured.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "rtcp_account.h"

#include <glib.h>

/* Makes NOW the state of ACCOUNT. Returns true if packets were sent since the
 * previous report, and sets COUNT for them. */
static bool go_on(struct rtcp_account *account, const struct rtcp_account *now,
                  struct loss_count *count)
{
    struct rtcp_account before = *account;
    uint32_t n_sent = now->n_sent - before.n_sent;
    uint64_t n_seen = now->n_seen - before.n_seen;

    if (before.started && before.reporter == now->reporter && n_sent == 0)
        return false; /* a copy, or a pause: keep the previous state */
    *account = *now;
    if (!before.started || before.reporter != now->reporter ||
        n_sent > RTCP_ACCOUNT_MAX || now->n_seen < before.n_seen)
        return false;
    count->n_seen = MIN(n_seen, n_sent);
    count->n_lacking = n_sent - count->n_seen;
    count->n_lacking -=
        MIN(count->n_lacking, now->n_in_holes - before.n_in_holes);
    return true;
}

bool rtcp_account_on_receiver(struct rtcp_account *account,
                              const struct rtp_track *track, uint32_t reporter,
                              const struct rtcp_report *report,
                              struct loss_count *count)
{
    struct rtcp_account now = {.started = true,
                               .reporter = reporter,
                               .n_in_holes = track->n_in_holes,
                               .n_sent = report->highest_seq};

    *count = (struct loss_count){0};
    if (!rtp_track_seen_until(track, (uint16_t)report->highest_seq,
                              &now.n_seen)) {
        account->started = false;
        return false;
    }
    return go_on(account, &now, count);
}
