/* The TCP services of the capture that is open in Wireshark.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_HANGUP_CAPTURE_H
#define LYNC_HANGUP_CAPTURE_H

#include "hangup_watch.h"

/* Returns what is known of the open capture; never NULL. Created by the first
 * call, and freed when the capture is closed or read again. */
struct hangup_watch *hangup_capture(void);

/* Registers the routines that free it with its capture. */
void hangup_capture_register(void);

#endif
