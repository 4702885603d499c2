/* The a= lines of a session description: a table, one row an attribute.
 * RFC 8866 6, RFC 3605, RFC 8839, RFC 5576, draft-ietf-mmusic-ice-06,
 * [MS-SDPEXT], [MS-ICE].
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "sdp_attribute.h"

#include <stddef.h>

struct row;

typedef void (*attribute_reader)(struct sdp_attribute_target *target,
                                 const struct row *row, struct text value);

struct row {
    const char *name;
    size_t name_bytes;
    bool at_session_level; /* read there, too */
    attribute_reader read;
    size_t argument; /* offset in struct sdp_media, or a direction */
};

static void read_direction(struct sdp_attribute_target *target,
                           const struct row *row, struct text value)
{
    (void)value;
    if (!target->direction_seen)
        target->media->direction = (enum media_direction)row->argument;
    target->direction_seen = true;
}

static void read_flag(struct sdp_attribute_target *target,
                      const struct row *row, struct text value)
{
    (void)value;
    *(bool *)((char *)target->media + row->argument) = true;
}

/* a=rtcp:53020 IN IP6 2001:db8::1 (RFC 3605 2.1). */
static void read_rtcp(struct sdp_attribute_target *target,
                      const struct row *row, struct text value)
{
    struct sdp_media *media = target->media;
    uint32_t port;

    (void)row;
    if (media->rtcp_present || !text_uint32(text_word(&value), &port) ||
        port > UINT16_MAX)
        return;
    media->rtcp_present = true;
    text_word(&value); /* network type */
    text_word(&value); /* address type */
    media->rtcp = sdp_address_read(text_word(&value));
    media->rtcp.port = (uint16_t)port;
}

/* The number of channels after the clock rate, "/2" or nothing. */
static uint8_t channels_of(struct text text)
{
    uint32_t channels;

    return text.length > 0 && text.start[0] == '/' &&
                   text_uint32(text_skip(text, 1), &channels) && channels > 0 &&
                   channels <= UINT8_MAX
               ? (uint8_t)channels
               : 1;
}

/* a=rtpmap:117 G722/8000/2 (RFC 8866 6.6), for a payload type of the m= line;
 * the first one with a name and a clock rate counts. */
static void read_rtpmap(struct sdp_attribute_target *target,
                        const struct row *row, struct text value)
{
    struct sdp_media *media = target->media;
    uint32_t payload_type;
    uint32_t clock_rate_hz;
    struct text name;

    (void)row;
    if (!text_uint32(text_word(&value), &payload_type) ||
        payload_type >= N_PAYLOAD_TYPES)
        return;
    value = text_word(&value);
    name = text_head(value, text_find(value, '/'));
    value = text_skip(value, name.length + 1);
    if (!payload_type_set_has(&media->listed, (uint8_t)payload_type) ||
        payload_type_set_has(&media->named, (uint8_t)payload_type) ||
        name.length == 0 || !text_leading_uint32(&value, &clock_rate_hz))
        return;
    payload_type_set_add(&media->named, (uint8_t)payload_type);
    if (media->n_formats < SDP_MAX_FORMATS)
        media->formats[media->n_formats++] = (struct sdp_format){
            (uint8_t)payload_type, channels_of(value), clock_rate_hz, name};
    if (text_is(name, "CN"))
        payload_type_set_add(&media->noise, (uint8_t)payload_type);
}

static enum sdp_candidate_type candidate_type_of(struct text word)
{
    static const struct text_value types[] = {
        {"host", SDP_CANDIDATE_HOST},
        {"srflx", SDP_CANDIDATE_SRFLX},
        {"prflx", SDP_CANDIDATE_PRFLX},
        {"relay", SDP_CANDIDATE_RELAY},
    };

    return (enum sdp_candidate_type)text_value(
        word, types, sizeof types / sizeof types[0], SDP_CANDIDATE_UNKNOWN);
}

/* Either form:
 *     1 2 UDP 2130705918 192.0.2.1 50001 typ host
 *     <user> 2 <password> UDP 0.830 192.0.2.1 50001 */
static void read_candidate(struct sdp_attribute_target *target,
                           const struct row *row, struct text value)
{
    enum { COMPONENT = 1, TRANSPORT, ADDRESS = 4, PORT, TYP, TYPE, N_WORDS };
    struct sdp_media *media = target->media;
    struct sdp_candidate candidate = {0};
    struct text words[N_WORDS];
    unsigned shift; /* of the words that draft-06 has one further back */
    uint32_t component;
    uint32_t port;

    (void)row;
    for (unsigned i = 0; i < N_WORDS; i++)
        words[i] = text_word(&value);
    shift = text_is(words[TYP], "typ") ? 0 : 1;
    candidate.end = sdp_address_read(words[ADDRESS + shift]);
    if (media->n_candidates == SDP_MAX_CANDIDATES ||
        candidate.end.family == 0 ||
        !text_uint32(words[COMPONENT], &component) || component > UINT16_MAX ||
        !text_uint32(words[PORT + shift], &port) || port > UINT16_MAX)
        return;
    candidate.end.port = (uint16_t)port;
    candidate.component = (uint16_t)component;
    candidate.is_udp = text_is(words[TRANSPORT + shift], "UDP");
    if (shift == 0)
        candidate.type = candidate_type_of(words[TYPE]);
    else
        candidate.user = words[0];
    media->candidates[media->n_candidates++] = candidate;
}

