/* Tests of the list of calls.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "analysis_scene.h"
#include "call_list.h"

static const struct call_row *row_at(uint32_t i)
{
    const GPtrArray *rows = call_list(scene->analysis);

    g_assert_cmpuint(i, <, rows->len);
    return g_ptr_array_index(rows, i);
}

static void assert_numbers(const GArray *numbers, uint32_t n,
                           const uint32_t *wanted)
{
    g_assert_cmpmem(numbers->data, numbers->len * sizeof(uint32_t), wanted,
                    n * sizeof(uint32_t));
}

TEST(none)
{
    g_assert_cmpuint(call_list(scene->analysis)->len, ==, 0);
    g_assert_null(call_list_of_leg(scene->analysis, 0));
    g_assert_null(call_list_of_leg(scene->analysis, NO_INDEX));
    g_assert_cmpuint(call_list_number(scene->analysis, NO_INDEX), ==, NO_INDEX);
    g_assert_null(call_list_findings_of_stream(scene->analysis, 0));
}

TEST(one_call)
{
    const char *timer = "Supported: timer\r\n"
                        "Session-Expires: 1800;refresher=uac\r\n";
    const struct call_row *row;

    scene->now_ns = S;
    scene_invite(&one, timer);
    scene->now_ns = 3 * S;
    scene_answer(&one, timer);
    scene_ack(&one);
    scene_rtp(one.media[SIDE_A], one.media[SIDE_B], 1, 1);
    scene->now_ns = 9 * S;
    scene_bye(&one, SIDE_B);
    row = row_at(0);
    g_assert_cmpuint(row->call, ==, 0);
    g_assert_true(row->signalling_seen);
    g_assert_cmpuint(row->begin.frame, ==, 1);
    g_assert_true(row->up);
    g_assert_cmpint(row->up_ns, ==, 3 * S);
    g_assert_cmpint(row->end_ns, ==, 9 * S);
    g_assert_cmpstr(row->names[SIDE_A], ==, "sip:a@x");
    g_assert_cmpstr(row->names[SIDE_B], ==, "sip:b@x");
    g_assert_true(endpoint_equal(&row->parties[SIDE_A], &one.sip[SIDE_A]));
    g_assert_true(row->timer_seen);
    g_assert_cmpuint(row->interval_s, ==, 1800);
    g_assert_true(endpoint_equal(&row->refresher, &one.sip[SIDE_A]));
    g_assert_cmpint(row->join.confidence, ==, CALL_JOIN_NONE);
    g_assert_cmpint(row->join.reason, ==, CALL_JOIN_NO_REASON);
    g_assert_cmpint(row->judgement->verdict, ==, CALL_VERDICT_NORMAL);
    assert_numbers(row->legs, 1, (const uint32_t[]){0});
    assert_numbers(row->streams, 1, (const uint32_t[]){0});
    g_assert_true(call_list_of_leg(scene->analysis, 0) == row);
}

/* A hold whose 2xx has no Session-Expires switches the timer off (RFC 4028
 * 7.2): it is shown no more. */
TEST(timer_off)
{
    const char *timer =
        "Supported: timer\r\nSession-Expires: 1800;refresher=uac\r\n";

    scene_set_up(&one, timer);
    g_assert_true(row_at(0)->timer_seen);
    scene->now_ns = 9 * S;
    scene_message(&one, SIDE_A, SIDE_A, "INVITE sip:b@x SIP/2.0", "2 INVITE",
                  true, true, "Supported: timer\r\n");
    scene_message(&one, SIDE_B, SIDE_A, "SIP/2.0 200 OK", "2 INVITE", true,
                  true, "Supported: timer\r\n");
    g_assert_false(row_at(0)->timer_seen);
}

#define UUID_A "ab30317f1a784dc48ff824d0d3715d86"
#define UUID_B "47755a9de7794ba387653f2099600ef2"

/* Each side names its own UUID first (RFC 7989 5). */
static void set_up_with_uuids(const struct scene_call *call)
{
    scene_invite(call, "Session-ID: " UUID_A ";remote=" UUID_B "\r\n");
    scene_answer(call, "Session-ID: " UUID_B ";remote=" UUID_A "\r\n");
}

