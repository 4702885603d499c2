/* One SIP message: start line, headers, body.
 * RFC 3261 7 and 25.1.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "sip_parse.h"

#include <string.h>

#include "sip_body.h"
#include "sip_field.h"
#include "sip_method.h"

#define SIP_VERSION        "SIP/2.0"
#define STATUS_CODE_DIGITS 3
#define MIN_STATUS_CODE    100 /* RFC 3261 7.2 */
#define MAX_STATUS_CODE    699

/* Status-Line, RFC 3261 7.2. LINE is what follows the version. */
static bool read_status_line(struct text line, struct sip_message *message)
{
    struct text code = text_word(&line);
    uint32_t status;

    if (code.length != STATUS_CODE_DIGITS || !text_uint32(code, &status) ||
        status < MIN_STATUS_CODE || status > MAX_STATUS_CODE)
        return false;
    message->status_code = status;
    return true;
}

/* Request-Line, RFC 3261 7.1. */
static bool read_request_line(struct text line, struct sip_message *message)
{
    size_t version_length = strlen(SIP_VERSION);
    struct text method = text_head(line, text_find(line, ' '));
    struct text rest = text_trim(text_skip(line, method.length));
    struct text uri;

    if (rest.length <= version_length || method.length == 0)
        return false;
    uri = text_head(rest, rest.length - version_length);
    if (!text_is(text_skip(rest, uri.length), SIP_VERSION) ||
        uri.start[uri.length - 1] != ' ')
        return false;
    message->is_request = true;
    message->method_name = method;
    message->method = sip_method_of(method);
    message->request_uri = text_trim(uri);
    return message->request_uri.length > 0;
}

static bool read_start_line(struct text line, struct sip_message *message)
{
    if (text_begins(line, SIP_VERSION " "))
        return read_status_line(text_skip(line, strlen(SIP_VERSION)), message);
    return read_request_line(line, message);
}

static void read_sdp(struct sip_message *message)
{
    struct text body = message->body;
    struct sip_body_sdp found;

    if (message->body_cut)
        while (body.length > 0 && body.start[body.length - 1] != '\n')
            body.length--;
    if (message->content_encoded)
        return;
    found = sip_body_find_sdp(message->content_type, body);
    message->sdp = found.sdp;
    message->sdp_fallback = found.fallback;
    message->sdp_present = found.sdp.start != NULL;
}

static void read_body(struct sip_message *message, struct text rest)
{
    if (message->content_length_present) {
        message->body_cut = rest.length < message->content_length_bytes;
        rest = text_head(rest, message->content_length_bytes);
    }
    if (rest.length == 0)
        return;
    message->body = rest;
    message->length_bytes += rest.length;
    read_sdp(message);
}

enum sip_parse_result sip_parse(const char *text, size_t length_bytes,
                                struct sip_message *message)
{
    struct text rest = {text, length_bytes};
    struct text line = {0};
    struct sip_header header;
    enum sip_header_result result;

    *message = (struct sip_message){0};
    while (text_line(&rest, &line) && line.length == 0)
        continue;
    if (!read_start_line(line, message)) {
        *message = (struct sip_message){0};
        return SIP_PARSE_NOT_SIP;
    }
    while ((result = sip_header_next(&rest, &header)) == SIP_HEADER_FOUND)
        sip_field_read(message, &header);
    message->agent = sip_agent_read(message->user_agent, message->server);
    message->length_bytes = length_bytes - rest.length;
    if (result == SIP_HEADER_CUT) {
        message->length_bytes = length_bytes;
        return SIP_PARSE_INCOMPLETE;
    }
    read_body(message, rest);
    return SIP_PARSE_OK;
}
