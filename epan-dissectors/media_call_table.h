/* The calls whose media is watched; the media side of call_media.h.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_MEDIA_CALL_TABLE_H
#define LYNC_MEDIA_CALL_TABLE_H

/* Registers the routines that make and drop the table with each capture. */
void media_call_table_register(void);

#endif
