/* A libFuzzer harness for the parsers of SIP and SDP.
 *
 * Besides what ASan and UBSan watch, it stops when a text that a parser gave
 * back does not lie inside the input, or a count is above its bound.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include <stdlib.h>

#include "sdp.h"
#include "sip_message.h"
#include "sip_parse.h"
#include "sdp_parse.h"
#include "srtp_master.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool kept)
{
    if (!kept)
        abort();
}

static void require_inside(struct text text, struct text input)
{
    if (text.start == NULL) {
        require(text.length == 0);
        return;
    }
    require(text.start >= input.start &&
            text.start + text.length <= input.start + input.length);
}

static void check_diagnostics(const struct sip_diagnostics *diagnostics,
                              struct text input)
{
    require_inside(diagnostics->value, input);
    require_inside(diagnostics->source, input);
    require_inside(diagnostics->reason, input);
}

static void check_message(const struct sip_message *message, struct text input)
{
    const struct text texts[] = {
        message->method_name,
        message->call_id,
        message->via_branch,
        message->from_uri,
        message->from_tag,
        message->to_uri,
        message->to_tag,
        message->contact_uri,
        message->session_expires_value,
        message->min_se_value,
        message->user_agent,
        message->server,
        message->reason.protocol,
        message->reason.text,
        message->reason.value,
        message->keep_alive.role,
        message->request_uri,
        message->body,
    };

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        require_inside(texts[i], input);
    check_diagnostics(&message->ms_diagnostics, input);
    check_diagnostics(&message->ms_client_diagnostics, input);
    check_diagnostics(&message->ms_diagnostics_public, input);
    require_inside(message->sdp, message->body);
    require_inside(message->sdp_fallback, message->body);
    require(message->length_bytes <= input.length);
    require(message->is_request || message->status_code == 0 ||
            (message->status_code >= 100 && message->status_code <= 699));
}

static void check_keys(struct text text)
{
    struct text rest = text;
    struct sdp_crypto crypto;
    struct sdp_crypto_key key;
    struct srtp_master master;

    while (sdp_crypto_next(&rest, &crypto)) {
        require_inside(crypto.suite, text);
        require_inside(crypto.keys, text);
        while (sdp_crypto_key_next(&crypto.keys, &key)) {
            require_inside(key.base64, text);
            require(key.mki_bytes <= SDP_CRYPTO_MKI_BYTES_MAX);
            srtp_master_read(&crypto, &key, &master);
        }
    }
}

static void check_sdp(struct text text)
{
    static struct sdp sdp;

    if (sdp_parse(text, &sdp) != SDP_PARSE_OK)
        return;
    require(sdp.n_media <= SDP_MAX_MEDIA);
    for (unsigned i = 0; i < sdp.n_media; i++) {
        require(sdp.media[i].n_candidates <= SDP_MAX_CANDIDATES);
        sdp_media_rtcp_destination(&sdp.media[i]);
        sdp_media_rtcp_off(&sdp.media[i]);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct text input = {(const char *)data, size};
    struct sip_message message;

    sip_parse(input.start, input.length, &message);
    check_message(&message, input);
    check_sdp(message.sdp);
    check_sdp(message.sdp_fallback);
    check_sdp(input);
    check_keys(input);
    return 0;
}
