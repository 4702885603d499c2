/* Packets of SRTCP. E: the bit that says that the packet is encrypted.
 *
 * AES-CM:  header, SSRC | encrypted rest | E, index | MKI | tag
 * GCM:     header, SSRC | encrypted rest | tag | E, index | MKI
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "srtp_rtcp.h"

#include <string.h>

#include "big_endian.h"

#define CLEAR_BYTES 8 /* first header and SSRC, RFC 3711 3.4 */
#define SSRC_AT     4
#define INDEX_BYTES 4
#define E_BIT       0x80000000

/* Where the parts of a packet lie. */
struct layout {
    size_t n; /* of RTCP: what stays when the packet is opened */
    const uint8_t *index;
    const uint8_t *tag;
    bool is_encrypted;
};

static bool lay_out(const struct srtp_session *session, const uint8_t *packet,
                    size_t n, struct layout *layout)
{
    size_t trailer_bytes =
        (size_t)INDEX_BYTES + session->mki_bytes + session->tag_bytes;

    if (n < CLEAR_BYTES + trailer_bytes)
        return false;
    layout->n = n - trailer_bytes;
    layout->index = packet + layout->n;
    layout->tag = packet + n - session->tag_bytes;
    if (session->is_aead) {
        layout->tag = packet + layout->n;
        layout->index = layout->tag + session->tag_bytes;
    }
    layout->is_encrypted = (read_be32(layout->index) & E_BIT) != 0;
    return true;
}

static struct srtp_iv iv_of(const struct srtp_session *session,
                            const uint8_t *packet, const struct layout *layout)
{
    return srtp_session_iv(session, read_be32(packet + SSRC_AT),
                           read_be32(layout->index) & ~E_BIT);
}

bool srtp_rtcp_fits(struct srtp_session *session, const uint8_t *packet,
                    size_t n)
{
    struct layout layout;
    struct srtp_covered covered = {.octets = packet, .has_word = true};
    struct srtp_iv iv;

    if (!lay_out(session, packet, n, &layout))
        return false;
    iv = iv_of(session, packet, &layout);
    memcpy(covered.word, layout.index, sizeof covered.word);
    covered.n =
        session->is_aead && layout.is_encrypted ? CLEAR_BYTES : layout.n;
    return srtp_session_fits(session, &covered, &iv, packet + covered.n,
                             layout.n - covered.n, layout.tag);
}

size_t srtp_rtcp_open(struct srtp_session *session, const uint8_t *packet,
                      size_t n, uint8_t *clear)
{
    struct layout layout;
    struct srtp_iv iv;

    if (!lay_out(session, packet, n, &layout))
        return 0;
    memcpy(clear, packet, layout.n);
    if (!layout.is_encrypted)
        return layout.n;
    iv = iv_of(session, packet, &layout);
    return srtp_session_decrypt(session, &iv, clear + CLEAR_BYTES,
                                layout.n - CLEAR_BYTES)
               ? layout.n
               : 0;
}
