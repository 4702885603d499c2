/* One RTP stream as a capture shows it, and what it reveals about the capture:
 * missing packets, holes, and steps of the clock.
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

/* What the reports of a stream's receiver tell. */
struct capture_reports {
    struct rtcp_account receiver;
    uint32_t reporter;    /* SSRC of the latest report's sender */
    uint32_t first_sr;    /* last_sr of its latest report */
    uint32_t first_delay; /* of its first report that names the same SR,
                             captured at FIRST_NS */
    int64_t first_ns;
};

/* One RTP stream at one interface. The caller owns the struct, initializes it
 * with capture_model_stream_init() and ends it with capture_stream_clear(). It
 * points into the model, which must outlive it. */
struct capture_stream {
    struct capture_interface *interface;
    struct capture_direction *direction; /* NULL: beyond the limit */
    struct rtp_track track;
    struct capture_reports *reports; /* NULL: none yet; owned */
};

/* What the model concludes from one RTP packet. */
struct capture_rtp_verdict {
    uint32_t n_lacking;         /* packets missing just before it */
    bool pause;                 /* it came after more than ten packet times */
    enum silence silence;       /* what the pause was, reports aside */
    struct rtp_track_step step; /* valid if pause or n_lacking is set */
};

/* The current frame is an RTP packet of STREAM. FRAME and RAW_NS are as given
 * to capture_model_on_frame(). Packets may be repeated or out of order. */
struct capture_rtp_verdict capture_stream_on_rtp(struct capture_stream *stream,
                                                 uint32_t frame, int64_t raw_ns,
                                                 uint16_t seq,
                                                 uint32_t timestamp);

/* The current frame holds an unencrypted report block on STREAM, sent by its
 * receiver, whose SSRC is REPORTER. RFC 3550 6.4.1. */
void capture_stream_on_receiver_report(struct capture_stream *stream,
                                       uint32_t reporter,
                                       const struct rtcp_report *report);

/* Frees what STREAM holds. */
void capture_stream_clear(struct capture_stream *stream);

#endif
