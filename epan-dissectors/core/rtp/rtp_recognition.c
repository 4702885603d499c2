/* The rules that tell RTP from other UDP.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "rtp_recognition.h"
#include "media_kind.h"

#define MAX_SEQ_STEP 100 /* packets; RFC 3550 A.1 MAX_MISORDER */

/* A header repeated more often than this, before anything else of its stream,
 * is not RTP: nobody sends a packet five times. */
#define MAX_REPEATED 3

/* An unmarked stream that is relayed is believed after so many packets in a row
 * that were the very next one. */
#define MIN_NEXT 2

/* A stream's timestamp moves by at most this between two near packets: five
 * seconds at 90 kHz for each step of the sequence number. */
#define MAX_TIMESTAMP_STEP (5 * 90000)

/* Payload types that can occur: assigned static ones that are in use (RFC
 * 3551) and the dynamic range; 35 to 95 are unassigned or collide with RTCP
 * (RFC 5761 4). */
static bool payload_type_plausible(uint8_t number)
{
    return number <= 34 || number >= 96;
}

enum continuation {
    NOT_CONTINUED,
    REPEATED,
    CONTINUED,
};

static enum continuation continuation(const struct rtp_candidate *candidate,
                                      const struct rtp_header *header)
{
    /* RFC 3550 A.1: distances modulo 2^16 and 2^32 */
    int16_t seq_step = (int16_t)(header->seq - candidate->seq);
    int64_t timestamp_step =
        (int32_t)(header->timestamp - candidate->timestamp);

    if (!candidate->present || candidate->ssrc != header->ssrc)
        return NOT_CONTINUED;
    if (seq_step < 0) {
        seq_step = (int16_t)-seq_step;
        timestamp_step = -timestamp_step;
    }
    if (seq_step == 0)
        return timestamp_step == 0 ? REPEATED : NOT_CONTINUED;
    if (seq_step < 0 || seq_step > MAX_SEQ_STEP)
        return NOT_CONTINUED;
    return timestamp_step >= 0 &&
                   timestamp_step <= (int64_t)seq_step * MAX_TIMESTAMP_STEP
               ? CONTINUED
               : NOT_CONTINUED;
}

/* Whether HEADER, which continues CANDIDATE, is the packet right after it. */
static bool is_next(const struct rtp_candidate *candidate,
                    const struct rtp_header *header)
{
    return header->ssrc != 0 && header->seq == (uint16_t)(candidate->seq + 1) &&
           header->timestamp != candidate->timestamp &&
           header->payload_type == candidate->payload_type &&
           header->padding == candidate->padding &&
           header->extension == candidate->extension &&
           header->csrc_count == candidate->csrc_count;
}

/* Whether HEADER, which continues CANDIDATE, is believed to do so. */
static bool is_believed(const struct rtp_candidate *candidate,
                        const struct rtp_header *header, bool owned,
                        enum media_kind marked)
{
    if (candidate->unmarked && marked == MEDIA_KIND_UNKNOWN)
        return candidate->n_next + 1 >= MIN_NEXT && is_next(candidate, header);
    return !owned || is_next(candidate, header);
}

/* Rule 2: how HEADER continues a candidate of DIRECTION. */
static enum continuation continued(const struct rtp_direction *direction,
                                   const struct rtp_header *header, bool owned,
                                   enum media_kind marked)
{
    for (unsigned i = 0; i < RTP_N_CANDIDATES; i++) {
        const struct rtp_candidate *candidate = &direction->candidates[i];
        enum continuation found = continuation(candidate, header);

        if (found == CONTINUED &&
            !is_believed(candidate, header, owned, marked))
            continue;
        if (found != NOT_CONTINUED)
            return found;
    }
    return NOT_CONTINUED;
}

