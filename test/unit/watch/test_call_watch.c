/* Tests of processing SIP messages and media for calls.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "analysis_scene.h"

/* RFC 4028: a session of 90 s, refreshed by the caller. */
#define TIMED "Supported: timer\r\nSession-Expires: 90;refresher=uac\r\n"

/* A re-INVITE of A with sequence number CSEQ and, 50 ms later, its answer, both
 * with DIRECTION. */
static void hold(const char *cseq, const char *direction)
{
    char *method = g_strdup_printf("%s INVITE", cseq);

    scene->direction = direction;
    scene_message(&one, SIDE_A, SIDE_A, "INVITE sip:b@x SIP/2.0", method, true,
                  true, "");
    scene->now_ns += 50 * MS;
    scene_message(&one, SIDE_B, SIDE_A, "SIP/2.0 200 OK", method, true, true,
                  "");
    scene->now_ns += 20 * MS;
    g_free(method);
}

/* The verdict is on the message that ends the call and on no other. */
TEST(message_verdict)
{
    g_assert_cmpuint(scene_invite(&one, ""), ==, 0);
    g_assert_null(scene->said.verdict);
    g_assert_cmpuint(scene_answer(&one, ""), ==, 0);
    g_assert_cmpuint(scene_ack(&one), ==, 0);
    g_assert_null(scene->said.verdict);
    scene->now_ns = 5 * S;
    g_assert_cmpuint(scene_bye(&one, SIDE_B), ==, 0);
    g_assert_cmpstr(scene->said.verdict, ==, "normal");
}

TEST(message_refused)
{
    scene_invite(&one, "");
    scene_message(&one, SIDE_B, SIDE_A, "SIP/2.0 486 Busy Here", "1 INVITE",
                  true, false, "");
    g_assert_cmpstr(scene->said.verdict, ==, "refused");
}

/* Messages of no call: an OPTIONS, an ACK without tags. */
TEST(message_no_call)
{
    g_assert_cmpuint(scene_message(&one, SIDE_A, SIDE_A,
                                   "OPTIONS sip:b@x SIP/2.0", "1 OPTIONS",
                                   false, false, ""),
                     ==, NO_INDEX);
    g_assert_cmpuint(scene->analysis->watched->len, ==, 0);
}

/* Two Call-IDs are two calls, whatever else is equal. */
TEST(message_two_calls)
{
    const struct scene_call other = scene_call_of("two", 1);

    g_assert_cmpuint(scene_invite(&one, ""), ==, 0);
    g_assert_cmpuint(scene_invite(&other, ""), ==, 1);
    g_assert_cmpuint(scene_answer(&one, ""), ==, 0);
    g_assert_cmpuint(scene_answer(&other, ""), ==, 1);
}

/* An offer alone assigns early media to its call (RFC 3264 5.1). */
TEST(media_early)
{
    const struct endpoint offered[] = {at(3, 4000), at(1, 5000)};
    const struct endpoint unknown[] = {at(3, 4000), at(4, 4000)};

    scene_invite(&one, "");
    g_assert_cmpuint(call_watch_of_media(scene->analysis, offered), ==, 0);
    g_assert_cmpuint(call_watch_of_media(scene->analysis, unknown), ==, 1);
    g_assert_cmpuint(call_watch_of_media(scene->analysis, unknown), ==, 2);
}

/* SDP in force assigns the streams to the call and its sides. */
TEST(media_sdp_in_force)
{
    const struct watched_call *kept;

    scene_invite(&one, "");
    kept = analysis_call(scene->analysis, 0);
    g_assert_cmpuint(kept->media.n_entries, ==, 0);
    scene_answer(&one, "");
    g_assert_nonnull(kept->media.entries[0]);
    g_assert_true(
        endpoint_equal(&kept->record.leg.media[SIDE_A], &one.media[SIDE_A]));
    g_assert_true(
        endpoint_equal(&kept->record.leg.media[SIDE_B], &one.media[SIDE_B]));
}

TEST(facts)
{
    struct call_facts facts;

    scene_invite(&one, TIMED);
    scene->now_ns = 2 * S;
    scene_answer(&one, TIMED);
    scene_ack(&one);
    call_watch_facts(scene->analysis, 0, 50 * S, &facts);
    g_assert_cmpuint(facts.invite.frame, ==, 1);
    g_assert_cmpuint(facts.answer.frame, ==, 2);
    g_assert_cmpuint(facts.ack.frame, ==, 3);
    g_assert_cmpint(facts.capture_end_ns, ==, 50 * S);
    g_assert_true(facts.timer_seen);
    g_assert_cmpuint(facts.interval_s, ==, 90);
    g_assert_cmpuint(facts.refresh.frame, ==, 2);
    g_assert_cmpint(facts.dialog, ==, SESSION_DIALOG_UP_TIMED);
    g_assert_false(facts.held);
    g_assert_false(facts.rtcp_check_outlived);
}

