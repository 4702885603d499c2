/* Packets of SRTP.
 *
 * AES-CM:  header | encrypted payload | MKI | tag
 * GCM:     header | encrypted payload | tag | MKI
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "srtp_rtp.h"

#include <string.h>

#include "big_endian.h"

#define FIXED_HEADER_BYTES 12 /* RFC 3550 5.1 */
#define SEQ_AT             2
#define SSRC_AT            8
#define VERSION_BITS       0xC0
#define VERSION_2          0x80
#define EXTENSION_BIT      0x10
#define CSRC_COUNT_BITS    0x0F

/* Where the parts of a packet lie. */
struct layout {
    size_t header_bytes; /* with CSRCs and extension, which stay in clear */
    size_t payload_bytes;
    const uint8_t *tag;
};

static size_t header_bytes_of(const uint8_t *packet, size_t n)
{
    size_t header_bytes;

    if (n < FIXED_HEADER_BYTES || (packet[0] & VERSION_BITS) != VERSION_2)
        return 0;
    header_bytes =
        FIXED_HEADER_BYTES + 4 * (size_t)(packet[0] & CSRC_COUNT_BITS);
    if ((packet[0] & EXTENSION_BIT) == 0)
        return header_bytes;
    if (n < header_bytes + 4)
        return 0;
    return header_bytes + 4 + 4 * (size_t)read_be16(packet + header_bytes + 2);
}

static bool lay_out(const struct srtp_session *session, const uint8_t *packet,
                    size_t n, struct layout *layout)
{
    size_t trailer_bytes = (size_t)session->tag_bytes + session->mki_bytes;
    size_t header_bytes = header_bytes_of(packet, n);

    if (header_bytes == 0 || n < header_bytes + trailer_bytes)
        return false;
    layout->header_bytes = header_bytes;
    layout->payload_bytes = n - header_bytes - trailer_bytes;
    layout->tag = packet + n - session->tag_bytes;
    if (session->is_aead)
        layout->tag -= session->mki_bytes;
    return true;
}

static struct srtp_iv iv_of(const struct srtp_session *session,
                            const uint8_t *packet, uint32_t roc)
{
    return srtp_session_iv(session, read_be32(packet + SSRC_AT),
                           (uint64_t)roc << 16 | read_be16(packet + SEQ_AT));
}

bool srtp_rtp_fits(struct srtp_session *session, const uint8_t *packet,
                   size_t n, uint32_t roc)
{
    struct layout layout;
    struct srtp_covered covered = {
        .octets = packet,
        .word = {(uint8_t)(roc >> 24), (uint8_t)(roc >> 16),
                 (uint8_t)(roc >> 8), (uint8_t)roc},
        .has_word = !session->is_aead,
    };
    struct srtp_iv iv;

    if (!lay_out(session, packet, n, &layout))
        return false;
    iv = iv_of(session, packet, roc);
    covered.n = layout.header_bytes;
    if (!session->is_aead)
        covered.n += layout.payload_bytes;
    return srtp_session_fits(session, &covered, &iv,
                             packet + layout.header_bytes, layout.payload_bytes,
                             layout.tag);
}

size_t srtp_rtp_open(struct srtp_session *session, const uint8_t *packet,
                     size_t n, uint32_t roc, uint8_t *clear)
{
    struct layout layout;
    struct srtp_iv iv;

    if (!lay_out(session, packet, n, &layout))
        return 0;
    n = layout.header_bytes + layout.payload_bytes;
    memcpy(clear, packet, n);
    if (!session->is_encrypted)
        return n;
    iv = iv_of(session, packet, roc);
    return srtp_session_decrypt(session, &iv, clear + layout.header_bytes,
                                layout.payload_bytes)
               ? n
               : 0;
}

uint32_t srtp_rtp_roc(uint32_t roc, uint16_t highest, uint16_t seq)
{
    if (highest < 32768)
        return seq > highest + 32768 && roc > 0 ? roc - 1 : roc;
    return seq < highest - 32768 ? roc + 1 : roc;
}
