/* Tests of processing SIP messages.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "analysis_scene.h"
#include "call_watch.h"

/* Findings about session timers are stored for the call. */
TEST(message_findings)
{
    const struct finding *found;

    scene_invite(&one, "Supported: timer\r\nSession-Expires: 60\r\n");
    found = scene_found(FINDING_SESSION_INTERVAL_BELOW_90);
    g_assert_cmpuint(found->call, ==, 0);
    g_assert_cmpuint(found->frame, ==, 1);
    g_assert_cmpuint(found->stream, ==, NO_INDEX);
    g_assert_cmpuint(scene->analysis->of_message->len, ==, 0);
}

/* A message at a second interface is not processed again: nothing is found
 * twice. */
TEST(copy_no_news)
{
    const char *headers = "Supported: timer\r\nSession-Expires: 60\r\n";

    scene->nic_known = true;
    scene_invite(&one, headers);
    g_assert_false(scene->said.view.repeated);
    scene->nic = 1;
    g_assert_cmpuint(scene_invite(&one, headers), ==, 0);
    g_assert_true(scene->said.view.repeated);
    g_assert_null(scene->said.verdict);
    g_assert_cmpuint(scene_n_found(FINDING_SESSION_INTERVAL_BELOW_90), ==, 1);
    scene_answer(&one, ""); /* only seen there */
    g_assert_false(scene->said.view.repeated);
}

/* A copy of a message of no call belongs to no call. */
TEST(copy_of_no_call)
{
    scene->nic_known = true;
    for (scene->nic = 0; scene->nic < 2; scene->nic++)
        g_assert_cmpuint(scene_message(&one, SIDE_A, SIDE_A,
                                       "OPTIONS sip:b@x SIP/2.0", "1 OPTIONS",
                                       false, false, ""),
                         ==, NO_INDEX);
    g_assert_true(scene->said.view.repeated);
}

/* Room for answered calls only: an INVITE waits, and loses nothing by it. */
TEST(crowded)
{
    const char *headers = "Supported: timer\r\nSession-Expires: 60\r\n";
    struct scene_call junk = scene_call_of("junk", 3);
    struct call_facts facts;

    scene->analysis->calls->n_max = 2;
    g_assert_cmpuint(scene_invite(&junk, ""), ==, 0);
    g_assert_cmpuint(scene_invite(&one, headers), ==, NO_INDEX);
    g_assert_cmpuint(scene->analysis->calls->n_refused, ==, 1);
    g_assert_cmpuint(scene_n_found(FINDING_SESSION_INTERVAL_BELOW_90), ==, 0);
    scene->now_ns += 5 * S;
    g_assert_cmpuint(scene_answer(&one, ""), ==, 1);
    g_assert_cmpuint(scene->analysis->calls->n_refused, ==, 0);
    g_assert_cmpuint(scene_found(FINDING_SESSION_INTERVAL_BELOW_90)->frame, ==,
                     2);
    call_watch_facts(scene->analysis, 1, scene->now_ns, &facts);
    g_assert_cmpuint(facts.begin.frame, ==, 2);
    g_assert_cmpint(facts.begin.time_ns, ==, facts.answer.time_ns - 5 * S);
    /* the offer is in force, too */
    g_assert_cmpuint(
        scene_rtp(one.media[SIDE_B], one.media[SIDE_A], 2, 1)->call, ==, 1);
}

/* The copy of an INVITE that waits makes no call. */
TEST(crowded_copy)
{
    struct scene_call junk = scene_call_of("junk", 3);

    scene->analysis->calls->n_max = 2;
    scene->nic_known = true;
    scene_invite(&junk, "");
    for (scene->nic = 0; scene->nic < 2; scene->nic++)
        g_assert_cmpuint(scene_invite(&one, ""), ==, NO_INDEX);
    g_assert_true(scene->said.view.repeated);
    g_assert_cmpuint(scene->analysis->calls->calls->len, ==, 1);
    g_assert_cmpuint(scene->analysis->calls->n_refused, ==, 1);
}

/* The same as the first if it is the dialogs that have no room. */
TEST(crowded_dialogs)
{
    struct scene_call junk = scene_call_of("junk", 3);

    session_timer_free(scene->analysis->timer);
    scene->analysis->timer = session_timer_new(5, 2);
    g_assert_cmpuint(scene_invite(&junk, ""), ==, 0);
    g_assert_cmpuint(scene_invite(&one, ""), ==, NO_INDEX);
    g_assert_cmpuint(scene_invite(&junk, ""), ==, 0);
    g_assert_cmpuint(scene_answer(&one, ""), ==, 1);
    g_assert_true(scene->said.view.dialog_known);
}

