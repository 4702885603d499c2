/* The report of streams: tshark -q -z lync,streams.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_REPORT_STREAMS_H
#define LYNC_REPORT_STREAMS_H

/* Registers the report. */
void report_streams_register(void);

#endif
