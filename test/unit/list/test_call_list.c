/* Tests of the list of calls.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "analysis_scene.h"
#include "call_list.h"
#include "unit_test.h"

static struct scene scene;

static const struct call_row *row_at(uint32_t i)
{
    const GPtrArray *rows = call_list(scene.analysis);

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
    scene_begin(&scene);
    g_assert_cmpuint(call_list(scene.analysis)->len, ==, 0);
    g_assert_null(call_list_of_leg(scene.analysis, 0));
    g_assert_null(call_list_of_leg(scene.analysis, NO_INDEX));
    g_assert_cmpuint(call_list_number(scene.analysis, NO_INDEX), ==, NO_INDEX);
    g_assert_null(call_list_findings_of_stream(scene.analysis, 0));
    scene_end(&scene);
}

TEST(one_call)
{
    const struct scene_call call = scene_call_of("one", 1);
    const char *timer = "Supported: timer\r\n"
                        "Session-Expires: 1800;refresher=uac\r\n";
    const struct call_row *row;

    scene_begin(&scene);
    scene.now_ns = S;
    scene_invite(&scene, &call, timer);
    scene.now_ns = 3 * S;
    scene_answer(&scene, &call, timer);
    scene_ack(&scene, &call);
    scene_rtp(&scene, call.media[SIDE_A], call.media[SIDE_B], 1, 1);
    scene.now_ns = 9 * S;
    scene_bye(&scene, &call, SIDE_B);
    row = row_at(0);
    g_assert_cmpuint(row->call, ==, 0);
    g_assert_true(row->signalling_seen);
    g_assert_cmpuint(row->begin.frame, ==, 1);
    g_assert_true(row->up);
    g_assert_cmpint(row->up_ns, ==, 3 * S);
    g_assert_cmpint(row->end_ns, ==, 9 * S);
    g_assert_cmpstr(row->names[SIDE_A], ==, "sip:a@x");
    g_assert_cmpstr(row->names[SIDE_B], ==, "sip:b@x");
    g_assert_true(endpoint_equal(&row->parties[SIDE_A], &call.sip[SIDE_A]));
    g_assert_true(row->timer_seen);
    g_assert_cmpuint(row->interval_s, ==, 1800);
    g_assert_true(endpoint_equal(&row->refresher, &call.sip[SIDE_A]));
    g_assert_cmpint(row->join.confidence, ==, CALL_JOIN_NONE);
    g_assert_cmpint(row->join.reason, ==, CALL_JOIN_NO_REASON);
    g_assert_cmpint(row->judgement->verdict, ==, CALL_VERDICT_NORMAL);
    assert_numbers(row->legs, 1, (const uint32_t[]){0});
    assert_numbers(row->streams, 1, (const uint32_t[]){0});
    g_assert_true(call_list_of_leg(scene.analysis, 0) == row);
    scene_end(&scene);
}

#define UUID_A "ab30317f1a784dc48ff824d0d3715d86"
#define UUID_B "47755a9de7794ba387653f2099600ef2"

/* Each side names its own UUID first (RFC 7989 5). */
static void set_up_with_uuids(const struct scene_call *call)
{
    scene_invite(&scene, call, "Session-ID: " UUID_A ";remote=" UUID_B "\r\n");
    scene_answer(&scene, call, "Session-ID: " UUID_B ";remote=" UUID_A "\r\n");
}

/* Two legs with the same UUIDs are certainly one call. */
TEST(join_session_id)
{
    const struct scene_call in = scene_call_of("in", 1);
    const struct scene_call out = scene_call_of("out", 2);
    const struct call_row *row;

    scene_begin(&scene);
    set_up_with_uuids(&in);
    scene.now_ns = S;
    set_up_with_uuids(&out);
    scene.now_ns = 5 * S;
    scene_bye(&scene, &in, SIDE_A);
    scene_bye(&scene, &out, SIDE_A);
    g_assert_cmpuint(call_list(scene.analysis)->len, ==, 1);
    row = row_at(0);
    assert_numbers(row->legs, 2, (const uint32_t[]){0, 1});
    g_assert_cmpint(row->join.confidence, ==, CALL_JOIN_CERTAIN);
    g_assert_cmpint(row->join.reason, ==, CALL_JOIN_SESSION_ID);
    g_assert_true(call_list_of_leg(scene.analysis, 1) == row);
    scene_end(&scene);
}

