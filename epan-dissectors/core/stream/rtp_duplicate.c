/* Who made the copy of a repeated RTP packet.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "rtp_duplicate.h"

#include <stdlib.h>

#define MIRROR_DISTANCE_MAX_US       1000 /* between two captures of a packet */
#define MIRROR_DISTANCE_NO_ID_MAX_US 100
/* Share of a stream that is captured twice if a mirror port makes the
 * copies. */
#define MIRROR_SHARE_NUMERATOR   3
#define MIRROR_SHARE_DENOMINATOR 4
#define MIRROR_UNPAIRED          1 /* packets whose copy the capture may lack */

static const char *const origin_names[N_RTP_ORIGINS] = {
    [RTP_ORIGIN_SENDER] = "sender",   [RTP_ORIGIN_NETWORK] = "network",
    [RTP_ORIGIN_CAPTURE] = "capture", [RTP_ORIGIN_EVENT] = "event",
    [RTP_ORIGIN_UNKNOWN] = "unknown",
};

const char *rtp_origin_name(enum rtp_origin origin)
{
    return origin_names[origin];
}

/* Whether the capture holds nearly every packet of the stream twice. */
static bool stream_is_mirrored(const struct rtp_mirroring *mirroring)
{
    return (mirroring->n_mirrored + MIRROR_UNPAIRED) *
               MIRROR_SHARE_DENOMINATOR >=
           mirroring->n_received * MIRROR_SHARE_NUMERATOR;
}

static void mirroring_mark(struct rtp_history_entry *entry,
                           struct rtp_mirroring *mirroring)
{
    mirroring->n_mirrored += !entry->mirrored;
    entry->mirrored = 1;
}

/* Whether the copies are close enough in time to be two captures of one packet.
 * Without an ID to prove that it is one packet, they must be closer. */
static bool is_at_once(int32_t age_us, bool ids_known)
{
    int32_t max_us =
        ids_known ? MIRROR_DISTANCE_MAX_US : MIRROR_DISTANCE_NO_ID_MAX_US;

    return age_us >= -max_us && age_us <= max_us;
}

static enum rtp_origin origin_of(struct rtp_history_entry *entry,
                                 const struct rtp_arrival *arrival,
                                 struct rtp_mirroring *mirroring)
{
    bool ids_known = entry->ip_id != 0 && arrival->ip_id != 0;
    bool same_link = entry->link_hash == rtp_history_link(arrival);
    int ttl_apart = abs(arrival->ttl - (int)entry->ttl);

    if (ids_known && entry->ip_id != arrival->ip_id)
        return arrival->event ? RTP_ORIGIN_EVENT : RTP_ORIGIN_SENDER;
    if (!same_link && ttl_apart <= 1)
        return RTP_ORIGIN_CAPTURE;
    if (ttl_apart > 0)
        return RTP_ORIGIN_NETWORK;
    if (entry->ip_id == arrival->ip_id &&
        is_at_once(rtp_history_age_us(entry, arrival), ids_known)) {
        mirroring_mark(entry, mirroring);
        if (stream_is_mirrored(mirroring))
            return RTP_ORIGIN_CAPTURE;
    }
    if (entry->n_repeats == RTP_HISTORY_REPEATS_MAX)
        return RTP_ORIGIN_NETWORK;
    return arrival->event ? RTP_ORIGIN_EVENT : RTP_ORIGIN_UNKNOWN;
}

struct rtp_duplicate rtp_duplicate_judge(struct rtp_history_entry *entry,
                                         const struct rtp_arrival *arrival,
                                         struct rtp_mirroring *mirroring)
{
    struct rtp_duplicate duplicate = {
        .first_frame = entry->frame,
        .origin = origin_of(entry, arrival, mirroring),
    };

    rtp_history_repeat(entry, arrival);
    return duplicate;
}
