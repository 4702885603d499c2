/* What kind of media a stream or session carries.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_MEDIA_KIND_H
#define LYNC_CORE_MEDIA_KIND_H

#include <stddef.h>

enum media_kind {
    MEDIA_KIND_UNKNOWN,
    MEDIA_KIND_AUDIO,
    MEDIA_KIND_VIDEO,
};

/* "audio", "video"; NULL for MEDIA_KIND_UNKNOWN. */
static inline const char *media_kind_name(enum media_kind kind)
{
    return kind == MEDIA_KIND_AUDIO   ? "audio"
           : kind == MEDIA_KIND_VIDEO ? "video"
                                      : NULL;
}

#endif
