/* Tests of whether missing signalling proves anything.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "absence.h"

#include "analysis_scene.h"

/* RFC 4028: a session of 90 s, refreshed by the caller. */
#define TIMED "Supported: timer\r\nSession-Expires: 90;refresher=uac\r\n"

#define N_TALK 4752 /* packets, 20 ms apart: until 95.02 s, after the grace */

/* N RTP packets of each side, 20 ms apart; the capture lacks one in ONE_IN (0:
 * none). */
static void talk(unsigned n, unsigned one_in)
{
    for (unsigned i = 0; i < n; i++) {
        if (one_in == 0 || i % one_in != 2) {
            scene_rtp(one.media[SIDE_A], one.media[SIDE_B], 1, (uint16_t)i);
            scene_rtp(one.media[SIDE_B], one.media[SIDE_A], 2, (uint16_t)i);
        }
        scene->now_ns += 20 * MS;
    }
}

/* Lets a session of 90 s, set up in frame 2, expire without a refresh. */
static const struct finding *let_expire(unsigned one_in)
{
    scene_begin();
    scene_set_up(&one, TIMED);
    talk(N_TALK, one_in);
    g_assert_cmpuint(scene_n_found(FINDING_SESSION_EXPIRED), ==, 1);
    return scene_found(FINDING_SESSION_EXPIRED);
}

TEST(refresh_proved)
{
    const struct finding *found = let_expire(0);

    g_assert_cmpint(found->severity, !=, FINDING_NOTE);
    g_assert_null(strstr(found->text, "may be missing"));
}

TEST(refresh_unproved)
{
    const struct finding *found = let_expire(4);

    g_assert_cmpint(found->severity, ==, FINDING_NOTE);
    g_assert_nonnull(strstr(found->text,
                            "no refresh of the 90 s session is in the capture "
                            "since frame 2 from 10.0.0.2, but one may "
                            "be missing: "));
    g_assert_nonnull(strstr(found->text, "it lacks 25.0 %"));
}

/* In 90 s a refresh was due at 45 s and at 90 s, each with its answer: 0.1^4 is
 * below 0.001, 0.1^2 is not. */
TEST(refresh_twice)
{
    const struct finding *found = let_expire(10);

    g_assert_cmpint(found->severity, !=, FINDING_NOTE);
    scene_begin();
    scene_set_up(&one, TIMED);
    talk(3000, 10);
    scene_bye(&one, SIDE_B);
    found = scene_found(FINDING_SESSION_BYE_NO_REFRESH);
    g_assert_cmpint(found->severity, ==, FINDING_NOTE);
}

/* Begins a session of 90 s, refreshed by the caller, in a capture that lacks a
 * quarter of the packets, until TIME_NS. */
static void begin_lossy(int64_t time_ns)
{
    scene_begin();
    scene_set_up(&one, TIMED);
    talk((unsigned)(time_ns / (20 * MS)), 4);
}

/* Asserts that ID, at SEVERITY, is the only finding. */
static void assert_found(enum finding_id id, enum finding_severity severity)
{
    g_assert_cmpuint(scene_n_found(id), ==, 1);
    g_assert_cmpint(scene_found(id)->severity, ==, severity);
}

/* A BYE that names the session timer needs no proof. Any other does. */
TEST(timer_named)
{
    static const struct {
        const char *headers;
        enum finding_severity severity;
    } rows[] = {
        {"Reason: SIP ;cause=408 ;text=\"No session refresh received.\"\r\n",
         FINDING_ERROR},
        {"Reason: SIP ;cause=408 ;text=\"Request Timeout\"\r\n", FINDING_NOTE},
        {"", FINDING_NOTE},
    };

    FOR_EACH_ROW(i, rows) {
        begin_lossy(60 * S);
        scene_message(&one, SIDE_B, SIDE_B, "BYE sip:x SIP/2.0", "2 BYE", true,
                      false, rows[i].headers);
        assert_found(FINDING_SESSION_BYE_NO_REFRESH, rows[i].severity);
    }
}

static void say_update(int64_t time_ns)
{
    scene->now_ns = time_ns;
    scene_message(&one, SIDE_A, SIDE_A, "UPDATE sip:x SIP/2.0", "3 UPDATE",
                  true, false, TIMED);
}

