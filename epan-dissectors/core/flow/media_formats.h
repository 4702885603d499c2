/* What SDP says about the RTP of an m-line: names and clock rates by payload
 * type. RFC 3264 5.1, RFC 8866 6.6.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_MEDIA_FORMATS_H
#define LYNC_CORE_MEDIA_FORMATS_H

#include <stdbool.h>
#include <stdint.h>

#include <glib.h>

#include "media_kind.h"
#include "payload_type_set.h"
#include "sdp.h"

#define MEDIA_FORMATS_MAX       4096 /* different ones kept */
#define MEDIA_FORMAT_NAME_BYTES 32   /* a longer encoding name is cut */

/* One payload type that a=rtpmap names. */
struct media_format {
    uint8_t payload_type;
    uint8_t channels;
    uint32_t clock_rate_hz;
    char name[MEDIA_FORMAT_NAME_BYTES]; /* the encoding name */
};

/* The payload types of an m-line. Two of the same set that say the same are
 * one. */
struct media_formats {
    enum media_kind kind;
    bool is_secure;     /* SAVP, or a=fingerprint: encrypted for certain */
    bool may_be_secure; /* that, or a=crypto beside RTP/AVP, which the other
                           side may refuse */
    struct payload_type_set listed; /* in the m= line, named or not */
    unsigned n;
    struct media_format formats[SDP_MAX_FORMATS];
};

/* An empty set of struct media_formats, which it owns; free with
 * g_hash_table_destroy(). */
GHashTable *media_formats_new(void);

/* What MEDIA says, as long as SET lives. NULL when it is not RTP, and past
 * MEDIA_FORMATS_MAX. */
const struct media_formats *media_formats_get(GHashTable *set,
                                              const struct sdp_media *media);

#endif
