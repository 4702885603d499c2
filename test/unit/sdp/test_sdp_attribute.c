/* Tests of the attributes of SDP.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "sdp_attribute.h"

#include "sip_test.h"
#include "unit_test.h"

/* Reads attributes, one a line, at one level. */
static void read_lines(struct sdp_media *media, bool at_session_level,
                       const char *lines)
{
    struct sdp_attribute_target target = {.media = media,
                                          .at_session_level = at_session_level};
    struct text rest = text_of(lines);
    struct text line;

    while (text_line(&rest, &line))
        sdp_attribute_read(&target, line);
}

/* A medium of the payload types 13, 97 and 118 with these attributes. */
static struct sdp_media media_of(const char *lines)
{
    struct sdp_media media = {0};

    payload_type_set_add(&media.listed, 13);
    payload_type_set_add(&media.listed, 97);
    payload_type_set_add(&media.listed, 118);
    read_lines(&media, false, lines);
    return media;
}

TEST(direction_first)
{
    g_assert_cmpint(media_of("").direction, ==, MEDIA_SENDRECV);
    g_assert_cmpint(media_of("sendonly").direction, ==, MEDIA_SENDONLY);
    g_assert_cmpint(media_of("RecvOnly ").direction, ==, MEDIA_RECVONLY);
    g_assert_cmpint(media_of("inactive\nsendrecv").direction, ==,
                    MEDIA_INACTIVE);
    g_assert_cmpint(media_of("xinactive").direction, ==, MEDIA_SENDRECV);
}

/* RFC 3605 2.1, its examples. */
TEST(rtcp_rfc_3605)
{
    struct sdp_media media = media_of("rtcp:53020");

    g_assert_true(media.rtcp_present);
    g_assert_cmpuint(media.rtcp.port, ==, 53020);
    g_assert_cmpuint(media.rtcp.family, ==, 0);
    media = media_of("rtcp:53020 IN IP4 126.16.64.4\nrtcp:1");
    g_assert_cmpuint(media.rtcp.port, ==, 53020);
    g_assert_cmpuint(media.rtcp.address[0], ==, 126);
    media = media_of("rtcp:53020 IN IP6 2001:2345:6789:ABCD::1");
    g_assert_cmpuint(media.rtcp.family, ==, 6);
    g_assert_cmpuint(media_of("rtcp:65535").rtcp.port, ==, 65535);
    g_assert_true(media_of("rtcp:65535").rtcp_present);
    g_assert_false(media_of("rtcp:65536").rtcp_present);
    g_assert_false(media_of("rtcp:").rtcp_present);
    g_assert_false(media_of("rtcp-fb:* x-message app").rtcp_present);
}

TEST(flags_names)
{
    struct sdp_media media = media_of("crypto:1 AES_CM_128 inline:x\n");

    g_assert_true(media.crypto_present);
    g_assert_false(media.fingerprint_present);
    g_assert_true(media_of("cryptoscale:1 client x").crypto_present);
    g_assert_true(media_of("fingerprint:sha-256 00").fingerprint_present);
    g_assert_false(media_of("cryptox:1").crypto_present);
}

/* The names that Lync gives ([MS-RTP] 2.2.1, [MS-SDPEXT]); the first of a
 * payload type counts, and one that the m= line lacks does not. */
TEST(rtpmap_lync)
{
    struct sdp_media media =
        media_of("rtpmap: 97  RED/8000 \nrtpmap:97 CN/8000\n"
                 "rtpmap:118 cn/16000\nrtpmap:101 CN/8000");

    g_assert_true(payload_type_set_has(&media.named, 97));
    g_assert_false(payload_type_set_has(&media.noise, 97));
    g_assert_true(payload_type_set_has(&media.named, 118));
    g_assert_true(payload_type_set_has(&media.noise, 118));
    g_assert_false(payload_type_set_has(&media.named, 101));
    g_assert_false(payload_type_set_has(&media.noise, 101));
    g_assert_false(payload_type_set_has(&media.named, 13));
}

/* RFC 8866 6.6: encoding name, clock rate, and channels of audio. */
TEST(rtpmap_formats)
{
    static const char lines[] = "rtpmap:118 G722/8000/2\nrtpmap:97 opus/48000\n"
                                "rtpmap:97 RED/8000\nrtpmap:13 CN/8000/256\n";
    struct sdp_media media = media_of(lines);

    g_assert_cmpuint(media.n_formats, ==, 3);
    g_assert_cmpuint(media.formats[0].payload_type, ==, 118);
    g_assert_cmpuint(media.formats[0].clock_rate_hz, ==, 8000);
    g_assert_cmpuint(media.formats[0].channels, ==, 2);
    assert_text(media.formats[0].name, "G722");
    g_assert_cmpuint(media.formats[1].payload_type, ==, 97);
    g_assert_cmpuint(media.formats[1].clock_rate_hz, ==, 48000);
    g_assert_cmpuint(media.formats[1].channels, ==, 1);
    assert_text(media.formats[1].name, "opus");
    g_assert_cmpuint(media.formats[2].channels, ==, 1);
}

