/* The preferences of the module lync, read once into one struct.
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

struct lync_preferences {
    bool decode_dscp;
    uint32_t dup_burst_count;     /* repeats that make a burst */
    uint32_t dup_burst_window_ms; /* within this time */
    uint32_t rtcp_absence_s;      /* RTCP silence that is reported; 0: none */
    uint32_t media_timeout_s;     /* silence of RTP and RTCP; 0: none */
    enum media_kind class_of_dscp[64]; /* what each code point marks */
    uint32_t session_grace_s;          /* tolerance on session deadlines */
};

/* The preferences in force. */
const struct lync_preferences *lync_preferences(void);

/* What of them is in force for a whole capture. */
void lync_preferences_settings(struct analysis_settings *settings);

/* The payload type table's row for a number, as the medium that its code
 * point says: the user's row where there is one, else the default. MEDIA
 * decides only where two rows have the number; MEDIA_KIND_UNKNOWN takes either.
 * NULL when the number is in no row, or a user's row has taken it out. */
const struct payload_type *lync_payload_type(uint8_t number,
                                             enum media_kind media);

/* Registers the preferences of PROTO_LYNC. */
void lync_preferences_register(int proto_lync);

#endif
