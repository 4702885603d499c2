/* Tests of the rules that compare a response with its request: T3-T10, T15.
 * RFC 4028 7.2, 9 and table 2.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "session_rules_response.h"

#include "session_scene.h"

#define TIMER   "Supported: timer\r\n"
#define REQUIRE "Require: timer\r\n"

/* clang-format off */
/* The 2xx of B to an INVITE of A. */
static const struct session_row successes[] = {
    {TIMER "Session-Expires: 1800\r\n",
        REQUIRE "Session-Expires: 1800;refresher=uac\r\n", 0, 0, NULL},
    {"", "", 0, 0, NULL},
    {TIMER "Session-Expires: 1800\r\n", REQUIRE "Session-Expires: x\r\n", 0, 0,
        NULL}, /* S1's to tell */
    /* T3 */
    {TIMER, REQUIRE "Session-Expires: 1800\r\n",
        FINDING_SESSION_REFRESHER_MISSING, FINDING_WARN,
        "grants 1800 s to 10.0.0.1 and names no refresher"},
    /* T4: table 2, the UAC's choice stands. */
    {TIMER "Session-Expires: 90;refresher=uac\r\n",
        REQUIRE "Session-Expires: 90;refresher=uas\r\n",
        FINDING_SESSION_REFRESHER_MISMATCH, FINDING_ERROR,
        "90 s;refresher=uas, the request from 10.0.0.1 chose refresher=uac"},
    /* T5: table 2, a UAC that does not support timers. */
    {"", REQUIRE "Session-Expires: 90;refresher=uac\r\n",
        FINDING_SESSION_REFRESHER_UNABLE, FINDING_ERROR, "expect a drop 90 s"},
    {"", REQUIRE "Session-Expires: 90;refresher=uas\r\n", 0, 0, NULL},
    /* T6, T9 */
    {TIMER "Session-Expires: 1800\r\n", "", FINDING_SESSION_NOT_ACCEPTED,
        FINDING_CHAT, "10.0.0.1 asked for 1800 s"},
    {TIMER "Session-Expires: 1800\r\n", REQUIRE,
        FINDING_SESSION_INTERVAL_MISSING, FINDING_ERROR, "no Session-Expires"},
    /* T7, T8: Require is a MUST with uac, a SHOULD with uas. */
    {TIMER, "Session-Expires: 90;refresher=uac\r\n",
        FINDING_SESSION_REQUIRE_MISSING, FINDING_WARN,
        "makes 10.0.0.1 the refresher (uac) without Require: timer"},
    {TIMER, "Session-Expires: 90;refresher=uas\r\n",
        FINDING_SESSION_REQUIRE_RECOMMENDED, FINDING_CHAT, "role (uas)"},
    /* T10: not raised, unless to Min-SE; not below Min-SE. */
    {TIMER "Session-Expires: 1800\r\n",
        REQUIRE "Session-Expires: 1801;refresher=uac\r\n",
        FINDING_SESSION_INTERVAL_RAISED, FINDING_WARN,
        "grants 1801 s, the request from 10.0.0.1 asked for 1800 s"},
    {TIMER "Session-Expires: 90\r\nMin-SE: 120\r\n",
        REQUIRE "Session-Expires: 120;refresher=uac\r\n", 0, 0, NULL},
    {TIMER "Session-Expires: 1800\r\nMin-SE: 120\r\n",
        REQUIRE "Session-Expires: 119;refresher=uac\r\n",
        FINDING_SESSION_INTERVAL_RAISED, FINDING_WARN,
        "grants 119 s, less than the Min-SE of 120 s"},
    /* A Mediation Server that did not ask for a timer does not refresh. */
    {TIMER "User-Agent: RTCC/5.0.0.0 MediationServer\r\n",
        REQUIRE "Session-Expires: 1800;refresher=uac\r\n",
        FINDING_SESSION_MEDIATION_REFRESHER, FINDING_WARN,
        "expect a BYE about 1800 s after this answer"},
};
/* clang-format on */

TEST(success_table)
{
    FOR_EACH_ROW(i, successes) {
        scene_begin();
        say(A, INVITE, "1 INVITE", successes[i].request, 0);
        say(B, OK, "1 INVITE", successes[i].response, 0);
        session_rules_success(&scene.event);
        assert_found(successes[i].id, successes[i].severity,
                     successes[i].words);
    }
}

/* A UAC that refreshes already learns nothing new from Require. */
TEST(success_require_known)
{
    scene_arm(90, A);
    say(A, UPDATE, "2 UPDATE", TIMER, 45 * S);
    say(B, OK, "2 UPDATE", "Session-Expires: 90;refresher=uac\r\n", 45 * S);
    session_rules_success(&scene.event);
    assert_found(FINDING_SESSION_REQUIRE_MISSING, FINDING_NOTE,
                 "which it is already");
}

/* T15: RFC 3261 21.4.15, 21.4.16. */
TEST(rejected_t15)
{
    static const struct {
        const char *start, *headers, *words;
    } rows[] = {
        {"SIP/2.0 420 Bad Extension", "Unsupported: timer\r\n",
         "Unsupported: timer"},
        {"SIP/2.0 420 Bad Extension", "Unsupported: 100rel\r\n", NULL},
        {"SIP/2.0 421 Extension Required", REQUIRE, "it demands"},
        {"SIP/2.0 421 Extension Required", "", NULL},
        {"SIP/2.0 486 Busy Here", REQUIRE "Unsupported: timer\r\n", NULL},
    };

    FOR_EACH_ROW(i, rows) {
        scene_begin();
        say(A, INVITE, "1 INVITE", TIMER, 0);
        say(B, rows[i].start, "1 INVITE", rows[i].headers, 0);
        session_rules_rejected(&scene.event);
        assert_found(FINDING_SESSION_TIMER_REJECTED, FINDING_NOTE,
                     rows[i].words);
    }
}
