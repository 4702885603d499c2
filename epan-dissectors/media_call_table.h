/* The calls whose media is watched; the media side of call_media.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_MEDIA_CALL_TABLE_H
#define LYNC_MEDIA_CALL_TABLE_H

#include <stdint.h>

#include "trunk_profile.h"

/* The last sign of life of CALL, whose last message came at MESSAGE_NS. */
int64_t media_call_table_last_ns(uint32_t call, int64_t message_ns);

/* Adds to ENDS, by side, what the media of CALL, which is or was up, shows
 * until END_NS. */
void media_call_table_sum(uint32_t call, int64_t end_ns,
                          struct trunk_end_facts *ends);

/* Registers the routines that make and drop the table with each capture. */
void media_call_table_register(void);

#endif
