/* The findings of frames as expert items.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_FINDING_STORE_H
#define LYNC_FINDING_STORE_H

#include <epan/packet.h>

#include "findings.h"

/* Registers an expert item for each row of the finding table under
 * PROTO_LYNC. */
void finding_store_register(int proto_lync);

/* Raises the expert items of FIRST and those linked to it by next_of_frame on
 * ITEM (NULL when there is no tree). One that is not told in full says the
 * summary of its kind. */
void finding_store_show(packet_info *pinfo, proto_item *item,
                        const struct finding *first);

#endif
