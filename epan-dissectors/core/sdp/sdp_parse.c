/* Reading a session description: its lines and its two levels.
 * RFC 8866 5, RFC 3264, RFC 3556.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "sdp_parse.h"

#include <stddef.h>
#include <string.h>

#include "sdp_attribute.h"
#include "sdp_format.h"

#define DISCARD_PORT 9 /* RFC 8840: no default candidate yet */

/* Where a reader stands: at session level, or in an m= line's section. The
 * session level fills in a medium that every m= line starts as a copy of. */
struct reader {
    struct sdp *sdp;
    struct sdp_media session;
    struct sdp_attribute_target target;
    bool connection_seen; /* at this level, and so on */
    bool as_seen;
    bool rs_seen;
    bool rr_seen;
    bool ct_seen;
};

static bool origin_of(struct text value, struct sdp_origin *origin)
{
    *origin = (struct sdp_origin){0};
    text_word(&value); /* username */
    if (!text_uint64(text_word(&value), &origin->session_id) ||
        !text_uint64(text_word(&value), &origin->session_version)) {
        *origin = (struct sdp_origin){0};
        return false;
    }
    text_word(&value); /* network type */
    text_word(&value); /* address type */
    value = text_word(&value);
    if (value.length > 0)
        origin->address = value;
    return true;
}

/* Takes the next "x=value" line off *REST; returns its letter, 0 for a line
 * that is none, and false at the end. */
static bool line_next(struct text *rest, char *letter, struct text *value)
{
    struct text line;

    if (!text_line(rest, &line))
        return false;
    *letter = 0;
    if (line.length >= 2 && line.start[1] == '=')
        *letter = line.start[0];
    *value = text_skip(line, 2);
    return true;
}

bool sdp_origin_read(struct text text, struct sdp_origin *origin)
{
    struct text value;
    char letter;

    *origin = (struct sdp_origin){0};
    while (line_next(&text, &letter, &value) && letter != 'm')
        if (letter == 'o')
            return origin_of(value, origin);
    return false;
}

static enum sdp_media_type type_of(struct text name)
{
    static const struct text_value types[] = {
        {"audio", SDP_MEDIA_AUDIO},
        {"video", SDP_MEDIA_VIDEO},
        {"image", SDP_MEDIA_IMAGE},
        {"application", SDP_MEDIA_APPLICATION},
        {"applicationsharing", SDP_MEDIA_APPLICATION}, /* [MS-SDPEXT] */
    };

    return (enum sdp_media_type)text_value(
        name, types, sizeof types / sizeof types[0], SDP_MEDIA_OTHER);
}

/* RFC 8866 8.2.3: [transport "/"]... "RTP/" profile. */
static void read_proto(struct sdp_media *media, struct text proto)
{
    static const struct {
        const char *profile;
        bool is_secure;
    } profiles[] = {
        {"AVP", false},  /* RFC 3551 */
        {"AVPF", false}, /* RFC 4585 */
        {"SAVP", true},  /* RFC 3711 */
        {"SAVPF", true}, /* RFC 5124 */
    };
    struct text rest = proto;
    struct text before = {0};

    media->proto = proto;
    while (rest.length > 0) {
        struct text part = text_head(rest, text_find(rest, '/'));

        rest = text_skip(rest, part.length + 1);
        if (text_is(part, "TLS") || text_is(part, "DTLS"))
            media->is_secure = true;
        for (size_t i = 0; i < sizeof profiles / sizeof profiles[0]; i++) {
            if (rest.length > 0 || !text_is(before, "RTP") ||
                !text_is(part, profiles[i].profile))
                continue;
            media->is_rtp = true;
            media->is_secure |= profiles[i].is_secure;
        }
        before = part;
    }
}

/* "49170" or "49170/2", RFC 8866 5.14. */
static bool read_port(struct sdp_media *media, struct text text)
{
    uint32_t port;
    uint32_t n_ports;

    if (!text_leading_uint32(&text, &port) || port > UINT16_MAX)
        return false;
    if (text.length > 0 &&
        (text.start[0] != '/' || !text_uint32(text_skip(text, 1), &n_ports) ||
         n_ports == 0 || n_ports > UINT16_MAX))
        return false;
    media->port = (uint16_t)port;
    if (text.length > 0)
        media->n_ports = (uint16_t)n_ports;
    return true;
}

