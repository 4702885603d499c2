/* A libFuzzer harness for SDP: the parser, ICE's candidates, and keys of SRTP.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "fuzz_text.h"

#include "ice_type.h"
#include "sdp_parse.h"
#include "srtp_master.h"

static void check_keys(struct text text)
{
    struct text rest = text;
    struct sdp_crypto crypto;
    struct sdp_crypto_key key;
    struct srtp_master master;

    while (sdp_crypto_next(&rest, &crypto)) {
        fuzz_check_inside(crypto.suite, text);
        fuzz_check_inside(crypto.keys, text);
        while (sdp_crypto_key_next(&crypto.keys, &key)) {
            fuzz_check_inside(key.base64, text);
            FUZZ_CHECK(key.mki_bytes <= SDP_CRYPTO_MKI_BYTES_MAX);
            srtp_master_read(&crypto, &key, &master);
        }
    }
}

static void check_sdp(struct text text)
{
    static struct sdp sdp;

    if (sdp_parse(text, &sdp) != SDP_PARSE_OK)
        return;
    FUZZ_CHECK(sdp.n_media <= SDP_MAX_MEDIA);
    for (unsigned i = 0; i < sdp.n_media; i++) {
        FUZZ_CHECK(sdp.media[i].n_candidates <= SDP_MAX_CANDIDATES);
        sdp_media_rtcp_destination(&sdp.media[i]);
        sdp_media_rtcp_off(&sdp.media[i]);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct text input = fuzz_text(data, size);

    check_sdp(input);
    check_keys(input);
    free((char *)input.start);
    return 0;
}