/* RTP each way for 2 s, nothing for 29.06 s, then a BYE of B with HEADERS. */
static void end_in_the_dark(const char *headers)
{
    scene_set_up(&one, "");
    for (uint16_t seq = 1; seq <= 100; seq++) {
        scene_rtp(one.media[SIDE_A], one.media[SIDE_B], 1, seq);
        scene_rtp(one.media[SIDE_B], one.media[SIDE_A], 2, seq);
        scene->now_ns += 20 * MS;
    }
    scene->now_ns += 29040 * MS;
    scene_message(&one, SIDE_B, SIDE_B, "BYE sip:x SIP/2.0", "2 BYE", true,
                  false, headers);
}

/* A BYE because of missing media proves that the time passed, which decides the
 * open jump. */
TEST(bye_settles_time)
{
    end_in_the_dark("User-Agent: Asterisk PBX 22\r\n"
                    "Reason: Q.850;cause=44\r\n");
    g_assert_cmpint(scene->analysis->end_ns, ==, 31040 * MS);
    g_assert_cmpstr(scene->said.verdict, ==, "media-timeout");
    g_assert_true(strstr(scene_found(FINDING_MEDIA_TIMEOUT_BYE)->text,
                         "hung up 29.1 s after") != NULL);
}

/* Any other BYE leaves it undecided whether the clock was set. */
TEST(bye_leaves_time_open)
{
    end_in_the_dark("");
    g_assert_cmpint(scene->analysis->end_ns, <, 3 * S);
    g_assert_cmpuint(scene_n_found(FINDING_MEDIA_TIMEOUT_BYE), ==, 0);
}

/* 10.0.0.2:5061 answers a REGISTER over TCP at 0 s, and expects a packet every
 * 300 s ([MS-CONMGMT] ms-keep-alive). */
static void register_over(enum sip_transport transport)
{
    static const char text[] =
        "SIP/2.0 200 OK\r\nVia: SIP/2.0/TCP 10.0.0.1;branch=z9hG4bKr\r\n"
        "From: <sip:a@x>;tag=a\r\nTo: <sip:a@x>;tag=b\r\nCall-ID: r\r\n"
        "CSeq: 1 REGISTER\r\n"
        "ms-keep-alive: UAS; tcp=no; hop-hop=yes; end-end=no; timeout=300\r\n"
        "Content-Length: 0\r\n\r\n";
    struct sip_sighting sighting = {
        .moment = scene_moment(),
        .transport = transport,
        .source = at(2, 5061),
        .destination = at(1, 50000),
        .text = {text, sizeof text - 1},
    };

    g_assert_cmpint(sip_parse(text, sizeof text - 1, &sighting.message), ==,
                    SIP_PARSE_OK);
    sip_watch_on_message(scene->analysis, &sighting, &scene->said);
    g_assert_cmpuint(scene->said.call, ==, NO_INDEX);
}

/* A packet of the client at TIME_NS. */
static void tcp_packet(int64_t time_ns)
{
    const struct endpoint client = at(1, 50000), server = at(2, 5061);
    struct moment moment;

    scene->now_ns = time_ns;
    moment = scene_moment();
    sip_watch_on_tcp(scene->analysis, &moment, &client, &server);
}

/* 300 s and 5 s of grace. */
TEST(keep_alive_lapsed)
{
    g_assert_false(sip_watch_wants_tcp(scene->analysis));
    register_over(SIP_OVER_TCP);
    g_assert_true(sip_watch_wants_tcp(scene->analysis));
    tcp_packet(305 * S);
    g_assert_cmpuint(scene_n_found(FINDING_KEEP_ALIVE_LAPSED), ==, 0);
    tcp_packet(611 * S);
    g_assert_cmpuint(scene_n_found(FINDING_KEEP_ALIVE_LAPSED), ==, 1);
    g_assert_cmpuint(scene_found(FINDING_KEEP_ALIVE_LAPSED)->frame, ==, 3);
}

TEST(keep_alive_over_udp)
{
    register_over(SIP_OVER_UDP);
    g_assert_false(sip_watch_wants_tcp(scene->analysis));
}
