/* Tests of what a SIP message as a whole says.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "sip_message.h"

#include "unit_test.h"

/* RFC 3261 15.1.1 and 15.1.2: a BYE ends the dialog, and so does the answer
 * that shows that one was received. 401 and 407 are tried again. */
TEST(ends_dialog)
{
    static const struct {
        enum sip_method method;
        unsigned status_code; /* 0: a request */
        bool ends;
    } rows[] = {
        {SIP_METHOD_BYE, 0, true},       {SIP_METHOD_BYE, 100, false},
        {SIP_METHOD_BYE, 199, false},    {SIP_METHOD_BYE, 200, true},
        {SIP_METHOD_BYE, 299, true},     {SIP_METHOD_BYE, 300, false},
        {SIP_METHOD_BYE, 401, false},    {SIP_METHOD_BYE, 407, false},
        {SIP_METHOD_BYE, 480, false},    {SIP_METHOD_BYE, 481, true},
        {SIP_METHOD_BYE, 482, false},    {SIP_METHOD_INVITE, 0, false},
        {SIP_METHOD_INVITE, 200, false}, {SIP_METHOD_INVITE, 481, false},
        {SIP_METHOD_CANCEL, 0, false},   {SIP_METHOD_NONE, 200, false},
    };

    FOR_EACH_ROW(i, rows) {
        struct sip_message message = {
            .is_request = rows[i].status_code == 0,
            .method = rows[i].method,
            .status_code = rows[i].status_code,
        };

        g_assert_cmpint(sip_message_ends_dialog(&message), ==, rows[i].ends);
    }
}

/* By who sends it, or by the URI that is called; not by who calls a user. */
TEST(conference)
{
    struct sip_message message = {
        .is_request = true,
        .method = SIP_METHOD_INVITE,
        .request_uri = text_of("sip:alice@contoso.example;gruu;opaque=app:conf:"
                               "audio-video:id:872D02FE0341334D"),
    };

    g_assert_true(sip_message_is_conference(&message));
    message.method = SIP_METHOD_SUBSCRIBE;
    g_assert_false(sip_message_is_conference(&message));
    message.method = SIP_METHOD_INVITE;
    message.request_uri = text_of("sip:alice@contoso.example;gruu;opaque=app:"
                                  "conf:focus:id:872D02FE0341334D");
    g_assert_false(sip_message_is_conference(&message));
    message.agent.conference = true;
    g_assert_true(sip_message_is_conference(&message));
}
