/* Tests of what a proxy between two hops must not change: T11. RFC 4028 8.1,
 * 8.2.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "session_rules_proxy.h"

#include "session_scene.h"

#define TIMER "Supported: timer\r\n"
#define VIA   "Via: SIP/2.0/UDP p;branch=y\r\n"

/* An INVITE from A over the proxy to B. */
static void pass_invite(const char *before, const char *after)
{
    char *headers = g_strconcat(VIA, after, NULL);

    say_on(A, PROXY, A, INVITE, "1 INVITE", before, 0);
    say_on(PROXY, B, A, INVITE, "1 INVITE", headers, MS);
    g_free(headers);
}

/* 8.1 */
TEST(request_section_8_1)
{
    static const struct {
        const char *before, *after, *words;
    } rows[] = {
        {TIMER, TIMER, NULL},
        {TIMER, TIMER "Session-Expires: 1800\r\n", NULL}, /* may be added */
        {TIMER "Session-Expires: 1800\r\n", TIMER "Session-Expires: 1801\r\n",
         "raised the interval from 1800 s to 1801 s"},
        {"Session-Expires: 1800\r\n", "Session-Expires: 1801\r\n", NULL},
        {TIMER "Session-Expires: 1800\r\n", TIMER "Session-Expires: 90\r\n",
         NULL},
        {TIMER "Session-Expires: 1800\r\n", TIMER "Session-Expires: 89\r\n",
         "from 1800 s to 89 s, below the 90 s that are allowed"},
        {TIMER "Session-Expires: 1800\r\nMin-SE: 120\r\n",
         TIMER "Session-Expires: 119\r\nMin-SE: 120\r\n",
         "to 119 s, below the 120 s that are allowed"},
        {TIMER "Session-Expires: 1800\r\n",
         TIMER "Session-Expires: 1800;refresher=uac\r\n",
         "changed the refresher of the request"},
        {TIMER "Session-Expires: 1800\r\n",
         TIMER "Session-Expires: 1800\r\nMin-SE: 100\r\n",
         "set Min-SE to 100 s although the caller supports"},
        {"", "Min-SE: 100\r\n", NULL}, /* the caller does not */
    };

    FOR_EACH_ROW(i, rows) {
        scene_begin();
        pass_invite(rows[i].before, rows[i].after);
        session_rules_proxy(&scene.event);
        assert_found(FINDING_SESSION_PROXY_CHANGED, FINDING_NOTE,
                     rows[i].words);
    }
}

/* 8.2 */
TEST(response_section_8_2)
{
    static const struct {
        const char *request, *before, *after, *words;
    } rows[] = {
        {TIMER, "Session-Expires: 90;refresher=uas\r\n",
         "Session-Expires: 90;refresher=uas\r\n", NULL},
        {TIMER, "Session-Expires: 90;refresher=uas\r\n", "",
         "removed Session-Expires (90 s)"},
        {TIMER, "Session-Expires: 90;refresher=uas\r\n",
         "Session-Expires: 91;refresher=uas\r\n", "(90 s to 91 s)"},
        {TIMER, "Session-Expires: 90;refresher=uas\r\n",
         "Session-Expires: 90;refresher=uac\r\n", "changed Session-Expires"},
        {TIMER, "", "Require: timer\r\nSession-Expires: 90;refresher=uac\r\n",
         NULL},
        {TIMER, "", "Session-Expires: 90;refresher=uac\r\n",
         "added Session-Expires 90 s"},
        {TIMER, "", "Require: timer\r\nSession-Expires: 90;refresher=uas\r\n",
         "added Session-Expires 90 s"},
        {"", "", "Require: timer\r\nSession-Expires: 90;refresher=uac\r\n",
         "added Session-Expires 90 s"},
    };

    FOR_EACH_ROW(i, rows) {
        char *before = g_strconcat(VIA, rows[i].before, NULL);

        scene_begin();
        pass_invite(rows[i].request, rows[i].request);
        say_on(B, PROXY, A, OK, "1 INVITE", before, 2 * MS);
        say_on(PROXY, A, A, OK, "1 INVITE", rows[i].after, 3 * MS);
        session_rules_proxy(&scene.event);
        assert_found(FINDING_SESSION_PROXY_CHANGED, FINDING_NOTE,
                     rows[i].words);
        g_free(before);
    }
}

/* A B2BUA starts its own Via: no hop is before it. */
TEST(b2bua_silent)
{
    say_on(A, PROXY, A, INVITE, "1 INVITE", "Session-Expires: 90\r\n", 0);
    session_rules_proxy(&scene.event);
    assert_nothing();
    say_on(PROXY, B, A, INVITE, "1 INVITE", "Session-Expires: 80\r\n", MS);
    session_rules_proxy(&scene.event);
    assert_nothing();
}