static void read_media(struct reader *reader, struct text value)
{
    struct sdp *sdp = reader->sdp;
    struct sdp_media *media;

    sdp->n_media_lines++;
    reader->target.at_session_level = false;
    reader->target.direction_seen = false;
    reader->connection_seen = false;
    reader->as_seen = reader->rs_seen = reader->rr_seen = reader->ct_seen =
        false;
    /* Lines of an m= section that is not kept go to the session's medium, which
     * is not copied any more by then. */
    reader->target.media = &reader->session;
    if (sdp->n_media == SDP_MAX_MEDIA)
        return;
    media = &sdp->media[sdp->n_media++];
    reader->target.media = media;
    *media = reader->session;
    media->n_ports = 1;
    media->type_name = text_word(&value);
    if (!read_port(media, text_word(&value)))
        return;
    media->type = type_of(media->type_name);
    read_proto(media, text_word(&value));
    if (media->is_rtp)
        sdp_format_read_list(media, value);
}

/* c=IN IP4 224.2.1.1/127, RFC 8866 5.7. */
static void read_connection(struct reader *reader, struct text value)
{
    struct sdp_media *media = reader->target.media;
    struct text address;

    text_word(&value); /* network type */
    text_word(&value); /* address type */
    address = text_word(&value);
    if (reader->connection_seen || address.length == 0)
        return;
    reader->connection_seen = true;
    media->connection = sdp_address_read(address);
    media->connection_text = text_head(address, text_find(address, '/'));
}

static void read_modifier(bool *seen, bool *present, uint32_t *number,
                          struct text value)
{
    if (!*seen && text_uint32(value, number))
        *seen = *present = true;
}

static void read_bandwidth(struct reader *reader, struct text value)
{
    struct sdp_bandwidth *to = &reader->target.media->bandwidth;
    size_t colon = text_find(value, ':');
    struct text name = text_head(value, colon);
    struct text number = text_trim(text_skip(value, colon + 1));

    if (text_is(name, "AS"))
        read_modifier(&reader->as_seen, &to->as_present, &to->as_kbps, number);
    else if (text_is(name, "RS"))
        read_modifier(&reader->rs_seen, &to->rs_present, &to->rs_bps, number);
    else if (text_is(name, "RR"))
        read_modifier(&reader->rr_seen, &to->rr_present, &to->rr_bps, number);
    else if (text_is(name, "CT"))
        read_modifier(&reader->ct_seen, &to->ct_present, &to->ct_kbps, number);
}

static void read_line(struct reader *reader, char letter, struct text value)
{
    struct sdp *sdp = reader->sdp;

    if (letter == 'm')
        read_media(reader, value);
    else if (letter == 'c')
        read_connection(reader, value);
    else if (letter == 'b')
        read_bandwidth(reader, value);
    else if (letter == 'a')
        sdp_attribute_read(&reader->target, value);
    else if (letter == 'o' && !sdp->origin_present)
        sdp->origin_present = origin_of(value, &sdp->origin);
}

/* What is known only at the end of each m= section. RFC 8840: an agent that
 * trickles writes 0.0.0.0 and port 9 before it has a candidate. */
static void finish(struct sdp *sdp)
{
    for (unsigned i = 0; i < sdp->n_media; i++) {
        struct sdp_media *media = &sdp->media[i];

        media->hold_by_address = sdp_address_is_zero(&media->connection) &&
                                 media->n_candidates == 0 &&
                                 media->port != DISCARD_PORT;
    }
}

enum sdp_parse_result sdp_parse(struct text text, struct sdp *sdp)
{
    struct reader reader = {.sdp = sdp};
    struct text value;
    char letter;

    /* The media, which are 40 KB, are filled in as their lines come. */
    memset(sdp, 0, offsetof(struct sdp, media));
    while (text.length > 0 && text_is_space(text.start[0]))
        text = text_skip(text, 1);
    if (!text_begins(text, "v="))
        return SDP_PARSE_NOT_SDP;
    reader.target.sdp = sdp;
    reader.target.media = &reader.session;
    reader.target.at_session_level = true;
    while (line_next(&text, &letter, &value))
        read_line(&reader, letter, value);
    finish(sdp);
    return SDP_PARSE_OK;
}