static bool speaks_for_itself(const struct rtp_header *header,
                              enum media_kind marked,
                              const struct payload_type *row)
{
    return row != NULL && marked != MEDIA_KIND_UNKNOWN &&
           row->media == marked && !header->padding && !header->extension &&
           header->csrc_count == 0 && header->ssrc != 0 &&
           header->ssrc != header->timestamp &&
           payload_type_length_fits(row, header->payload_bytes);
}

static void remember(struct rtp_direction *direction,
                     const struct rtp_header *header, enum media_kind marked)
{
    struct rtp_candidate *candidates = direction->candidates;
    unsigned i = 0;

    while (i < RTP_N_CANDIDATES && candidates[i].present &&
           candidates[i].ssrc != header->ssrc)
        i++;
    if (i == RTP_N_CANDIDATES) {
        i = direction->oldest;
        direction->oldest = (uint8_t)((i + 1) % RTP_N_CANDIDATES);
    }
    candidates[i].n_next = candidates[i].unmarked &&
                                   candidates[i].ssrc == header->ssrc &&
                                   is_next(&candidates[i], header)
                               ? candidates[i].n_next + 1
                               : 0;
    candidates[i].present = true;
    candidates[i].unmarked = marked == MEDIA_KIND_UNKNOWN;
    candidates[i].seq = header->seq;
    candidates[i].timestamp = header->timestamp;
    candidates[i].ssrc = header->ssrc;
    candidates[i].payload_type = header->payload_type;
    candidates[i].padding = header->padding;
    candidates[i].extension = header->extension;
    candidates[i].csrc_count = header->csrc_count;
}

/* Rule 3, once: if a second packet speaks for itself without belonging to the
 * first one's stream, such packets are coincidence here. */
static enum rtp_verdict judge_alone(struct rtp_direction *direction,
                                    const struct rtp_header *header,
                                    enum media_kind marked,
                                    const struct payload_type *row)
{
    if (direction->probable) {
        direction->probable = false;
        direction->contradicted = true;
    }
    if (direction->contradicted || !speaks_for_itself(header, marked, row))
        return RTP_VERDICT_REFUSE;
    direction->probable = true;
    return RTP_VERDICT_ACCEPT;
}

enum rtp_verdict rtp_recognition_judge(struct rtp_recognition *recognition,
                                       unsigned direction_index,
                                       const struct rtp_header *header,
                                       enum media_kind marked,
                                       const struct payload_type *row)
{
    struct rtp_direction *direction = &recognition->directions[direction_index];
    const struct rtp_direction *reverse =
        &recognition->directions[1 - direction_index];
    enum continuation found;

    if (recognition->confirmed)
        return RTP_VERDICT_ACCEPT;
    if (!payload_type_plausible(header->payload_type))
        return RTP_VERDICT_REFUSE;

    found = continued(direction, header, recognition->owned, marked);
    if (found == REPEATED && ++direction->n_repeated > MAX_REPEATED) {
        direction->probable = false;
        direction->contradicted = true;
    }
    if (found == REPEATED)
        return direction->probable ? RTP_VERDICT_ACCEPT : RTP_VERDICT_REFUSE;
    if (found == CONTINUED) {
        recognition->confirmed = true;
        return RTP_VERDICT_ACCEPT;
    }
    if (marked == MEDIA_KIND_UNKNOWN && reverse->probable && row != NULL)
        marked = row->media;
    if (marked == MEDIA_KIND_UNKNOWN && !recognition->relayed)
        return RTP_VERDICT_REFUSE;
    remember(direction, header, marked);
    if (marked == MEDIA_KIND_UNKNOWN)
        return RTP_VERDICT_REFUSE;
    if (recognition->owned)
        return speaks_for_itself(header, marked, row) ? RTP_VERDICT_ASK_OWNER
                                                      : RTP_VERDICT_REFUSE;
    return judge_alone(direction, header, marked, row);
}

void rtp_recognition_disown(struct rtp_recognition *recognition,
                            unsigned direction)
{
    recognition->owned = false;
    recognition->directions[direction].probable = true;
}
