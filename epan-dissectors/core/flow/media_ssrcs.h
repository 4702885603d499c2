/* Which m-line an SSRC belongs to, as SDP says: a=ssrc (RFC 5576), and
 * a=x-ssrc-range of [MS-SDPEXT].
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_MEDIA_SSRCS_H
#define LYNC_CORE_MEDIA_SSRCS_H

#include <stdbool.h>
#include <stdint.h>

#include <glib.h>

#include "sdp.h"
#include "side.h"

#define MEDIA_SSRCS_MAX 65536 /* buckets of SSRCs kept; later ones are not */

/* The side of a call that sends with an SSRC, and the m-line. */
struct media_ssrc_owner {
    uint32_t call;
    enum side side;
    unsigned line; /* index of the m-line */
};

/* Returns an empty set of SSRCs. Free it with g_hash_table_destroy(). */
GHashTable *media_ssrcs_new(void);

/* Stores in SET that OWNER sends with the SSRCs of MEDIA. */
void media_ssrcs_add(GHashTable *set, const struct media_ssrc_owner *owner,
                     const struct sdp_media *media);

/* Sets OWNER to who sends with SSRC. Returns false if SET does not say, or
 * names several: the legs of a call through a B2BUA may have the same SDP. */
bool media_ssrcs_find(GHashTable *set, uint32_t ssrc,
                      struct media_ssrc_owner *owner);

#endif
