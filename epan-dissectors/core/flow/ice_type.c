/* Types of candidates.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "ice_type.h"

static bool is_private(const struct endpoint *end)
{
    const uint8_t *octets = end->address;

    if (end->family == 6)
        return (octets[0] & 0xfe) == 0xfc;
    return octets[0] == 10 || (octets[0] == 172 && octets[1] / 16 == 1) ||
           (octets[0] == 192 && octets[1] == 168);
}

enum sdp_candidate_type ice_type_derive(const struct sdp_media *media,
                                        const struct sdp_candidate *candidate,
                                        const struct endpoint *sender)
{
    bool only = true;
    bool among_others = false;

    if (!is_private(&candidate->end))
        return SDP_CANDIDATE_UNKNOWN;
    if (endpoint_same_address(&candidate->end, sender))
        return SDP_CANDIDATE_HOST;
    for (unsigned i = 0; i < media->n_candidates; i++) {
        const struct endpoint *other = &media->candidates[i].end;

        if (endpoint_same_address(other, &candidate->end))
            continue;
        among_others = true;
        only = only && !is_private(other);
    }
    return only && among_others ? SDP_CANDIDATE_HOST : SDP_CANDIDATE_UNKNOWN;
}
