/* How much of an RTP stream was lost, and on which side of the capture, from
 * its sequence numbers and the reports of its receiver. RFC 3550 6.4.1, A.3.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_STREAM_LOSS_H
#define LYNC_CORE_STREAM_LOSS_H

#include <stdbool.h>
#include <stdint.h>

#include <glib.h>

#include "endpoint.h"
#include "media_kind.h"
#include "rtp_worst.h"

/* Less than this many packets sent, or lost, is not reported. */
#define STREAM_LOSS_PACKETS_MIN 50
#define STREAM_LOSS_MIN         5

/* The loss, in percent, that makes a Note, and that makes a Warn of audio and
 * of other media. A Warn also takes this many packets sent. */
#define STREAM_LOSS_WARN_PACKETS       500
#define STREAM_LOSS_NOTE_PERCENT       1
#define STREAM_LOSS_AUDIO_WARN_PERCENT 5
#define STREAM_LOSS_WARN_PERCENT       10

/* If reports and capture differ by fewer packets than this, they agree: some
 * are in flight. */
#define STREAM_LOSS_FLIGHT 3

/* Packets in a span of sequence numbers. */
struct stream_count {
    uint64_t n_sent;
    uint64_t n_lacking;  /* of them, in the capture */
    uint64_t n_missed;   /* of them, by the receiver's count; in reports only */
    uint64_t n_repeated; /* that this count may be too low by: some receivers
                            count repeats against it (RFC 3550 A.3) */
};

/* What is known of one stream. */
struct stream_loss {
    struct stream_count all;      /* in the capture */
    uint64_t n_in_holes;          /* of all.n_lacking: in spans in which the
                                     capture shows nothing of the direction */
    struct stream_count reported; /* what the receiver's reports cover; n_sent
                                     is 0 if there are none */
    bool capture_is_complete;     /* another stream shows it, at that time */
};

/* Where packets of a stream were lost. */
struct stream_loss_sides {
    bool known;        /* else N_BEFORE may have been lost by the capture */
    uint64_t n_sent;   /* that these are of */
    uint64_t n_before; /* between the sender and the capture */
    uint64_t n_behind; /* between the capture and the receiver */
};

/* Where packets of the stream were lost. The reports decide if they cover at
 * least half of it; otherwise the capture's sequence numbers do. */
struct stream_loss_sides stream_loss_sides(const struct stream_loss *loss);

/* Adds lync.loss to FINDINGS if SIDES of a stream of KIND lost enough: as Warn
 * only where it is known that the capture did not lose it. WORST is that of the
 * capture. Returns whether it was added. */
bool stream_loss_report(enum media_kind kind,
                        const struct stream_loss_sides *sides,
                        const struct rtp_worst *worst,
                        const struct endpoint *from, const struct endpoint *to,
                        GPtrArray *findings);

#endif
