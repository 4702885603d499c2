/* Tests of a media session: the traps that must stay silent, and what is told
 * on which packet.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "media_session.h"

#include <string.h>

#include "finding.h"

#define MS INT64_C(1000000)
#define S  INT64_C(1000000000)
#define A  MEDIA_SIDE_A
#define B  MEDIA_SIDE_B

#define N_MAX_SOURCES 100

static const struct media_limits limits = {
    .rtcp_absence_ns = 30 * S,
    .media_timeout_ns = 30 * S,
    .dscp_audio = UINT64_C(1) << 40,
    .dscp_video = UINT64_C(1) << 24,
};

static const struct endpoint endpoint_a = {4, {10, 0, 0, 1}, 5000};
static const struct endpoint endpoint_b = {4, {10, 0, 0, 2}, 6000};

static struct media_session session;
static struct media_call call;
static struct media_source sources[N_MEDIA_SIDES];
static GPtrArray *findings;
static int64_t told_ns[64]; /* when the n-th finding was told */

/* A session without signalling. */
static void begin(void)
{
    findings = finding_list_new();
    memset(sources, 0, sizeof sources);
    media_session_init(&session, &limits, &endpoint_a, &endpoint_b);
}

/* A session of a call that is up since UP_NS. */
static void begin_call(int64_t up_ns)
{
    begin();
    media_call_init(&call, &limits);
    media_session_join(&session, &call, 0);
    media_call_on_up(&call, up_ns);
}

static void end(void)
{
    g_ptr_array_unref(findings);
}

static void note_time(int64_t time_ns, unsigned n_before)
{
    for (unsigned i = n_before; i < findings->len; i++) {
        told_ns[i] = time_ns;
    }
}

static void packet(enum media_side side, int64_t time_ns, uint8_t payload_type,
                   uint8_t dscp)
{
    struct media_packet rtp = {.time_ns = time_ns,
                               .ssrc = 0xa0 + side,
                               .payload_type = payload_type,
                               .dscp = dscp};
    unsigned n_before = findings->len;

    media_session_on_rtp(&session, side, &sources[side], &rtp, findings);
    note_time(time_ns, n_before);
}

static void rtcp(enum media_side side, int64_t time_ns)
{
    struct rtcp_header header = {.packet_type = RTCP_PT_SR};
    unsigned n_before = findings->len;

    media_session_on_rtcp(&session, side, &header, 0, time_ns, findings);
    note_time(time_ns, n_before);
}

/* RTP of the sides in SENDERS (bit set) each 20 ms after FROM until TO, RTCP
 * of those in REPORTERS each 5 s. */
static void talk(unsigned senders, unsigned reporters, int64_t from, int64_t to)
{
    for (int64_t time = from + 20 * MS; time <= to; time += 20 * MS) {
        for (int side = 0; side < N_MEDIA_SIDES; side++) {
            if (senders & 1u << side) {
                packet(side, time, 0, 0);
            }
            if (reporters & 1u << side && time % (5 * S) == 0) {
                rtcp(side, time);
            }
        }
    }
}

#define NOBODY 0
#define ONLY_A 1
#define ONLY_B 2
#define BOTH   3

static void describe(enum media_direction a, enum media_direction b,
                     int64_t time_ns)
{
    struct media_description description = {.direction = a};

    media_session_on_sdp(&session, A, &description, time_ns);
    description.direction = b;
    media_session_on_sdp(&session, B, &description, time_ns);
}

static unsigned n_told(enum finding_id id)
{
    unsigned n = 0;

    for (unsigned i = 0; i < findings->len; i++) {
        const struct finding *finding = g_ptr_array_index(findings, i);

        n += finding->id == id;
    }
    return n;
}

static const struct finding *told(unsigned i)
{
    g_assert_cmpuint(i, <, findings->len);
    return g_ptr_array_index(findings, i);
}

static bool says(unsigned i, const char *word)
{
    return strstr(told(i)->text, word) != NULL;
}

