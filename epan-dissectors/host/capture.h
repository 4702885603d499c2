/* The capture that Wireshark has open.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CAPTURE_H
#define LYNC_CAPTURE_H

#include "analysis.h"

/* What is known of the open capture; never NULL. Made with the preferences in
 * force when first asked for, and freed when the capture closes or is read
 * again. */
struct analysis *capture_analysis(void);

/* The open capture is what tshark -M has left of the one that was closed before
 * it. Call this on its first frame. */
void capture_goes_on(void);

/* Registers the routines that free the analysis with its capture. */
void capture_register(void);

#endif
