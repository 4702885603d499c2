/* Reading a session description: its lines and its two levels.
 * RFC 8866 5, RFC 3264, RFC 3556.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "sdp_parse.h"

#include <stddef.h>
#include <string.h>

#include "sdp_attribute.h"

#define DISCARD_PORT 9 /* RFC 8840: no default candidate yet */

/* What a medium begins with: all but the elements of its lists, 2 KB. */
#define BEGIN_BYTES offsetof(struct sdp_media, formats)

/* Where a reader stands: at session level, or in an m= line's section. The
 * session level fills in a medium that every m= line starts as a copy of. */
struct reader {
    struct sdp *sdp;
    struct sdp_media session;
    struct sdp_attribute_target target;
    bool connection_seen; /* at this level, and so on */
    bool rs_seen;
    bool rr_seen;
};

/* RFC 8866 8.2.3: [transport "/"]... "RTP/" profile; RFC 3551, RFC 4585,
 * RFC 3711, RFC 5124. */
static void read_proto(struct sdp_media *media, struct text proto)
{
    static const struct {
        const char *profile;
        bool is_secure;
    } rows[] = {{"RTP/AVP", false},
                {"RTP/AVPF", false},
                {"RTP/SAVP", true},
                {"RTP/SAVPF", true}};

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        size_t length = strlen(rows[i].profile);

        if (proto.length >= length &&
            text_is(text_skip(proto, proto.length - length), rows[i].profile) &&
            (proto.length == length ||
             proto.start[proto.length - length - 1] == '/')) {
            media->is_rtp = true;
            media->is_secure = rows[i].is_secure;
        }
    }
}

static enum media_kind kind_of(struct text type)
{
    static const struct text_value kinds[] = {{"audio", MEDIA_KIND_AUDIO},
                                              {"video", MEDIA_KIND_VIDEO}};

    return (enum media_kind)text_value(
        type, kinds, sizeof kinds / sizeof kinds[0], MEDIA_KIND_UNKNOWN);
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
    media->rtp.port = (uint16_t)port;
    return true;
}

static void read_media(struct reader *reader, struct text value)
{
    struct sdp *sdp = reader->sdp;
    struct sdp_media *media;
    struct text type = text_word(&value);
    uint32_t payload_type;

    reader->target.at_session_level = false;
    reader->target.direction_seen = false;
    reader->connection_seen = reader->rs_seen = reader->rr_seen = false;
    /* Lines of an m= section that is not kept go to the session's medium, which
     * is not copied any more by then. */
    reader->target.media = &reader->session;
    if (sdp->n_media == SDP_MAX_MEDIA)
        return;
    media = &sdp->media[sdp->n_media++];
    reader->target.media = media;
    memcpy(media, &reader->session, BEGIN_BYTES);
    if (!read_port(media, text_word(&value)))
        return;
    media->is_image = text_is(type, "image");
    media->kind = kind_of(type);
    read_proto(media, text_word(&value));
    while (media->is_rtp && value.length > 0)
        if (text_uint32(text_word(&value), &payload_type) &&
            payload_type < N_PAYLOAD_TYPES)
            payload_type_set_add(&media->listed, (uint8_t)payload_type);
}

/* c=IN IP4 224.2.1.1/127, RFC 8866 5.7. */
static void read_connection(struct reader *reader, struct text value)
{
    struct endpoint *rtp = &reader->target.media->rtp;
    uint16_t port = rtp->port;
    struct text address;

    text_word(&value); /* network type */
    text_word(&value); /* address type */
    address = text_word(&value);
    if (reader->connection_seen || address.length == 0)
        return;
    reader->connection_seen = true;
    *rtp = sdp_address_read(address);
    rtp->port = port;
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

    if (text_is(name, "RS"))
        read_modifier(&reader->rs_seen, &to->rs_present, &to->rs_bps, number);
    else if (text_is(name, "RR"))
        read_modifier(&reader->rr_seen, &to->rr_present, &to->rr_bps, number);
}

/* Reads a line "x=value"; another one is passed over. */
static void read_line(struct reader *reader, struct text line)
{
    struct text value = text_skip(line, 2);

    if (line.length < 2 || line.start[1] != '=')
        return;
    switch (line.start[0]) {
    case 'm':
        read_media(reader, value);
        break;
    case 'c':
        read_connection(reader, value);
        break;
    case 'b':
        read_bandwidth(reader, value);
        break;
    case 'a':
        sdp_attribute_read(&reader->target, value);
        break;
    default:
        break;
    }
}

/* What is known only at the end of each m= section. RFC 8840: an agent that
 * trickles writes 0.0.0.0 and port 9 before it has a candidate. */
static void finish(struct sdp *sdp)
{
    for (unsigned i = 0; i < sdp->n_media; i++) {
        struct sdp_media *media = &sdp->media[i];

        media->hold_by_address = sdp_address_is_zero(&media->rtp) &&
                                 media->n_candidates == 0 &&
                                 media->rtp.port != DISCARD_PORT;
    }
}

enum sdp_parse_result sdp_parse(struct text text, struct sdp *sdp)
{
    struct reader reader;
    struct text line;

    reader.sdp = sdp;
    memset(&reader.session, 0, BEGIN_BYTES);
    reader.target = (struct sdp_attribute_target){&reader.session, true, false};
    reader.connection_seen = reader.rs_seen = reader.rr_seen = false;
    sdp->n_media = 0; /* the media are filled in as their lines come */
    while (text.length > 0 && text_is_space(text.start[0]))
        text = text_skip(text, 1);
    if (!text_begins(text, "v="))
        return SDP_PARSE_NOT_SDP;
    while (text_line(&text, &line))
        read_line(&reader, line);
    finish(sdp);
    return SDP_PARSE_OK;
}