/* The capture holds the refusal. */
TEST(refusal_seen)
{
    begin_lossy(45 * S);
    say_update(scene->now_ns);
    scene_message(&one, SIDE_B, SIDE_A,
                  "SIP/2.0 481 Call/Transaction Does Not Exist", "3 UPDATE",
                  true, false, "");
    assert_found(FINDING_SESSION_REFRESH_FAILED, FINDING_ERROR);
}

/* RFC 3261 17.1.2.2: a sender that repeats for so long got no answer. If it
 * repeats only twice, the capture may lack the rest. */
TEST(unanswered)
{
    static const int64_t copies_ms[] = {45500, 46500, 48500, 52500, 56500,
                                        60500, 64500, 68500, 72500, 76500};

    for (unsigned n = 2; n <= G_N_ELEMENTS(copies_ms); n += 8) {
        begin_lossy(45 * S);
        say_update(scene->now_ns);
        for (unsigned i = 0; i < n; i++)
            say_update(copies_ms[i] * MS);
        scene->now_ns = 77 * S;
        scene_bye(&one, SIDE_A);
        assert_found(FINDING_SESSION_REFRESH_FAILED,
                     n == 2 ? FINDING_NOTE : FINDING_ERROR);
    }
}

/* How many findings ID remain on a message whose headers the capture cut, or
 * did not. */
static unsigned n_left(enum finding_id id, bool headers_cut)
{
    const struct sip_sighting sighting = {.headers_cut = headers_cut};
    GPtrArray *found = finding_list_new();
    unsigned n;

    scene_begin();
    finding_add(found, id, "text");
    absence_review(scene->analysis, found, NO_INDEX, 0, &sighting);
    n = found->len;
    g_ptr_array_unref(found);
    return n;
}

/* The capture holds the 2xx to an UPDATE at 45 s. The BYE at 101 s does not
 * name a timer, and there is no media by which to tell what the capture lacks.
 * If it lacks that UPDATE, it may lack the one at 90 s too. */
static enum finding_severity hang_up(bool update_seen)
{
    scene_begin();
    scene_set_up(&one, TIMED);
    scene_goes_on(45 * S);
    if (update_seen)
        scene_message(&one, SIDE_A, SIDE_A, "UPDATE sip:b@x SIP/2.0",
                      "2 UPDATE", true, false, TIMED);
    scene_message(&one, SIDE_B, SIDE_A, "SIP/2.0 200 OK", "2 UPDATE", true,
                  false, "Require: timer\r\n" TIMED);
    scene_goes_on(101 * S + 400 * MS);
    scene_bye(&one, SIDE_B);
    return scene_found(FINDING_SESSION_BYE_NO_REFRESH)->severity;
}

TEST(request_lacking)
{
    g_assert_cmpint(hang_up(true), >=, FINDING_WARN);
    g_assert_cmpint(hang_up(false), ==, FINDING_NOTE);
}

/* A header behind the cut may have been sent. An expired session does not
 * depend on a header of this message. */
TEST(headers_cut)
{
    static const enum finding_id missing[] = {
        FINDING_SESSION_REQUIRE_MISSING,  FINDING_SESSION_REQUIRE_RECOMMENDED,
        FINDING_SESSION_INTERVAL_MISSING, FINDING_SESSION_REFRESHER_MISSING,
        FINDING_SESSION_NOT_ACCEPTED,     FINDING_SESSION_TIMER_NOT_OFFERED,
        FINDING_SESSION_TIMER_DROPPED,
    };

    FOR_EACH_ROW(i, missing) {
        g_assert_cmpuint(n_left(missing[i], true), ==, 0);
        g_assert_cmpuint(n_left(missing[i], false), ==, 1);
    }
    g_assert_cmpuint(n_left(FINDING_SESSION_EXPIRED, true), ==, 1);
}

static enum evidence_answer answer_between(int64_t since_ns, int64_t until_ns)
{
    return absence_of_message(scene->analysis, &one.sip[SIDE_A],
                              &one.sip[SIDE_B], since_ns, until_ns)
        .answer;
}

/* 20 s of RTP, 40 s without any frame, 20 s of RTP. */
TEST(hole)
{
    talk(1000, 0);
    scene->now_ns = 60 * S;
    talk(1000, 0);
    g_assert_cmpint(answer_between(2 * S, 18 * S), ==, EVIDENCE_NOT_THERE);
    g_assert_cmpint(answer_between(25 * S, 55 * S), !=, EVIDENCE_NOT_THERE);
    g_assert_cmpint(answer_between(10 * S, 70 * S), !=, EVIDENCE_NOT_THERE);
}
