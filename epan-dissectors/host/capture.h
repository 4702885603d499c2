/* The capture that Wireshark has open.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CAPTURE_H
#define LYNC_CAPTURE_H

#include <epan/packet.h>

#include "analysis.h"

/* What is known of the open capture; never NULL. Made with the preferences in
 * force when first asked for, and freed when the capture closes or is read
 * again. */
struct analysis *capture_analysis(void);

/* The capture's times count from FILE_BEGAN, when its file began. Call this on
 * the first frame that is looked at: FRAME, at FIRST. If it is what tshark -M
 * has left of the capture that was closed before it, that is noted, and times
 * count from FIRST. */
void capture_begins(uint32_t frame, const nstime_t *file_began,
                    const nstime_t *first);

/* Registers the routines that free the analysis with its capture. */
void capture_register(void);

#endif
