/* Tests of the rules that one message shows by itself: S1-S7, T1, T2.
 * RFC 4028 4, 5, 7.1.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "session_rules_message.h"

#include "session_scene.h"

/* clang-format off */
/* An INVITE of A with HEADERS; WORDS NULL: nothing is found. */
static const struct {
    const char *headers;
    enum finding_id id;
    enum finding_severity severity;
    const char *words;
} invites[] = {
    /* S1: delta-seconds are digits. */
    {"Supported: timer\r\nSession-Expires: ten\r\n", FINDING_SESSION_BAD_VALUE,
        FINDING_ERROR, "Session-Expires \"ten\" is not a number of seconds"},
    {"Min-SE: -1\r\n", FINDING_SESSION_BAD_VALUE, FINDING_ERROR,
        "Min-SE \"-1\" is not a number of seconds"},
    /* S2, S3: the floor is 90 s. */
    {"Supported: timer\r\nSession-Expires: 90\r\nMin-SE: 90\r\n", 0, 0, NULL},
    {"Supported: timer\r\nSession-Expires: 89\r\n",
        FINDING_SESSION_INTERVAL_BELOW_90, FINDING_WARN, "of 89 s"},
    {"Min-SE: 89\r\n", FINDING_SESSION_MIN_SE_BELOW_90, FINDING_NOTE, "89 s"},
    /* S4: not below its own Min-SE. */
    {"Supported: timer\r\nSession-Expires: 119\r\nMin-SE: 120\r\n",
        FINDING_SESSION_INTERVAL_BELOW_MIN_SE, FINDING_WARN,
        "asks for 119 s, less than its own Min-SE of 120 s"},
    {"Supported: timer\r\nSession-Expires: 120\r\nMin-SE: 120\r\n", 0, 0, NULL},
    /* S5: uac or uas. */
    {"Supported: timer\r\nSession-Expires: 90;refresher=b2bua\r\n",
        FINDING_SESSION_BAD_REFRESHER, FINDING_WARN, "neither uac nor uas"},
    {"Supported: timer\r\nSession-Expires: 90;refresher=UAS\r\n", 0, 0, NULL},
    /* S7: each header once. */
    {"Supported: timer\r\nSession-Expires: 90\r\nSession-Expires: 90\r\n",
        FINDING_SESSION_REPEATED_HEADER, FINDING_WARN, "2 Session-Expires"},
    {"Min-SE: 90\r\nMin-SE: 90\r\nMin-SE: 90\r\n",
        FINDING_SESSION_REPEATED_HEADER, FINDING_WARN, "3 Min-SE"},
    /* T1, T2: whoever names an interval or a refresher supports timers. */
    {"Session-Expires: 1800\r\n", FINDING_SESSION_TIMER_NOT_OFFERED,
        FINDING_CHAT, "asks for 1800 s"},
    {"Session-Expires: 1800;refresher=uas\r\n",
        FINDING_SESSION_REFRESHER_WITHOUT_SUPPORT, FINDING_WARN,
        "without Supported: timer"},
    {"Require: timer\r\nSession-Expires: 1800;refresher=uac\r\n", 0, 0, NULL},
    {"", 0, 0, NULL},
};
/* clang-format on */

TEST(invite_headers)
{
    FOR_EACH_ROW(i, invites) {
        scene_begin();
        say(A, INVITE, "1 INVITE", invites[i].headers, 0);
        session_rules_message(&scene.event);
        assert_found(invites[i].id, invites[i].severity, invites[i].words);
    }
}

/* S6, in messages that are not to carry them (RFC 4028 4, 5). */
TEST(misplaced_s6)
{
    static const struct {
        const char *start, *cseq, *headers, *words;
        enum finding_severity severity;
    } rows[] = {
        {"SIP/2.0 180 Ringing", "1 INVITE", "Session-Expires: 90\r\n",
         "carries Session-Expires", FINDING_NOTE},
        {"SIP/2.0 422 x", "1 INVITE", "Min-SE: 90\r\n", NULL, FINDING_NOTE},
        {OK, "1 INVITE", "Min-SE: 90\r\n", "carries Min-SE", FINDING_NOTE},
        {OK, "1 INVITE", "Min-SE: 90\r\nServer: RTCC/5.0.0.0 Mediation\r\n",
         "Microsoft's servers are known to do so", FINDING_CHAT},
        /* What has no effect is not judged further: below 90 s. */
        {"SIP/2.0 486 x", "1 INVITE", "Session-Expires: 1\r\n",
         "it has no effect here", FINDING_NOTE},
    };

    FOR_EACH_ROW(i, rows) {
        scene_begin();
        say(A, INVITE, "1 INVITE", "", 0);
        say(B, rows[i].start, rows[i].cseq, rows[i].headers, 0);
        session_rules_message(&scene.event);
        assert_found(FINDING_SESSION_MISPLACED_HEADER, rows[i].severity,
                     rows[i].words);
    }
}

/* A message without a dialog is judged by itself, each time. */
TEST(without_leg_each_time)
{
    say(A, INVITE, "1 INVITE", "Min-SE: 1\r\n", 0);
    scene.event.place.leg = NULL;
    scene.event.session = NULL;
    session_rules_message(&scene.event);
    session_rules_message(&scene.event);
    g_assert_cmpuint(scene.findings->len, ==, 2);
}
