/* Tests of how much of a stream was lost, and where.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "stream_loss.h"

#include <string.h>

#include "finding.h"
#include "unit_test.h"

static const struct endpoint a = {4, {10, 0, 0, 1}, 5000};
static const struct endpoint b = {4, {10, 0, 0, 2}, 6000};

/* The capture has all but LACKING of 1000 packets. Reports cover the first 800,
 * of which the capture lacks COVERED and the receiver missed MISSED. */
static const struct {
    uint64_t lacking, covered, missed, repeated, in_holes;
    struct stream_loss_sides wanted;
} with_reports[] = {
    /* The receiver misses what the capture lacks: lost before the capture. */
    {100, 80, 80, 0, 0, {true, 1000, 100, 0, 0}},
    {100, 80, 82, 0, 0, {true, 1000, 100, 0, 0}}, /* in flight */
    {100, 80, 78, 0, 0, {true, 1000, 100, 0, 0}},
    {100, 80, 77, 0, 0, {true, 800, 77, 0, 0}}, /* the capture lost 3 */
    /* What the reports do not cover may be a hole of the capture. */
    {100, 80, 80, 0, 15, {true, 1000, 85, 0, 0}},
    {100, 80, 80, 0, 50, {true, 1000, 80, 0, 0}}, /* reports confirm 30 */
    /* The receiver has them: the capture lost them. */
    {100, 80, 0, 0, 0, {true, 800, 0, 0, 0}},
    {100, 80, 30, 0, 0, {true, 800, 30, 0, 0}},
    /* The receiver misses what the capture holds. 2 may be in flight, 3 not. */
    {0, 0, 2, 0, 0, {true, 1000, 0, 0, 0}},
    {0, 0, 3, 0, 0, {true, 800, 0, 3, 0}},
    {0, 0, 40, 0, 0, {true, 800, 0, 40, 0}},
    {60, 50, 90, 0, 0, {true, 800, 50, 40, 0}},
    /* The receiver may have subtracted 20 repeats from its loss. */
    {80, 80, 60, 20, 0, {true, 1000, 80, 0, 0}},
    {80, 80, 80, 20, 0, {true, 1000, 80, 0, 0}},
};

TEST(sides_by_reports)
{
    FOR_EACH_ROW(i, with_reports) {
        const struct stream_loss loss = {
            .all = {1000, with_reports[i].lacking, 0, 0},
            .n_in_holes = with_reports[i].in_holes,
            .reported = {800, with_reports[i].covered, with_reports[i].missed,
                         with_reports[i].repeated},
        };
        struct stream_loss_sides sides = stream_loss_sides(&loss);

        g_assert_true(sides.known);
        g_assert_cmpuint(sides.n_sent, ==, with_reports[i].wanted.n_sent);
        g_assert_cmpuint(sides.n_before, ==, with_reports[i].wanted.n_before);
        g_assert_cmpuint(sides.n_behind, ==, with_reports[i].wanted.n_behind);
    }
}

/* Without reports, another stream must show that the capture is complete. Holes
 * may always be the capture's. */
TEST(sides_without_reports)
{
    struct stream_loss loss = {.all = {1000, 100, 0, 0}, .n_in_holes = 40};

    g_assert_false(stream_loss_sides(&loss).known);
    loss.capture_is_complete = true;
    g_assert_true(stream_loss_sides(&loss).known);
    g_assert_cmpuint(stream_loss_sides(&loss).n_before, ==, 60);
    g_assert_cmpuint(stream_loss_sides(&loss).n_sent, ==, 1000);
}

/* The receiver has all of the first COVERED packets. Of 1000 the capture lacks
 * 40, 2 of them among those; it may have lost the others itself. */
TEST(sides_by_few_reports)
{
    struct stream_loss loss = {.all = {1000, 40, 0, 0},
                               .reported = {499, 2, 0, 0}};
    struct stream_loss_sides sides = stream_loss_sides(&loss);

    g_assert_false(sides.known);
    loss.reported.n_sent = 749;
    sides = stream_loss_sides(&loss);
    g_assert_true(sides.known);
    g_assert_cmpuint(sides.n_sent, ==, 749);
    g_assert_cmpuint(sides.n_before, ==, 0);
    loss.reported.n_sent = 750;
    g_assert_cmpuint(stream_loss_sides(&loss).n_sent, ==, 1000);
}

/* N_LOST of N_SENT packets of KIND, and the severity; -1: no finding. */
static const struct {
    enum media_kind kind;
    uint64_t n_sent, n_lost;
    bool known;
    int severity;
} weights[] = {
    {MEDIA_KIND_AUDIO, 1000, 9, true, -1},
    {MEDIA_KIND_AUDIO, 1000, 10, true, FINDING_NOTE},
    {MEDIA_KIND_AUDIO, 1000, 49, true, FINDING_NOTE},
    {MEDIA_KIND_AUDIO, 1000, 50, true, FINDING_WARN},
    {MEDIA_KIND_AUDIO, 1000, 500, false, FINDING_NOTE},
    {MEDIA_KIND_AUDIO, 500, 25, true, FINDING_WARN},
    {MEDIA_KIND_AUDIO, 499, 250, true, FINDING_NOTE},
    {MEDIA_KIND_AUDIO, 49, 25, true, -1},
    {MEDIA_KIND_AUDIO, 50, 4, true, -1},
    {MEDIA_KIND_VIDEO, 1000, 99, true, FINDING_NOTE},
    {MEDIA_KIND_VIDEO, 1000, 100, true, FINDING_WARN},
    {MEDIA_KIND_UNKNOWN, 1000, 99, true, FINDING_NOTE},
};

