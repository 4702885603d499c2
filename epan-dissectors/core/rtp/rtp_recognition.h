/* Whether UDP between two endpoints that no signalling declared is RTP: decided
 * on the first packet when it is convincing alone, else on a stream's second.
 * RFC 3550 A.1 (header validity), RFC 7983 7, RFC 5761 4.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_RTP_RECOGNITION_H
#define LYNC_CORE_RTP_RECOGNITION_H

#include "payload_type.h"
#include "rtp_header.h"
#include "media_kind.h"

/* A packet that could have been RTP: the last one of its SSRC. */
struct rtp_candidate {
    bool present : 1;
    bool unmarked : 1;
    bool padding : 1; /* with the next two, what a stream seldom changes */
    bool extension : 1;
    uint8_t n_next; /* unmarked packets in a row that were the very next one */
    uint8_t csrc_count;
    uint8_t payload_type;
    uint16_t seq;
    uint32_t timestamp;
    uint32_t ssrc;
};

#define RTP_N_CANDIDATES 2 /* streams that may alternate in one direction */

/* What is known of the packets of one direction. */
struct rtp_direction {
    bool probable;      /* one packet spoke for itself */
    bool contradicted;  /* but the next one was of another stream */
    uint8_t oldest;     /* the candidate to replace next */
    uint8_t n_repeated; /* packets that repeated a candidate */
    struct rtp_candidate candidates[RTP_N_CANDIDATES];
};

/* What is known of one pair of endpoints. Valid when zeroed. */
struct rtp_recognition {
    bool confirmed; /* two packets of one stream were seen */
    bool owned;     /* a port of theirs belongs to another protocol; to be set
                       by the caller, before the first packet */
    bool relayed;   /* a TURN server relays them; to be set by the caller */
    struct rtp_direction directions[2];
};

enum rtp_verdict {
    RTP_VERDICT_REFUSE,    /* not RTP, or not yet known to be */
    RTP_VERDICT_ASK_OWNER, /* RTP, unless the owner of a port takes it */
    RTP_VERDICT_ACCEPT,    /* RTP */
};

/* Judges one packet whose header could be read.
 *
 * RECOGNITION: what is known of its endpoints; advanced.
 * DIRECTION: 0 or 1, the same for all packets of one sender.
 * HEADER: as rtp_header_parse gave it.
 * MARKED: the media that the packet's code point stands for; MEDIA_KIND_UNKNOWN
 *   for an unmarked packet. Without a mark nothing is begun, unless it is
 *   relayed: an unmarked packet is accepted only when its endpoints are
 *   confirmed, when it continues the stream of a marked one, or when it answers
 *   a marked one that spoke for itself and does so too.
 * ROW: the payload type's row in the table in force, or NULL.
 *
 * The rules, cheapest first:
 * 1. Endpoints that are confirmed: accept whatever has an RTP header.
 * 2. The packet continues a candidate of its direction (same SSRC, sequence
 *    number at most 100 away, timestamp that moves the same way): confirm and
 *    accept. A repetition of a candidate proves nothing: it is accepted when
 *    the candidate was, three times at most.
 * 3. A marked packet without padding, extension and CSRCs, whose payload type
 *    stands in the table under the mark's own media and whose length fits:
 *    it speaks for itself; accept. Random payloads do so once in ten
 *    thousand, so a direction gets this credit once only.
 * 4. Otherwise remember it as a candidate and refuse.
 *
 * Relayed packets without a mark are RTP from the third one of a stream, if
 * each was the very next one as a port that is owned asks for it (below). TURN
 * carries what two programs like to say to each other, so one such step is not
 * enough: game protocols have counters in these places.
 *
 * Where a port is owned, a packet that speaks for itself is RTP only if the
 * owner does not take it; see rtp_recognition_disown(). Rule 2 asks for the
 * very next packet: sequence number one higher, another timestamp that follows,
 * payload type and first octet the same, an SSRC that is not 0. DNS with flags
 * that count up, ESP with an SPI that looks like a header, fail there. */
enum rtp_verdict rtp_recognition_judge(struct rtp_recognition *recognition,
                                       unsigned direction,
                                       const struct rtp_header *header,
                                       enum media_kind marked,
                                       const struct payload_type *row);

/* After RTP_VERDICT_ASK_OWNER on a packet of DIRECTION: the dissector that owns
 * the port refused the packet. It is RTP, and the port counts as anybody's. */
void rtp_recognition_disown(struct rtp_recognition *recognition,
                            unsigned direction);

#endif
