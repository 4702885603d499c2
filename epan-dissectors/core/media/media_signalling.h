/* What SDP and the call say about one media session: kept only for sessions of
 * which they say something.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_MEDIA_SIGNALLING_H
#define LYNC_CORE_MEDIA_SIGNALLING_H

#include "media_session_side.h"
#include "media_tally.h"
#include "side.h"

struct media_signalling {
    struct media_description descriptions[N_SIDES]; /* SDP in force */
    struct media_tally tally; /* only maintained if there is a call */
};

/* Returns what *SIGNALLING points to; if that is NULL, makes it, all zero. Free
 * it with g_free(). */
struct media_signalling *
media_signalling_get(struct media_signalling **signalling);

/* The SDP of SIDE in SIGNALLING; all zero if that is NULL. */
const struct media_description *
media_signalling_side(const struct media_signalling *signalling,
                      enum side side);

/* The tally in SIGNALLING; all zero if that is NULL. */
const struct media_tally *
media_signalling_tally(const struct media_signalling *signalling);

/* The payload types of comfort noise that SIDE sends: those of its receiver's
 * SDP if that names any (RFC 3264 5.1), else of its own. */
struct payload_type_set
media_signalling_noise_types(const struct media_signalling *signalling,
                             enum side side);

#endif
