/* What the first octets of a UDP payload rule out.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "datagram.h"

#include <glib.h>

#include <string.h>

#include "big_endian.h"
#include "rtp_header.h"
#include "stun_binding.h"
#include "turn_allocation.h"

#define STUN_LENGTH_AT       2
#define SIP_METHOD_BYTES_MAX 32     /* "SUBSCRIBE" has 9 */
#define STUN_CLASS_BITS      0x0110 /* RFC 8489 5 */
#define STUN_BINDING         0x0001
#define DTLS_VERSION_AT      1
#define DTLS_VERSION_MAJOR   0xFE /* DTLS 1.0 and 1.2 */

/* A message of SIP begins with a method and a space or, a response, "SIP/";
 * empty lines may come before. */
static bool may_be_sip(const uint8_t *octets, size_t captured_bytes)
{
    if (!g_ascii_isalpha(octets[0]))
        return g_ascii_isspace(octets[0]);
    return memchr(octets, ' ', MIN(captured_bytes, SIP_METHOD_BYTES_MAX + 1)) !=
           NULL;
}

/* A message of STUN has a cookie, or a length that is right (RFC 3489); one of
 * [MS-TURN] a cookie of its own. */
static bool may_be_stun(const uint8_t *octets, size_t captured_bytes,
                        size_t reported_bytes)
{
    if (captured_bytes < STUN_HEADER_BYTES)
        return false;
    return read_be32(octets + STUN_COOKIE_AT) == STUN_COOKIE ||
           STUN_HEADER_BYTES + (size_t)read_be16(octets + STUN_LENGTH_AT) ==
               reported_bytes ||
           (captured_bytes >= STUN_HEADER_BYTES + sizeof turn_magic_cookie &&
            memcmp(octets + STUN_HEADER_BYTES, turn_magic_cookie,
                   sizeof turn_magic_cookie) == 0);
}

bool datagram_is_plain(const uint8_t *octets, size_t captured_bytes,
                       size_t reported_bytes)
{
    switch (media_packet_kind(octets, captured_bytes)) {
    case MEDIA_PACKET_OTHER:
        return captured_bytes > 0 && !may_be_sip(octets, captured_bytes);
    case MEDIA_PACKET_STUN:
        return !may_be_stun(octets, captured_bytes, reported_bytes);
    case MEDIA_PACKET_ZRTP:
        return true;
    case MEDIA_PACKET_DTLS:
        return octets[DTLS_VERSION_AT] != DTLS_VERSION_MAJOR &&
               !may_be_sip(octets, captured_bytes);
    case MEDIA_PACKET_CHANNEL_DATA:
    case MEDIA_PACKET_RTP:
    case MEDIA_PACKET_RTCP:
        break;
    }
    return false;
}

bool datagram_is_binding(const uint8_t *octets, size_t captured_bytes)
{
    return captured_bytes >= STUN_HEADER_BYTES &&
           (read_be16(octets) & ~STUN_CLASS_BITS) == STUN_BINDING;
}
