/* Tests of the method names.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "sip_method.h"

#include "sip_test.h"
#include "unit_test.h"

TEST(of_names)
{
    g_assert_cmpint(sip_method_of(text_of("INVITE")), ==, SIP_METHOD_INVITE);
    g_assert_cmpint(sip_method_of(text_of("UPDATE")), ==, SIP_METHOD_UPDATE);
    g_assert_cmpint(sip_method_of(text_of("MESSAGE")), ==, SIP_METHOD_MESSAGE);
    g_assert_cmpint(sip_method_of(text_of("BENOTIFY")), ==, SIP_METHOD_OTHER);
    g_assert_cmpint(sip_method_of(text_of("INVITED")), ==, SIP_METHOD_OTHER);
    g_assert_cmpint(sip_method_of((struct text){0}), ==, SIP_METHOD_NONE);
}

TEST(name)
{
    g_assert_cmpstr(sip_method_name(SIP_METHOD_INVITE), ==, "INVITE");
    g_assert_cmpstr(sip_method_name(SIP_METHOD_MESSAGE), ==, "MESSAGE");
    g_assert_null(sip_method_name(SIP_METHOD_NONE));
    g_assert_null(sip_method_name(SIP_METHOD_OTHER));
}

/* RFC 3261 7.1: method names are case-sensitive. */
TEST(of_case)
{
    g_assert_cmpint(sip_method_of(text_of("Invite")), ==, SIP_METHOD_OTHER);
}
