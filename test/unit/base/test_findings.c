/* Tests of the findings of a capture.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "findings.h"
#include "unit_test.h"

static const struct moment frame_1 = {.frame = 1, .time_ns = 10};
static const struct moment frame_2 = {.frame = 2, .time_ns = 20};

static void find(struct findings *findings, const char *text)
{
    finding_add(findings->pending, FINDING_DUP_BURST, "%s", text);
}

TEST(keep_none)
{
    struct findings *findings = findings_new();

    findings_keep(findings, &frame_1, 0, 0);
    findings_keep_at_end(findings, 0, 0);
    g_assert_cmpuint(findings_count(findings), ==, 0);
    g_assert_null(findings_of_latest_frame(findings, 1));
    g_assert_null(findings_of_call(findings, 0));
    g_assert_null(findings_of_call(findings, NO_INDEX));
    findings_free(findings);
}

TEST(keep_whole)
{
    struct findings *findings = findings_new();
    const struct kept_finding *kept;

    finding_add_as(findings->pending, FINDING_DUP_BURST, FINDING_NOTE, "one");
    findings_keep(findings, &frame_2, 3, 4);
    g_assert_cmpuint(findings->pending->len, ==, 0);
    g_assert_cmpuint(findings_count(findings), ==, 1);
    kept = findings_at(findings, 0);
    g_assert_cmpint(kept->id, ==, FINDING_DUP_BURST);
    g_assert_cmpint(kept->severity, ==, FINDING_NOTE);
    g_assert_cmpuint(kept->frame, ==, 2);
    g_assert_cmpint(kept->time_ns, ==, 20);
    g_assert_cmpuint(kept->stream, ==, 3);
    g_assert_cmpuint(kept->call, ==, 4);
    g_assert_cmpstr(kept->text, ==, "one");
    findings_free(findings);
}

/* Several of one frame are linked, whatever they are about. */
TEST(keep_of_frame)
{
    struct findings *findings = findings_new();
    const struct kept_finding *first;

    find(findings, "frame 1");
    findings_keep(findings, &frame_1, 0, 0);
    find(findings, "a");
    find(findings, "b");
    findings_keep(findings, &frame_2, 0, NO_INDEX);
    find(findings, "c");
    findings_keep(findings, &frame_2, NO_INDEX, 7);
    first = findings_of_latest_frame(findings, 2);
    g_assert_cmpstr(first->text, ==, "a");
    g_assert_cmpstr(first->next_of_frame->text, ==, "b");
    g_assert_cmpstr(first->next_of_frame->next_of_frame->text, ==, "c");
    g_assert_null(first->next_of_frame->next_of_frame->next_of_frame);
    g_assert_null(findings_at(findings, 0)->next_of_frame);
    g_assert_null(findings_of_latest_frame(findings, 3));
    findings_free(findings);
}

/* The latest first; NO_INDEX is nobody's call. */
TEST(keep_of_call)
{
    struct findings *findings = findings_new();

    find(findings, "older");
    findings_keep(findings, &frame_1, 0, 0);
    find(findings, "another's");
    findings_keep(findings, &frame_1, 0, 1);
    find(findings, "nobody's");
    findings_keep(findings, &frame_1, 0, NO_INDEX);
    find(findings, "newer");
    findings_keep(findings, &frame_2, 0, 0);
    g_assert_cmpstr(findings_of_call(findings, 0)->text, ==, "newer");
    g_assert_cmpstr(findings_of_call(findings, 0)->older_of_call->text, ==,
                    "older");
    g_assert_null(findings_of_call(findings, 0)->older_of_call->older_of_call);
    g_assert_null(findings_of_call(findings, 1)->older_of_call);
    g_assert_null(findings_of_call(findings, NO_INDEX));
    findings_free(findings);
}