TEST(join_apart)
{
    const struct scene_call one = scene_call_of("one", 1);
    const struct scene_call two = scene_call_of("two", 11);

    scene_begin(&scene);
    scene_set_up(&scene, &one, "");
    scene.now_ns = 60 * S;
    scene_set_up(&scene, &two, "");
    g_assert_cmpuint(call_list(scene.analysis)->len, ==, 2);
    g_assert_cmpuint(row_at(0)->call, ==, 0);
    g_assert_cmpuint(row_at(1)->call, ==, 1);
    scene_end(&scene);
}

/* Audio and video between two hosts, begun together: likely one call. */
TEST(join_hidden)
{
    struct media_stream *video;

    scene_begin(&scene);
    scene_rtp(&scene, at(1, 5000), at(2, 6000), 1, 1);
    scene.now_ns = S;
    video = scene_rtp(&scene, at(1, 5002), at(2, 6002), 2, 1);
    video->kind = MEDIA_KIND_VIDEO;
    scene_rtp(&scene, at(1, 5000), at(2, 6000), 1, 2);
    g_assert_cmpuint(call_list(scene.analysis)->len, ==, 1);
    assert_numbers(row_at(0)->legs, 2, (const uint32_t[]){0, 1});
    assert_numbers(row_at(0)->streams, 2, (const uint32_t[]){0, 1});
    g_assert_cmpint(row_at(0)->join.confidence, ==, CALL_JOIN_LIKELY);
    g_assert_false(row_at(0)->signalling_seen);
    g_assert_true(row_at(0)->up);
    scene_end(&scene);
}

/* The capture begins in a call without its SDP: RTP from 0 s on, an ACK of the
 * dialog at 1 s, and a BYE at 5 s, when the RTP ends, too. Or at 9 s. */
static unsigned n_rows_begun_before(int64_t bye_ns)
{
    const struct scene_call call = scene_call_of("one", 1);
    unsigned n;

    scene_begin(&scene);
    scene_rtp(&scene, call.media[SIDE_A], call.media[SIDE_B], 1, 1);
    scene.now_ns = S;
    scene_ack(&scene, &call);
    scene.now_ns = 5 * S;
    scene_rtp(&scene, call.media[SIDE_A], call.media[SIDE_B], 1, 2);
    scene.now_ns = bye_ns;
    scene_bye(&scene, &call, SIDE_A);
    n = call_list(scene.analysis)->len;
    if (n == 1) {
        const struct call_row *row = row_at(0);

        g_assert_cmpuint(row->call, ==, 0);
        g_assert_true(row->signalling_seen);
        g_assert_cmpuint(row->begin.frame, ==, 1);
        assert_numbers(row->legs, 2, (const uint32_t[]){0, 1});
        assert_numbers(row->streams, 1, (const uint32_t[]){0});
        g_assert_cmpint(row->join.reason, ==, CALL_JOIN_FLOW_OF_CALL);
        g_assert_true(call_list_of_leg(scene.analysis, 0) == row);
        g_assert_true(call_list_of_leg(scene.analysis, 1) == row);
    }
    scene_end(&scene);
    return n;
}

/* FLOW_JOIN_WINDOW_NS is 2 s. */
TEST(join_begun_before)
{
    g_assert_cmpuint(n_rows_begun_before(5 * S), ==, 1);
    g_assert_cmpuint(n_rows_begun_before(7 * S), ==, 1);
    g_assert_cmpuint(n_rows_begun_before(7 * S + 1), ==, 2);
}

/* The list is that of the last frame. */
TEST(grows)
{
    const struct scene_call one = scene_call_of("one", 1);
    const struct scene_call two = scene_call_of("two", 11);
    const GPtrArray *rows;

    scene_begin(&scene);
    scene_set_up(&scene, &one, "");
    rows = call_list(scene.analysis);
    g_assert_true(call_list(scene.analysis) == rows);
    g_assert_cmpuint(rows->len, ==, 1);
    scene_set_up(&scene, &two, "");
    g_assert_cmpuint(call_list(scene.analysis)->len, ==, 2);
    scene_end(&scene);
}