/* Two legs with the same UUIDs are certainly one call. */
TEST(join_session_id)
{
    const struct scene_call in = scene_call_of("in", 1);
    const struct scene_call out = scene_call_of("out", 2);
    const struct call_row *row;

    set_up_with_uuids(&in);
    scene->now_ns = S;
    set_up_with_uuids(&out);
    scene->now_ns = 5 * S;
    scene_bye(&in, SIDE_A);
    scene_bye(&out, SIDE_A);
    g_assert_cmpuint(call_list(scene->analysis)->len, ==, 1);
    row = row_at(0);
    assert_numbers(row->legs, 2, (const uint32_t[]){0, 1});
    g_assert_cmpint(row->join.confidence, ==, CALL_JOIN_CERTAIN);
    g_assert_cmpint(row->join.reason, ==, CALL_JOIN_SESSION_ID);
    g_assert_true(call_list_of_leg(scene->analysis, 1) == row);
}

TEST(join_shows_the_weakest)
{
    const struct scene_call out = scene_call_of("out", 2);
    const struct scene_call half = scene_call_of("half", 3);

    set_up_with_uuids(&one);
    set_up_with_uuids(&out);
    scene_invite(&half, "Session-ID: " UUID_A "\r\n");
    g_assert_cmpint(row_at(0)->join.reason, ==, CALL_JOIN_HALF_SESSION_ID);
}

/* The streams of both legs in one order, though that of the second leg came
 * first. */
TEST(join_streams)
{
    const struct scene_call in = scene_call_of("in", 1);
    const struct scene_call out = scene_call_of("out", 11);

    set_up_with_uuids(&in);
    set_up_with_uuids(&out);
    scene_rtp(out.media[SIDE_A], out.media[SIDE_B], 1, 1);
    scene_rtp(in.media[SIDE_A], in.media[SIDE_B], 2, 1);
    assert_numbers(row_at(0)->legs, 2, (const uint32_t[]){0, 1});
    assert_numbers(row_at(0)->streams, 2, (const uint32_t[]){0, 1});
}

TEST(join_apart)
{
    const struct scene_call two = scene_call_of("two", 11);

    scene_set_up(&one, "");
    scene->now_ns = 60 * S;
    scene_set_up(&two, "");
    g_assert_cmpuint(call_list(scene->analysis)->len, ==, 2);
    g_assert_cmpuint(row_at(0)->call, ==, 0);
    g_assert_cmpuint(row_at(1)->call, ==, 1);
}

/* Audio and video between two hosts, begun together: likely one call. */
TEST(join_hidden)
{
    scene_rtp(at(1, 5000), at(2, 6000), 1, 1);
    scene->now_ns = S;
    scene_video(at(1, 5002), at(2, 6002), 2, 1);
    scene_rtp(at(1, 5000), at(2, 6000), 1, 2);
    g_assert_cmpuint(call_list(scene->analysis)->len, ==, 1);
    assert_numbers(row_at(0)->legs, 2, (const uint32_t[]){0, 1});
    assert_numbers(row_at(0)->streams, 2, (const uint32_t[]){0, 1});
    g_assert_cmpint(row_at(0)->join.confidence, ==, CALL_JOIN_LIKELY);
    g_assert_false(row_at(0)->signalling_seen);
    g_assert_true(row_at(0)->up);
}

/* The capture begins in a call without its SDP: RTP from 0 s on, an ACK of the
 * dialog at 1 s, and a BYE at 5 s, when the RTP ends, too. Or at 9 s. */
static unsigned n_rows_begun_before(int64_t bye_ns)
{
    unsigned n;

    scene_begin();
    scene_rtp(one.media[SIDE_A], one.media[SIDE_B], 1, 1);
    scene->now_ns = S;
    scene_ack(&one);
    scene->now_ns = 5 * S;
    scene_rtp(one.media[SIDE_A], one.media[SIDE_B], 1, 2);
    scene->now_ns = bye_ns;
    scene_bye(&one, SIDE_A);
    n = call_list(scene->analysis)->len;
    if (n == 1) {
        const struct call_row *row = row_at(0);

        g_assert_cmpuint(row->call, ==, 0);
        g_assert_true(row->signalling_seen);
        g_assert_cmpuint(row->begin.frame, ==, 1);
        assert_numbers(row->legs, 2, (const uint32_t[]){0, 1});
        assert_numbers(row->streams, 1, (const uint32_t[]){0});
        g_assert_cmpint(row->join.reason, ==, CALL_JOIN_FLOW_OF_CALL);
        g_assert_true(call_list_of_leg(scene->analysis, 0) == row);
        g_assert_true(call_list_of_leg(scene->analysis, 1) == row);
    }
    return n;
}

