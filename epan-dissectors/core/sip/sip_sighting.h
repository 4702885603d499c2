/* One SIP message as it was captured.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_SIP_SIGHTING_H
#define LYNC_CORE_SIP_SIGHTING_H

#include "endpoint.h"
#include "moment.h"
#include "sip_message.h"

enum sip_transport {
    SIP_OVER_OTHER,
    SIP_OVER_UDP,
    SIP_OVER_TCP, /* TLS and WebSocket too */
};

struct sip_sighting {
    struct moment moment;
    enum sip_transport transport;
    struct endpoint source; /* all zero where the addresses are not IP */
    struct endpoint destination;
    struct text text; /* the whole message; borrowed */
    bool headers_cut; /* the capture cut it before its headers end */
    struct sip_message message;
};

#endif
