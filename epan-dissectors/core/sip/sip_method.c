/* The names of the SIP methods.
 * RFC 3261 7.1 and the RFCs in the table.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "sip_method.h"

enum sip_method sip_method_of(struct text name)
{
    static const struct {
        const char *name;
        enum sip_method method;
    } methods[] = {
        {"INVITE", SIP_METHOD_INVITE},       /* RFC 3261 */
        {"ACK", SIP_METHOD_ACK},             /* RFC 3261 */
        {"BYE", SIP_METHOD_BYE},             /* RFC 3261 */
        {"CANCEL", SIP_METHOD_CANCEL},       /* RFC 3261 */
        {"UPDATE", SIP_METHOD_UPDATE},       /* RFC 3311 */
        {"PRACK", SIP_METHOD_PRACK},         /* RFC 3262 */
        {"INFO", SIP_METHOD_INFO},           /* RFC 6086 */
        {"OPTIONS", SIP_METHOD_OPTIONS},     /* RFC 3261 */
        {"REGISTER", SIP_METHOD_REGISTER},   /* RFC 3261 */
        {"SUBSCRIBE", SIP_METHOD_SUBSCRIBE}, /* RFC 6665 */
        {"NOTIFY", SIP_METHOD_NOTIFY},       /* RFC 6665 */
        {"REFER", SIP_METHOD_REFER},         /* RFC 3515 */
        {"MESSAGE", SIP_METHOD_MESSAGE},     /* RFC 3428 */
    };

    if (name.length == 0)
        return SIP_METHOD_NONE;
    for (size_t i = 0; i < sizeof methods / sizeof methods[0]; i++)
        if (text_equal(name, text_of(methods[i].name)))
            return methods[i].method;
    return SIP_METHOD_OTHER;
}
