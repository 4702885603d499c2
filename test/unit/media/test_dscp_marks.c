/* Tests of the code points of media.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "dscp_marks.h"
#include "media_kind.h"
#include "unit_test.h"

#include <string.h>

/* Default preferences: audio 40, video 24. */
static const struct media_limits limits = {
    .dscp_audio = UINT64_C(1) << 40,
    .dscp_video = UINT64_C(1) << 24,
};

static struct dscp_direction marked, unmarked;

BEFORE_EACH()
{
    memset(&marked, 0, sizeof marked);
    memset(&unmarked, 0, sizeof unmarked);
}

static unsigned flow(struct dscp_flow *state, uint8_t dscp,
                     enum media_kind kind)
{
    uint8_t previous;

    return dscp_flow_on_rtp(state, dscp, kind, &limits, &previous);
}

static void count(struct dscp_direction *direction, uint8_t dscp, unsigned n)
{
    for (; n > 0; n--)
        dscp_direction_on_rtp(direction, dscp, &limits);
}

TEST(changed_once)
{
    struct dscp_flow state = {0};
    uint8_t previous = 99;

    g_assert_cmpuint(flow(&state, 40, MEDIA_KIND_AUDIO), ==, DSCP_FLOW_SAME);
    g_assert_cmpuint(flow(&state, 40, MEDIA_KIND_AUDIO), ==, DSCP_FLOW_SAME);
    g_assert_cmpuint(
        dscp_flow_on_rtp(&state, 0, MEDIA_KIND_AUDIO, &limits, &previous), ==,
        DSCP_FLOW_CHANGED);
    g_assert_cmpuint(previous, ==, 40);
    g_assert_cmpuint(flow(&state, 40, MEDIA_KIND_AUDIO), ==, DSCP_FLOW_SAME);
    g_assert_cmpuint(flow(&state, 46, MEDIA_KIND_AUDIO), ==, DSCP_FLOW_SAME);
    g_assert_cmphex(state.seen, ==, UINT64_C(1) << 40 | UINT64_C(1) << 46 | 1);
}

/* Frames without a readable IP header do not count. */
TEST(silent_unknown)
{
    struct dscp_flow state = {0};

    flow(&state, 40, MEDIA_KIND_AUDIO);
    g_assert_cmpuint(flow(&state, DSCP_UNKNOWN, MEDIA_KIND_AUDIO), ==,
                     DSCP_FLOW_SAME);
    g_assert_cmpuint(flow(&state, 40, MEDIA_KIND_AUDIO), ==, DSCP_FLOW_SAME);
}

/* Another path may mark differently, so the sender changed nothing. */
TEST(silent_restart)
{
    struct dscp_flow state = {0};

    flow(&state, 40, MEDIA_KIND_AUDIO);
    dscp_flow_restart(&state);
    g_assert_cmpuint(flow(&state, 46, MEDIA_KIND_AUDIO), ==, DSCP_FLOW_SAME);
    g_assert_cmpuint(flow(&state, 0, MEDIA_KIND_AUDIO), ==, DSCP_FLOW_CHANGED);
}

TEST(class_misplaced)
{
    struct dscp_flow audio = {0};
    struct dscp_flow video = {0};

    g_assert_cmpuint(flow(&audio, 24, MEDIA_KIND_AUDIO), ==,
                     DSCP_FLOW_MISPLACED);
    g_assert_cmpuint(flow(&audio, 24, MEDIA_KIND_AUDIO), ==, DSCP_FLOW_SAME);
    g_assert_cmpuint(flow(&video, 40, MEDIA_KIND_VIDEO), ==,
                     DSCP_FLOW_MISPLACED);
}

/* The kind becomes known by SDP only after the first packets. A change to the
 * other kind's code point is both. */
TEST(class_late)
{
    struct dscp_flow late = {0};
    struct dscp_flow both = {0};

    g_assert_cmpuint(flow(&late, 24, MEDIA_KIND_UNKNOWN), ==, DSCP_FLOW_SAME);
    g_assert_cmpuint(flow(&late, 24, MEDIA_KIND_AUDIO), ==,
                     DSCP_FLOW_MISPLACED);
    flow(&both, 40, MEDIA_KIND_AUDIO);
    g_assert_cmpuint(flow(&both, 24, MEDIA_KIND_AUDIO), ==,
                     DSCP_FLOW_CHANGED | DSCP_FLOW_MISPLACED);
}

/* The code point of the kind, none, one of neither kind, and one set for both
 * kinds. */
TEST(silent_class)
{
    static const struct {
        uint8_t dscp;
        enum media_kind kind;
    } rows[] = {
        {40, MEDIA_KIND_AUDIO}, {0, MEDIA_KIND_VIDEO}, {46, MEDIA_KIND_VIDEO}};
    struct media_limits both = limits;
    struct dscp_flow state = {0};
    uint8_t previous;

    FOR_EACH_ROW(i, rows) {
        struct dscp_flow first = {0};

        g_assert_cmpuint(flow(&first, rows[i].dscp, rows[i].kind), ==,
                         DSCP_FLOW_SAME);
    }

    both.dscp_audio |= UINT64_C(1) << 24;
    g_assert_cmpuint(
        dscp_flow_on_rtp(&state, 24, MEDIA_KIND_AUDIO, &both, &previous), ==,
        DSCP_FLOW_SAME);
}

