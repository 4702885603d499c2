/* Tests of the media of one call.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "media_lines.h"

#include "media_offer.h"

#include "scene_host.h"
#include "sdp_parse.h"
#include "unit_test.h"

#define SDP_HEAD(host) "v=0\r\no=- 0 0 IN IP4 " host "\r\ns=-\r\nt=0 0\r\n"
#define SDP_A          SDP_HEAD("10.0.0.1") "c=IN IP4 10.0.0.1\r\n"
#define SDP_B          SDP_HEAD("10.0.0.2") "c=IN IP4 10.0.0.2\r\n"
#define AUDIO_A        "m=audio 5000 RTP/AVP 0\r\n"
#define AUDIO_B        "m=audio 6000 RTP/AVP 0\r\n"

static const struct media_limits limits = {.rtcp_absence_ns = 30 * S,
                                           .media_timeout_ns = 30 * S};

static struct media_lines lines;
static struct media_sessions sessions;

BEFORE_EACH()
{
    media_sessions_init(&sessions, &limits);
    media_lines_init(&lines, &limits);
}

AFTER_EACH()
{
    media_lines_clear(&lines);
    media_sessions_clear(&sessions);
}

static void begin_anew(void)
{
    after_each();
    before_each();
}

/* An offer of OFFERER and its answer, at 0 s, in call 4. */
static void exchange(enum side offerer, const char *offer, const char *answer)
{
    struct sdp *sdps = g_new(struct sdp, 2);

    g_assert_cmpint(sdp_parse((struct text){offer, strlen(offer)}, &sdps[0]),
                    ==, SDP_PARSE_OK);
    g_assert_cmpint(sdp_parse((struct text){answer, strlen(answer)}, &sdps[1]),
                    ==, SDP_PARSE_OK);
    media_lines_on_sdp(&lines, &sessions, 4, offerer, &sdps[0], &sdps[1], 0);
    g_free(sdps);
}

static unsigned n_sessions(void)
{
    const struct media_session *all[SDP_MAX_MEDIA];

    return media_lines_sessions(&lines, all);
}

static const struct media_end *end_at(uint8_t host, uint16_t port)
{
    struct endpoint there = at(host, port);

    return media_ends_find(&sessions.ends, &there);
}

TEST(sdp_none)
{
    g_assert_cmpuint(n_sessions(), ==, 0);
}

/* RFC 3605: RTCP goes where a=rtcp says, and is of the same session. */
TEST(sdp_rtcp)
{
    exchange(SIDE_A, SDP_A AUDIO_A "a=rtcp:5555 IN IP4 10.0.0.1\r\n",
             SDP_B AUDIO_B);
    g_assert_nonnull(end_at(1, 5000));
    g_assert_nonnull(end_at(1, 5555));
    g_assert_true(end_at(1, 5555)->entry == end_at(1, 5000)->entry);
    g_assert_null(end_at(2, 5555));
}

TEST(sdp_one_line)
{
    exchange(SIDE_A, SDP_A AUDIO_A, SDP_B AUDIO_B);
    g_assert_cmpuint(n_sessions(), ==, 1);
    g_assert_cmpuint(lines.entries[0]->call, ==, 4);
    g_assert_cmpuint(lines.entries[0]->number, ==, 4);
    g_assert_true(lines.entries[0]->session.call == &lines.call);
    g_assert_true(end_at(1, 5000)->entry == lines.entries[0]);
    g_assert_cmpint(end_at(1, 5000)->side, ==, SIDE_A);
    g_assert_cmpint(end_at(2, 6000)->side, ==, SIDE_B);
}

/* The callee may offer; the sides remain those of the call. */
TEST(sdp_offer_of_callee)
{
    exchange(SIDE_B, SDP_B AUDIO_B, SDP_A AUDIO_A);
    g_assert_cmpint(end_at(1, 5000)->side, ==, SIDE_A);
    g_assert_cmpint(end_at(2, 6000)->side, ==, SIDE_B);
}

/* A repeated exchange adds no session; one with other ports keeps the
 * session. */
TEST(sdp_again)
{
    struct media_session_entry *entry;

    exchange(SIDE_A, SDP_A AUDIO_A, SDP_B AUDIO_B);
    entry = lines.entries[0];
    exchange(SIDE_A, SDP_A AUDIO_A, SDP_B AUDIO_B);
    exchange(SIDE_A, SDP_A "m=audio 5010 RTP/AVP 0\r\n", SDP_B AUDIO_B);
    g_assert_true(lines.entries[0] == entry);
    g_assert_cmpuint(sessions.entries->len, ==, 1);
    g_assert_true(end_at(1, 5010)->entry == entry);
}