/* FLOW_JOIN_WINDOW_NS is 2 s. */
TEST(join_begun_before)
{
    g_assert_cmpuint(n_rows_begun_before(5 * S), ==, 1);
    g_assert_cmpuint(n_rows_begun_before(7 * S), ==, 1);
    g_assert_cmpuint(n_rows_begun_before(7 * S + 1), ==, 2);
}

/* Two calls without SDP end with the RTP: it may be either's. */
TEST(join_begun_before_twice)
{
    struct scene_call other = one;

    other.id = "other";
    scene_rtp(one.media[SIDE_A], one.media[SIDE_B], 1, 1);
    scene->now_ns = S;
    scene_ack(&one);
    scene_ack(&other);
    scene->now_ns = 5 * S;
    scene_rtp(one.media[SIDE_A], one.media[SIDE_B], 1, 2);
    scene_bye(&one, SIDE_A);
    scene_bye(&other, SIDE_A);
    g_assert_cmpuint(call_list(scene->analysis)->len, ==, 3);
    assert_numbers(row_at(0)->streams, 1, (const uint32_t[]){0});
    g_assert_false(row_at(0)->signalling_seen);
}

/* The list is that of the last frame. */
TEST(grows)
{
    const struct scene_call two = scene_call_of("two", 11);
    const GPtrArray *rows;

    scene_set_up(&one, "");
    rows = call_list(scene->analysis);
    g_assert_true(call_list(scene->analysis) == rows);
    g_assert_cmpuint(rows->len, ==, 1);
    scene_set_up(&two, "");
    g_assert_cmpuint(call_list(scene->analysis)->len, ==, 2);
}

/* Findings of frames, then those of the end: both sides silent at 40 s. */
TEST(findings)
{
    const struct findings *findings;
    const struct call_row *row;

    findings = scene->analysis->findings;
    scene_set_up(&one, "Supported: timer\r\nSession-Expires: 60\r\n");
    scene_talk(one.media[SIDE_A], one.media[SIDE_B], 1, 1, 50);
    scene_goes_on(40 * S);
    row = row_at(0);
    g_assert_cmpuint(row->findings->len, ==, findings_count(findings));
    for (uint32_t i = 0; i < row->findings->len; i++)
        g_assert_cmpuint(g_array_index(row->findings, uint32_t, i), ==, i);
    g_assert_cmpuint(findings_at(findings, 0)->frame, ==, 1);
    g_assert_cmpuint(findings_at(findings, findings_count(findings) - 1)->frame,
                     ==, 0);
}

static void find(uint32_t stream, uint32_t call)
{
    struct findings *findings = scene->analysis->findings;
    const struct moment moment = {.frame = scene->frame,
                                  .time_ns = scene->now_ns};

    finding_add(findings->pending, FINDING_DUP_BURST, "x");
    findings_keep(findings, &moment, stream, call);
}

static void assert_found(uint32_t stream, uint32_t n, const uint32_t *wanted)
{
    assert_numbers(call_list_findings_of_stream(scene->analysis, stream), n,
                   wanted);
}

/* Streams 0 of call 0 and 1 of call 1, both without signalling, and four
 * findings that no packet made. */
TEST(findings_of_streams)
{
    scene_rtp(at(1, 5000), at(2, 6000), 1, 1);
    scene_rtp(at(11, 5000), at(12, 6000), 2, 1);
    find(0, 0);
    find(1, 1);
    find(NO_INDEX, NO_INDEX);
    find(0, 0);
    assert_found(0, 2, (const uint32_t[]){0, 3});
    assert_found(1, 1, (const uint32_t[]){1});
    g_assert_null(call_list_findings_of_stream(scene->analysis, 2));
    assert_numbers(row_at(0)->findings, 2, (const uint32_t[]){0, 3});
    assert_numbers(row_at(1)->findings, 1, (const uint32_t[]){1});
}

/* The second leg's finding is the call's, which has the number of its first
 * leg. */
TEST(findings_of_joined)
{
    scene_rtp(at(1, 5000), at(2, 6000), 1, 1);
    scene_video(at(1, 5002), at(2, 6002), 2, 1);
    find(1, 1);
    g_assert_cmpuint(call_list_number(scene->analysis, 1), ==, 0);
    assert_numbers(row_at(0)->findings, 1, (const uint32_t[]){0});
    assert_found(1, 1, (const uint32_t[]){0});
}

