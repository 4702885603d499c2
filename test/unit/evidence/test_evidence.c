/* Tests of whether what a capture lacks did not happen.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "evidence.h"

#include "capture_scene.h"
#include "unit_test.h"

#define S NS_PER_S

/* What host 1 owes host 2 between SINCE and UNTIL, K times. */
static struct evidence_question owed(const struct scene *scene, int64_t since_s,
                                     int64_t until_s, uint64_t k)
{
    return (struct evidence_question){.from = scene->hosts[0],
                                      .to = scene->hosts[1],
                                      .since_ns = since_s * S,
                                      .until_ns = until_s * S,
                                      .k = k};
}

static void assert_answer(const struct scene *scene,
                          struct evidence_question question,
                          enum evidence_answer answer, enum evidence_why why)
{
    struct evidence evidence = evidence_absent(&scene->model, &question);

    g_assert_cmpint(evidence.why, ==, why);
    g_assert_cmpint(evidence.answer, ==, answer);
}

#define NOT_THERE EVIDENCE_NOT_THERE, EVIDENCE_WHY_PROVED
#define LOSS      EVIDENCE_NOT_SEEN, EVIDENCE_WHY_LOSS
#define DARK      EVIDENCE_NOT_SEEN, EVIDENCE_WHY_DARK

/* A minute of voice, and a frame at 60 s. */
static struct scene minute(void)
{
    struct scene scene;

    scene_init(&scene);
    scene_talk(&scene, 3000, 3);
    scene_frame(&scene);
    return scene;
}

/* 3000 packets, none is lacking: 1 / 3002 by the numbers, 0.01 by the least p.
 * 0.01^1 is not below 0.001, 0.01^2 is. */
TEST(complete)
{
    struct scene scene = minute();
    struct evidence_question question = owed(&scene, 0, 60, 2);
    struct evidence evidence = evidence_absent(&scene.model, &question);

    g_assert_cmpfloat_with_epsilon(evidence.p, 0.01, 1e-12);
    g_assert_cmpfloat_with_epsilon(evidence.missed, 0.0001, 1e-12);
    g_assert_cmpint(evidence.scope, ==, EVIDENCE_SCOPE_DIRECTION);
    g_assert_cmpint(evidence.source, ==, CAPTURE_SOURCE_SEQUENCE);
    assert_answer(&scene, question, NOT_THERE);
    assert_answer(&scene, owed(&scene, 0, 60, 1), LOSS);
    assert_answer(&scene, owed(&scene, 0, 60, 0), EVIDENCE_UNKNOWN,
                  EVIDENCE_WHY_NONE_DUE);
    question.n_seen = 1;
    assert_answer(&scene, question, EVIDENCE_SEEN, EVIDENCE_WHY_SEEN);
    capture_model_clear(&scene.model);
}

TEST(no_packet)
{
    struct scene scene = minute();
    struct evidence_question question = owed(&scene, 0, 60, 1000);

    question.from = scene_host(3);
    assert_answer(&scene, question, EVIDENCE_NOT_SEEN, EVIDENCE_WHY_NO_PACKET);
    capture_model_clear(&scene.model);
}

/* The receiver says that 2900 were sent between its reports, all of which are
 * in the capture: p = 1 / 2902, and one missing packet is proof. Of 900 it is
 * not: 1 / 902 = 0.0011. */
TEST(receiver_reports)
{
    struct scene scene;
    struct rtcp_report report = {.highest_seq = 65000 + 99};

    scene_init(&scene);
    scene_talk(&scene, 100, 3);
    capture_stream_on_receiver_report(&scene.streams[0], 1, &report);
    scene_talk(&scene, 900, 3);
    report.highest_seq += 900;
    capture_stream_on_receiver_report(&scene.streams[0], 1, &report);
    scene_frame(&scene);
    assert_answer(&scene, owed(&scene, 0, 20, 1), LOSS);
    scene_talk(&scene, 2000, 3);
    report.highest_seq += 2000;
    capture_stream_on_receiver_report(&scene.streams[0], 1, &report);
    scene_frame(&scene);
    assert_answer(&scene, owed(&scene, 0, 60, 1), NOT_THERE);
    capture_model_clear(&scene.model);
}

