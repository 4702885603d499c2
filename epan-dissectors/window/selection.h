/* What is selected in Wireshark's window.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_SELECTION_H
#define LYNC_SELECTION_H

#include <stdint.h>

#include <epan/packet.h>

/* The selected packet. */
struct selection {
    const packet_info *pinfo;
    uint32_t frame;
    uint32_t call;   /* lync.call; NO_INDEX: of none */
    uint32_t stream; /* lync.stream; NO_INDEX: of none */
};

/* Sets SELECTION and returns true; returns false if no packet is selected, or
 * there is no window. */
bool selection_get(struct selection *selection);

#endif