TEST(rtpmap_bad)
{
    static const char *const bad[] = {"",        "97",         "97 CN",
                                      "97 CN/",  "97 /8000",   "x CN/8000",
                                      "97 CN/x", "225 CN/8000"}; /* 128 + 97 */

    FOR_EACH_ROW(i, bad) {
        g_autofree char *line = g_strconcat("rtpmap:", bad[i], NULL);
        struct sdp_media media = media_of(line);

        g_assert_false(payload_type_set_has(&media.named, 97));
        g_assert_false(payload_type_set_has(&media.noise, 97));
    }
}

/* RFC 8839 5.1, as Lync 2013 writes it, with a blank at the end. */
TEST(candidate_rfc_8839)
{
    static const struct {
        const char *value;
        unsigned component;
        unsigned port;
        enum sdp_candidate_type type;
        bool is_udp;
    } rows[] = {
        {"1 1 UDP 2130706431 192.0.2.1 14832 typ host ", 1, 14832,
         SDP_CANDIDATE_HOST, true},
        {"4 2 TCP-ACT 1684797438 192.0.2.1 14832 typ srflx raddr 192.0.2.9 "
         "rport 14833 ",
         2, 14832, SDP_CANDIDATE_SRFLX, false},
        {"a+/ 256 udp 1 192.0.2.1 65535 TYP RELAY", 256, 65535,
         SDP_CANDIDATE_RELAY, true},
        {"1 1 udp 1 192.0.2.1 0 typ prflx", 1, 0, SDP_CANDIDATE_PRFLX, true},
        {"1 1 udp 1 192.0.2.1 1 typ new", 1, 1, SDP_CANDIDATE_UNKNOWN, true},
    };

    FOR_EACH_ROW(i, rows) {
        g_autofree char *line = g_strconcat("candidate:", rows[i].value, NULL);
        struct sdp_media media = media_of(line);
        const struct sdp_candidate *candidate = &media.candidates[0];

        g_assert_cmpuint(media.n_candidates, ==, 1);
        g_assert_cmpuint(candidate->component, ==, rows[i].component);
        g_assert_cmpuint(candidate->end.port, ==, rows[i].port);
        g_assert_cmpint(candidate->type, ==, rows[i].type);
        g_assert_cmpint(candidate->is_udp, ==, rows[i].is_udp);
        g_assert_cmpuint(candidate->end.family, ==, 4);
        g_assert_cmpuint(candidate->end.address[3], ==, 1);
    }
}

/* draft-ietf-mmusic-ice-06 as OCS 2007 writes it. */
TEST(candidate_draft_06)
{
    struct sdp_media media =
        media_of("candidate:d5lFvGToRDKh/UhyFNN9rharqthzUrF2FIRP+boPcnE 2 "
                 "1Riht1AWk/x7TSyhrZQfDA UDP 0.830 192.0.2.57 31849 \n"
                 "candidate:u 1 p TCP-PASS 0.150 192.0.2.57 49171");

    g_assert_cmpuint(media.n_candidates, ==, 2);
    g_assert_true(media.candidates[0].is_udp);
    g_assert_cmpuint(media.candidates[0].component, ==, 2);
    g_assert_cmpuint(media.candidates[0].end.port, ==, 31849);
    g_assert_cmpuint(media.candidates[0].end.address[3], ==, 57);
    g_assert_cmpint(media.candidates[0].type, ==, SDP_CANDIDATE_UNKNOWN);
    g_assert_false(media.candidates[1].is_udp);
}

TEST(candidate_ipv6)
{
    struct sdp_media media = media_of("x-candidate-ipv6:3 1 UDP 33553407 "
                                      "2001:0:5ef5:79fb::7cf9 24634 typ host");

    g_assert_cmpuint(media.n_candidates, ==, 1);
    g_assert_cmpuint(media.candidates[0].end.family, ==, 6);
    g_assert_cmpuint(media.candidates[0].end.address[15], ==, 0xf9);
}

TEST(candidate_bad)
{
    static const char *const bad[] = {
        "",
        "1 1 UDP 1",
        "1 1 UDP 1 host.local 5000 typ host",
        "1 1 UDP 1 192.0.2.1 65536 typ host",
        "1 65536 UDP 1 192.0.2.1 1 typ host",
        "1 x UDP 1 192.0.2.1 1 typ host",
        "1 1 UDP 1 192.0.2.1 x typ host",
        "1 1 UDP 1 192.0.2.1 5000", /* no type, and no draft-06 either */
    };

    FOR_EACH_ROW(i, bad) {
        g_autofree char *line = g_strconcat("candidate:", bad[i], NULL);

        g_assert_cmpuint(media_of(line).n_candidates, ==, 0);
    }
}

/* Limit and limit + 1 candidates. */
TEST(candidate_bound)
{
    GString *lines = g_string_new("");

    for (int i = 0; i < SDP_MAX_CANDIDATES; i++)
        g_string_append(lines, "candidate:1 1 UDP 1 192.0.2.1 2 typ host\n");
    g_assert_cmpuint(media_of(lines->str).n_candidates, ==, SDP_MAX_CANDIDATES);
    g_string_append(lines, "x-candidate-ipv6:1 1 UDP 1 ::1 2 typ host\n");
    g_assert_cmpuint(media_of(lines->str).n_candidates, ==, SDP_MAX_CANDIDATES);
    g_string_free(lines, TRUE);
}

