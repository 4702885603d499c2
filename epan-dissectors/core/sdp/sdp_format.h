/* The payload types of an m= line. RFC 8866 5.14 and 6.6, RFC 3551 6.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_SDP_FORMAT_H
#define LYNC_CORE_SDP_FORMAT_H

#include "sdp.h"

/* Reads the payload types of an m= line, FORMATS, into MEDIA; static ones get
 * the name, clock rate and channels of RFC 3551. Words that are not numbers
 * from 0 to 127, and repeated numbers, are skipped. */
void sdp_format_read_list(struct sdp_media *media, struct text formats);

/* Reads the value of a=rtpmap: "97 RED/8000", "117 G722/8000/2". Does nothing
 * when the m= line has no such payload type, when it has an rtpmap already,
 * or when the value has no name or no clock rate. */
void sdp_format_read_rtpmap(struct sdp_media *media, struct text value);

#endif
