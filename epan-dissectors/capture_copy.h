/* Messages that the capture holds more than once because several observation
 * points saw them: the judges take each once.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CAPTURE_COPY_H
#define LYNC_CAPTURE_COPY_H

#include <epan/packet.h>

/* First pass: whether another interface has shown the LENGTH octets of MESSAGE,
 * which go from and to where the frame does that PINFO is at. To be asked once
 * for each message. */
bool capture_copy_seen(const packet_info *pinfo, const uint8_t *message,
                       size_t length);

/* Registers the state of a capture. */
void capture_copy_register(void);

#endif