/* Each fourth packet is missing: 0.25^4 = 0.0039, 0.25^6 = 0.00024. */
TEST(loss)
{
    struct scene scene;
    struct evidence_question question;

    scene_init(&scene);
    for (int i = 0; i < 3000; i++)
        scene_talk(&scene, 1, i % 4 == 3 ? 2 : 3);
    question = owed(&scene, 0, 59, 4);
    g_assert_cmpfloat_with_epsilon(evidence_absent(&scene.model, &question).p,
                                   0.25, 0.001);
    assert_answer(&scene, question, LOSS);
    assert_answer(&scene, owed(&scene, 0, 59, 6), NOT_THERE);
    capture_model_clear(&scene.model);
}

/* 10 s, a hole of 38 s, 20 s. RTCP is due 10 times in 68 s, 4.4 times in the
 * 29.98 s that were seen; 6 times in the hole, where nothing was. A refresh, 2
 * packets at once, fell into the hole with a chance of 38 / 68. */
TEST(hole)
{
    struct scene scene;
    struct evidence_question refresh;
    struct evidence evidence;

    scene_init(&scene);
    scene_talk(&scene, 500, 3);
    scene_talk(&scene, 1900, 0);
    scene_talk(&scene, 1000, 3);
    scene_frame(&scene);
    refresh = owed(&scene, 0, 68, 10);
    evidence = evidence_absent(&scene.model, &refresh);
    g_assert_cmpuint(evidence.k, ==, 4);
    assert_answer(&scene, refresh, NOT_THERE);
    assert_answer(&scene, owed(&scene, 10, 48, 6), DARK);
    refresh = owed(&scene, 0, 68, 2);
    refresh.together = true;
    assert_answer(&scene, refresh, DARK);
    /* Both ways were dark at the same time, however many packets were due. */
    refresh.k = refresh.k_back = 4;
    assert_answer(&scene, refresh, DARK);
    refresh.until_ns = 9 * S;
    assert_answer(&scene, refresh, NOT_THERE);
    capture_model_clear(&scene.model);
}

/* The capture stood still for those, too, that send no RTP. */
TEST(stopped)
{
    struct scene scene;
    struct evidence_question question;
    struct endpoint third = scene_host(3);

    scene_init(&scene);
    capture_model_on_ip(&scene.model, 0, &third, &scene.hosts[1]);
    scene_talk(&scene, 500, 3);
    scene_talk(&scene, 1900, 0);
    scene_talk(&scene, 1000, 3);
    question = owed(&scene, 10, 48, 6);
    question.from = third;
    assert_answer(&scene, question, DARK);
    question = owed(&scene, 49, 67, 6);
    question.from = third;
    assert_answer(&scene, question, NOT_THERE);
    capture_model_clear(&scene.model);
}

/* The capture began at 0 and has come to 60 s: of 0 to 120 s, half was seen. */
TEST(outside)
{
    struct scene scene = minute();
    struct evidence_question question = owed(&scene, 0, 120, 3);
    struct evidence evidence = evidence_absent(&scene.model, &question);

    g_assert_cmpint(evidence.dark_ns, ==, 60 * S);
    g_assert_cmpuint(evidence.k, ==, 1);
    assert_answer(&scene, question, DARK);
    assert_answer(&scene, owed(&scene, -60, 60, 4), NOT_THERE);
    assert_answer(&scene, owed(&scene, -60, 0, 4), DARK);
    capture_model_clear(&scene.model);
}

/* The only stream stops for 40 s, and nothing else is there. */
TEST(silent)
{
    struct scene scene;

    scene_init(&scene);
    scene_talk(&scene, 500, 1);
    scene.true_ns += 40 * S;
    scene_talk(&scene, 5, 1);
    assert_answer(&scene, owed(&scene, 10, 50, 6), EVIDENCE_UNKNOWN,
                  EVIDENCE_WHY_JUMP);
    scene_talk(&scene, 500, 1);
    assert_answer(&scene, owed(&scene, 10, 50, 6), EVIDENCE_UNKNOWN,
                  EVIDENCE_WHY_SILENT);
    assert_answer(&scene, owed(&scene, 0, 9, 6), NOT_THERE);
    capture_model_clear(&scene.model);
}

TEST(cut)
{
    struct scene scene = minute();
    struct evidence_question question = owed(&scene, 0, 60, 2);

    capture_model_on_cut(
        &scene.model, 0,
        capture_model_on_ip(&scene.model, 0, &scene.hosts[0], &scene.hosts[1]));
    assert_answer(&scene, question, NOT_THERE);
    question.contents = true;
    assert_answer(&scene, question, EVIDENCE_NOT_SEEN, EVIDENCE_WHY_CUT);
    question.until_ns = 59 * S;
    assert_answer(&scene, question, NOT_THERE);
    capture_model_clear(&scene.model);
}