/* baresip, zong_yate_153s: RTP and RTCP both ways for 96 s. */
static void test_silent_normal(void)
{
    begin_call(0);
    talk(BOTH, BOTH, 0, 96 * S);
    g_assert_false(media_call_on_bye(&call, A, 96 * S, findings));
    g_assert_cmpuint(findings->len, ==, 0);
    end();
}

/* sipp-asterisk-missed-refresh: the caller sends no RTCP for 60 s. */
static void test_absent_caller(void)
{
    begin_call(0);
    talk(BOTH, ONLY_B, 0, 60 * S);
    media_call_on_bye(&call, B, 60 * S, findings);
    g_assert_cmpuint(findings->len, ==, 1);
    g_assert_cmpint(told(0)->id, ==, FINDING_RTCP_ABSENT);
    g_assert_cmpint(told(0)->severity, ==, FINDING_WARN);
    /* first RTP at 20 ms, limit at 30.02 s, next packet at 30.04 s */
    g_assert_cmpint(told_ns[0], ==, 30040 * MS);
    g_assert_true(says(0, "10.0.0.1:5000 has sent RTP for 30.0 s and never"));
    end();
}

static void test_absent_stopped_resumed(void)
{
    begin_call(0);
    talk(BOTH, BOTH, 0, 10 * S);
    talk(BOTH, ONLY_B, 10 * S, 50 * S);
    rtcp(A, 50 * S);
    g_assert_cmpuint(findings->len, ==, 2);
    g_assert_cmpint(told_ns[0], ==, 40020 * MS);
    g_assert_true(says(0, "RTCP stopped after 10.0 s: none for 30.0 s"));
    g_assert_cmpint(told(1)->id, ==, FINDING_RTCP_RESUMED);
    g_assert_true(says(1, "back after 40.0 s"));
    end();
}

/* Nobody sends RTCP: one warning, and a note on the other direction. */
static void test_absent_neither(void)
{
    begin();
    talk(BOTH, NOBODY, 0, 60 * S);
    g_assert_cmpuint(findings->len, ==, 2);
    g_assert_cmpint(told(0)->severity, ==, FINDING_WARN);
    g_assert_cmpint(told(1)->severity, ==, FINDING_NOTE);
    g_assert_true(says(0, "10.0.0.1:5000"));
    g_assert_true(says(0, "neither has 10.0.0.2:6000"));
    g_assert_true(says(0, "RTCPActiveCalls=$False"));
    g_assert_true(says(1, "neither direction"));
    end();
}

/* rtp_mcast_moh: one direction to a group, never any RTCP. */
static void test_absent_one_way(void)
{
    begin();
    talk(ONLY_A, NOBODY, 0, 200 * S);
    g_assert_cmpuint(findings->len, ==, 1);
    g_assert_cmpint(told(0)->severity, ==, FINDING_WARN);
    end();
}

/* b=RS:0 and b=RR:0, RFC 3556: the silence has been agreed on. */
static void test_silent_rtcp_off(void)
{
    struct media_description description = {.rtcp_off = true};

    begin_call(0);
    media_session_on_sdp(&session, A, &description, 0);
    talk(BOTH, NOBODY, 0, 60 * S);
    g_assert_cmpuint(findings->len, ==, 0);
    g_assert_cmpint(media_session_rtcp_silence_ns(&session, A, 60 * S), ==, 0);
    end();
}

/* Ringback for 40 s before the 200, then 20 s of talk. */
static void test_silent_early_media(void)
{
    begin_call(0);
    call.timeout.up = false;
    talk(ONLY_B, NOBODY, 0, 40 * S);
    media_call_on_up(&call, 40 * S);
    talk(BOTH, NOBODY, 40 * S, 60 * S);
    g_assert_cmpuint(findings->len, ==, 0);
    end();
}

/* RTP that goes on after the BYE is nothing of this. */
static void test_silent_after_end(void)
{
    begin_call(0);
    talk(BOTH, BOTH, 0, 10 * S);
    media_call_on_end(&call);
    talk(BOTH, NOBODY, 10 * S, 100 * S);
    g_assert_cmpuint(findings->len, ==, 0);
    end();
}