/* Expiry at 90 s, grace 5 s: media after 95 s proves it, once. */
TEST(media_expired)
{
    const struct endpoint *media = one.media;

    scene_set_up(&one, TIMED);
    for (scene->now_ns = S; scene->now_ns <= 95 * S; scene->now_ns += S)
        scene_rtp(media[SIDE_A], media[SIDE_B], 1,
                  (uint16_t)(scene->now_ns / S));
    g_assert_cmpuint(scene_n_found(FINDING_SESSION_EXPIRED), ==, 0);
    scene->now_ns = 95 * S + 1;
    scene_rtp(media[SIDE_A], media[SIDE_B], 1, 96);
    g_assert_cmpuint(scene_n_found(FINDING_SESSION_EXPIRED), ==, 1);
    g_assert_cmpuint(scene_found(FINDING_SESSION_EXPIRED)->call, ==, 0);
    scene->now_ns = 97 * S;
    scene_rtp(media[SIDE_A], media[SIDE_B], 1, 97);
    g_assert_cmpuint(scene_n_found(FINDING_SESSION_EXPIRED), ==, 1);
}

/* N RTP packets of both sides, every 20 ms, from packet FIRST on. */
static void both_talk(uint16_t first, unsigned n)
{
    for (unsigned i = 0; i < n; i++) {
        scene_rtp(one.media[SIDE_A], one.media[SIDE_B], 1,
                  (uint16_t)(first + i));
        scene_rtp(one.media[SIDE_B], one.media[SIDE_A], 2,
                  (uint16_t)(first + i));
        scene->now_ns += 20 * MS;
    }
}

/* The capture stands still from 44 s to 84 s and continues with the refresh.
 * Only later RTP shows that 40 s have passed, so the session of 90 s lasts
 * until 174 s, not 134 s, and the call's last message came at 84 s. */
TEST(refresh_ends_hole)
{
    struct call_facts facts;

    scene_set_up(&one, TIMED);
    both_talk(0, 2200);
    scene->now_ns = 84 * S;
    scene_message(&one, SIDE_A, SIDE_A, "INVITE sip:b@x SIP/2.0", "2 INVITE",
                  true, true, TIMED);
    scene_message(&one, SIDE_B, SIDE_A, "SIP/2.0 200 OK", "2 INVITE", true,
                  true, TIMED);
    both_talk(4200, 3500); /* to 154 s */
    call_watch_facts(scene->analysis, 0, scene->now_ns, &facts);
    g_assert_cmpint(facts.last.time_ns, ==, 84 * S);
    g_assert_cmpuint(scene_n_found(FINDING_SESSION_EXPIRED), ==, 0);
    both_talk(7700, 1300); /* to 180 s, after the grace */
    g_assert_cmpuint(scene_n_found(FINDING_SESSION_EXPIRED), ==, 1);
}

/* Media of a call without signalling proves nothing about sessions. */
TEST(media_of_hidden)
{
    const struct moment moment = {.frame = 1, .time_ns = INT64_MAX};

    call_watch_on_media(scene->analysis, 0, &moment);
    call_watch_on_media(scene->analysis, NO_INDEX, &moment);
    g_assert_cmpuint(findings_count(scene->analysis->findings), ==, 0);
}

/* B sends 50 packets of RTP from 5 s to 6 s, then A alone until 38 s. */
static void let_b_fall_silent(void)
{
    scene_begin();
    scene_set_up(&one, "");
    scene->now_ns = 5 * S;
    scene_talk(one.media[SIDE_B], one.media[SIDE_A], 2, 1, 50);
    scene_talk(one.media[SIDE_A], one.media[SIDE_B], 1, 1, 32 * 50);
}

/* B has been silent since 6 s, which is why A's BYE at 38 s ends the call. */
TEST(media_timeout_bye)
{
    const struct finding *found;

    let_b_fall_silent();
    g_assert_cmpuint(scene_n_found(FINDING_MEDIA_TIMEOUT), ==, 0);
    scene_bye(&one, SIDE_A);
    g_assert_cmpstr(scene->said.verdict, ==, "media-timeout");
    g_assert_cmpuint(scene_n_found(FINDING_MEDIA_TIMEOUT), ==, 1);
    found = scene_found(FINDING_MEDIA_TIMEOUT);
    g_assert_cmpuint(found->frame, ==, scene->frame);
    g_assert_cmpuint(scene_n_found(FINDING_MEDIA_TIMEOUT_BYE), ==, 1);
    g_assert_true(analysis_call(scene->analysis, 0)->end.timeout_bye);
}

