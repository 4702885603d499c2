/* The keys of SRTP in SDP. RFC 4568 4, 6, 9.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "sdp_crypto.h"

#include <stdint.h>

#define INLINE "inline:"

/* Takes the text up to SEPARATOR, and the separator, off the front of *REST. */
static struct text part_next(struct text *rest, char separator)
{
    struct text part = text_head(*rest, text_find(*rest, separator));

    *rest = text_skip(*rest, part.length + 1);
    return part;
}

/* RFC 4568 6.3. Of those that are not named here, WSH changes nothing that is
 * read, FEC_ORDER and FEC_KEY concern other packets. */
static void read_session_param(struct sdp_crypto *crypto, struct text param)
{
    struct text value = param;
    struct text name = part_next(&value, '=');
    uint32_t rate;

    if (text_is(name, "UNENCRYPTED_SRTP"))
        crypto->rtp_unencrypted = true;
    else if (text_is(name, "UNENCRYPTED_SRTCP"))
        crypto->rtcp_unencrypted = true;
    else if (text_is(name, "UNAUTHENTICATED_SRTP"))
        crypto->rtp_unprovable = true;
    else if (!text_is(name, "WSH") && !text_is(name, "FEC_ORDER") &&
             !text_is(name, "FEC_KEY") &&
             !(text_is(name, "KDR") && text_uint32(value, &rate) && rate == 0))
        crypto->has_unknown_param = true;
}

/* Reads "2 AES_CM_128_HMAC_SHA1_80 inline:..."; with Microsoft's attribute a
 * role, client or server, stands before the suite. */
static bool read_crypto(struct text value, bool is_scale,
                        struct sdp_crypto *crypto)
{
    uint32_t tag;
    struct text param;

    *crypto = (struct sdp_crypto){.is_scale = is_scale};
    if (!text_uint32(text_word(&value), &tag))
        return false;
    if (is_scale)
        text_word(&value);
    crypto->suite = text_word(&value);
    crypto->keys = text_word(&value);
    while (param = text_word(&value), param.length > 0)
        read_session_param(crypto, param);
    return crypto->keys.length > 0;
}

bool sdp_crypto_next(struct text *sdp, struct sdp_crypto *crypto)
{
    struct text line;

    while (text_line(sdp, &line)) {
        struct text name;

        if (line.length < 2 || line.start[0] != 'a' || line.start[1] != '=')
            continue;
        line = text_skip(line, 2);
        name = text_trim(part_next(&line, ':'));
        if ((text_is(name, "crypto") && read_crypto(line, false, crypto)) ||
            (text_is(name, "cryptoscale") && read_crypto(line, true, crypto)))
            return true;
    }
    return false;
}

/* Reads "<base64>|2^20|1:4": lifetime and MKI may be left out. */
static bool read_inline(struct text info, struct sdp_crypto_key *key)
{
    uint32_t mki_bytes = 0;

    key->base64 = part_next(&info, '|');
    while (info.length > 0) {
        struct text part = part_next(&info, '|');
        size_t colon = text_find(part, ':');

        if (colon < part.length &&
            !text_uint32(text_skip(part, colon + 1), &mki_bytes))
            return false;
    }
    key->mki_bytes = mki_bytes;
    return key->base64.length > 0 && mki_bytes <= SDP_CRYPTO_MKI_BYTES_MAX;
}

bool sdp_crypto_key_next(struct text *keys, struct sdp_crypto_key *key)
{
    while (keys->length > 0) {
        struct text param = part_next(keys, ';');

        if (text_begins(param, INLINE) &&
            read_inline(text_skip(param, sizeof INLINE - 1), key))
            return true;
    }
    return false;
}
