/* The names of the SIP methods.
 * RFC 3261 7.1 and the RFCs in the table.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "sip_method.h"

#define NAME(name) #name,
static const char *const names[] = {SIP_METHODS(NAME)};
#undef NAME

enum sip_method sip_method_of(struct text name)
{
    if (name.length == 0)
        return SIP_METHOD_NONE;
    for (unsigned i = 0; i < sizeof names / sizeof names[0]; i++)
        if (text_equal(name, text_of(names[i])))
            return (enum sip_method)(SIP_METHOD_NONE + 1 + i);
    return SIP_METHOD_OTHER;
}

const char *sip_method_name(enum sip_method method)
{
    return method > SIP_METHOD_NONE && method < SIP_METHOD_OTHER
               ? names[method - SIP_METHOD_NONE - 1]
               : NULL;
}
