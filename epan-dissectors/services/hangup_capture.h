/* The TCP services of the capture that Wireshark has open.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_HANGUP_CAPTURE_H
#define LYNC_HANGUP_CAPTURE_H

#include "hangup_watch.h"

/* What is known of the open capture; never NULL. Made when first asked for, and
 * freed when the capture closes or is read again. */
struct hangup_watch *hangup_capture(void);

/* Registers the routines that free it with its capture. */
void hangup_capture_register(void);

#endif
