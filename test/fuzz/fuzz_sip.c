/* A libFuzzer harness for the parser of SIP.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "fuzz_text.h"

#include "sip_parse.h"

static void check_diagnostics(const struct sip_diagnostics *diagnostics,
                              struct text input)
{
    fuzz_check_inside(diagnostics->value, input);
    fuzz_check_inside(diagnostics->source, input);
    fuzz_check_inside(diagnostics->reason, input);
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
        fuzz_check_inside(texts[i], input);
    check_diagnostics(&message->ms_diagnostics, input);
    check_diagnostics(&message->ms_client_diagnostics, input);
    check_diagnostics(&message->ms_diagnostics_public, input);
    fuzz_check_inside(message->sdp, message->body);
    fuzz_check_inside(message->sdp_fallback, message->body);
    FUZZ_CHECK(message->length_bytes <= input.length);
    FUZZ_CHECK(message->is_request || message->status_code == 0 ||
               (message->status_code >= 100 && message->status_code <= 699));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct text input = fuzz_text(data, size);
    struct sip_message message;

    sip_parse(input.start, input.length, &message);
    check_message(&message, input);
    free((char *)input.start);
    return 0;
}
