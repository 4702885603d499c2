/* What RTCP says of an RTP source that fell silent.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "rtp_stop.h"

static void on_sender_report(struct rtp_stop *stop,
                             const struct rtcp_header *header)
{
    if (!header->sent_known) {
        stop->n_unread++;
        return;
    }
    if (stop->n_counts++ == 0)
        stop->first_count = header->n_sent;
    stop->count = header->n_sent;
}

void rtp_stop_on_rtcp(struct rtp_stop *stop, const struct rtcp_header *header,
                      int64_t time_ns)
{
    if (header->packet_type == RTCP_PT_SR)
        on_sender_report(stop, header);
    else if (header->packet_type == RTCP_PT_RR)
        stop->n_receivers++;
    else
        return;
    stop->n_reports++;
    stop->last_ns = time_ns;
}

enum rtp_stop_proof rtp_stop_proof(const struct rtp_stop *stop)
{
    if (stop->n_unread > 0 || stop->n_counts + stop->n_receivers < 2)
        return RTP_STOP_UNKNOWN;
    if (stop->count != stop->first_count)
        return RTP_STOP_GROWS;
    if (stop->n_receivers >= 2)
        return RTP_STOP_RECEIVES;
    return stop->n_counts >= 2 ? RTP_STOP_STANDS : RTP_STOP_UNKNOWN;
}
