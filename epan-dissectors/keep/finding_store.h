/* The findings of each frame, kept in file scope, and shown as expert items.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_FINDING_STORE_H
#define LYNC_FINDING_STORE_H

#include <epan/packet.h>

#include "findings.h"

/* Keys of the data that this plugin keeps for a frame (p_add_proto_data). */
enum frame_data {
    FRAME_DATA_FINDINGS,
    FRAME_DATA_REPEAT,
    FRAME_DATA_SIP,
    FRAME_DATA_SESSION,
};

/* Keeps FIRST, and those linked to it by next_of_frame, for the frame that
 * PINFO is at; does nothing for NULL. First pass, once per frame. */
void finding_store_keep(packet_info *pinfo, const struct kept_finding *first);

/* The first finding of the frame that PINFO is at, on any pass; NULL if it has
 * none. */
const struct kept_finding *finding_store_of_frame(packet_info *pinfo);

/* Registers an expert item for each row of the finding table under
 * PROTO_LYNC. */
void finding_store_register(int proto_lync);

/* Raises the expert items of FIRST and those linked to it by next_of_frame on
 * ITEM (NULL when there is no tree). */
void finding_store_show(packet_info *pinfo, proto_item *item,
                        const struct kept_finding *first);

#endif
