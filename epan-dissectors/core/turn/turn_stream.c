/* Whether a TCP connection carries TURN.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "turn_stream.h"

#include <string.h>

#include "big_endian.h"
#include "turn_allocation.h"

#define STUN_LENGTH_AT         2
#define ATTRIBUTE_HEADER_BYTES 4
#define CHANNEL_FIRST          0x40 /* RFC 8656 12 */
#define CHANNEL_LAST           0x4F
#define TLS_LENGTH_AT          3
#define TLS_RECORD_FIRST       20 /* change_cipher_spec */
#define TLS_RECORD_LAST        23 /* application_data */
#define VERSION_2              2  /* of RTP, in the first two bits */

/* The server's hello: TLS 1.0, one record with ServerHello (32 octets of
 * random, 32 of the session's id, suite 0x0018, no compression) and, without a
 * certificate, ServerHelloDone. [MS-TURN] 2.1.1.2 */
static const uint8_t hello_start[] = {0x16, 3, 1, 0, 0x4E, 2, 0, 0, 0x46, 3, 1};
static const uint8_t hello_end[] = {0x00, 0x18, 0, 0x0E, 0, 0, 0};
#define SESSION_LENGTH_AT 43
#define SESSION_BYTES     32
#define HELLO_END_AT      (SESSION_LENGTH_AT + 1 + SESSION_BYTES)
#define HELLO_BYTES       (HELLO_END_AT + sizeof hello_end)

static bool is_hello(const uint8_t *octets, size_t length_bytes)
{
    return length_bytes >= HELLO_BYTES &&
           memcmp(octets, hello_start, sizeof hello_start) == 0 &&
           octets[SESSION_LENGTH_AT] == SESSION_BYTES &&
           memcmp(octets + HELLO_END_AT, hello_end, sizeof hello_end) == 0;
}

static bool is_control_frame(const uint8_t *octets, size_t length_bytes)
{
    const uint8_t *message = octets + TURN_FRAME_HEADER_BYTES;

    return length_bytes >= TURN_FRAME_HEADER_BYTES + STUN_HEADER_BYTES +
                               sizeof turn_magic_cookie &&
           octets[0] == TURN_FRAME_CONTROL && octets[1] == 0 &&
           read_be16(octets + 2) ==
               STUN_HEADER_BYTES + read_be16(message + STUN_LENGTH_AT) &&
           memcmp(message + STUN_HEADER_BYTES, turn_magic_cookie,
                  sizeof turn_magic_cookie) == 0;
}

/* A message of RFC 8489 5, 14, whose attributes end where it ends. */
static bool is_message(const uint8_t *octets, size_t length_bytes)
{
    size_t at = STUN_HEADER_BYTES;
    size_t end;

    if (length_bytes < STUN_HEADER_BYTES || octets[0] >> 6 != 0 ||
        read_be32(octets + STUN_COOKIE_AT) != STUN_COOKIE)
        return false;
    end = STUN_HEADER_BYTES + (size_t)read_be16(octets + STUN_LENGTH_AT);
    if (end % 4 != 0 || end > length_bytes)
        return false;
    while (at + ATTRIBUTE_HEADER_BYTES <= end)
        at += ATTRIBUTE_HEADER_BYTES +
              ((read_be16(octets + at + STUN_LENGTH_AT) + 3U) & ~3U);
    return at == end;
}

enum turn_carrier turn_stream_carrier(const uint8_t *octets,
                                      size_t length_bytes)
{
    if (is_hello(octets, length_bytes) ||
        is_control_frame(octets, length_bytes))
        return TURN_CARRIER_FRAMES;
    return is_message(octets, length_bytes) ? TURN_CARRIER_MESSAGES
                                            : TURN_CARRIER_NONE;
}

bool turn_stream_is_message(const uint8_t *octets, size_t length_bytes)
{
    if (length_bytes == 0)
        return false;
    if (octets[0] >= CHANNEL_FIRST && octets[0] <= CHANNEL_LAST)
        return true;
    return octets[0] >> 6 == 0 &&
           (length_bytes < STUN_HEADER_BYTES ||
            read_be32(octets + STUN_COOKIE_AT) == STUN_COOKIE);
}

size_t turn_stream_unit_bytes(const uint8_t *octets)
{
    if (octets[0] >= TLS_RECORD_FIRST && octets[0] <= TLS_RECORD_LAST)
        return TLS_RECORD_HEADER_BYTES + read_be16(octets + TLS_LENGTH_AT);
    if ((octets[0] == TURN_FRAME_CONTROL ||
         octets[0] == TURN_FRAME_END_TO_END) &&
        octets[1] == 0)
        return TURN_FRAME_HEADER_BYTES + read_be16(octets + 2);
    return 0;
}

/* By how many octets the packet that begins with OCTETS, the HELD_BYTES of a
 * frame, is longer than they are; 0 if it is not, or they begin none. */
static size_t missing_bytes(const uint8_t *octets, size_t held_bytes)
{
    size_t packet_bytes = read_be16(octets);

    if (packet_bytes > TURN_STREAM_PACKET_MAX ||
        packet_bytes + TURN_STREAM_LENGTH_BYTES <= held_bytes ||
        octets[TURN_STREAM_LENGTH_BYTES] >> 6 != VERSION_2)
        return 0;
    return packet_bytes + TURN_STREAM_LENGTH_BYTES - held_bytes;
}

size_t turn_stream_packet_bytes(const uint8_t *octets, size_t length_bytes)
{
    size_t first_bytes = turn_stream_unit_bytes(octets);
    size_t end = first_bytes;
    size_t missing;

    if (octets[0] != TURN_FRAME_END_TO_END ||
        first_bytes <= TURN_FRAME_HEADER_BYTES + TURN_STREAM_LENGTH_BYTES)
        return first_bytes;
    if (length_bytes <= TURN_FRAME_HEADER_BYTES + TURN_STREAM_LENGTH_BYTES)
        return 0;
    missing = missing_bytes(octets + TURN_FRAME_HEADER_BYTES,
                            first_bytes - TURN_FRAME_HEADER_BYTES);
    while (missing > 0) {
        size_t held_bytes;

        if (length_bytes < end + TLS_RECORD_HEADER_BYTES)
            return 0;
        held_bytes = read_be16(octets + end + 2);
        if (octets[end] != TURN_FRAME_END_TO_END || octets[end + 1] != 0 ||
            held_bytes == 0 || held_bytes > missing)
            return first_bytes;
        missing -= held_bytes;
        end += TURN_FRAME_HEADER_BYTES + held_bytes;
    }
    return end;
}

size_t turn_stream_join(const uint8_t *octets, size_t length_bytes,
                        uint8_t *packet)
{
    size_t at = 0;
    size_t n_bytes = 0;

    while (at + TURN_FRAME_HEADER_BYTES <= length_bytes) {
        size_t held_bytes = read_be16(octets + at + 2);

        at += TURN_FRAME_HEADER_BYTES;
        held_bytes =
            held_bytes < length_bytes - at ? held_bytes : length_bytes - at;
        memcpy(packet + n_bytes, octets + at, held_bytes);
        n_bytes += held_bytes;
        at += held_bytes;
    }
    return n_bytes;
}

bool turn_stream_has_length(const uint8_t *octets, size_t length_bytes)
{
    return length_bytes > TURN_STREAM_LENGTH_BYTES &&
           read_be16(octets) == length_bytes - TURN_STREAM_LENGTH_BYTES &&
           octets[TURN_STREAM_LENGTH_BYTES] >> 6 == VERSION_2;
}
