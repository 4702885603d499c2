/* The a= lines of a session description. RFC 8866 5.13 and 6.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_SDP_ATTRIBUTE_H
#define LYNC_CORE_SDP_ATTRIBUTE_H

#include "sdp.h"

/* Where an attribute is stored. */
struct sdp_attribute_target {
    struct sdp_media *media; /* the m= line's; at session level what the m=
                                lines will inherit */
    bool at_session_level;
    bool direction_seen; /* at this level */
};

/* Reads one attribute, "name" or "name:value". Unknown attributes, those of the
 * other level, and bad values change nothing. */
void sdp_attribute_read(struct sdp_attribute_target *target,
                        struct text attribute);

#endif
