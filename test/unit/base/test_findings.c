/* Tests of the findings of a capture.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "findings.h"
#include "unit_test.h"

static const struct moment frame_1 = {.frame = 1, .time_ns = 10};
static const struct moment frame_2 = {.frame = 2, .time_ns = 20};

static struct findings *findings;

BEFORE_EACH()
{
    findings = findings_new();
}

AFTER_EACH()
{
    findings_free(findings);
}

static void find(const char *text)
{
    finding_add(findings->pending, FINDING_DUP_BURST, "%s", text);
}

TEST(keep_none)
{
    findings_keep(findings, &frame_1, 0, 0);
    findings_keep_at_end(findings, 0, 0);
    g_assert_cmpuint(findings_count(findings), ==, 0);
    g_assert_null(findings_of_latest_frame(findings, 1));
    g_assert_null(findings_of_call(findings, 0));
    g_assert_null(findings_of_call(findings, NO_INDEX));
}

TEST(keep_whole)
{
    const struct finding *kept;

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
}

/* Findings of one frame are linked, whatever they are about. */
TEST(keep_of_frame)
{
    const struct finding *first;

    find("frame 1");
    findings_keep(findings, &frame_1, 0, 0);
    find("a");
    find("b");
    findings_keep(findings, &frame_2, 0, NO_INDEX);
    find("c");
    findings_keep(findings, &frame_2, NO_INDEX, 7);
    first = findings_of_latest_frame(findings, 2);
    g_assert_cmpstr(first->text, ==, "a");
    g_assert_cmpstr(first->next_of_frame->text, ==, "b");
    g_assert_cmpstr(first->next_of_frame->next_of_frame->text, ==, "c");
    g_assert_null(first->next_of_frame->next_of_frame->next_of_frame);
    g_assert_null(findings_at(findings, 0)->next_of_frame);
    g_assert_null(findings_of_latest_frame(findings, 3));
}

/* The latest first; NO_INDEX is nobody's call. */
TEST(keep_of_call)
{
    find("older");
    findings_keep(findings, &frame_1, 0, 0);
    find("another's");
    findings_keep(findings, &frame_1, 0, 1);
    find("nobody's");
    findings_keep(findings, &frame_1, 0, NO_INDEX);
    find("newer");
    findings_keep(findings, &frame_2, 0, 0);
    g_assert_cmpstr(findings_of_call(findings, 0)->text, ==, "newer");
    g_assert_cmpstr(findings_of_call(findings, 0)->older_of_call->text, ==,
                    "older");
    g_assert_null(findings_of_call(findings, 0)->older_of_call->older_of_call);
    g_assert_null(findings_of_call(findings, 1)->older_of_call);
    g_assert_null(findings_of_call(findings, NO_INDEX));
}

/* Keeping a list leaves what is pending alone. */
TEST(keep_list)
{
    GPtrArray *list = finding_list_new();

    find("pending");
    finding_add(list, FINDING_VIDEO_LOSS, "listed");
    findings_keep_list(findings, list, &frame_1, NO_INDEX, NO_INDEX);
    g_assert_cmpuint(list->len, ==, 0);
    g_assert_cmpuint(findings->pending->len, ==, 1);
    g_assert_cmpuint(findings_count(findings), ==, 1);
    g_assert_cmpstr(findings_at(findings, 0)->text, ==, "listed");
    g_ptr_array_unref(list);
}

/* Findings of the end come after those of frames, even of later frames. */
TEST(end_behind_frames)
{
    find("end");
    findings_keep_at_end(findings, 1, 2);
    find("frame");
    findings_keep(findings, &frame_1, 1, 2);
    g_assert_cmpuint(findings_count(findings), ==, 2);
    g_assert_cmpstr(findings_at(findings, 0)->text, ==, "frame");
    g_assert_cmpstr(findings_at(findings, 1)->text, ==, "end");
    g_assert_cmpuint(findings_at(findings, 1)->frame, ==, 0);
    g_assert_cmpstr(findings_of_call(findings, 2)->text, ==, "frame");
    findings_forget_end(findings);
    g_assert_cmpuint(findings_count(findings), ==, 1);
    find("end anew");
    findings_keep_at_end(findings, 1, 2);
    g_assert_cmpstr(findings_at(findings, 1)->text, ==, "end anew");
}