/* A capture of SIP alone, until one RTP packet of three is missing. */
TEST(no_source)
{
    struct scene scene;
    struct evidence_question question;

    scene_init(&scene);
    capture_model_on_ip(&scene.model, 0, &scene.hosts[0], &scene.hosts[1]);
    scene.true_ns = 60 * S;
    scene_frame(&scene);
    question = owed(&scene, 0, 60, 2);
    assert_answer(&scene, question, EVIDENCE_UNKNOWN, EVIDENCE_WHY_NO_SOURCE);
    question.p_assumed = CHANCE_LACKING_MIN;
    assert_answer(&scene, question, NOT_THERE);
    scene_talk(&scene, 1, 1);
    scene_talk(&scene, 1, 0);
    scene_talk(&scene, 1, 1);
    assert_answer(&scene, question, EVIDENCE_UNKNOWN, EVIDENCE_WHY_NO_SOURCE);
    /* 49 are too few, 50 are enough: 2 / 52 = 0.038, squared 0.0015. */
    scene_talk(&scene, 46, 1);
    assert_answer(&scene, question, EVIDENCE_UNKNOWN, EVIDENCE_WHY_NO_SOURCE);
    scene_talk(&scene, 1, 1);
    assert_answer(&scene, question, LOSS);
    question.k = 3;
    assert_answer(&scene, question, NOT_THERE);
    capture_model_clear(&scene.model);
}

/* One request and one answer, 0.01 each: 0.0001 that both are missed. Where the
 * answers can never be seen, the request alone counts. */
TEST(both_ways)
{
    struct scene scene = minute();
    struct evidence_question question = owed(&scene, 0, 60, 1);
    struct evidence evidence;

    question.k_back = 1;
    question.together = true;
    evidence = evidence_absent(&scene.model, &question);
    g_assert_cmpfloat_with_epsilon(evidence.missed, 0.0001, 1e-12);
    assert_answer(&scene, question, NOT_THERE);
    question.k = 0;
    question.k_back = 2;
    assert_answer(&scene, question, NOT_THERE);
    capture_model_clear(&scene.model);
    scene_init(&scene);
    scene_talk(&scene, 3000, 1);
    question.k = 1;
    question.k_back = 1;
    question.until_ns = 59 * S;
    assert_answer(&scene, question, LOSS);
    question.k = 2;
    assert_answer(&scene, question, NOT_THERE);
    question.from = scene.hosts[1];
    question.to = scene.hosts[0];
    assert_answer(&scene, question, LOSS);
    capture_model_clear(&scene.model);
}

static enum evidence_scope scope_of(const struct scene *scene,
                                    struct evidence_question question)
{
    return evidence_absent(&scene->model, &question).scope;
}

/* Hosts 1 and 2 talk until 60 s; the capture goes on. Near is up to 60 s; the
 * last bucket, of 1 s, begins at 59 s. */
TEST(scopes)
{
    struct scene scene = minute();
    struct evidence_question question = owed(&scene, 0, 60, 2);
    struct endpoint third = scene_host(3);

    capture_model_on_ip(&scene.model, 0, &third, &scene.hosts[1]);
    scene.true_ns = 300 * S;
    scene_frame(&scene);
    scene.true_ns = 301 * S; /* decides the jump that the end of talk was */
    scene_frame(&scene);
    g_assert_cmpint(scope_of(&scene, question), ==, EVIDENCE_SCOPE_DIRECTION);
    g_assert_cmpint(scope_of(&scene, owed(&scene, 119, 130, 2)), ==,
                    EVIDENCE_SCOPE_DIRECTION);
    g_assert_cmpint(scope_of(&scene, owed(&scene, 121, 130, 2)), ==,
                    EVIDENCE_SCOPE_HOSTS);
    question.from = third;
    g_assert_cmpint(scope_of(&scene, question), ==, EVIDENCE_SCOPE_INTERFACE);
    question.since_ns = 200 * S;
    question.until_ns = 210 * S;
    g_assert_cmpint(scope_of(&scene, question), ==, EVIDENCE_SCOPE_CAPTURE);
    capture_model_clear(&scene.model);
}
