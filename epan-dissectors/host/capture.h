/* The capture that Wireshark has open.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CAPTURE_H
#define LYNC_CAPTURE_H

#include "analysis.h"

/* What is known of it; never NULL. Made with the preferences of then when
 * first asked for, and gone when the capture closes or is read anew. */
struct analysis *capture_analysis(void);

/* Registers the routines that let go of the analysis with its capture. */
void capture_register(void);

#endif
