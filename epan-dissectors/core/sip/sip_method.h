/* The names of the SIP methods. RFC 3261 7.1.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_SIP_METHOD_H
#define LYNC_CORE_SIP_METHOD_H

#include "text.h"

/* METHOD() of each method that is known by name: RFC 3261, RFC 3262 (PRACK),
 * RFC 3311 (UPDATE), RFC 3428 (MESSAGE), RFC 3515 (REFER), RFC 6086 (INFO),
 * RFC 6665 (SUBSCRIBE, NOTIFY). */
#define SIP_METHODS(METHOD)                                                    \
    METHOD(INVITE)                                                             \
    METHOD(ACK)                                                                \
    METHOD(BYE)                                                                \
    METHOD(CANCEL)                                                             \
    METHOD(UPDATE)                                                             \
    METHOD(PRACK)                                                              \
    METHOD(INFO)                                                               \
    METHOD(OPTIONS)                                                            \
    METHOD(REGISTER)                                                           \
    METHOD(SUBSCRIBE) METHOD(NOTIFY) METHOD(REFER) METHOD(MESSAGE)

enum sip_method {
    SIP_METHOD_NONE, /* a response whose CSeq names no method; not SIP */
#define SIP_METHOD(name) SIP_METHOD_##name,
    SIP_METHODS(SIP_METHOD)
#undef SIP_METHOD
        SIP_METHOD_OTHER,
};

/* The method called NAME, with regard to case (RFC 3261 7.1).
 * SIP_METHOD_NONE for an empty name, SIP_METHOD_OTHER for an unknown one. */
enum sip_method sip_method_of(struct text name);

/* The name of METHOD (static); NULL for SIP_METHOD_NONE and SIP_METHOD_OTHER.
 */
const char *sip_method_name(enum sip_method method);

#endif
