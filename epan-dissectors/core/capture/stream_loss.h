/* How much of an RTP stream was lost, and on which side of the capture, from
 * its sequence numbers and receiver reports. RFC 3550 6.4.1, A.3.
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

/* Loss is reported if at least this many packets were sent, and this many
 * lost. */
#define STREAM_LOSS_PACKETS_MIN 50
#define STREAM_LOSS_MIN         5

/* Least loss, in percent, for a Note and for a Warn about audio and about other
 * media; and least packets sent for a Warn. */
#define STREAM_LOSS_WARN_PACKETS       500
#define STREAM_LOSS_NOTE_PERCENT       1
#define STREAM_LOSS_AUDIO_WARN_PERCENT 5
#define STREAM_LOSS_WARN_PERCENT       10

/* One gap of at least this length is named if it is nearly all that was lost.
 */
#define STREAM_LOSS_GAP_NS INT64_C(1000000000)

/* Reports and capture agree if they differ by fewer packets than this, some of
 * which are in flight. */
#define STREAM_LOSS_FLIGHT 3

/* Packet counts for a range of sequence numbers. */
struct stream_count {
    uint64_t n_sent;
    uint64_t n_lacking;  /* lacking in the capture */
    uint64_t n_missed;   /* by the receiver's count; reports only */
    uint64_t n_repeated; /* by how much n_missed may be too low, since receivers
                            may subtract duplicates (RFC 3550 A.3) */
};

/* What is known of one stream. */
struct stream_loss {
    struct stream_count all; /* of the capture */
    uint64_t n_in_holes; /* part of all.n_lacking: in spans in which the capture
                            shows nothing of the direction */
    struct stream_count reported; /* the range that receiver reports cover;
                                     n_sent is 0 if there are none */
    bool capture_is_complete;     /* shown by another stream at that time */
};

/* Where packets of a stream were lost. */
struct stream_loss_sides {
    bool known;         /* false: the capture itself may have lost n_before */
    uint64_t n_sent;    /* packets sent in the range that was examined */
    uint64_t n_before;  /* lost between the sender and the capture */
    uint64_t n_behind;  /* lost between the capture and the receiver */
    uint64_t n_doubled; /* sent twice, as the capture shows; the caller sets
                           it */
};

/* Returns where packets of the stream were lost. The reports decide if they
 * cover at least half of it; otherwise the capture's sequence numbers do. */
struct stream_loss_sides stream_loss_sides(const struct stream_loss *loss);

/* Adds lync.loss to FINDINGS if SIDES, of a stream of KIND, has enough loss: as
 * a Warn only if known is set. WORST is the capture's worst interval. Points at
 * the sender if what was lost behind the capture is at most twice what it
 * doubled (KB 969695), else at the receiver's side. Returns whether it was
 * added. */
bool stream_loss_report(enum media_kind kind,
                        const struct stream_loss_sides *sides,
                        const struct rtp_worst *worst,
                        const struct endpoint *from, const struct endpoint *to,
                        GPtrArray *findings);

#endif
