/* ICE candidates in SDP. RFC 8839 5.1, draft-ietf-mmusic-ice-06, [MS-ICE].
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "sdp_candidate.h"

#define N_WORDS 8 /* up to the type; what follows is not kept */

/* Which word is what, in the two forms. */
struct form {
    unsigned component;
    unsigned transport;
    unsigned address;
    unsigned port;
};

static const struct form form_rfc = {1, 2, 4, 5};
static const struct form form_draft_06 = {1, 3, 5, 6};

#define WORD_TYP  6 /* of the RFC's form: the word "typ" */
#define WORD_TYPE 7

static enum sdp_candidate_type type_of(struct text word)
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

bool sdp_candidate_read(struct text value, struct sdp_candidate *candidate)
{
    struct text words[N_WORDS];
    bool is_rfc;
    const struct form *form;
    struct sdp_address address;
    uint32_t component;
    uint32_t port;

    *candidate = (struct sdp_candidate){0};
    for (unsigned i = 0; i < N_WORDS; i++)
        words[i] = text_word(&value);
    is_rfc = text_is(words[WORD_TYP], "typ");
    form = is_rfc ? &form_rfc : &form_draft_06;
    address = sdp_address_read(words[form->address]);
    if (address.family == SDP_ADDRESS_NONE ||
        !text_uint32(words[form->component], &component) ||
        component > UINT16_MAX || !text_uint32(words[form->port], &port) ||
        port > UINT16_MAX)
        return false;
    candidate->address = address;
    candidate->component = (uint16_t)component;
    candidate->port = (uint16_t)port;
    candidate->is_udp = text_is(words[form->transport], "UDP");
    candidate->is_draft_06 = !is_rfc;
    if (is_rfc)
        candidate->type = type_of(words[WORD_TYPE]);
    return true;
}