/* fax_t38_nse_sip_tgw, without SDP. */
static void test_silent_fax(void)
{
    begin();
    talk(BOTH, BOTH, 29380 * MS, 45 * S);
    talk(BOTH, NOBODY, 87200 * MS, 87260 * MS);
    g_assert_cmpuint(findings->len, ==, 0);
    end();
}

/* The same with SDP that says T.38: no media timeout either. */
static void test_silent_fax_in_sdp(void)
{
    struct media_description description = {.fax = true};

    begin_call(0);
    talk(BOTH, BOTH, 0, 10 * S);
    media_session_on_sdp(&session, A, &description, 10 * S);
    media_session_on_sdp(&session, B, &description, 10 * S);
    media_call_on_message(&call, 60 * S, findings);
    g_assert_false(media_call_on_bye(&call, A, 60 * S, findings));
    g_assert_cmpuint(findings->len, ==, 0);
    end();
}

/* linphone: A stops RTP at 30 s, its RTCP goes on until 115 s. */
static void test_silent_rtcp_alive(void)
{
    begin_call(0);
    talk(BOTH, BOTH, 0, 30 * S);
    talk(ONLY_B, BOTH, 30 * S, 115 * S);
    g_assert_false(media_call_on_bye(&call, B, 115 * S, findings));
    g_assert_cmpuint(findings->len, ==, 0);
    end();
}

/* a=inactive on both sides explains silence (KB 981218); after it, the clock
 * begins anew. */
static void test_silent_inactive(void)
{
    begin_call(0);
    talk(BOTH, BOTH, 0, 10 * S);
    describe(MEDIA_INACTIVE, MEDIA_INACTIVE, 10 * S);
    media_call_on_message(&call, 80 * S, findings);
    describe(MEDIA_SENDRECV, MEDIA_SENDRECV, 80 * S);
    talk(BOTH, BOTH, 85 * S, 100 * S);
    g_assert_cmpuint(findings->len, ==, 0);
    end();
}

/* KB 981218's conference leader: Mediation sendonly, phone recvonly, no RTCP
 * of the phone: B's last packet at 10 s, told at 40.02 s; BYE at 40.5 s. */
static void test_timeout_recvonly(void)
{
    begin_call(0);
    call.generation = TRUNK_GENERATION_OCS_2007_R2;
    talk(BOTH, BOTH, 0, 10 * S);
    describe(MEDIA_SENDONLY, MEDIA_RECVONLY, 10 * S);
    talk(ONLY_A, ONLY_A, 10 * S, 40500 * MS);
    g_assert_true(media_call_on_bye(&call, A, 40500 * MS, findings));
    g_assert_cmpuint(findings->len, ==, 2);
    g_assert_cmpint(told(0)->id, ==, FINDING_MEDIA_TIMEOUT);
    g_assert_cmpint(told_ns[0], ==, 40020 * MS);
    g_assert_cmpint(told(1)->id, ==, FINDING_MEDIA_TIMEOUT_BYE);
    g_assert_true(says(1, "GatewayIgnoreMediaTimeout"));
    end();
}

/* A refresh with the same SDP does not restart the clocks. */
static void test_timeout_despite_refresh(void)
{
    begin_call(0);
    describe(MEDIA_SENDRECV, MEDIA_SENDRECV, 0);
    talk(BOTH, NOBODY, 0, 20 * S);
    describe(MEDIA_SENDRECV, MEDIA_SENDRECV, 20 * S);
    talk(ONLY_A, NOBODY, 20 * S, 51 * S);
    g_assert_cmpuint(n_told(FINDING_RTCP_ABSENT), ==, 1);
    g_assert_cmpuint(n_told(FINDING_MEDIA_TIMEOUT), ==, 1);
    end();
}

/* A recorder: recvonly from the first SDP on, it never sends anything
 * (sip_recording_siprec). */
