/* Processes quality reports: compares what a receiver says of a stream with
 * what the capture shows of it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_REPORTED_WATCH_H
#define LYNC_CORE_REPORTED_WATCH_H

#include "analysis.h"

/* Keeps FOUND, the reports that BODY holds, and empties it. SOURCE sent the
 * message, which is in the frame of MOMENT. Returns the first of them, the
 * others linked by next; NULL if none was kept.
 *
 * Adds lync.qoe.differs or lync.qoe.doubled_lost to the findings of the frame
 * for a stream whose receiver lost packets that the capture holds, and
 * lync.qoe.differs for one whose receiver has packets that the capture lacks:
 * once for a stream, again if a Note becomes a Warn, and only if report and
 * capture speak of the same period (qoe_compare.h): all of the stream, or all
 * until now. If receiver reports in RTCP cover the stream, lync.loss
 * tells what they say, and lync.qoe.differs does not. */
struct qoe_entry *reported_watch_take(struct analysis *analysis,
                                      GPtrArray *found, struct text body,
                                      const struct endpoint *source,
                                      const struct moment *moment);

#endif
