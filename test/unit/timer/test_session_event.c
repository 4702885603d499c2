/* Tests of a SIP message under judgement. RFC 4028 4, 9.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "session_event.h"

#include "session_scene.h"

/* RFC 4028 4: INVITE, UPDATE and their 2xx. */
TEST(may_expire_section_4)
{
    static const struct {
        const char *start, *cseq;
        bool may;
    } rows[] = {
        {INVITE, "1 INVITE", true},
        {UPDATE, "1 UPDATE", true},
        {BYE, "1 BYE", false},
        {"SIP/2.0 183 Session Progress", "1 INVITE", false},
        {OK, "1 INVITE", true},
        {"SIP/2.0 299 OK", "1 UPDATE", true},
        {OK, "1 BYE", false},
        {"SIP/2.0 300 Multiple Choices", "1 INVITE", false},
        {"SIP/2.0 422 Session Interval Too Small", "1 INVITE", false},
    };

    FOR_EACH_ROW(i, rows) {
        struct sip_message message =
            make_message(rows[i].start, "a", "b", rows[i].cseq, "", NULL);

        g_assert_cmpint(session_event_may_expire(&message), ==, rows[i].may);
    }
}

/* An UPDATE counts only once the INVITE was answered. */
TEST(settles_early_update)
{
    say(A, INVITE, "1 INVITE", "", 0);
    g_assert_true(session_event_settles(&scene.event));
    say(A, UPDATE, "2 UPDATE", "", 1 * S);
    g_assert_false(session_event_settles(&scene.event));
    say(B, OK, "1 INVITE", "", 2 * S);
    g_assert_true(session_event_settles(&scene.event));
    say(B, OK, "2 UPDATE", "", 3 * S);
    g_assert_false(session_event_settles(&scene.event));
    say(A, UPDATE, "3 UPDATE", "", 4 * S);
    say(B, OK, "3 UPDATE", "", 5 * S);
    g_assert_true(session_event_settles(&scene.event));
}

/* Addresses alone, but for two parties at one; made anew when a message stands
 * for another one of the other direction. */
TEST(names_of_the_hop)
{
    struct session_event event;
    struct session_names names;
    const struct endpoint same = {4, {10, 0, 0, 1}, 5062};

    say(A, INVITE, "1 INVITE", "", 0);
    event = scene.event;
    g_assert_cmpstr(session_event_sender(&event), ==, "10.0.0.1");
    g_assert_cmpstr(session_event_receiver(&event), ==, "10.0.0.2");
    g_assert_cmpstr(session_event_party(&event, 0), ==, "10.0.0.1");
    g_assert_cmpstr(session_event_party(&event, 1), ==, "10.0.0.2");
    event.source = &hosts[B];
    event.destination = &hosts[A];
    session_event_unname(&event, &names);
    g_assert_cmpstr(session_event_sender(&event), ==, "10.0.0.2");
    g_assert_cmpstr(session_event_receiver(&event), ==, "10.0.0.1");
    event.source = &same;
    session_event_unname(&event, &names);
    g_assert_cmpstr(session_event_sender(&event), ==, "10.0.0.1:5062");
    g_assert_cmpstr(session_event_receiver(&event), ==, "10.0.0.1:5060");
}

/* RFC 4028 9, table 2; what the 2xx does not say follows from the request. */
TEST(refresher_table_2)
{
    static const struct {
        const char *request, *response;
        enum sip_refresher refresher;
        bool assumed;
    } rows[] = {
        {"", "Session-Expires: 90;refresher=uac\r\n", SIP_REFRESHER_UAC, false},
        {"Session-Expires: 90;refresher=uac\r\n",
         "Session-Expires: 90;refresher=uas\r\n", SIP_REFRESHER_UAS, false},
        {"Session-Expires: 90;refresher=uac\r\n", "Session-Expires: 90\r\n",
         SIP_REFRESHER_UAC, true},
        {"Supported: timer\r\n", "Session-Expires: 90\r\n",
         SIP_REFRESHER_ABSENT, true},
        {"", "Session-Expires: 90\r\n", SIP_REFRESHER_UAS, true},
        {"", "Session-Expires: 90;refresher=b2b\r\n", SIP_REFRESHER_UAS, true},
    };

    FOR_EACH_ROW(i, rows) {
        bool assumed = !rows[i].assumed;

        scene_begin();
        say(A, INVITE, "1 INVITE", rows[i].request, 0);
        say(B, OK, "1 INVITE", rows[i].response, 0);
        g_assert_cmpint(session_event_refresher(&scene.event, &assumed), ==,
                        rows[i].refresher);
        g_assert_cmpint(assumed, ==, rows[i].assumed);
    }
}

/* Nothing can be assumed from a 2xx whose request is not in the capture. */
TEST(refresher_request_unseen)
{
    bool assumed = false;

    say(B, OK, "1 INVITE", "Session-Expires: 90\r\n", 0);
    g_assert_cmpint(session_event_refresher(&scene.event, &assumed), ==,
                    SIP_REFRESHER_ABSENT);
    g_assert_true(assumed);
    g_assert_true(session_event_is_token(SIP_REFRESHER_UAC));
    g_assert_true(session_event_is_token(SIP_REFRESHER_UAS));
    g_assert_false(session_event_is_token(SIP_REFRESHER_OTHER));
    g_assert_false(session_event_is_token(SIP_REFRESHER_ABSENT));
}

TEST(sender_microsoft)
{
    say(A, INVITE, "1 INVITE", "User-Agent: RTCC/5.0.0.0 MediationServer\r\n",
        0);
    g_assert_true(session_event_from_microsoft(&scene.event));
    g_assert_cmpstr(session_event_party(&scene.event, 0), ==, "10.0.0.1");
    g_assert_cmpstr(session_event_party(&scene.event, 1), ==, "10.0.0.2");
    say(B, OK, "1 INVITE", "", 0);
    g_assert_false(session_event_from_microsoft(&scene.event));
    g_assert_cmpstr(session_event_party(&scene.event, 0), ==, "10.0.0.1");
    g_assert_cmpstr(session_event_party(&scene.event, 1), ==, "10.0.0.2");
    say(A, UPDATE, "2 UPDATE", "", 0); /* known from the INVITE */
    g_assert_true(session_event_from_microsoft(&scene.event));
    scene.event.place.leg = NULL; /* this message alone */
    g_assert_false(session_event_from_microsoft(&scene.event));
}
