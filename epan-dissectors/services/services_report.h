/* The reports -z hangup,services and -z hangup,json, and the window.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_SERVICES_REPORT_H
#define LYNC_SERVICES_REPORT_H

/* Registers them. */
void services_report_register(void);

#endif
