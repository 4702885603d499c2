/* Microsoft's own SIP headers: ms-diagnostics, ms-keep-alive.
 * [MS-OCER] 2.2.1, [MS-CONMGMT] 2.2.1.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_SIP_MICROSOFT_H
#define LYNC_CORE_SIP_MICROSOFT_H

#include "text.h"

/* ms-keep-alive, [MS-CONMGMT] 2.2.1. A missing parameter is SIP_KEEP_UNSET. */
enum sip_keep_flag {
    SIP_KEEP_UNSET,
    SIP_KEEP_NO,
    SIP_KEEP_YES,
};

struct sip_keep_alive {
    bool present;     /* there is such a header, and it begins with a role */
    struct text role; /* "UAC" or "UAS" as written */
    enum sip_keep_flag tcp;
    enum sip_keep_flag hop_hop;
    enum sip_keep_flag end_end;
    bool timeout_present;
    uint32_t timeout_s;
};

/* ms-diagnostics, ms-client-diagnostics or ms-diagnostics-public: the first
 * one found of each, [MS-OCER]. */
struct sip_diagnostics {
    bool present;       /* there is such a header, beginning with a number */
    uint32_t id;        /* the leading error number */
    struct text source; /* without quotes */
    struct text reason; /* without quotes */
    struct text value;  /* the whole header value */
};

/* Reads the value of an ms-diagnostics, ms-client-diagnostics or
 * ms-diagnostics-public header: an error number, a sub error code after a
 * dot (OCS 2007) that is not kept, and parameters in any order and case.
 * Does nothing when DIAGNOSTICS is present already; a value that begins with
 * no number only fills in the value. */
void sip_diagnostics_read(struct text value,
                          struct sip_diagnostics *diagnostics);

/* What the error number ID says about media, in a sentence's words; NULL for a
 * number that is not known to say anything of it. [MS-OCER] 9.2.2, TechNet and
 * Microsoft support on calls that failed with these; "probably" where the
 * number is in no document at hand. */
const char *sip_diagnostics_meaning(uint32_t id);

/* Reads the value of an ms-keep-alive header: the role, UAC or UAS in any
 * case, then parameters in any order. Does nothing when KEEP_ALIVE is present
 * already, or when the value begins with no role. */
void sip_keep_alive_read(struct text value, struct sip_keep_alive *keep_alive);

#endif
