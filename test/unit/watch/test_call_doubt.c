/* Tests of causes other than a user that may have ended a call.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "call_doubt.h"

#include "analysis_scene.h"

#define TIMED "Supported: timer\r\nSession-Expires: 90;refresher=uac\r\n"

/* A call that begins at 1 s. Another host talks to B all the time, so that the
 * model knows how much the capture lacks. */
static void begin(void)
{
    scene_begin();
    scene_talk(at(1, 7000), at(2, 7000), 7, 0, 50);
}

/* RTP of both sides, every 20 ms until TIME_NS. */
static void talk_until(int64_t time_ns)
{
    for (uint16_t seq = 0; scene->now_ns < time_ns; seq++) {
        scene_rtp(one.media[SIDE_A], one.media[SIDE_B], 1, seq);
        scene_rtp(one.media[SIDE_B], one.media[SIDE_A], 2, seq);
        scene->now_ns += 20 * MS;
    }
}

/* The causes in doubt: m for media, t for the timer, a for the ACK. */
static const char *doubts(void)
{
    static char text[4];
    struct call_facts facts;
    unsigned n = 0;

    call_watch_facts(scene->analysis, scene->said.call, scene->now_ns, &facts);
    if (facts.media_unjudged)
        text[n++] = 'm';
    if (facts.timer_unjudged)
        text[n++] = 't';
    if (facts.ack_unjudged)
        text[n++] = 'a';
    text[n] = '\0';
    return text;
}

/* The causes in doubt for a call that BY hangs up LENGTH_NS after 1 s. INVITE
 * and ANSWER are headers of the INVITE and the 2xx; NULL: the capture lacks the
 * message. */
static const char *doubts_of(const char *invite, const char *answer,
                             int64_t length_ns, enum side by)
{
    begin();
    if (invite != NULL)
        scene_invite(&one, invite);
    if (answer != NULL)
        scene_answer(&one, answer);
    talk_until(S + length_ns);
    scene_bye(&one, by);
    return doubts();
}

TEST(whole)
{
    g_assert_cmpstr(doubts_of("", "", 20 * S, SIDE_B), ==, "");
    g_assert_cmpstr(doubts_of("", "", 33 * S, SIDE_B), ==, "");
    g_assert_cmpstr(doubts_of("", "", 60 * S, SIDE_A), ==, "");
    g_assert_cmpstr(doubts_of(TIMED, TIMED, 50 * S, SIDE_A), ==, "");
    begin();
    scene_set_up(&one, "");
    g_assert_cmpstr(doubts(), ==, "");
}

/* RFC 4028 4: the shortest session timer is 90 s. A 2xx that the capture lacks
 * may have set one, unless the side that hangs up does not support timers. */
TEST(timer)
{
    static const struct {
        const char *invite;
        int64_t length_s;
        enum side by;
        const char *doubts;
    } rows[] = {
        {"Supported: timer\r\n", 43, SIDE_A, ""},
        {"Supported: timer\r\n", 45, SIDE_A, "t"},
        {"Supported: 100rel\r\n", 45, SIDE_A, ""},
        {"Supported: 100rel\r\n", 45, SIDE_B, "t"},
    };

    FOR_EACH_ROW(i, rows)
        g_assert_cmpstr(
            doubts_of(rows[i].invite, NULL, rows[i].length_s * S, rows[i].by),
            ==, rows[i].doubts);
}

/* Half of a session of 90 s after its last refresh, the next may have failed
 * unseen if the capture lacks many packets. */
TEST(refresh)
{
    static const struct {
        unsigned one_in; /* the capture lacks one packet in this many; 0:
                            none */
        int64_t length_s;
        const char *doubts;
    } rows[] = {{0, 50, ""}, {20, 50, ""}, {4, 40, ""}, {4, 50, "t"}};

    FOR_EACH_ROW(i, rows) {
        begin();
        scene_set_up(&one, TIMED);
        for (uint16_t seq = 0; scene->now_ns < (rows[i].length_s + 1) * S;
             seq++) {
            if (rows[i].one_in == 0 || seq % rows[i].one_in != 0) {
                scene_rtp(one.media[0], one.media[1], 1, seq);
                scene_rtp(one.media[1], one.media[0], 2, seq);
            }
            scene->now_ns += 20 * MS;
        }
        scene_bye(&one, SIDE_A);
        g_assert_cmpstr(doubts(), ==, rows[i].doubts);
    }
}

/* Without an ACK, the callee hangs up 32 s after its 2xx and repeats that every
 * 4 s (RFC 3261 13.3.1.4). Without the start of the call the callee is not
 * known. */
TEST(ack)
{
    static const int64_t repeats_ms[] = {500, 1500, 3500, 7500};

    begin();
    scene_invite(&one, "");
    scene_answer(&one, "");
    for (size_t i = 0; i < G_N_ELEMENTS(repeats_ms); i++) {
        talk_until(S + repeats_ms[i] * MS);
        scene_answer(&one, "");
    }
    talk_until(15 * S);
    scene_bye(&one, SIDE_B);
    g_assert_cmpstr(doubts(), ==, "");

    begin();
    scene_answer(&one, "");
    talk_until(29 * S);
    scene_answer(&one, "");
    talk_until(33 * S);
    scene_bye(&one, SIDE_B);
    g_assert_cmpstr(doubts(), ==, "a");
}

/* The capture's clock jumps by 20 s, and the first frame after that is the BYE:
 * it comes 20 s after 1 s, or 40 s. */
TEST(time_open)
{
    begin();
    scene_set_up(&one, "");
    talk_until(21 * S);
    scene->now_ns += 20 * S;
    scene_bye(&one, SIDE_A);
    g_assert_cmpstr(doubts(), ==, "mta");
}

/* It is unknown who hung up: media and the timer are in doubt, but nobody is
 * known to have sent the 2xx. */
TEST(by_unknown)
{
    const struct watched_call kept = {0};
    struct call_facts facts = {.bye = {.frame = 9, .time_ns = 100 * S},
                               .bye_by = SIDE_UNKNOWN,
                               .media_limit_ns = 30 * S};

    call_doubt(scene->analysis, &kept, &facts);
    g_assert_true(facts.media_unjudged);
    g_assert_true(facts.timer_unjudged);
    g_assert_false(facts.ack_unjudged);
}

/* The capture begins with the BYE. */
TEST(middle)
{
    begin();
    scene_bye(&one, SIDE_A);
    g_assert_cmpstr(doubts(), ==, "mta");
}

/* The SDP of one side is enough to judge media; without any, it is unknown what
 * stopped. */
TEST(media)
{
    g_assert_cmpstr(doubts_of(NULL, "", 33 * S, SIDE_A), ==, "");
    begin();
    scene_ack(&one);
    talk_until(33 * S);
    scene_bye(&one, SIDE_A);
    g_assert_cmpstr(doubts(), ==, "mt");
}

/* Media that stopped 5 s before a BYE that names a failure may be that
 * failure. */
TEST(failure)
{
    for (int64_t silent_s = 4; silent_s <= 6; silent_s += 2) {
        begin();
        scene_set_up(&one, "");
        talk_until(20 * S);
        for (uint16_t seq = 2000; scene->now_ns < (20 + silent_s) * S; seq++) {
            scene_rtp(one.media[0], one.media[1], 1, seq);
            scene->now_ns += 20 * MS;
        }
        scene_message(&one, SIDE_A, SIDE_A, "BYE sip:x SIP/2.0", "2 BYE", true,
                      false, "Reason: Q.850;cause=44\r\n");
        g_assert_cmpstr(doubts(), ==, silent_s < 5 ? "" : "m");
    }
}