TEST(limit_max)
{
    for (unsigned i = 0; i < FINDINGS_MAX - 1; i++)
        finding_add(findings->pending, FINDING_DUP_BURST, "x");
    findings_keep(findings, &frame_1, 0, NO_INDEX);
    g_assert_cmpuint(findings_count(findings), ==, FINDINGS_MAX - 1);
    find("the last");
    findings_keep(findings, &frame_1, 0, NO_INDEX);
    g_assert_cmpuint(findings_count(findings), ==, FINDINGS_MAX);
    g_assert_cmpuint(findings->n_not_kept, ==, 0);
    find("too many");
    findings_keep(findings, &frame_2, 0, NO_INDEX);
    g_assert_cmpuint(findings_count(findings), ==, FINDINGS_MAX);
    g_assert_cmpuint(findings->n_not_kept, ==, 1);
    g_assert_cmpuint(findings->pending->len, ==, 0);
    g_assert_null(findings_of_latest_frame(findings, 2));
    find("of the end: a limit of its own");
    findings_keep_at_end(findings, 0, NO_INDEX);
    g_assert_cmpuint(findings_count(findings), ==, FINDINGS_MAX + 1);
}

/* Of each severity so many are told in full, the first ones. */
TEST(in_full)
{
    const uint32_t last = FINDINGS_IN_FULL - 1;

    for (unsigned i = 0; i <= FINDINGS_IN_FULL; i++)
        finding_add_as(findings->pending, FINDING_DUP_BURST, FINDING_WARN, "x");
    findings_keep(findings, &frame_1, 0, NO_INDEX);
    finding_add_as(findings->pending, FINDING_DUP_BURST, FINDING_NOTE, "x");
    finding_add_as(findings->pending, FINDING_DUP_BURST, FINDING_WARN, "x");
    findings_keep(findings, &frame_2, 0, NO_INDEX);
    g_assert_true(findings_at(findings, 0)->in_full);
    g_assert_true(findings_at(findings, last)->in_full);
    g_assert_false(findings_at(findings, last + 1)->in_full);
    g_assert_true(findings_at(findings, last + 2)->in_full);
    g_assert_false(findings_at(findings, last + 3)->in_full);
}

/* The end has a limit of its own; what did not fit is forgotten with the end.
 */
TEST(limit_max_at_end)
{
    for (unsigned i = 0; i < FINDINGS_MAX; i++)
        finding_add(findings->pending, FINDING_DUP_BURST, "x");
    findings_keep_at_end(findings, 0, NO_INDEX);
    g_assert_cmpuint(findings->n_not_kept, ==, 0);
    find("too many");
    find("too many");
    findings_keep_at_end(findings, 0, NO_INDEX);
    g_assert_cmpuint(findings_count(findings), ==, FINDINGS_MAX);
    g_assert_cmpuint(findings->n_not_kept, ==, 2);
    findings_forget_end(findings);
    g_assert_cmpuint(findings->n_not_kept, ==, 0);
    findings_forget_end(findings);
    g_assert_cmpuint(findings->n_not_kept, ==, 0);
}

TEST(side_by_side)
{
    struct findings *other = findings_new();

    find("one");
    findings_keep(findings, &frame_1, 0, 0);
    g_assert_cmpuint(findings_count(other), ==, 0);
    g_assert_null(findings_of_call(other, 0));
    finding_add(other->pending, FINDING_DUP_BURST, "other");
    findings_keep(other, &frame_1, 0, 0);
    g_assert_null(findings_of_call(other, 0)->older_of_call);
    findings_free(other);
}