TEST(weight)
{
    const struct rtp_worst worst = {0};

    FOR_EACH_ROW(i, weights) {
        const struct stream_loss loss = {
            .all = {weights[i].n_sent, weights[i].n_lost, 0, 0},
            .capture_is_complete = weights[i].known,
        };
        GPtrArray *list = finding_list_new();
        struct stream_loss_sides sides = stream_loss_sides(&loss);
        bool told =
            stream_loss_report(weights[i].kind, &sides, &worst, &a, &b, list);
        const struct finding *finding =
            list->len > 0 ? g_ptr_array_index(list, 0) : NULL;

        g_assert_cmpuint(told, ==, list->len);
        g_assert_cmpint(finding != NULL ? (int)finding->severity : -1, ==,
                        weights[i].severity);
        g_ptr_array_unref(list);
    }
}

/* The text says who lost how much, where, and when most. */
TEST(heard)
{
    const struct rtp_worst worst = {0};
    struct stream_loss_sides sides = {.known = true, .n_sent = 499};
    GPtrArray *list = finding_list_new();

    for (int i = 0; i < 3; i++) {
        sides.n_behind = i == 0 ? 24 : 25; /* 4.8 %, 5.01 % */
        sides.known = i < 2;
        stream_loss_report(MEDIA_KIND_AUDIO, &sides, &worst, &a, &b, list);
        g_assert_cmpstr(
            ((const struct finding *)g_ptr_array_index(list, i))->what, ==,
            i == 1 ? "5 % of audio lost behind the capture" : NULL);
        g_assert_true(endpoint_equal(
            &((const struct finding *)g_ptr_array_index(list, i))->who, &b));
    }
    g_assert_nonnull(
        strstr(((const struct finding *)g_ptr_array_index(list, 0))->text,
               ": lost between this capture and 10.0.0.2, by its reports"));
    g_ptr_array_unref(list);
}

/* Who lost what, where, and when most. */
TEST(words)
{
    struct stream_loss loss = {
        .all = {1000, 60, 0, 0},
        .reported = {800, 50, 90, 0},
    };
    struct stream_loss_sides sides;
    struct rtp_worst worst = {0};
    GPtrArray *list = finding_list_new();
    const struct finding *finding;

    rtp_worst_add(&worst, 12 * S, 12 * S, 30);
    sides = stream_loss_sides(&loss);
    g_assert_true(
        stream_loss_report(MEDIA_KIND_AUDIO, &sides, &worst, &a, &b, list));
    finding = g_ptr_array_index(list, 0);
    g_assert_cmpstr(finding->text, ==,
                    "90 of 800 audio packets from 10.0.0.1:5000 to "
                    "10.0.0.2:6000 missing (11.2 %): 50 lost between 10.0.0.1 "
                    "and this capture, 40 between it and 10.0.0.2, by its "
                    "reports; worst: 30 in seconds 3 to 13 of the stream");
    g_assert_cmpstr(finding->what, ==, "11 % of audio lost before the capture");
    g_assert_true(endpoint_equal(&finding->who, &a));
    g_ptr_array_unref(list);
}

/* What the sender sent twice is lost behind the capture. */
TEST(doubled)
{
    static const struct {
        uint64_t n_doubled, n_before;
        const char *what;
    } rows[] = {
        {200, 0, "40 % of video doubled, then lost"},
        {199, 0, "40 % of video lost behind the capture"},
        {400, 400, "80 % of video lost before the capture"},
        {400, 401, "80 % of video lost before the capture"},
    };

    FOR_EACH_ROW(i, rows) {
        const struct stream_loss_sides sides = {true, 1000, rows[i].n_before,
                                                400, rows[i].n_doubled};
        const struct rtp_worst worst = {0};
        GPtrArray *list = finding_list_new();
        const struct finding *finding;

        stream_loss_report(MEDIA_KIND_VIDEO, &sides, &worst, &a, &b, list);
        finding = g_ptr_array_index(list, 0);
        g_assert_cmpstr(finding->what, ==, rows[i].what);
        g_assert_true(endpoint_equal(&finding->who, i == 1 ? &b : &a));
        g_assert_true((finding->change != NULL) == (i == 0));
        g_assert_true(g_str_has_suffix(finding->text, " sent 200 twice") ==
                      (i == 0));
        g_assert_nonnull(finding->advice);
        g_ptr_array_unref(list);
    }
}

/* Nearly all was lost in one gap: 90 %, of a second or more. */
TEST(one_gap)
{
    static const struct {
        uint32_t n_gap;
        int64_t lasted_ns;
        const char *words;
    } rows[] = {
        {90, 2 * S, "; 90 in one gap, seconds 10.0 to 12.0 of the stream"},
        {90, S - 1, "; worst: 90 in seconds 1 to 11 of the stream"},
        {89, 2 * S, "; worst: 89 in seconds 3 to 13 of the stream"},
    };
    const struct stream_loss_sides sides = {
        .known = true, .n_sent = 1000, .n_before = 100};

    FOR_EACH_ROW(i, rows) {
        struct rtp_worst worst = {0};
        GPtrArray *list = finding_list_new();
        const struct finding *finding;

        rtp_worst_add(&worst, 10 * S, 10 * S + rows[i].lasted_ns,
                      rows[i].n_gap);
        g_assert_true(
            stream_loss_report(MEDIA_KIND_AUDIO, &sides, &worst, &a, &b, list));
        finding = g_ptr_array_index(list, 0);
        g_assert_true(g_str_has_suffix(finding->text, rows[i].words));
        g_ptr_array_unref(list);
    }
}
