/* Reports written to files as soon as a capture has been read, for programs
 * without -z: sharkd, which reads many captures one after the other.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_REPORT_FOLDER_H
#define LYNC_REPORT_FOLDER_H

/* Calls PRINT, which writes the report NAME to standard output, with DATA each
 * time a capture has been read once, if the environment variable LYNC_REPORTS
 * names a folder that holds a file called NAME. What that file held is replaced
 * by the report. If it cannot be written completely, the program ends with exit
 * status 1. NAME must live as long as the program. */
void report_folder_add(const char *name, void (*print)(const void *data),
                       const void *data);

#endif