/* 9 packets are too few in either direction, 10 are enough. */
TEST(one_way_packets)
{
    count(&marked, 40, 9);
    count(&unmarked, 0, 10);
    g_assert_false(dscp_is_one_way(&unmarked, &marked));
    count(&marked, 40, 1);
    g_assert_true(dscp_is_one_way(&unmarked, &marked));
    g_assert_false(dscp_is_one_way(&marked, &unmarked));

    memset(&unmarked, 0, sizeof unmarked);
    count(&unmarked, 0, 9);
    g_assert_false(dscp_is_one_way(&unmarked, &marked));
}

/* Policy-based QoS uses 46 and 34, whatever the preferences list. */
TEST(one_way_policy)
{
    count(&marked, 46, 10);
    count(&unmarked, 0, 10);
    g_assert_true(dscp_is_one_way(&unmarked, &marked));
}

/* Both sides mark, but differently; marking starts late; a code point that is
 * not for media (8: background traffic). */
TEST(silent_one_way)
{
    struct dscp_direction other = {0};
    struct dscp_direction late = {0};
    struct dscp_direction scavenger = {0};

    count(&marked, 40, 100);
    count(&other, 46, 100);
    g_assert_false(dscp_is_one_way(&other, &marked));
    count(&late, 0, 9);
    count(&late, 40, 1);
    count(&late, 0, 20);
    g_assert_false(dscp_is_one_way(&late, &marked));
    count(&scavenger, 8, 100);
    memset(&other, 0, sizeof other);
    count(&other, 0, 100);
    g_assert_false(dscp_is_one_way(&other, &scavenger));
}

TEST(rtcp_differs)
{
    struct dscp_direction direction = {0};

    count(&direction, 40, 3);
    g_assert_false(dscp_rtcp_differs(&direction));
    dscp_direction_on_rtcp(&direction, 0);
    g_assert_true(dscp_rtcp_differs(&direction));
    dscp_direction_on_rtcp(&direction, 40);
    g_assert_false(dscp_rtcp_differs(&direction));
    dscp_direction_on_rtcp(&direction, DSCP_UNKNOWN);
}

/* RTCP alone differs from nothing; RTP without a mark, 0, differs from 46. */
TEST(rtcp_differs_unmarked)
{
    struct dscp_direction direction = {0};

    dscp_direction_on_rtcp(&direction, 46);
    g_assert_false(dscp_rtcp_differs(&direction));
    count(&direction, 0, 1);
    g_assert_true(dscp_rtcp_differs(&direction));
    dscp_direction_on_rtcp(&direction, 0);
    g_assert_false(dscp_rtcp_differs(&direction));
}

/* Of equals the lowest; what came after DSCP_COUNTED others does not count. */
TEST(main_of_many)
{
    struct dscp_direction direction = {0};

    for (uint8_t dscp = 1; dscp <= DSCP_COUNTED; dscp++)
        count(&direction, 10 - dscp, 2);
    g_assert_cmpuint(dscp_direction_main(&direction), ==, 4);
    count(&direction, 50, 5);
    g_assert_cmpuint(dscp_direction_main(&direction), ==, 4);
    count(&direction, 7, 1);
    g_assert_cmpuint(dscp_direction_main(&direction), ==, 7);
}

TEST(counts_by_code_point)
{
    struct dscp_direction direction = {0};
    GString *text = g_string_new(NULL);

    g_assert_cmpuint(dscp_direction_main(&direction), ==, 0);
    count(&direction, 0, 2);
    count(&direction, 63, 3);
    count(&direction, DSCP_UNKNOWN, 5);
    g_assert_cmpuint(dscp_direction_main(&direction), ==, 63);
    g_assert_cmpuint(direction.n_unmarked, ==, 2);
    g_assert_cmpuint(direction.n_marked, ==, 3);
    dscp_set_append(text, direction.seen, ", ");
    g_assert_cmpstr(text->str, ==, "0, 63");
    g_string_free(text, TRUE);
}

static bool hint_has(uint8_t from, uint8_t to, uint64_t n, const char *word)
{
    return strstr(dscp_change_hint(from, to, n), word) != NULL;
}

TEST(hints_where_to_look)
{
    g_assert_true(hint_has(40, 0, 500, "lost"));
    g_assert_true(hint_has(0, 40, 50, "first packets"));
    g_assert_true(hint_has(0, 40, 51, "mid-stream"));
    g_assert_true(hint_has(40, 46, 5, "policy-based"));
    g_assert_true(hint_has(24, 34, 5, "policy-based"));
    g_assert_true(hint_has(46, 8, 5, "re-marks"));
}