/* m-lines keep their positions (RFC 3264 6); what is neither RTP nor fax has no
 * session. */
TEST(sdp_places)
{
    exchange(SIDE_A,
             SDP_A "m=application 9 TCP/RTP 0\r\n" AUDIO_A
                   "m=image 5020 udptl t38\r\n",
             SDP_B "m=application 9 TCP/RTP 0\r\n" AUDIO_B
                   "m=image 6020 udptl t38\r\n");
    g_assert_cmpuint(n_sessions(), ==, 2);
    g_assert_null(lines.entries[0]);
    g_assert_true(lines.entries[1]->session.sides[SIDE_A].endpoint.port ==
                  5000);
    g_assert_true(
        lines.entries[2]->session.signalling->descriptions[SIDE_A].fax);
}

/* m-lines of the offer that the answer lacks are ignored. */
TEST(sdp_fewer_in_answer)
{
    exchange(SIDE_A, SDP_A AUDIO_A "m=video 5002 RTP/AVP 34\r\n",
             SDP_B AUDIO_B);
    g_assert_cmpuint(n_sessions(), ==, 1);
}

/* SDP of SIDE in call 4, possibly without an answer. */
static void describe_half(enum side side, const char *text)
{
    struct sdp *sdp = g_new(struct sdp, 1);

    g_assert_cmpint(sdp_parse((struct text){text, strlen(text)}, sdp), ==,
                    SDP_PARSE_OK);
    media_offer_note(&sessions.ends, 4, side, sdp, &(struct endpoint){0});
    media_lines_on_half(&lines, side, sdp);
    g_free(sdp);
}

/* Adds the session of 10.0.0.1:5000 and 10.0.0.2:6000 in call 4, without
 * SDP. */
static struct media_session_entry *own_session(void)
{
    struct endpoint a = at(1, 5000);
    struct endpoint b = at(2, 6000);
    struct media_session_entry *entry =
        media_sessions_add(&sessions, &a, &b, NO_INDEX);

    entry->numbered = true;
    entry->number = 4;
    return entry;
}

/* The capture holds only the offer or only the answer, and the call is up. */
TEST(adopt)
{
    static const char *const texts[N_SIDES] = {SDP_A AUDIO_A "a=sendonly\r\n",
                                               SDP_B AUDIO_B "a=sendonly\r\n"};

    for (int side = 0; side < N_SIDES; side++) {
        struct media_session_entry *entry;

        begin_anew();
        describe_half((enum side)side, texts[side]);
        entry = own_session();
        g_assert_false(media_lines_adopt(&lines, &sessions, entry, 5 * S));
        media_call_on_up(&lines.call, 5 * S);
        g_assert_true(media_lines_adopt(&lines, &sessions, entry, 5 * S));
        g_assert_true(lines.entries[0] == entry);
        g_assert_cmpuint(entry->call, ==, 4);
        g_assert_true(entry->session.call == &lines.call);
        g_assert_cmpint(entry->session.signalling->descriptions[side].direction,
                        ==, MEDIA_SENDONLY);
        g_assert_cmpint(end_at(1, 5000)->side, ==, SIDE_A);
        g_assert_cmpint(end_at(2, 6000)->side, ==, SIDE_B);
        g_assert_false(media_lines_adopt(&lines, &sessions, entry, 6 * S));
    }
}

/* 10 s of RTP of both sides show that the call is up. */
TEST(adopt_conversation)
{
    struct media_session_entry *entry;

    describe_half(SIDE_A, SDP_A AUDIO_A);
    entry = own_session();
    rtcp_presence_on_rtp(&entry->session.sides[SIDE_A].presence, 0, INT64_MAX);
    g_assert_false(media_lines_adopt(&lines, &sessions, entry, 60 * S));
    rtcp_presence_on_rtp(&entry->session.sides[SIDE_B].presence, 60 * S,
                         INT64_MAX);
    g_assert_false(media_lines_adopt(&lines, &sessions, entry, 70 * S - 1));
    rtcp_presence_on_rtp(&entry->session.sides[SIDE_B].presence, 65 * S,
                         INT64_MAX);
    g_assert_true(media_lines_adopt(&lines, &sessions, entry, 70 * S));
    g_assert_true(lines.call.timeout.up);
    /* What was sent before counts: A fell silent before B's first packet. */
    g_assert_cmpint(
        media_timeout_silent_ns(&lines.call.timeout, SIDE_A, 80 * S), ==,
        20 * S);
    g_assert_cmpint(
        media_timeout_silent_ns(&lines.call.timeout, SIDE_B, 80 * S), ==,
        15 * S);
}

/* Not if offer and answer were in force, nor after the end of the call, nor for
 * endpoints that another call declared last. */
