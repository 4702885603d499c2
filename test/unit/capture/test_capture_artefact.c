/* Tests of faults of the capture itself.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "capture_artefact.h"
#include "unit_test.h"

#include <string.h>

static GPtrArray *findings;

BEFORE_EACH()
{
    findings = finding_list_new();
}

AFTER_EACH()
{
    g_ptr_array_unref(findings);
}

/* A report: packets lost by the receiver's count, lacking in the capture, and
 * repeated there. */
struct report {
    int32_t reported;
    uint64_t lacking;
    uint64_t duplicates;
};

static uint64_t dropped(const struct report *reports, unsigned n)
{
    struct capture_loss loss = {0};

    for (unsigned i = 0; i < n; i++)
        capture_loss_on_report(&loss, reports[i].reported, reports[i].lacking,
                               reports[i].duplicates);
    return capture_loss_dropped(&loss);
}

/* From the first report to the last but one the capture lacks 3 packets, the
 * receiver none. */
TEST(drops_three)
{
    const struct report reports[] = {{5, 7, 0}, {5, 10, 0}, {5, 10, 0}};

    g_assert_cmpuint(dropped(reports, 0), ==, 0);
    g_assert_cmpuint(dropped(reports, 1), ==, 0);
    g_assert_cmpuint(dropped(reports, 2), ==, 0);
    g_assert_cmpuint(dropped(reports, 3), ==, 3);
}

/* Reported, lacking and duplicate packets at each of three reports. */
static const struct {
    struct report reports[3];
    uint64_t n_dropped;
} cases[] = {
    {{{5, 7, 0}, {5, 9, 0}, {5, 9, 0}}, 0}, /* below CAPTURE_DROPS_MIN */
    /* Lost before the capture: both lack it. */
    {{{0, 0, 0}, {90, 100, 0}, {100, 100, 0}}, 0},
    /* Lost after the capture: only the receiver lacks it. */
    {{{0, 0, 0}, {50, 0, 0}, {100, 0, 0}}, 0},
    /* The last report need not cover what went missing after the one before
     * it. */
    {{{0, 0, 0}, {0, 0, 0}, {0, 50, 0}}, 0},
    /* 20 lost and 20 repeated make a count of 0 (RFC 3550 A.3). */
    {{{0, 0, 0}, {0, 20, 20}, {0, 20, 20}}, 0},
    {{{0, 0, 0}, {0, 23, 20}, {0, 23, 20}}, 3},
};

TEST(drops_table)
{
    FOR_EACH_ROW(i, cases)
        g_assert_cmpuint(dropped(cases[i].reports, 3), ==, cases[i].n_dropped);
}

/* The receiver forgot its 500: its count does not cover the time before. */
TEST(drops_receiver_restart)
{
    const struct report reports[] = {{500, 500, 0}, {500, 500, 0}, {0, 600, 0},
                                     {0, 600, 0},   {0, 600, 0},   {0, 610, 0},
                                     {0, 610, 0}};

    g_assert_cmpuint(dropped(reports, 3), ==, 0);
    g_assert_cmpuint(dropped(reports, 5), ==, 0);
    g_assert_cmpuint(dropped(reports, 7), ==, 10);
}

/* Late packets fill the gap. */
TEST(drops_late)
{
    const struct report reports[] = {{0, 10, 0}, {0, 2, 0}, {0, 2, 0}};

    g_assert_cmpuint(dropped(reports, 3), ==, 0);
}

static struct endpoint address(uint8_t last)
{
    const uint8_t octets[] = {192, 0, 2, last};

    return endpoint_of(4, octets, 4000);
}

/* Asserts that ID is the only finding, a Note, and contains WORDS; then removes
 * it. */
static void assert_only(enum finding_id id, const char *words)
{
    const struct finding *finding;

    g_assert_cmpuint(findings->len, ==, 1);
    finding = g_ptr_array_index(findings, 0);
    g_test_message("%s", finding->text);
    g_assert_cmpint(finding->id, ==, id);
    g_assert_cmpint(finding->severity, ==, FINDING_NOTE);
    g_assert_nonnull(strstr(finding->text, words));
    g_ptr_array_set_size(findings, 0);
}

