/* The a= lines of a session description: a table, one row an attribute.
 * RFC 8866 6, RFC 3605, RFC 5761, RFC 5576, RFC 5888, [MS-SDPEXT].
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "sdp_attribute.h"

#include "sdp_candidate.h"
#include "sdp_format.h"

/* At which level an attribute is read. */
enum level { SESSION_LEVEL, MEDIA_LEVEL, BOTH_LEVELS };

struct row;

typedef void (*attribute_reader)(struct sdp_attribute_target *target,
                                 const struct row *row, struct text value);

struct row {
    const char *name;
    enum level level;
    attribute_reader read;
    size_t argument; /* offset in struct sdp_media, or a direction */
};

static void read_direction(struct sdp_attribute_target *target,
                           const struct row *row, struct text value)
{
    (void)value;
    if (target->direction_seen)
        return;
    target->direction_seen = true;
    target->media->direction = (enum sdp_direction)row->argument;
}

static void read_flag(struct sdp_attribute_target *target,
                      const struct row *row, struct text value)
{
    (void)value;
    *(bool *)((char *)target->media + row->argument) = true;
}

static void read_text(struct sdp_attribute_target *target,
                      const struct row *row, struct text value)
{
    struct text *text = (struct text *)((char *)target->media + row->argument);

    value = text_trim(value);
    if (text->start == NULL && value.length > 0)
        *text = value;
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
    media->rtcp_port = (uint16_t)port;
    text_word(&value); /* network type */
    text_word(&value); /* address type */
    media->rtcp_address = sdp_address_read(text_word(&value));
}

static void read_rtpmap(struct sdp_attribute_target *target,
                        const struct row *row, struct text value)
{
    (void)row;
    sdp_format_read_rtpmap(target->media, value);
}

static void read_candidate(struct sdp_attribute_target *target,
                           const struct row *row, struct text value)
{
    struct sdp_media *media = target->media;
    struct sdp_candidate candidate;

    (void)row;
    if (!sdp_candidate_read(value, &candidate))
        return;
    if (media->n_candidates < SDP_MAX_CANDIDATES)
        media->candidates[media->n_candidates++] = candidate;
    else
        media->more_candidates = true;
}

static void add_ssrcs(struct sdp_media *media, uint32_t first, uint32_t last)
{
    for (unsigned i = 0; i < media->n_ssrcs; i++)
        if (media->ssrcs[i].first == first && media->ssrcs[i].last == last)
            return;
    if (media->n_ssrcs < SDP_MAX_SSRCS)
        media->ssrcs[media->n_ssrcs++] = (struct sdp_ssrc_range){first, last};
    else
        media->more_ssrcs = true;
}

/* a=ssrc:<id> <attribute>, several lines for one id (RFC 5576 4.1). */
static void read_ssrc(struct sdp_attribute_target *target,
                      const struct row *row, struct text value)
{
    uint64_t ssrc;

    (void)row;
    if (text_uint64(text_word(&value), &ssrc) && ssrc <= UINT32_MAX)
        add_ssrcs(target->media, (uint32_t)ssrc, (uint32_t)ssrc);
}

/* a=x-ssrc-range:<first>-<last> ([MS-SDPEXT]). */
static void read_ssrc_range(struct sdp_attribute_target *target,
                            const struct row *row, struct text value)
{
    struct text last_text = text_word(&value);
    size_t dash = text_find(last_text, '-');
    struct text first_text = text_head(last_text, dash);
    uint64_t first;
    uint64_t last;

    (void)row;
    last_text = text_skip(last_text, dash + 1);
    if (text_uint64(first_text, &first) && text_uint64(last_text, &last) &&
        last <= UINT32_MAX && first <= last)
        add_ssrcs(target->media, (uint32_t)first, (uint32_t)last);
}

static void read_group(struct sdp_attribute_target *target,
                       const struct row *row, struct text value)
{
    struct sdp *sdp = target->sdp;
    struct sdp_group group;

    (void)row;
    group.semantics = text_word(&value);
    group.mids = text_trim(value);
    if (group.semantics.length > 0 && sdp->n_groups < SDP_MAX_GROUPS)
        sdp->groups[sdp->n_groups++] = group;
}

#define FIELD(name) offsetof(struct sdp_media, name)

/* clang-format off */
static const struct row rows[] = {
    {"sendrecv", BOTH_LEVELS, read_direction, SDP_SENDRECV}, /* RFC 8866 6.7 */
    {"sendonly", BOTH_LEVELS, read_direction, SDP_SENDONLY},
    {"recvonly", BOTH_LEVELS, read_direction, SDP_RECVONLY},
    {"inactive", BOTH_LEVELS, read_direction, SDP_INACTIVE},
    {"rtpmap", MEDIA_LEVEL, read_rtpmap, 0},                 /* 6.6 */
    {"rtcp", MEDIA_LEVEL, read_rtcp, 0},                     /* RFC 3605 2.1 */
    {"rtcp-mux", MEDIA_LEVEL, read_flag, FIELD(rtcp_mux)},   /* RFC 5761 5.1 */
    {"rtcp-rsize", MEDIA_LEVEL, read_flag,                   /* RFC 5506 5 */
        FIELD(rtcp_rsize)},
    {"crypto", MEDIA_LEVEL, read_flag,                       /* RFC 4568 9.1 */
        FIELD(crypto_present)},
    {"cryptoscale", MEDIA_LEVEL, read_flag,                  /* [MS-SSRTP] */
        FIELD(crypto_present)},
    {"fingerprint", BOTH_LEVELS, read_flag,                  /* RFC 8122 5 */
        FIELD(fingerprint_present)},
    {"candidate", MEDIA_LEVEL, read_candidate, 0},           /* RFC 8839 5.1 */
    {"x-candidate-ipv6", MEDIA_LEVEL, read_candidate, 0},    /* [MS-SDPEXT] */
    {"ssrc", MEDIA_LEVEL, read_ssrc, 0},                     /* RFC 5576 4.1 */
    {"x-ssrc-range", MEDIA_LEVEL, read_ssrc_range, 0},       /* [MS-SDPEXT] */
    {"mid", MEDIA_LEVEL, read_text, FIELD(mid)},             /* RFC 5888 4 */
    {"label", MEDIA_LEVEL, read_text, FIELD(label)},         /* RFC 4574 4 */
    {"group", SESSION_LEVEL, read_group, 0},                 /* RFC 5888 5 */
};
/* clang-format on */

void sdp_attribute_read(struct sdp_attribute_target *target,
                        struct text attribute)
{
    size_t colon = text_find(attribute, ':');
    struct text name = text_trim(text_head(attribute, colon));
    struct text value = text_skip(attribute, colon + 1);
    enum level refused = target->at_session_level ? MEDIA_LEVEL : SESSION_LEVEL;

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (rows[i].level != refused && text_is(name, rows[i].name)) {
            rows[i].read(target, &rows[i], value);
            return;
        }
    }
}
