/* The preferences of the module lync.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_PREFERENCES_H
#define LYNC_PREFERENCES_H

#include <stdbool.h>
#include <stdint.h>

#include "analysis.h"
#include "payload_type.h"
#include "media_kind.h"

/* Whether marked UDP is to be decoded as RTP. */
bool lync_decode_dscp(void);

/* The media that code point DSCP marks: MEDIA_KIND_UNKNOWN if none, or if no IP
 * header told it (DSCP_NONE). */
enum media_kind lync_kind_of_dscp(uint8_t dscp);

/* The preferences that hold for a whole capture. */
struct analysis_settings lync_preferences_settings(void);

/* The row of the payload type table for NUMBER: the user's if there is one,
 * else the built-in one. MEDIA, which the code point marks, decides only if two
 * rows have the number; MEDIA_KIND_UNKNOWN takes either. NULL if no row has the
 * number, or a row of the user's has removed it. */
const struct payload_type *lync_payload_type(uint8_t number,
                                             enum media_kind media);

/* Whether frames with a warning or an error are marked in the column Info. */
bool lync_mark_info(void);

/* Registers the preferences of PROTO_LYNC. */
void lync_preferences_register(int proto_lync);

#endif