TEST(drops_report)
{
    struct endpoint from = address(1), to = address(2);
    struct capture_loss loss = {0};

    capture_report_drops(&loss, NULL, 0xabc, &from, &to, findings);
    g_assert_cmpuint(findings->len, ==, 0);
    capture_loss_on_report(&loss, 1, 0, 0);
    capture_loss_on_report(&loss, 2, 9, 0);
    capture_loss_on_report(&loss, 3, 9, 0);
    capture_report_drops(&loss, NULL, 0xabc, &from, &to, findings);
    assert_only(FINDING_CAPTURE_DROPS,
                "the capture lacks 9 packets of SSRC 0x00000abc from "
                "192.0.2.1:4000 to 192.0.2.2:4000 over 3 reports, and their "
                "receiver misses 2: at least 7 ");
}

TEST(one_way_media)
{
    struct capture_side side = {.n_reported = 2};

    g_assert_cmpuint(capture_side_missing(&side), ==, CAPTURE_MISSING_MEDIA);
    side.n_reported = 1;
    g_assert_cmpuint(capture_side_missing(&side), ==, 0);
    side.n_reported = 2;
    side.n_rtp = 1;
    g_assert_cmpuint(capture_side_missing(&side), ==, 0);
    side.n_rtp = 0;
    side.n_rtcp = 1; /* a side that only listens */
    g_assert_cmpuint(capture_side_missing(&side), ==, 0);
    side = (struct capture_side){0}; /* it may have been silent */
    g_assert_cmpuint(capture_side_missing(&side), ==, 0);
}

TEST(one_way_sip)
{
    struct capture_side side = {.n_sip_owed = 1};

    g_assert_cmpuint(capture_side_missing(&side), ==, CAPTURE_MISSING_SIP);
    side.n_sip = 1;
    g_assert_cmpuint(capture_side_missing(&side), ==, 0);
    side = (struct capture_side){.n_sip = 0}; /* an INVITE without answer */
    g_assert_cmpuint(capture_side_missing(&side), ==, 0);
}

TEST(one_way_report)
{
    struct capture_side sides[] = {
        {.endpoint = address(1), .n_rtp = 100, .n_sip = 3},
        {.endpoint = address(2), .n_reported = 9, .n_sip_owed = 2},
    };

    capture_report_one_way(sides, findings);
    assert_only(FINDING_CAPTURE_ONE_WAY,
                "no RTP and RTCP and no SIP of 192.0.2.2:4000, although "
                "192.0.2.1:4000 receives it (9 RTCP reports, 2 SIP messages");
    sides[1].n_sip = 1;
    capture_report_one_way(sides, findings);
    assert_only(FINDING_CAPTURE_ONE_WAY, "no RTP and RTCP of 192.0.2.2:4000");
    sides[1].n_rtp = 1;
    capture_report_one_way(sides, findings);
    g_assert_cmpuint(findings->len, ==, 0);
}

/* At least 3 copies, and three quarters: 75 of 100. */
TEST(mirrored_share)
{
    static const struct {
        uint64_t n_received;
        uint64_t n_copies;
        bool mirrored;
    } rows[] = {
        {0, 0, false},  {3, 2, false},    {3, 3, true},
        {4, 3, true},   {100, 74, false}, {100, 75, true},
        {18, 18, true}, {17, 16, true},   {1000, 20, false},
    };
    struct capture_mirror mirror = {0};

    FOR_EACH_ROW(i, rows)
        g_assert_cmpint(
            capture_mirror_add(&mirror, rows[i].n_received, rows[i].n_copies),
            ==, rows[i].mirrored);
    g_assert_cmpuint(mirror.n_streams, ==, 9);
    g_assert_cmpuint(mirror.n_mirrored, ==, 5);
    /* 3 + 4 + 100 + 18 + 17; 3 + 3 + 75 + 18 + 16 */
    g_assert_cmpuint(mirror.n_received, ==, 142);
    g_assert_cmpuint(mirror.n_copies, ==, 115);
}

TEST(mirrored_report)
{
    struct capture_mirror mirror = {0};

    capture_mirror_add(&mirror, 100, 20);
    capture_report_mirrored(&mirror, findings);
    g_assert_cmpuint(findings->len, ==, 0);
    capture_mirror_add(&mirror, 50, 50);
    capture_report_mirrored(&mirror, findings);
    assert_only(FINDING_CAPTURE_MIRRORED,
                "1 of 2 RTP streams were captured twice (50 copies of 50 ");
}