static void test_silent_recorder(void)
{
    begin_call(0);
    describe(MEDIA_SENDONLY, MEDIA_RECVONLY, 0);
    talk(ONLY_A, ONLY_A, 0, 60 * S);
    g_assert_cmpuint(findings->len, ==, 0);
    end();
}

/* A listener whose RTCP was seen and stops: recvonly does not explain that. */
static void test_timeout_listener(void)
{
    begin_call(0);
    describe(MEDIA_SENDONLY, MEDIA_RECVONLY, 0);
    talk(ONLY_A, BOTH, 0, 10 * S);
    talk(ONLY_A, ONLY_A, 10 * S, 60 * S);
    g_assert_cmpuint(findings->len, ==, 1);
    g_assert_cmpint(told(0)->id, ==, FINDING_MEDIA_TIMEOUT);
    end();
}

/* recvonly on both sides: multicast music on hold, rtp_mcast_moh. */
static void test_silent_multicast_hold(void)
{
    begin_call(0);
    talk(ONLY_A, ONLY_A, 0, 10 * S);
    describe(MEDIA_RECVONLY, MEDIA_RECVONLY, 10 * S);
    talk(NOBODY, ONLY_A, 10 * S, 100 * S);
    g_assert_cmpuint(findings->len, ==, 0);
    end();
}

/* A video stream in pause beside a living audio stream. */
static void test_silent_second_stream(void)
{
    struct media_session video;
    struct media_source video_sources[N_MEDIA_SIDES] = {{0}};
    struct endpoint a = {4, {10, 0, 0, 1}, 5002};
    struct endpoint b = {4, {10, 0, 0, 2}, 6002};
    struct media_packet rtp = {.time_ns = 1 * S, .ssrc = 7};

    begin_call(0);
    media_session_init(&video, &limits, &a, &b);
    media_session_join(&video, &call, 0);
    media_session_on_rtp(&video, A, &video_sources[A], &rtp, findings);
    media_session_on_rtp(&video, B, &video_sources[B], &rtp, findings);
    talk(BOTH, BOTH, 1 * S, 60 * S);
    g_assert_cmpuint(findings->len, ==, 0);
    end();
}

/* ICE moves B at 25 s, a re-INVITE at 50 s: 20 s on each way. */
static void test_silent_moved(void)
{
    struct endpoint candidate = {4, {192, 168, 0, 2}, 50000};
    struct media_description description = {.rtp = endpoint_b};

    begin_call(0);
    media_session_on_sdp(&session, B, &description, 0);
    talk(BOTH, ONLY_A, 0, 25 * S);
    media_session_on_moved(&session, B, &candidate, 25 * S);
    talk(BOTH, ONLY_A, 25 * S, 50 * S);
    description.rtp.port = 8000;
    media_session_on_sdp(&session, B, &description, 50 * S);
    talk(BOTH, ONLY_A, 50 * S, 75 * S);
    g_assert_cmpuint(findings->len, ==, 0);
    end();
}

/* An endpoint without RTCP that moves within its episode: told once. */
static void test_absent_moved(void)
{
    struct endpoint candidate = {4, {192, 168, 0, 2}, 50000};

    begin_call(0);
    talk(BOTH, ONLY_A, 0, 40 * S);
    media_session_on_moved(&session, B, &candidate, 40 * S);
    media_session_on_moved(&session, B, &candidate, 41 * S);
    talk(BOTH, ONLY_A, 40 * S, 100 * S);
    g_assert_cmpuint(findings->len, ==, 1);
    end();
}

/* SDP comes after the first packets, and names the address before the NAT. */
static void test_silent_nat(void)
{
    struct media_description description = {.rtp = {4, {192, 168, 1, 5}, 9}};

    begin_call(0);
    talk(BOTH, BOTH, 0, 1 * S);
    media_session_on_sdp(&session, A, &description, 1 * S);
    g_assert_true(endpoint_equal(&session.sides[A].endpoint, &endpoint_a));
    talk(BOTH, BOTH, 1 * S, 40 * S);
    g_assert_cmpuint(findings->len, ==, 0);
    end();
}

