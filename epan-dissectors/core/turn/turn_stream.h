/* Whether a TCP connection carries TURN: in messages of RFC 8489 that follow
 * each other (RFC 8656 2.1), or in Microsoft's frames behind a TLS hello that
 * nothing encrypted follows ([MS-TURN] 2.1.1, 2.1.4).
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_TURN_STREAM_H
#define LYNC_CORE_TURN_STREAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A frame of [MS-TURN] 2.1.4: type, 0, length of what follows. */
#define TURN_FRAME_HEADER_BYTES 4
#define TURN_FRAME_CONTROL      2 /* a TURN message */
#define TURN_FRAME_END_TO_END   3 /* what the peer sent */

#define TURN_STREAM_LENGTH_BYTES 2 /* RFC 4571 2 */
#define TLS_RECORD_HEADER_BYTES  5 /* RFC 5246 6.2.1 */

/* How TURN is carried. */
enum turn_carrier {
    TURN_CARRIER_NONE,     /* no TURN that can be told by these octets */
    TURN_CARRIER_MESSAGES, /* STUN messages and ChannelData */
    TURN_CARRIER_FRAMES,   /* Microsoft's frames */
};

/* What a segment that begins with OCTETS, LENGTH_BYTES of it captured, proves
 * of its connection: it begins with a whole STUN message with the cookie of RFC
 * 8489 whose attributes fill it, with the server's hello of pseudo-TLS, or with
 * a control frame whose message begins with MAGIC-COOKIE. */
enum turn_carrier turn_stream_carrier(const uint8_t *octets,
                                      size_t length_bytes);

/* Whether OCTETS, in a connection of messages, may begin one: with the cookie
 * of RFC 8489, or as ChannelData does (RFC 8656 12). LENGTH_BYTES are there; a
 * message cut by the segment's end counts. */
bool turn_stream_is_message(const uint8_t *octets, size_t length_bytes);

/* The length of what begins with OCTETS, of which at least
 * TLS_RECORD_HEADER_BYTES are there, in a connection of frames: a frame, or a
 * record of the hello. 0: neither. */
size_t turn_stream_unit_bytes(const uint8_t *octets);

/* The length of a packet of more octets than this is none. */
#define TURN_STREAM_PACKET_MAX 2048

/* The length of the frames from OCTETS on, LENGTH_BYTES of them captured and at
 * least TLS_RECORD_HEADER_BYTES, that hold one packet: of the first alone,
 * unless that is end-to-end and begins an RTP or RTCP packet behind its length
 * (RFC 4571) that ends where a later end-to-end frame ends. 0: what is there
 * does not yet tell. */
size_t turn_stream_packet_bytes(const uint8_t *octets, size_t length_bytes);

/* Copies what the end-to-end frames in OCTETS carry, without their headers, to
 * PACKET, which has room for LENGTH_BYTES. Returns how many octets that is. */
size_t turn_stream_join(const uint8_t *octets, size_t length_bytes,
                        uint8_t *packet);

/* Whether OCTETS, LENGTH_BYTES of them, are one RTP or RTCP packet behind its
 * length, RFC 4571 2. */
bool turn_stream_has_length(const uint8_t *octets, size_t length_bytes);

#endif