TEST(adopt_not)
{
    struct media_session_entry *entry;

    describe_half(SIDE_A, SDP_A AUDIO_A);
    media_call_on_up(&lines.call, 0);
    entry = own_session();
    entry->number = 5;
    g_assert_false(media_lines_adopt(&lines, &sessions, entry, 5 * S));
    entry->number = 4;
    media_call_on_end(&lines.call);
    g_assert_false(media_lines_adopt(&lines, &sessions, entry, 5 * S));

    begin_anew();
    exchange(SIDE_A, SDP_A "m=audio 5010 RTP/AVP 0\r\n",
             SDP_B "m=audio 6010 RTP/AVP 0\r\n");
    describe_half(SIDE_A, SDP_A AUDIO_A);
    g_assert_null(lines.halves[SIDE_A]);
    media_call_on_up(&lines.call, 0);
    g_assert_false(media_lines_adopt(&lines, &sessions, own_session(), 5 * S));
}

/* A session that began with the sides swapped is replaced by one of the
 * call. */
TEST(adopt_turned)
{
    struct media_session_entry *entry;

    entry = own_session();
    describe_half(SIDE_B, SDP_A AUDIO_A);
    media_call_on_up(&lines.call, 0);
    rtcp_presence_on_rtcp(&entry->session.sides[SIDE_A].presence, 3 * S);
    g_assert_true(media_lines_adopt(&lines, &sessions, entry, 5 * S));
    g_assert_true(lines.entries[0] != entry);
    g_assert_cmpuint(lines.entries[0]->session.sides[SIDE_B].endpoint.port, ==,
                     5000);
    g_assert_true(lines.call.timeout.parties[SIDE_B].heard);
    g_assert_false(lines.call.timeout.parties[SIDE_A].heard);
    g_assert_cmpuint(lines.entries[0]->session.sides[SIDE_A].endpoint.port, ==,
                     6000);
}

static void bye(int64_t now_ns, struct media_lines_end *stand, unsigned n_found)
{
    GPtrArray *findings = finding_list_new();

    media_lines_on_bye(&lines, SIDE_A, true, now_ns, findings, stand);
    g_assert_cmpuint(findings->len, ==, n_found);
    g_ptr_array_unref(findings);
}

TEST(bye_without_media)
{
    struct media_lines_end stand;

    memset(&stand, 0xFF, sizeof stand);
    bye(S, &stand, 0);
    g_assert_false(stand.timeout_bye);
    g_assert_false(stand.held);
    g_assert_cmpint(stand.rtcp_silence_ns[SIDE_A], ==, 0);
    g_assert_cmpint(stand.rtcp_silence_ns[SIDE_B], ==, 0);
}

/* sendonly with recvonly is a hold, and so is c=0.0.0.0 (RFC 3264 8.4). */
TEST(bye_held)
{
    static const struct {
        const char *offer, *answer;
        bool held;
    } rows[] = {
        {SDP_A AUDIO_A "a=sendonly\r\n", SDP_B AUDIO_B "a=recvonly\r\n", true},
        {SDP_HEAD("10.0.0.1") "c=IN IP4 0.0.0.0\r\n" AUDIO_A, SDP_B AUDIO_B,
         true},
        {SDP_A AUDIO_A, SDP_B AUDIO_B, false},
    };

    FOR_EACH_ROW(i, rows) {
        struct media_lines_end stand;

        begin_anew();
        exchange(SIDE_A, rows[i].offer, rows[i].answer);
        bye(S, &stand, 0);
        g_assert_cmpint(stand.held, ==, rows[i].held);
    }
}

/* B's last packet is at 10 s. Side A hangs up because of that after 29 to 35 s
 * of silence (media_limit_explains). */
static void assert_timeout_bye(int64_t bye_ns, bool wanted)
{
    struct media_packet packet = {.ssrc = 1};
    struct media_source source = {0};
    struct media_lines_end stand;
    GPtrArray *findings = finding_list_new();

    begin_anew();
    exchange(SIDE_A, SDP_A AUDIO_A, SDP_B AUDIO_B);
    media_call_on_up(&lines.call, 0);
    packet.time_ns = 10 * S;
    media_session_on_rtp(&lines.entries[0]->session, SIDE_B, &source, &packet,
                         findings);
    media_lines_on_bye(&lines, SIDE_A, false, bye_ns, findings, &stand);
    g_assert_cmpint(stand.timeout_bye, ==, wanted);
    g_ptr_array_unref(findings);
}

TEST(bye_timeout)
{
    assert_timeout_bye(39 * S - 1, false);
    assert_timeout_bye(39 * S, true);
    assert_timeout_bye(45 * S, true);
    assert_timeout_bye(45 * S + 1, false);
}