/* A capture that begins in mid-call: the first packets are at 1000 s. */
static void test_silent_mid_call(void)
{
    begin_call(1000 * S);
    talk(BOTH, NOBODY, 1000 * S, 1030 * S);
    g_assert_cmpuint(findings->len, ==, 0);
    end();
}

/* Several SSRCs of one endpoint: one clock. */
static void test_absent_many_ssrcs(void)
{
    struct media_source many[N_MAX_SOURCES] = {{0}};

    begin();
    for (unsigned i = 0; i < N_MAX_SOURCES; i++) {
        struct media_packet rtp = {.time_ns = i * S, .ssrc = i};

        media_session_on_rtp(&session, A, &many[i], &rtp, findings);
    }
    g_assert_cmpuint(findings->len, ==, 1);
    g_assert_cmpuint(session.sides[A].n_sources, ==, MEDIA_SESSION_MAX_SOURCES);
    end();
}

/* More than 10 s are shown, 10 s are not: A's first packet is at 20 ms. */
static void test_silence_value(void)
{
    begin();
    talk(BOTH, ONLY_B, 0, 10020 * MS);
    g_assert_cmpint(media_session_rtcp_silence_ns(&session, A, 10020 * MS), ==,
                    0);
    g_assert_cmpint(media_session_rtcp_silence_ns(&session, A, 10020 * MS + 1),
                    ==, 10 * S + 1);
    g_assert_cmpint(media_session_rtcp_silence_ns(&session, B, 10020 * MS), ==,
                    0);
    end();
}

static void test_mute(void)
{
    begin_call(0);
    talk(BOTH, BOTH, 0, 10 * S);
    packet(A, 10010 * MS, 118, 0);
    talk(ONLY_B, BOTH, 10020 * MS, 60 * S);
    packet(A, 60 * S, 0, 0);
    g_assert_cmpuint(findings->len, ==, 1);
    g_assert_cmpint(told(0)->id, ==, FINDING_COMFORT_NOISE_SILENCE);
    g_assert_cmpint(told(0)->severity, ==, FINDING_CHAT);
    g_assert_true(says(0, "no RTP for 50.0 s"));
    end();
}

/* 118 is opus in B's SDP, so what A sends there is no comfort noise. */
static void test_silent_mute_other_codec(void)
{
    struct media_description description = {0};

    begin_call(0);
    payload_type_set_add(&description.named, 118);
    media_session_on_sdp(&session, B, &description, 0);
    talk(BOTH, BOTH, 0, 10 * S);
    packet(A, 10010 * MS, 118, 0);
    talk(ONLY_B, BOTH, 10020 * MS, 60 * S);
    packet(A, 60 * S, 0, 0);
    g_assert_cmpuint(findings->len, ==, 0);
    end();
}

static void bye(enum media_side side, uint32_t ssrc, int64_t time_ns)
{
    struct rtcp_header header = {
        .packet_type = RTCP_PT_BYE, .n_byes = 1, .byes = {ssrc}};

    media_session_on_rtcp(&session, side, &header, 0, time_ns, findings);
}

static void test_bye_continued(void)
{
    begin();
    talk(BOTH, BOTH, 0, 10 * S);
    bye(A, 0xa0, 10 * S);
    talk(BOTH, ONLY_B, 10 * S, 20 * S);
    g_assert_cmpuint(findings->len, ==, 1);
    g_assert_cmpint(told(0)->id, ==, FINDING_RTCP_BYE_CONTINUED);
    g_assert_cmpint(told_ns[0], ==, 11020 * MS);
    g_assert_true(says(0, "0x000000a0"));
    end();
}

/* A mixer says BYE for a contributing source; baresip before its first RTP; B
 * for what is A's. */
static void test_silent_bye(void)
{
    begin();
    bye(A, 0xa0, 0);
    talk(BOTH, BOTH, 0, 10 * S);
    bye(A, 0xdead, 10 * S);
    bye(B, 0xa0, 10 * S);
    talk(BOTH, BOTH, 10 * S, 20 * S);
    g_assert_cmpuint(findings->len, ==, 0);
    end();
}

