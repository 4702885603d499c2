/* The names of the SIP methods. RFC 3261 7.1.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_SIP_METHOD_H
#define LYNC_CORE_SIP_METHOD_H

#include "sip_message.h"

/* The method called NAME, with regard to case (RFC 3261 7.1).
 * SIP_METHOD_NONE for an empty name, SIP_METHOD_OTHER for an unknown one. */
enum sip_method sip_method_of(struct sip_text name);

#endif