/* A list of its own leaves what is pending alone. */
TEST(keep_list)
{
    struct findings *findings = findings_new();
    GPtrArray *list = finding_list_new();

    find(findings, "pending");
    finding_add(list, FINDING_VIDEO_LOSS, "listed");
    findings_keep_list(findings, list, &frame_1, NO_INDEX, NO_INDEX);
    g_assert_cmpuint(list->len, ==, 0);
    g_assert_cmpuint(findings->pending->len, ==, 1);
    g_assert_cmpuint(findings_count(findings), ==, 1);
    g_assert_cmpstr(findings_at(findings, 0)->text, ==, "listed");
    g_ptr_array_unref(list);
    findings_free(findings);
}

/* Those of the end stand behind those of frames, also of later ones. */
TEST(end_behind_frames)
{
    struct findings *findings = findings_new();

    find(findings, "end");
    findings_keep_at_end(findings, 1, 2);
    find(findings, "frame");
    findings_keep(findings, &frame_1, 1, 2);
    g_assert_cmpuint(findings_count(findings), ==, 2);
    g_assert_cmpstr(findings_at(findings, 0)->text, ==, "frame");
    g_assert_cmpstr(findings_at(findings, 1)->text, ==, "end");
    g_assert_cmpuint(findings_at(findings, 1)->frame, ==, 0);
    g_assert_cmpstr(findings_of_call(findings, 2)->text, ==, "frame");
    findings_forget_end(findings);
    g_assert_cmpuint(findings_count(findings), ==, 1);
    find(findings, "end anew");
    findings_keep_at_end(findings, 1, 2);
    g_assert_cmpstr(findings_at(findings, 1)->text, ==, "end anew");
    findings_free(findings);
}

TEST(limit_max)
{
    struct findings *findings = findings_new();

    for (unsigned i = 0; i < FINDINGS_MAX - 1; i++)
        finding_add(findings->pending, FINDING_DUP_BURST, "x");
    findings_keep(findings, &frame_1, 0, NO_INDEX);
    g_assert_cmpuint(findings_count(findings), ==, FINDINGS_MAX - 1);
    find(findings, "the last");
    findings_keep(findings, &frame_1, 0, NO_INDEX);
    g_assert_cmpuint(findings_count(findings), ==, FINDINGS_MAX);
    g_assert_cmpuint(findings->n_not_kept, ==, 0);
    find(findings, "too many");
    findings_keep(findings, &frame_2, 0, NO_INDEX);
    g_assert_cmpuint(findings_count(findings), ==, FINDINGS_MAX);
    g_assert_cmpuint(findings->n_not_kept, ==, 1);
    g_assert_cmpuint(findings->pending->len, ==, 0);
    g_assert_null(findings_of_latest_frame(findings, 2));
    find(findings, "of the end: a bound of its own");
    findings_keep_at_end(findings, 0, NO_INDEX);
    g_assert_cmpuint(findings_count(findings), ==, FINDINGS_MAX + 1);
    findings_free(findings);
}

/* The end has a bound of its own, and what it lacked is forgotten with it. */
TEST(limit_max_at_end)
{
    struct findings *findings = findings_new();

    for (unsigned i = 0; i < FINDINGS_MAX; i++)
        finding_add(findings->pending, FINDING_DUP_BURST, "x");
    findings_keep_at_end(findings, 0, NO_INDEX);
    g_assert_cmpuint(findings->n_not_kept, ==, 0);
    find(findings, "too many");
    find(findings, "too many");
    findings_keep_at_end(findings, 0, NO_INDEX);
    g_assert_cmpuint(findings_count(findings), ==, FINDINGS_MAX);
    g_assert_cmpuint(findings->n_not_kept, ==, 2);
    findings_forget_end(findings);
    g_assert_cmpuint(findings->n_not_kept, ==, 0);
    findings_forget_end(findings);
    g_assert_cmpuint(findings->n_not_kept, ==, 0);
    findings_free(findings);
}

TEST(side_by_side)
{
    struct findings *one = findings_new();
    struct findings *other = findings_new();

    find(one, "one");
    findings_keep(one, &frame_1, 0, 0);
    g_assert_cmpuint(findings_count(other), ==, 0);
    g_assert_null(findings_of_call(other, 0));
    findings_free(one);
    find(other, "other");
    findings_keep(other, &frame_1, 0, 0);
    g_assert_null(findings_of_call(other, 0)->older_of_call);
    findings_free(other);
}
