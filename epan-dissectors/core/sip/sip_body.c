/* The body of a SIP message: where in it an SDP stands.
 * RFC 3261 7.4, RFC 2046 5.1, RFC 5621.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "sip_body.h"

#include "sip_header.h"

#define MAX_DEPTH 3 /* multipart in multipart; SIP uses one, seldom two */

/* A media type, RFC 3261 25.1: LWS may stand around its "/". */
struct media_type {
    struct text type;
    struct text subtype;
};

static struct media_type media_type_of(struct text content_type)
{
    struct text both = sip_header_split(content_type).main;
    size_t slash = text_find(both, '/');
    struct media_type media;

    media.type = text_trim(text_head(both, slash));
    media.subtype = text_trim(text_skip(both, slash + 1));
    return media;
}

/* What LINE is to BOUNDARY, RFC 2046 5.1.1. */
enum delimiter { NO_DELIMITER, DELIMITER, CLOSE_DELIMITER };

static enum delimiter delimiter_of(struct text line, struct text boundary)
{
    struct text rest = text_skip(line, 2);

    if (!text_begins(line, "--") || rest.length < boundary.length ||
        !text_equal(text_head(rest, boundary.length), boundary))
        return NO_DELIMITER;
    rest = text_skip(rest, boundary.length);
    if (text_begins(rest, "--"))
        return CLOSE_DELIMITER;
    return text_trim(rest).length == 0 ? DELIMITER : NO_DELIMITER;
}

/* Passes over the lines before the next delimiter and over it; BEFORE is what
 * stood before it. Returns what it was, NO_DELIMITER at the end of *REST. */
static enum delimiter delimiter_next(struct text *rest, struct text boundary,
                                     struct text *before)
{
    struct text line;

    *before = text_head(*rest, 0);
    while (text_line(rest, &line)) {
        enum delimiter found = delimiter_of(line, boundary);

        if (found != NO_DELIMITER)
            return found;
        before->length = (size_t)(line.start - before->start) + line.length;
    }
    return NO_DELIMITER;
}

static struct sip_body_sdp find_sdp(struct text content_type, struct text body,
                                    unsigned depth);

static bool is_plain(struct text encoding)
{
    return text_is(encoding, "7bit") || text_is(encoding, "8bit") ||
           text_is(encoding, "binary");
}

static struct sip_body_sdp part_find_sdp(struct text part, unsigned depth)
{
    struct text content_type = {0};
    struct sip_header header;
    enum sip_header_result result;
    bool plain = true;

    while ((result = sip_header_next(&part, &header)) == SIP_HEADER_FOUND)
        if (text_is(header.name, "Content-Type"))
            content_type = header.value;
        else if (text_is(header.name, "Content-Transfer-Encoding"))
            plain = is_plain(header.value);
    if (result != SIP_HEADER_END || !plain)
        return (struct sip_body_sdp){0};
    return find_sdp(content_type, part, depth);
}

static struct sip_body_sdp multipart_find_sdp(struct text boundary,
                                              struct text body,
                                              bool alternative, unsigned depth)
{
    struct sip_body_sdp found = {0};
    struct text part;
    enum delimiter before = delimiter_next(&body, boundary, &part);

    while (before == DELIMITER) {
        struct sip_body_sdp inner;

        before = delimiter_next(&body, boundary, &part);
        inner = part_find_sdp(part, depth);
        if (inner.sdp.start == NULL)
            continue;
        if (!alternative)
            return inner;
        if (found.fallback.start == NULL)
            found.fallback = found.sdp;
        found.sdp = inner.sdp;
    }
    return found;
}

static struct sip_body_sdp find_sdp(struct text content_type, struct text body,
                                    unsigned depth)
{
    struct media_type media = media_type_of(content_type);
    struct text boundary;
    struct sip_param param;

    if (body.length == 0)
        return (struct sip_body_sdp){0};
    if (text_is(media.type, "application") && text_is(media.subtype, "sdp"))
        return (struct sip_body_sdp){.sdp = body};
    if (!text_is(media.type, "multipart") || depth == 0)
        return (struct sip_body_sdp){0};
    sip_header_param_find(sip_header_split(content_type).params, "boundary",
                          &param);
    boundary = text_unquote(param.value);
    if (boundary.length == 0)
        return (struct sip_body_sdp){0};
    return multipart_find_sdp(boundary, body,
                              text_is(media.subtype, "alternative"), depth - 1);
}

struct sip_body_sdp sip_body_find_sdp(struct text content_type,
                                      struct text body)
{
    return find_sdp(content_type, body, MAX_DEPTH);
}
