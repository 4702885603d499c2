/* What was measured of an RTP stream, as columns show it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_REPORT_MEASURED_H
#define LYNC_REPORT_MEASURED_H

#include "report_column.h"

/* Getters for a struct media_stream: loss at its first capture point, in
 * percent, each number counted once, or repeats counted as received (RFC 3550
 * A.3); bursts and gaps of the loss (rtp_bursts.h), and its mean run; and what
 * the times of arrival are for a receiver (rtp_playout.h). Unknown if it was
 * not measured. */
struct report_value report_loss(const void *stream);
struct report_value report_loss_repeats(const void *stream);
struct report_value report_loss_run(const void *stream);
struct report_value report_loss_bursts(const void *stream);
struct report_value report_burst_loss(const void *stream);
struct report_value report_burst_time(const void *stream);
struct report_value report_gap_loss(const void *stream);
struct report_value report_gap_time(const void *stream);
struct report_value report_longest_gap(const void *stream);
struct report_value report_late(const void *stream);
struct report_value report_late_most(const void *stream);
struct report_value report_discarded(const void *stream);

/* Getters for a struct media_stream: jitter, and mean and longest round trip
 * in ms, with the halves of the mean beside the sender and the receiver, and
 * what the receiver reports of it; unknown if it was not measured. */
struct report_value report_jitter_mean(const void *stream);
struct report_value report_jitter_p95(const void *stream);
struct report_value report_jitter_max(const void *stream);
struct report_value report_rtt(const void *stream);
struct report_value report_rtt_max(const void *stream);
struct report_value report_rtt_sender(const void *stream);
struct report_value report_rtt_receiver(const void *stream);
struct report_value report_rtt_told(const void *stream);

/* Getters for a struct call_row: the greatest value of its streams. */
struct report_value report_call_loss(const void *call);
struct report_value report_call_jitter(const void *call);
struct report_value report_call_jitter_max(const void *call);
struct report_value report_call_rtt(const void *call);

/* Returns "0.3 (2.1)": mean and greatest jitter in ms; free with
 * g_free(). */
char *report_jitter_cell(const void *stream);

/* The part that the receiver's own reports are, and its getter. */
extern const struct report_parts report_receiver;
struct report_value report_receiver_of(const void *stream);

#endif