static void test_dscp_changed(void)
{
    begin();
    for (int i = 0; i < 5; i++) {
        packet(A, i * 20 * MS, 0, 40);
    }
    packet(A, 100 * MS, 0, 0);
    packet(A, 120 * MS, 0, 40);
    packet(A, 140 * MS, 0, 0);
    g_assert_cmpuint(findings->len, ==, 1);
    g_assert_cmpint(told(0)->id, ==, FINDING_DSCP_CHANGED);
    g_assert_true(says(0, "from 40 to 0 at its packet 6"));
    end();
}

static void test_dscp_one_way(void)
{
    begin();
    for (int i = 0; i < 50; i++) {
        packet(A, i * 20 * MS, 0, 40);
        packet(B, i * 20 * MS, 0, 0);
    }
    g_assert_cmpuint(findings->len, ==, 1);
    g_assert_cmpint(told(0)->id, ==, FINDING_DSCP_ONE_WAY);
    g_assert_cmpint(told(0)->severity, ==, FINDING_NOTE);
    /* the tenth packet of either side */
    g_assert_cmpint(told_ns[0], ==, 180 * MS);
    g_assert_true(says(0, "DSCP 40, 10.0.0.2:6000"));
    end();
}

static void test_dscp_class(void)
{
    begin();
    sources[A].kind = MEDIA_KIND_VIDEO;
    packet(A, 0, 121, 40);
    packet(A, 20 * MS, 121, 40);
    g_assert_cmpuint(findings->len, ==, 1);
    g_assert_cmpint(told(0)->id, ==, FINDING_DSCP_CLASS);
    g_assert_true(says(0, "sends video"));
    g_assert_true(says(0, "marks audio here"));
    end();
}

/* Asterisk: RTP marked both ways, RTCP not; gst: a stray packet back. */
static void test_silent_dscp(void)
{
    begin();
    for (int i = 0; i < 100; i++) {
        packet(A, i * 20 * MS, 0, 40);
        if (i % 20 == 0) {
            packet(B, i * 20 * MS, 0, 0);
        }
    }
    rtcp(A, 2 * S);
    g_assert_cmpuint(findings->len, ==, 0);
    g_assert_true(dscp_rtcp_differs(&session.sides[A].dscp));
    end();
}

static void test_match_rtcp(void)
{
    struct endpoint from = {4, {10, 0, 0, 2}, 6001};
    struct endpoint to = {4, {10, 0, 0, 1}, 5001};
    struct rtcp_header header = {.ssrc_present = true, .ssrc = 0xa1};
    enum media_side side = MEDIA_SIDE_UNKNOWN;

    begin();
    g_assert_cmpint(
        media_session_match_rtcp(&session, &from, &to, &header, &side), ==,
        RTCP_ROUTE_PORT_PLUS_ONE);
    g_assert_cmpint(side, ==, B);
    packet(B, 0, 0, 0);
    from.port = 1234;
    to.port = 4321;
    g_assert_cmpint(
        media_session_match_rtcp(&session, &from, &to, &header, &side), ==,
        RTCP_ROUTE_SSRC);
    header.ssrc_present = false;
    side = MEDIA_SIDE_UNKNOWN;
    g_assert_cmpint(
        media_session_match_rtcp(&session, &from, &to, &header, &side), ==,
        RTCP_ROUTE_NONE);
    g_assert_cmpint(side, ==, MEDIA_SIDE_UNKNOWN);
    end();
}

/* a=rtcp of A: B's RTCP goes there. */
static void test_match_declared(void)
{
    struct media_description description = {.rtcp = {4, {10, 0, 0, 7}, 50009}};
    struct endpoint from = {4, {10, 0, 0, 8}, 1};
    struct rtcp_header header = {0};
    enum media_side side = MEDIA_SIDE_UNKNOWN;

    begin();
    media_session_on_sdp(&session, A, &description, 0);
    g_assert_cmpint(media_session_match_rtcp(&session, &from, &description.rtcp,
                                             &header, &side),
                    ==, RTCP_ROUTE_DECLARED);
    g_assert_cmpint(side, ==, B);
    end();
}

