/* The names of the SIP methods. RFC 3261 7.1.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_SIP_METHOD_H
#define LYNC_CORE_SIP_METHOD_H

#include "text.h"

enum sip_method {
    SIP_METHOD_NONE, /* a response whose CSeq names no method; not SIP */
    SIP_METHOD_INVITE,
    SIP_METHOD_ACK,
    SIP_METHOD_BYE,
    SIP_METHOD_CANCEL,
    SIP_METHOD_UPDATE,
    SIP_METHOD_PRACK,
    SIP_METHOD_INFO,
    SIP_METHOD_OPTIONS,
    SIP_METHOD_REGISTER,
    SIP_METHOD_SUBSCRIBE,
    SIP_METHOD_NOTIFY,
    SIP_METHOD_REFER,
    SIP_METHOD_MESSAGE,
    SIP_METHOD_OTHER,
};

/* The method called NAME, with regard to case (RFC 3261 7.1).
 * SIP_METHOD_NONE for an empty name, SIP_METHOD_OTHER for an unknown one. */
enum sip_method sip_method_of(struct text name);

#endif
