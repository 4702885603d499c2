/* What SDP and the call say about one media session.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "media_signalling.h"

#include <glib.h>

static const struct media_signalling nothing;

struct media_signalling *
media_signalling_get(struct media_signalling **signalling)
{
    if (*signalling == NULL)
        *signalling = g_new0(struct media_signalling, 1);
    return *signalling;
}

const struct media_description *
media_signalling_side(const struct media_signalling *signalling, enum side side)
{
    return signalling != NULL ? &signalling->descriptions[side]
                              : &nothing.descriptions[side];
}

const struct media_tally *
media_signalling_tally(const struct media_signalling *signalling)
{
    return signalling != NULL ? &signalling->tally : &nothing.tally;
}

struct payload_type_set
media_signalling_noise_types(const struct media_signalling *signalling,
                             enum side side)
{
    const struct media_description *peer =
        media_signalling_side(signalling, side_other(side));
    bool peer_names = (peer->named.bits[0] | peer->named.bits[1]) != 0;
    const struct media_description *names =
        peer_names ? peer : media_signalling_side(signalling, side);

    return comfort_noise_payload_types(&names->named, &names->noise);
}
