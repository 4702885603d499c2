/* Microsoft's own SIP headers: ms-diagnostics, ms-keep-alive.
 * [MS-OCER] 2.2.1, [MS-CONMGMT] 2.2.1.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_SIP_MICROSOFT_H
#define LYNC_CORE_SIP_MICROSOFT_H

#include "sip_message.h"

/* Reads the value of an ms-diagnostics, ms-client-diagnostics or
 * ms-diagnostics-public header: an error number, a sub error code after a
 * dot (OCS 2007) that is not kept, and parameters in any order and case.
 * Does nothing when DIAGNOSTICS is present already; a value that begins with
 * no number only fills in the value. */
void sip_diagnostics_read(struct sip_text value,
                          struct sip_diagnostics *diagnostics);

/* Reads the value of an ms-keep-alive header: the role, UAC or UAS in any
 * case, then parameters in any order. Does nothing when KEEP_ALIVE is present
 * already, or when the value begins with no role. */
void sip_keep_alive_read(struct sip_text value,
                         struct sip_keep_alive *keep_alive);

#endif
