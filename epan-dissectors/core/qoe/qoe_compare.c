/* What an endpoint says of a stream, beside what the capture shows of it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "qoe_compare.h"

#include <stdbool.h>

static bool is_close(double claimed, double shown)
{
    double difference = claimed > shown ? claimed - shown : shown - claimed;

    return difference * QOE_PERIOD_SHARE <= shown;
}

static bool is_same_period(const struct qoe_claim *claim,
                           const struct qoe_shown *shown)
{
    if (shown->n_sent == 0 || claim->loss_rate >= 1)
        return false;
    if (claim->packets > 0)
        return is_close(claim->packets / (1 - claim->loss_rate),
                        (double)shown->n_sent);
    return claim->lasted_s > 0 && is_close(claim->lasted_s, shown->lasted_s);
}

enum qoe_difference qoe_compare(const struct qoe_claim *claim,
                                const struct qoe_shown *shown, uint64_t *n)
{
    double sent = (double)shown->n_sent;
    double behind = claim->loss_rate * sent - (double)shown->n_lacking;
    double margin = QOE_LOSS_MARGIN * sent;

    if (!is_same_period(claim, shown))
        return QOE_NOT_COMPARABLE;
    if (margin < QOE_LOSS_MIN)
        margin = QOE_LOSS_MIN;
    if (behind <= -margin) {
        *n = (uint64_t)(-behind + 0.5);
        return QOE_LOST_HERE;
    }
    if (behind < margin)
        return QOE_AGREES;
    *n = (uint64_t)(behind + 0.5);
    return shown->n_doubled * 2 >= *n ? QOE_LOST_DOUBLED : QOE_LOST_BEHIND;
}
