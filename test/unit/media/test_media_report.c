/* Tests of the texts of a media session's findings.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "media_report.h"

#include <string.h>

#include "finding.h"
#include "unit_test.h"

#define A SIDE_A
#define B SIDE_B

#define UNKNOWN PRODUCT_GENERATION_UNKNOWN

/* Nothing was seen of either side. */
static struct media_session_side sides[N_SIDES];
static GPtrArray *findings;

BEFORE_EACH()
{
    memset(sides, 0, sizeof sides);
    sides[A].endpoint = (struct endpoint){4, {10, 0, 0, 1}, 5000};
    sides[B].endpoint = (struct endpoint){4, {10, 0, 0, 2}, 6000};
    findings = finding_list_new();
}

AFTER_EACH()
{
    g_ptr_array_unref(findings);
}

/* Asserts that this is the only finding, by its text and advice, and removes
 * it.
 */
static void assert_text(enum finding_id id, enum finding_severity severity,
                        const char *beginning)
{
    const struct finding *finding;
    char *said;

    g_assert_cmpuint(findings->len, ==, 1);
    finding = g_ptr_array_index(findings, 0);
    g_assert_cmpint(finding->id, ==, id);
    g_assert_cmpint(finding->severity, ==, severity);
    said = g_strdup_printf("%s. %s", finding->text, finding->advice);
    if (!g_str_has_prefix(said, beginning))
        g_assert_cmpstr(said, ==, beginning);
    g_free(said);
    g_ptr_array_set_size(findings, 0);
}

/* RTP since 1 s; at 32 s, without RTCP for 31 s. */
TEST(rtcp_absent)
{
    rtcp_presence_on_rtp(&sides[A].presence, 1 * S, INT64_MAX);
    for (int64_t ns = 1 * S; ns <= 32 * S; ns += S)
        rtcp_presence_on_rtp(&sides[A].presence, ns, INT64_MAX);
    media_report_rtcp_absent(sides, A, UNKNOWN, 32 * S, findings);
    assert_text(FINDING_RTCP_ABSENT, FINDING_WARN,
                "10.0.0.1:5000 has sent RTP for 31.0 s and never any RTCP. "
                "If it sends RTCP");

    /* Neither side sends RTCP: one Warn, and a Note on the other side. */
    sides[B].presence.rtp_seen = true;
    media_report_rtcp_absent(sides, A, UNKNOWN, 32 * S, findings);
    assert_text(FINDING_RTCP_ABSENT, FINDING_WARN,
                "10.0.0.1:5000 has sent RTP for 31.0 s and never any RTCP, and "
                "neither has 10.0.0.2:6000:");
    sides[B].presence.absent = true;
    media_report_rtcp_absent(sides, A, UNKNOWN, 32 * S, findings);
    assert_text(FINDING_RTCP_ABSENT, FINDING_NOTE,
                "10.0.0.1:5000 has sent RTP for 31.0 s and never any RTCP, as "
                "was said of it and 10.0.0.2:6000 before");
}

/* Outside of a trunk, the text names no trunk setting. */
TEST(rtcp_absent_elsewhere)
{
    for (int64_t ns = 1 * S; ns <= 32 * S; ns += S)
        rtcp_presence_on_rtp(&sides[A].presence, ns, INT64_MAX);
    sides[B].presence.rtp_seen = true;
    media_report_rtcp_absent(sides, A, PRODUCT_GENERATION_CONFERENCE, 32 * S,
                             findings);
    assert_text(FINDING_RTCP_ABSENT, FINDING_WARN,
                "10.0.0.1:5000 has sent RTP for 31.0 s and never any RTCP, and "
                "neither has 10.0.0.2:6000: nobody sends RTCP on this stream, "
                "or something on the path drops it. The call is to a "
                "conference server");
    sides[B].presence.rtp_seen = false;
    sides[B].endpoint.address[0] = 239;
    media_report_rtcp_absent(sides, A, UNKNOWN, 32 * S, findings);
    assert_text(FINDING_RTCP_ABSENT, FINDING_WARN,
                "10.0.0.1:5000 has sent RTP for 31.0 s and never any RTCP. It "
                "is multicast");
}