/* The capture lacks the answer. Both sides talk for 8 s, which may be early
 * media. The BYE at 38 s, 30 s after the last packet, shows that it was not. */
TEST(media_timeout_unanswered)
{
    scene_begin();
    scene_invite(&one, "");
    both_talk(0, 400);
    scene_goes_on(38 * S);
    scene->now_ns = 38 * S;
    scene_bye(&one, SIDE_B);
    g_assert_cmpstr(scene->said.verdict, ==, "media-timeout");
    g_assert_cmpuint(scene_n_found(FINDING_MEDIA_TIMEOUT_BYE), ==, 1);
}

/* B returns at 38 s, with the sequence number after its last one, or with the
 * one that a sender without a pause would have then. */
static unsigned n_timeouts_if_back_with(uint16_t seq)
{
    unsigned n;

    let_b_fall_silent();
    scene_rtp(one.media[SIDE_B], one.media[SIDE_A], 2, seq);
    n = scene_n_found(FINDING_MEDIA_TIMEOUT);
    if (n > 0)
        g_assert_cmpuint(scene_found(FINDING_MEDIA_TIMEOUT)->frame, ==,
                         scene->frame);
    scene_bye(&one, SIDE_A);
    g_assert_cmpuint(scene_n_found(FINDING_MEDIA_TIMEOUT), ==, n);
    g_assert_cmpuint(scene_n_found(FINDING_MEDIA_TIMEOUT_BYE), ==, 0);
    return n;
}

TEST(media_timeout_return)
{
    g_assert_cmpuint(n_timeouts_if_back_with(51), ==, 1);
    g_assert_cmpuint(n_timeouts_if_back_with(51 + 1600), ==, 0);
}

/* The caller holds at 7 s, so that nothing is sent, and resumes at 52 s. The
 * resumption is known before the capture's clock is trusted again. */
TEST(media_resumed)
{
    scene_set_up(&one, "");
    scene->now_ns = 5 * S;
    for (uint16_t seq = 1; seq <= 100; seq++) {
        scene_rtp(one.media[SIDE_A], one.media[SIDE_B], 1, seq);
        scene_rtp(one.media[SIDE_B], one.media[SIDE_A], 2, seq);
        scene->now_ns += 20 * MS;
    }
    hold("3", "inactive");
    scene->now_ns = 52 * S;
    scene->paused = 45 * 8000;
    hold("4", "sendrecv");
    for (uint16_t seq = 101; seq <= 200; seq++) {
        scene_rtp(one.media[SIDE_A], one.media[SIDE_B], 1, seq);
        scene_rtp(one.media[SIDE_B], one.media[SIDE_A], 2, seq);
        scene->now_ns += 20 * MS;
    }
    scene_bye(&one, SIDE_A);
    g_assert_cmpuint(scene_n_found(FINDING_MEDIA_TIMEOUT), ==, 0);
}

/* Whose product is not known may be Microsoft's: which generation it is says
 * the one that names itself. */
TEST(generation)
{
    static const struct {
        const char *agents[N_SIDES];
        enum product_generation generation;
    } rows[] = {
        {{NULL, NULL}, PRODUCT_GENERATION_UNKNOWN},
        {{"Asterisk PBX 20", NULL}, PRODUCT_GENERATION_OTHER},
        {{NULL, "Asterisk PBX 20"}, PRODUCT_GENERATION_OTHER},
        {{"Asterisk PBX 20", "FreeSWITCH-mod_sofia/1.10.9"},
         PRODUCT_GENERATION_OTHER},
    };

    FOR_EACH_ROW(i, rows) {
        scene_begin();
        one.agent[SIDE_A] = rows[i].agents[SIDE_A];
        one.agent[SIDE_B] = rows[i].agents[SIDE_B];
        scene_set_up(&one, "");
        g_assert_cmpint(analysis_call(scene->analysis, 0)->generation, ==,
                        rows[i].generation);
    }
}

/* The messages of a call are kept in their order. */
TEST(messages)
{
    static const char *const wanted[] = {"INVITE", "200 INVITE", "ACK"};
    const GArray *kept;

    scene_set_up(&one, "");
    kept = analysis_call(scene->analysis, 0)->messages.kept;
    g_assert_cmpuint(kept->len, ==, 3);
    FOR_EACH_ROW(i, wanted) {
        const struct call_message *message =
            &g_array_index(kept, struct call_message, i);
        char text[CALL_MESSAGE_TEXT_BYTES];

        g_assert_cmpuint(message->frame, ==, i + 1);
        g_assert_cmpstr(call_message_text(message, text), ==, wanted[i]);
    }
}