/* Findings of frames, then those of the end: both sides silent at 40 s. */
TEST(findings)
{
    const struct scene_call call = scene_call_of("one", 1);
    const struct findings *findings;
    const struct call_row *row;

    scene_begin(&scene);
    findings = scene.analysis->findings;
    scene_set_up(&scene, &call, "Supported: timer\r\nSession-Expires: 60\r\n");
    scene_talk(&scene, call.media[SIDE_A], call.media[SIDE_B], 1, 1, 50);
    scene_goes_on(&scene, 40 * S);
    row = row_at(0);
    g_assert_cmpuint(row->findings->len, ==, findings_count(findings));
    for (uint32_t i = 0; i < row->findings->len; i++)
        g_assert_cmpuint(g_array_index(row->findings, uint32_t, i), ==, i);
    g_assert_cmpuint(findings_at(findings, 0)->frame, ==, 1);
    g_assert_cmpuint(findings_at(findings, findings_count(findings) - 1)->frame,
                     ==, 0);
    scene_end(&scene);
}

static void find(uint32_t stream, uint32_t call)
{
    struct findings *findings = scene.analysis->findings;
    const struct moment moment = {.frame = scene.frame,
                                  .time_ns = scene.now_ns};

    finding_add(findings->pending, FINDING_DUP_BURST, "x");
    findings_keep(findings, &moment, stream, call);
}

static void assert_found(uint32_t stream, uint32_t n, const uint32_t *wanted)
{
    assert_numbers(call_list_findings_of_stream(scene.analysis, stream), n,
                   wanted);
}

/* Streams 0 of call 0 and 1 of call 1, both without signalling, and four
 * findings that no packet made. */
TEST(findings_of_streams)
{
    scene_begin(&scene);
    scene_rtp(&scene, at(1, 5000), at(2, 6000), 1, 1);
    scene_rtp(&scene, at(11, 5000), at(12, 6000), 2, 1);
    find(0, 0);
    find(1, 1);
    find(NO_INDEX, NO_INDEX);
    find(0, 0);
    assert_found(0, 2, (const uint32_t[]){0, 3});
    assert_found(1, 1, (const uint32_t[]){1});
    g_assert_null(call_list_findings_of_stream(scene.analysis, 2));
    assert_numbers(row_at(0)->findings, 2, (const uint32_t[]){0, 3});
    assert_numbers(row_at(1)->findings, 1, (const uint32_t[]){1});
    scene_end(&scene);
}

/* The second leg's finding is the call's, which has the number of its first
 * leg. */
TEST(findings_of_joined)
{
    scene_begin(&scene);
    scene_rtp(&scene, at(1, 5000), at(2, 6000), 1, 1);
    scene_rtp(&scene, at(1, 5002), at(2, 6002), 2, 1)->kind = MEDIA_KIND_VIDEO;
    find(1, 1);
    g_assert_cmpuint(call_list_number(scene.analysis, 1), ==, 0);
    assert_numbers(row_at(0)->findings, 1, (const uint32_t[]){0});
    assert_found(1, 1, (const uint32_t[]){0});
    scene_end(&scene);
}

/* A number of which nothing is left: its finding has no call. */
TEST(findings_left_over)
{
    const struct scene_call call = scene_call_of("one", 1);

    scene_begin(&scene);
    scene_rtp(&scene, call.media[SIDE_A], call.media[SIDE_B], 1, 1);
    find(0, 0);
    scene_set_up(&scene, &call, "");
    scene_rtp(&scene, call.media[SIDE_A], call.media[SIDE_B], 1, 2);
    g_assert_cmpuint(call_list_number(scene.analysis, 0), ==, NO_INDEX);
    g_assert_cmpuint(call_list_number(scene.analysis, 1), ==, 1);
    g_assert_cmpuint(row_at(0)->findings->len, ==, 0);
    assert_found(0, 1, (const uint32_t[]){0});
    scene_end(&scene);
}

/* A failure is never up, and ends with the failure. */
TEST(refused)
{
    const struct scene_call call = scene_call_of("one", 1);

    scene_begin(&scene);
    scene_invite(&scene, &call, "");
    scene.now_ns = 2 * S;
    scene_message(&scene, &call, SIDE_B, SIDE_A, "SIP/2.0 486 Busy Here",
                  "1 INVITE", true, false, "");
    g_assert_false(row_at(0)->up);
    g_assert_cmpint(row_at(0)->end_ns, ==, 2 * S);
    g_assert_cmpint(row_at(0)->judgement->verdict, ==, CALL_VERDICT_REFUSED);
    scene_end(&scene);
}