static void add_ssrcs(struct sdp_media *media, uint32_t first, uint32_t last)
{
    unsigned n = media->n_ssrcs;

    if (n < SDP_MAX_SSRCS && (n == 0 || media->ssrcs[n - 1].first != first ||
                              media->ssrcs[n - 1].last != last))
        media->ssrcs[media->n_ssrcs++] = (struct sdp_ssrcs){first, last};
}

/* a=ssrc:2954825728 cname:a@b (RFC 5576 4.1), often several of one SSRC. */
static void read_ssrc(struct sdp_attribute_target *target,
                      const struct row *row, struct text value)
{
    uint32_t ssrc;

    (void)row;
    if (text_uint32(text_word(&value), &ssrc))
        add_ssrcs(target->media, ssrc, ssrc);
}

/* a=x-ssrc-range:2954825728-2954825827 ([MS-SDPEXT]). */
static void read_ssrc_range(struct sdp_attribute_target *target,
                            const struct row *row, struct text value)
{
    uint32_t first;
    uint32_t last;

    (void)row;
    value = text_trim(value);
    if (text_leading_uint32(&value, &first) && value.length > 0 &&
        value.start[0] == '-' && text_uint32(text_skip(value, 1), &last) &&
        first <= last && last - first < SDP_SSRC_RANGE_MAX)
        add_ssrcs(target->media, first, last);
}

/* a=remote-candidates:1 192.0.2.1 50000 2 192.0.2.1 50001 (RFC 8839 5.2). */
static void read_remote_candidates(struct sdp_attribute_target *target,
                                   const struct row *row, struct text value)
{
    uint32_t component;
    uint32_t port;

    (void)row;
    while (text_uint32(text_word(&value), &component)) {
        struct endpoint end = sdp_address_read(text_word(&value));

        if (end.family == 0 || !text_uint32(text_word(&value), &port) ||
            port > UINT16_MAX)
            return;
        end.port = (uint16_t)port;
        if (component == 1)
            target->media->remote_rtp = end;
        else if (component == 2)
            target->media->remote_rtcp = end;
    }
}

/* a=remote-candidate:<user> (draft-ietf-mmusic-ice-06 4.3, [MS-ICE]). */
static void read_remote_user(struct sdp_attribute_target *target,
                             const struct row *row, struct text value)
{
    (void)row;
    target->media->remote_user = text_word(&value);
}

#define FIELD(name) offsetof(struct sdp_media, name)
#define NAMED(name) name, sizeof(name) - 1

/* clang-format off */
static const struct row rows[] = {
    {NAMED("sendrecv"), true, read_direction, MEDIA_SENDRECV},
        /* RFC 8866 6.7 */
    {NAMED("sendonly"), true, read_direction, MEDIA_SENDONLY},
    {NAMED("recvonly"), true, read_direction, MEDIA_RECVONLY},
    {NAMED("inactive"), true, read_direction, MEDIA_INACTIVE},
    {NAMED("rtpmap"), false, read_rtpmap, 0}, /* RFC 8866 6.6 */
    {NAMED("rtcp"), false, read_rtcp, 0}, /* RFC 3605 2.1 */
    {NAMED("crypto"), false, read_flag, FIELD(crypto_present)},
        /* RFC 4568 9.1 */
    {NAMED("cryptoscale"), false, read_flag, FIELD(crypto_present)},
        /* [MS-SSRTP] */
    {NAMED("fingerprint"), true, read_flag, FIELD(fingerprint_present)},
        /* RFC 8122 */
    {NAMED("candidate"), false, read_candidate, 0}, /* RFC 8839 5.1 */
    {NAMED("x-candidate-ipv6"), false, read_candidate, 0}, /* [MS-SDPEXT] */
    {NAMED("ssrc"), false, read_ssrc, 0}, /* RFC 5576 4.1 */
    {NAMED("x-ssrc-range"), false, read_ssrc_range, 0}, /* [MS-SDPEXT] */
    {NAMED("remote-candidates"), false, read_remote_candidates, 0},
        /* RFC 8839 5.2 */
    {NAMED("remote-candidate"), false, read_remote_user, 0}, /* [MS-ICE] */
};
/* clang-format on */

void sdp_attribute_read(struct sdp_attribute_target *target,
                        struct text attribute)
{
    size_t colon = text_find(attribute, ':');
    struct text name = text_trim(text_head(attribute, colon));
    struct text value = text_skip(attribute, colon + 1);

    for (const struct row *row = rows;
         row < rows + sizeof rows / sizeof rows[0]; row++)
        if (row->name_bytes == name.length &&
            text_may_match(row->name[0], name.start[0]) &&
            text_same(name.start, row->name, name.length)) {
            if (row->at_session_level || !target->at_session_level)
                row->read(target, row, value);
            return;
        }
}