/* RTP from 1 s on, RTCP at 11 s: it stopped after 10 s, 31 s before 42 s. */
TEST(rtcp_stopped)
{
    for (int64_t ns = 1 * S; ns <= 42 * S; ns += S) {
        rtcp_presence_on_rtp(&sides[B].presence, ns, INT64_MAX);
        if (ns == 11 * S)
            rtcp_presence_on_rtcp(&sides[B].presence, ns);
    }
    media_report_rtcp_absent(sides, B, UNKNOWN, 42 * S, findings);
    assert_text(FINDING_RTCP_ABSENT, FINDING_WARN,
                "10.0.0.2:6000 sends RTP, but its RTCP stopped after 10.0 s: "
                "none for 31.0 s. ");
    sides[B].presence.last_gap_ns = 44 * S;
    media_report_rtcp_resumed(&sides[B], findings);
    assert_text(FINDING_RTCP_RESUMED, FINDING_NOTE,
                "RTCP of 10.0.0.2:6000 is back after 44.0 s without any");
}

TEST(bye_texts)
{
    const struct media_source source = {.ssrc = 0xabc,
                                        .bye = {.bye_ns = 10 * S}};

    media_report_absence_bye(sides, A, PRODUCT_GENERATION_LYNC, 32 * S, 30 * S,
                             findings);
    assert_text(FINDING_MEDIA_TIMEOUT_BYE, FINDING_ERROR,
                "The side of 10.0.0.1:5000 hung up when 10.0.0.2:6000 had sent "
                "RTP without RTCP for 32.0 s: consistent with the RTCP check "
                "of the Mediation Server or client (30 s). "
                "Let it send RTCP (to RTP's port plus one). "
                "Set-CsTrunkConfiguration -RTCPActiveCalls $false");
    media_report_bye_continued(&sides[B], &source, 13 * S, findings);
    assert_text(FINDING_RTCP_BYE_CONTINUED, FINDING_NOTE,
                "10.0.0.2:6000 still sends RTP with SSRC 0x00000abc 3.0 s "
                "after its RTCP BYE");
    media_report_mute(&sides[A], 61 * S, findings);
    assert_text(FINDING_COMFORT_NOISE_SILENCE, FINDING_CHAT,
                "10.0.0.1:5000 sent one comfort noise packet, then no RTP for "
                "61.0 s");
}

TEST(dscp_texts)
{
    const struct media_source source = {
        .ssrc = 1, .n_packets = 4, .kind = MEDIA_KIND_AUDIO};

    media_report_dscp_flow(&sides[A], &source, DSCP_FLOW_SAME, 40, 40,
                           findings);
    g_assert_cmpuint(findings->len, ==, 0);
    media_report_dscp_flow(&sides[A], &source, DSCP_FLOW_CHANGED, 40, 0,
                           findings);
    assert_text(FINDING_DSCP_CHANGED, FINDING_NOTE,
                "DSCP of 10.0.0.1:5000, SSRC 0x00000001, changes from 40 to 0 "
                "at its packet 5. ");
    media_report_dscp_flow(&sides[A], &source, DSCP_FLOW_MISPLACED, 40, 24,
                           findings);
    assert_text(FINDING_DSCP_CLASS, FINDING_NOTE,
                "10.0.0.1:5000 sends audio with SSRC 0x00000001 under DSCP 24, "
                "which marks video here");
    media_report_dscp_flow(&sides[A], &source,
                           DSCP_FLOW_CHANGED | DSCP_FLOW_MISPLACED, 40, 24,
                           findings);
    g_assert_cmpuint(findings->len, ==, 2);
    g_ptr_array_set_size(findings, 0);

    sides[B].dscp.dscps[0] = 46;
    sides[B].dscp.counts[0] = 10;
    sides[A].dscp.n_unmarked = 11;
    media_report_dscp_one_way(sides, A, findings);
    assert_text(FINDING_DSCP_ONE_WAY, FINDING_NOTE,
                "10.0.0.2:6000 marks its media with DSCP 46, 10.0.0.1:5000 "
                "sends with DSCP 0 (11 packets)");
}
