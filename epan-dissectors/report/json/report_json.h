/* The report -z lync,json[,FILE]: calls, streams and findings as one JSON
 * document, lync-report/1.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_REPORT_JSON_H
#define LYNC_REPORT_JSON_H

/* Registers the report. */
void report_json_register(void);

#endif
