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

#define MEDIA_FORMATS_MAX       4096 /* different sets kept */
#define MEDIA_FORMAT_NAME_BYTES 32   /* with NUL; longer ones are cut */

/* One payload type that a=rtpmap names. */
struct media_format {
    uint8_t payload_type;
    uint8_t channels;
    uint32_t clock_rate_hz;
    char name[MEDIA_FORMAT_NAME_BYTES]; /* the encoding name */
};

/* The payload types of an m-line. m-lines with the same contents share one
 * struct. */
struct media_formats {
    enum media_kind kind;
    bool is_secure;     /* certainly encrypted: SAVP, or a=fingerprint */
    bool may_be_secure; /* is_secure, or a=crypto with RTP/AVP, which the other
                           side may refuse */
    struct payload_type_set listed; /* in the m= line, named or not */
    unsigned n;
    struct media_format formats[SDP_MAX_FORMATS];
};

/* Returns an empty set of struct media_formats, which it owns. Free it with
 * g_hash_table_destroy(). */
GHashTable *media_formats_new(void);

/* Returns the formats of MEDIA, valid as long as SET. NULL if MEDIA is not RTP,
 * or if SET holds MEDIA_FORMATS_MAX others. */
const struct media_formats *media_formats_get(GHashTable *set,
                                              const struct sdp_media *media);

#endif
