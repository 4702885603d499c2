/* One RTP stream as a capture shows it, and what it tells of the capture.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_CAPTURE_STREAM_H
#define LYNC_CORE_CAPTURE_STREAM_H

#include <stdbool.h>
#include <stdint.h>

#include "capture_direction.h"
#include "capture_interface.h"
#include "rtcp_account.h"
#include "rtcp_header.h"
#include "rtp_track.h"
#include "silence.h"

/* One RTP stream at one interface; the caller owns it. Valid when zeroed and
 * after capture_model_stream_init. Holds no memory of its own, points into the
 * model, and must not be used after it. */
struct capture_stream {
    struct capture_interface *interface;
    struct capture_direction *direction; /* NULL: beyond the limit */
    struct rtp_track track;
    struct rtcp_account receiver;
    uint32_t reporter;        /* SSRC */
    struct rtcp_report first; /* its first one that names the same SR */
    int64_t first_ns;
};

/* What the model says of one RTP packet. */
struct capture_rtp_verdict {
    uint32_t n_lacking;         /* packets that are missing before it */
    bool pause;                 /* it came after more than ten packet times: */
    enum silence silence;       /* what that was, without reports */
    struct rtp_track_step step; /* valid if pause, or n_lacking is not 0 */
};

/* The frame at hand is RTP of STREAM, with FRAME and RAW_NS as given to
 * capture_model_on_frame. Duplicates and disorder are allowed. */
struct capture_rtp_verdict capture_stream_on_rtp(struct capture_stream *stream,
                                                 uint32_t frame, int64_t raw_ns,
                                                 uint16_t seq,
                                                 uint32_t timestamp);

/* The frame at hand holds a report block on STREAM, not encrypted, by its
 * receiver, whose SSRC is REPORTER. */
void capture_stream_on_receiver_report(struct capture_stream *stream,
                                       uint32_t reporter,
                                       const struct rtcp_report *report);

#endif
