/* What a SIP message as a whole says. RFC 3261 15.1, [MS-CONFBAS].
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "sip_message.h"

bool sip_message_ends_dialog(const struct sip_message *message)
{
    return message->method == SIP_METHOD_BYE &&
           (message->is_request || message->status_code / 100 == 2 ||
            message->status_code == 481);
}

bool sip_message_is_conference(const struct sip_message *message)
{
    return message->agent.conference ||
           (message->is_request && message->method == SIP_METHOD_INVITE &&
            text_contains(message->request_uri, "app:conf:audio-video"));
}
