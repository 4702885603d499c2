/* Tests of whether packets that a capture lacks were really not sent.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "evidence.h"

#include "capture_scene.h"

/* K packets due from host 1 to host 2 between SINCE and UNTIL. */
static struct evidence_question owed(int64_t since_s, int64_t until_s,
                                     uint64_t k)
{
    return (struct evidence_question){.from = scene.hosts[0],
                                      .to = scene.hosts[1],
                                      .since_ns = since_s * S,
                                      .until_ns = until_s * S,
                                      .k = k};
}

static void assert_answer(struct evidence_question question,
                          enum evidence_answer answer, enum evidence_why why)
{
    struct evidence evidence = evidence_absent(&scene.model, &question);

    g_assert_cmpint(evidence.why, ==, why);
    g_assert_cmpint(evidence.answer, ==, answer);
}

#define NOT_THERE EVIDENCE_NOT_THERE, EVIDENCE_WHY_PROVED
#define LOSS      EVIDENCE_NOT_SEEN, EVIDENCE_WHY_LOSS
#define DARK      EVIDENCE_NOT_SEEN, EVIDENCE_WHY_DARK

/* A minute of voice, and a frame at 60 s. */
static void minute(void)
{
    scene_talk(3000, 3);
    scene_frame();
}

/* 3000 packets, none missing: p = 1 / 3002 by the formula, raised to 0.01.
 * 0.01^1 is not below 0.001, 0.01^2 is. */
TEST(complete)
{
    struct evidence_question question = owed(0, 60, 2);
    struct evidence evidence;

    minute();
    evidence = evidence_absent(&scene.model, &question);
    g_assert_cmpfloat_with_epsilon(evidence.p, 0.01, 1e-12);
    g_assert_cmpfloat_with_epsilon(evidence.missed, 0.0001, 1e-12);
    g_assert_cmpint(evidence.scope, ==, EVIDENCE_SCOPE_DIRECTION);
    g_assert_cmpint(evidence.source, ==, CAPTURE_SOURCE_SEQUENCE);
    assert_answer(question, NOT_THERE);
    assert_answer(owed(0, 60, 1), LOSS);
    assert_answer(owed(0, 60, 0), EVIDENCE_UNKNOWN, EVIDENCE_WHY_NONE_DUE);
    question.n_seen = 1;
    assert_answer(question, EVIDENCE_SEEN, EVIDENCE_WHY_SEEN);
}

TEST(no_packet)
{
    struct evidence_question question = owed(0, 60, 1000);

    minute();
    question.from = scene_host(3);
    assert_answer(question, EVIDENCE_NOT_SEEN, EVIDENCE_WHY_NO_PACKET);
}

/* The receiver reports 2900 packets between its reports, and the capture holds
 * them all: p = 1 / 2902, so that one missing packet is proof. With 900 it is
 * not: 1 / 902 = 0.0011. */
TEST(receiver_reports)
{
    struct rtcp_report report = {.highest_seq = 65000 + 99};

    scene_talk(100, 3);
    capture_stream_on_receiver_report(&scene.streams[0], 1, &report);
    scene_talk(900, 3);
    report.highest_seq += 900;
    capture_stream_on_receiver_report(&scene.streams[0], 1, &report);
    scene_frame();
    assert_answer(owed(0, 20, 1), LOSS);
    scene_talk(2000, 3);
    report.highest_seq += 2000;
    capture_stream_on_receiver_report(&scene.streams[0], 1, &report);
    scene_frame();
    assert_answer(owed(0, 60, 1), NOT_THERE);
}

/* Every fourth packet is missing: 0.25^4 = 0.0039, 0.25^6 = 0.00024. */
TEST(loss)
{
    struct evidence_question question;

    for (int i = 0; i < 3000; i++)
        scene_talk(1, i % 4 == 3 ? 2 : 3);
    question = owed(0, 59, 4);
    g_assert_cmpfloat_with_epsilon(evidence_absent(&scene.model, &question).p,
                                   0.25, 0.001);
    assert_answer(question, LOSS);
    assert_answer(owed(0, 59, 6), NOT_THERE);
}

/* 10 s, a hole of 38 s, 20 s. RTCP is due 10 times in 68 s, and 4.4 times in
 * the 29.98 s outside the hole. 6 times in the hole prove nothing. A refresh, 2
 * packets together, fell into the hole with a chance of 38 / 68. */
TEST(hole)
{
    struct evidence_question refresh;
    struct evidence evidence;

    scene_talk(500, 3);
    scene_talk(1900, 0);
    scene_talk(1000, 3);
    scene_frame();
    refresh = owed(0, 68, 10);
    evidence = evidence_absent(&scene.model, &refresh);
    g_assert_cmpuint(evidence.k, ==, 4);
    assert_answer(refresh, NOT_THERE);
    assert_answer(owed(10, 48, 6), DARK);
    refresh = owed(0, 68, 2);
    refresh.together = true;
    assert_answer(refresh, DARK);
    /* Both directions were dark at the same time, so more packets do not
     * help. */
    refresh.k = refresh.k_back = 4;
    assert_answer(refresh, DARK);
    /* One each: both in the dark, one of them and the other lost, both lost;
     * 38.02 / 68 = 0.5591, and 0.5591 + 2 * 0.5591 * 0.01 + 0.0001 = 0.5704. */
    refresh.k = refresh.k_back = 1;
    g_assert_cmpfloat_with_epsilon(
        evidence_absent(&scene.model, &refresh).missed, 0.5704, 0.001);
    refresh.until_ns = 9 * S;
    assert_answer(refresh, NOT_THERE);
}