/* Limit at 30.02 s, last RTP at 30.02 s, the capture ends at 31 s; a running
 * episode that a frame told is not told again. */
static void test_at_end(void)
{
    begin();
    talk(BOTH, NOBODY, 0, 30020 * MS);
    g_assert_cmpuint(findings->len, ==, 0);
    media_session_at_end(&session, 30020 * MS, findings);
    g_assert_cmpuint(findings->len, ==, 0);
    media_session_at_end(&session, 31 * S, findings);
    g_assert_cmpuint(findings->len, ==, 2);
    g_assert_cmpint(told(0)->severity, ==, FINDING_WARN);
    g_assert_cmpint(told(1)->severity, ==, FINDING_NOTE);
    talk(BOTH, NOBODY, 30020 * MS, 32 * S);
    g_assert_cmpuint(findings->len, ==, 4);
    media_session_at_end(&session, 33 * S, findings);
    g_assert_cmpuint(findings->len, ==, 4);
    end();
}

/* RTP that ended long before the capture did. */
static void test_silent_at_end(void)
{
    begin();
    talk(BOTH, NOBODY, 0, 20 * S);
    media_session_at_end(&session, 500 * S, findings);
    g_assert_cmpuint(findings->len, ==, 0);
    end();
}

#define ADD(path, test) g_test_add_func("/media_session/" path, test)

static void add_rtcp_tests(void)
{
    ADD("rtcp/absent/caller", test_absent_caller);
    ADD("rtcp/absent/stopped-resumed", test_absent_stopped_resumed);
    ADD("rtcp/absent/neither", test_absent_neither);
    ADD("rtcp/absent/one-way", test_absent_one_way);
    ADD("rtcp/absent/moved", test_absent_moved);
    ADD("rtcp/absent/many-ssrcs", test_absent_many_ssrcs);
    ADD("rtcp/silence/value", test_silence_value);
    ADD("rtcp/match/endpoints", test_match_rtcp);
    ADD("rtcp/match/declared", test_match_declared);
    ADD("rtcp/bye/continued", test_bye_continued);
    ADD("rtcp/at-end/unfinished", test_at_end);
    ADD("rtcp/at-end/silent", test_silent_at_end);
    ADD("mute/comfort-noise", test_mute);
}

static void add_timeout_tests(void)
{
    ADD("timeout/recvonly", test_timeout_recvonly);
    ADD("timeout/despite-refresh", test_timeout_despite_refresh);
    ADD("timeout/listener", test_timeout_listener);
    ADD("dscp/changed", test_dscp_changed);
    ADD("dscp/one-way", test_dscp_one_way);
    ADD("dscp/class", test_dscp_class);
}

static void add_silent_tests(void)
{
    ADD("silent/normal", test_silent_normal);
    ADD("silent/rtcp-off", test_silent_rtcp_off);
    ADD("silent/early-media", test_silent_early_media);
    ADD("silent/after-end", test_silent_after_end);
    ADD("silent/fax", test_silent_fax);
    ADD("silent/fax-in-sdp", test_silent_fax_in_sdp);
    ADD("silent/rtcp-alive", test_silent_rtcp_alive);
    ADD("silent/inactive", test_silent_inactive);
    ADD("silent/recorder", test_silent_recorder);
    ADD("silent/multicast-hold", test_silent_multicast_hold);
    ADD("silent/second-stream", test_silent_second_stream);
    ADD("silent/moved", test_silent_moved);
    ADD("silent/nat", test_silent_nat);
    ADD("silent/mid-call", test_silent_mid_call);
    ADD("silent/mute-other-codec", test_silent_mute_other_codec);
    ADD("silent/bye", test_silent_bye);
    ADD("silent/dscp", test_silent_dscp);
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    add_rtcp_tests();
    add_timeout_tests();
    add_silent_tests();
    return g_test_run();
}