static struct text user_of(const struct sdp_candidate *candidate)
{
    return candidate->user;
}

/* Of draft-06 the user is the candidate's own. */
TEST(candidate_user)
{
    struct sdp_media old =
        media_of("candidate:uSeR 1 passw UDP 0.830 192.0.2.1 50001");
    struct sdp_media later =
        media_of("candidate:1 1 UDP 1 192.0.2.1 50001 typ host");

    g_assert_true(text_equal(user_of(&old.candidates[0]), text_of("uSeR")));
    g_assert_null(user_of(&later.candidates[0]).start);
}

/* Several lines of one SSRC are usual (RFC 5576 6.1). */
TEST(ssrc)
{
    struct sdp_media media = media_of("ssrc:2954825728 cname:a@b\n"
                                      "ssrc:2954825728 msid:x y\n"
                                      "x-ssrc-range:100-199\n"
                                      "ssrc:7\n"
                                      "x-ssrc-range:7-9\n"
                                      "x-ssrc-range:8-9");

    g_assert_cmpuint(media.n_ssrcs, ==, 5);
    g_assert_cmpuint(media.ssrcs[3].last, ==, 9);
    g_assert_cmpuint(media.ssrcs[4].first, ==, 8);
    g_assert_cmpuint(media.ssrcs[0].first, ==, 2954825728);
    g_assert_cmpuint(media.ssrcs[0].last, ==, 2954825728);
    g_assert_cmpuint(media.ssrcs[1].first, ==, 100);
    g_assert_cmpuint(media.ssrcs[1].last, ==, 199);
    g_assert_cmpuint(media.ssrcs[2].last, ==, 7);
}

/* A range that takes in everything tells nothing. */
TEST(ssrc_bad)
{
    static const char *const bad[] = {
        "ssrc:",
        "ssrc:x cname:a",
        "x-ssrc-range:",
        "x-ssrc-range:5",
        "x-ssrc-range:5-",
        "x-ssrc-range:6-5",
        "x-ssrc-range:5-6x",
        "x-ssrc-range:1-4294967295",
        "x-ssrc-range:1000-2024", /* 1025 */
    };

    FOR_EACH_ROW(i, bad)
        g_assert_cmpuint(media_of(bad[i]).n_ssrcs, ==, 0);
}

TEST(ssrc_bounds)
{
    GString *lines = g_string_new("");

    g_assert_cmpuint(media_of("x-ssrc-range:1000-2023").n_ssrcs, ==, 1);
    for (int i = 0; i < SDP_MAX_SSRCS + 1; i++)
        g_string_append_printf(lines, "ssrc:%d\n", i);
    g_assert_cmpuint(media_of(lines->str).n_ssrcs, ==, SDP_MAX_SSRCS);
    g_string_free(lines, TRUE);
}

TEST(remote_candidates)
{
    struct sdp_media media =
        media_of("remote-candidates:1 192.0.2.9 50000 2 2001:db8::1 50001 ");

    g_assert_cmpuint(media.remote_rtp.address[3], ==, 9);
    g_assert_cmpuint(media.remote_rtp.port, ==, 50000);
    g_assert_cmpuint(media.remote_rtcp.family, ==, 6);
    g_assert_cmpuint(media.remote_rtcp.port, ==, 50001);
    g_assert_null(media.remote_user.start);
}

TEST(remote_candidates_bad)
{
    static const char *const bad[] = {
        "",
        "x 192.0.2.9 1",
        "1 host.local 1",
        "1 192.0.2.9",
        "1 192.0.2.9 65536",
        "3 192.0.2.9 1",
    };

    FOR_EACH_ROW(i, bad) {
        g_autofree char *line = g_strconcat("remote-candidates:", bad[i], NULL);
        struct sdp_media media = media_of(line);

        g_assert_cmpuint(media.remote_rtp.family, ==, 0);
        g_assert_cmpuint(media.remote_rtcp.family, ==, 0);
    }
}

/* The singular of draft-06. */
TEST(remote_user)
{
    struct sdp_media media = media_of("remote-candidate:uSeR");

    g_assert_true(text_equal(media.remote_user, text_of("uSeR")));
    g_assert_cmpuint(media.remote_rtp.family, ==, 0);
}

/* rtcp and the like belong to a medium, direction and fingerprint to either. */
TEST(levels_session_and_media)
{
    struct sdp_media media = {0};

    read_lines(&media, true,
               "rtcp:5\ncrypto:1 AES_CM_128 inline:x\n"
               "candidate:1 1 UDP 1 192.0.2.1 2 typ host\ninactive\n"
               "fingerprint:sha-256 00");
    g_assert_false(media.rtcp_present);
    g_assert_false(media.crypto_present);
    g_assert_cmpuint(media.n_candidates, ==, 0);
    g_assert_cmpint(media.direction, ==, MEDIA_INACTIVE);
    g_assert_true(media.fingerprint_present);
}
