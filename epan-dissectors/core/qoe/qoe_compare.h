/* What an endpoint says of a stream that it received, beside what the capture
 * shows of it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_QOE_COMPARE_H
#define LYNC_CORE_QOE_COMPARE_H

#include <stdint.h>

/* Both speak of the same period if their numbers of packets sent differ by at
 * most one in QOE_PERIOD_SHARE; without those, if their lengths do. */
#define QOE_PERIOD_SHARE 10

/* Loss differs if it does so by at least this share of the packets sent, and
 * this many packets: what rounding, and packets in flight, do not explain. */
#define QOE_LOSS_MARGIN 0.02
#define QOE_LOSS_MIN    5

/* What the receiver says. */
struct qoe_claim {
    double loss_rate; /* 0 to 1 */
    double packets;   /* received; 0: not said */
    double lasted_s;  /* 0: not said */
};

/* What the capture shows. */
struct qoe_shown {
    uint64_t n_sent;    /* by sequence numbers */
    uint64_t n_lacking; /* of those, not in the capture */
    uint64_t n_doubled; /* sent twice */
    double lasted_s;
};

enum qoe_difference {
    QOE_NOT_COMPARABLE,
    QOE_AGREES,
    QOE_LOST_BEHIND,  /* between the capture and the receiver */
    QOE_LOST_DOUBLED, /* the same, and the sender sent as many twice */
    QOE_LOST_HERE,    /* lacking in the capture, but not at the receiver */
};

/* Compares CLAIM with SHOWN. For a difference sets N to the least number of
 * packets that it is about: the capture may lack packets of its own, and then
 * even more were lost behind it. */
enum qoe_difference qoe_compare(const struct qoe_claim *claim,
                                const struct qoe_shown *shown, uint64_t *n);

#endif