/* A number of which nothing is left: its finding has no call. */
TEST(findings_left_over)
{
    scene_rtp(one.media[SIDE_A], one.media[SIDE_B], 1, 1);
    find(0, 0);
    scene_set_up(&one, "");
    scene_rtp(one.media[SIDE_A], one.media[SIDE_B], 1, 2);
    g_assert_cmpuint(call_list_number(scene->analysis, 0), ==, NO_INDEX);
    g_assert_cmpuint(call_list_number(scene->analysis, 1), ==, 1);
    g_assert_cmpuint(row_at(0)->findings->len, ==, 0);
    assert_found(0, 1, (const uint32_t[]){0});
}

/* A failure is never up, and ends with the failure. */
TEST(refused)
{
    scene_invite(&one, "");
    scene->now_ns = 2 * S;
    scene_message(&one, SIDE_B, SIDE_A, "SIP/2.0 486 Busy Here", "1 INVITE",
                  true, false, "");
    g_assert_false(row_at(0)->up);
    g_assert_cmpint(row_at(0)->end_ns, ==, 2 * S);
    g_assert_cmpint(row_at(0)->judgement->verdict, ==, CALL_VERDICT_REFUSED);
}

/* Of what was heard the most severe is the condition; the rest is none. */
TEST(condition)
{
    static const struct {
        enum finding_severity severity;
        const char *what;
        const char *wanted; /* of the call */
    } rows[] = {
        {FINDING_WARN, NULL, NULL},
        {FINDING_NOTE, "6 % of audio lost", "6 % of audio lost"},
        {FINDING_WARN, "20 % of video lost", "20 % of video lost"},
        {FINDING_WARN, "30 % of audio lost", "20 % of video lost"},
    };
    struct findings *findings = scene->analysis->findings;
    uint32_t call = scene_set_up(&one, "");

    FOR_EACH_ROW(i, rows) {
        struct moment moment = scene_moment();

        finding_add_as(findings->pending, FINDING_LOSS, rows[i].severity, "x");
        finding_point_at(findings->pending, &one.media[SIDE_A], rows[i].what);
        findings_keep(findings, &moment, NO_INDEX, call);
        scene_frame_done();
        g_assert_cmpstr(row_at(0)->condition, ==, rows[i].wanted);
    }
}

/* An INVITE that is repeated at 0.5, 1.5, 3.5, 7.5 and 15.5 s (RFC 3261
 * 17.1.1.2) when the capture ends. */
TEST(not_answered)
{
    static const int64_t times_ms[] = {0, 500, 1500, 3500, 7500, 15500};

    for (unsigned i = 0; i < G_N_ELEMENTS(times_ms); i++) {
        scene->now_ns = times_ms[i] * MS;
        if (i > 0)
            g_assert_null(row_at(0)->condition);
        scene_invite(&one, "");
    }
    g_assert_cmpstr(row_at(0)->condition, ==, "no answer");
    scene_answer(&one, "");
    g_assert_null(row_at(0)->condition);
}

/* In the order of their first legs, signalled or not. */
TEST(order)
{
    const struct scene_call two = scene_call_of("two", 11);

    scene_rtp(at(21, 5000), at(22, 6000), 1, 1);
    scene_set_up(&one, "");
    scene->now_ns = 60 * S;
    scene_rtp(at(31, 5000), at(32, 6000), 2, 1);
    scene_set_up(&two, "");
    g_assert_cmpuint(call_list(scene->analysis)->len, ==, 4);
    for (uint32_t i = 0; i < 4; i++)
        g_assert_cmpuint(row_at(i)->call, ==, i);
}

/* Media that begins after the dialog was seen is not that of a call which was
 * up before the capture. */
TEST(join_begun_later)
{
    scene->now_ns = S;
    scene_ack(&one);
    scene->now_ns = 4 * S;
    scene_rtp(one.media[SIDE_A], one.media[SIDE_B], 1, 1);
    scene->now_ns = 9 * S;
    scene_rtp(one.media[SIDE_A], one.media[SIDE_B], 1, 2);
    scene_bye(&one, SIDE_A);
    g_assert_cmpuint(call_list(scene->analysis)->len, ==, 2);
}