/* The capture stood still, for hosts that send no RTP too. */
TEST(stopped)
{
    struct evidence_question question;
    struct endpoint third = scene_host(3);

    capture_model_on_ip(&scene.model, 0, &third, &scene.hosts[1]);
    scene_talk(500, 3);
    scene_talk(1900, 0);
    scene_talk(1000, 3);
    question = owed(10, 48, 6);
    question.from = third;
    assert_answer(question, DARK);
    question = owed(49, 67, 6);
    question.from = third;
    assert_answer(question, NOT_THERE);
}

/* The capture begins at 0 and has reached 60 s: it saw half of 0 to 120 s. */
TEST(outside)
{
    struct evidence_question question = owed(0, 120, 3);
    struct evidence evidence;

    minute();
    evidence = evidence_absent(&scene.model, &question);
    g_assert_cmpint(evidence.dark_ns, ==, 60 * S);
    g_assert_cmpuint(evidence.k, ==, 1);
    assert_answer(question, DARK);
    assert_answer(owed(-60, 60, 4), NOT_THERE);
    assert_answer(owed(-60, 0, 4), DARK);
}

/* The only stream stops for 40 s, and the capture holds nothing else. */
TEST(silent)
{
    scene_talk(500, 1);
    scene.true_ns += 40 * S;
    scene_talk(5, 1);
    assert_answer(owed(10, 50, 6), EVIDENCE_UNKNOWN, EVIDENCE_WHY_JUMP);
    scene_talk(500, 1);
    assert_answer(owed(10, 50, 6), EVIDENCE_UNKNOWN, EVIDENCE_WHY_SILENT);
    assert_answer(owed(0, 9, 6), NOT_THERE);
}

TEST(cut)
{
    struct evidence_question question = owed(0, 60, 2);

    minute();
    capture_model_on_cut(
        &scene.model, 0,
        capture_model_on_ip(&scene.model, 0, &scene.hosts[0], &scene.hosts[1]));
    assert_answer(question, NOT_THERE);
    question.contents = true;
    assert_answer(question, EVIDENCE_NOT_SEEN, EVIDENCE_WHY_CUT);
    question.until_ns = 59 * S;
    assert_answer(question, NOT_THERE);
}

/* Only SIP is captured, until one of three RTP packets is missing. */
TEST(no_source)
{
    struct evidence_question question;

    capture_model_on_ip(&scene.model, 0, &scene.hosts[0], &scene.hosts[1]);
    scene.true_ns = 60 * S;
    scene_frame();
    question = owed(0, 60, 2);
    assert_answer(question, EVIDENCE_UNKNOWN, EVIDENCE_WHY_NO_SOURCE);
    question.p_assumed = CHANCE_LACKING_MIN;
    assert_answer(question, NOT_THERE);
    scene_talk(1, 1);
    scene_talk(1, 0);
    scene_talk(1, 1);
    assert_answer(question, EVIDENCE_UNKNOWN, EVIDENCE_WHY_NO_SOURCE);
    /* 49 are too few, 50 are enough: 2 / 52 = 0.038, squared 0.0015. */
    scene_talk(46, 1);
    assert_answer(question, EVIDENCE_UNKNOWN, EVIDENCE_WHY_NO_SOURCE);
    scene_talk(1, 1);
    assert_answer(question, LOSS);
    question.k = 3;
    assert_answer(question, NOT_THERE);
}

/* One request and one response, 0.01 each: 0.0001 that both are missed. If
 * responses are never captured, the request alone counts. */
TEST(both_ways)
{
    struct evidence_question question = owed(0, 60, 1);
    struct evidence evidence;

    minute();
    question.k_back = 1;
    question.together = true;
    evidence = evidence_absent(&scene.model, &question);
    g_assert_cmpfloat_with_epsilon(evidence.missed, 0.0001, 1e-12);
    assert_answer(question, NOT_THERE);
    question.k = 0;
    question.k_back = 2;
    assert_answer(question, NOT_THERE);
    scene_begin();
    scene_talk(3000, 1);
    question.k = 1;
    question.k_back = 1;
    question.until_ns = 59 * S;
    assert_answer(question, LOSS);
    question.k = 2;
    assert_answer(question, NOT_THERE);
    question.from = scene.hosts[1];
    question.to = scene.hosts[0];
    assert_answer(question, LOSS);
}

static enum evidence_scope scope_of(struct evidence_question question)
{
    return evidence_absent(&scene.model, &question).scope;
}

/* Hosts 1 and 2 talk until 60 s; the capture continues. "Near" is up to 60 s
 * away; the last bucket, of 1 s, begins at 59 s. */
TEST(scopes)
{
    struct evidence_question question = owed(0, 60, 2);
    struct endpoint third = scene_host(3);

    minute();
    capture_model_on_ip(&scene.model, 0, &third, &scene.hosts[1]);
    scene.true_ns = 300 * S;
    scene_frame();
    scene.true_ns = 301 * S; /* decides the jump at the end of the talk */
    scene_frame();
    g_assert_cmpint(scope_of(question), ==, EVIDENCE_SCOPE_DIRECTION);
    g_assert_cmpint(scope_of(owed(119, 130, 2)), ==, EVIDENCE_SCOPE_DIRECTION);
    g_assert_cmpint(scope_of(owed(121, 130, 2)), ==, EVIDENCE_SCOPE_HOSTS);
    question.from = third;
    g_assert_cmpint(scope_of(question), ==, EVIDENCE_SCOPE_INTERFACE);
    question.since_ns = 200 * S;
    question.until_ns = 210 * S;
    g_assert_cmpint(scope_of(question), ==, EVIDENCE_SCOPE_CAPTURE);
}
