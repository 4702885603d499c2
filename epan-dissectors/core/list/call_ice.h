/* What ICE did for a call: candidates, checks, and the path of its media. RFC
 * 8445.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_CALL_ICE_H
#define LYNC_CORE_CALL_ICE_H

#include "call_list.h"

/* The stream of ROW that shows the path of its media: the one with most packets
 * among those whose path is known; NULL if none is. */
const struct media_stream *call_ice_stream(const struct analysis *analysis,
                                           const struct call_row *row);

/* "ICE: caller 6 candidates, 2 of 2 checks answered; callee ...; media direct
 * from 10.0.0.1:5000 to 10.0.0.2:6000." or, without media that shows it, the
 * pair that ICE has chosen by SDP. NULL if the call ran no ICE and its path is
 * not known. Free with g_free. */
char *call_ice_text(const struct analysis *analysis,
                    const struct call_row *row);

#endif
