/* Tests of the attributes of SDP.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "sdp_attribute.h"

#include "sip_test.h"
#include "unit_test.h"

/* Reads attributes, one a line, at one level. */
static void read_lines(struct sdp *sdp, struct sdp_media *media,
                       bool at_session_level, const char *lines)
{
    struct sdp_attribute_target target = {
        .sdp = sdp, .media = media, .at_session_level = at_session_level};
    struct text rest = text_of(lines);
    struct text line;

    while (text_line(&rest, &line))
        sdp_attribute_read(&target, line);
}

static struct sdp_media media_of(const char *lines)
{
    struct sdp sdp = {0};
    struct sdp_media media = {0};

    read_lines(&sdp, &media, false, lines);
    return media;
}

TEST(direction_first)
{
    g_assert_cmpint(media_of("").direction, ==, SDP_SENDRECV);
    g_assert_cmpint(media_of("sendonly").direction, ==, SDP_SENDONLY);
    g_assert_cmpint(media_of("RecvOnly ").direction, ==, SDP_RECVONLY);
    g_assert_cmpint(media_of("inactive\nsendrecv").direction, ==, SDP_INACTIVE);
    g_assert_cmpint(media_of("xinactive").direction, ==, SDP_SENDRECV);
}

/* RFC 3605 2.1, its examples. */
TEST(rtcp_rfc_3605)
{
    struct sdp_media media = media_of("rtcp:53020");

    g_assert_true(media.rtcp_present);
    g_assert_cmpuint(media.rtcp_port, ==, 53020);
    g_assert_cmpint(media.rtcp_address.family, ==, SDP_ADDRESS_NONE);
    media = media_of("rtcp:53020 IN IP4 126.16.64.4\nrtcp:1");
    g_assert_cmpuint(media.rtcp_port, ==, 53020);
    g_assert_cmpuint(media.rtcp_address.octets[0], ==, 126);
    media = media_of("rtcp:53020 IN IP6 2001:2345:6789:ABCD::1");
    g_assert_cmpint(media.rtcp_address.family, ==, SDP_ADDRESS_IPV6);
    g_assert_false(media_of("rtcp:65536").rtcp_present);
    g_assert_false(media_of("rtcp:").rtcp_present);
    g_assert_false(media_of("rtcp-fb:* x-message app").rtcp_present);
}

TEST(flags_names)
{
    struct sdp_media media =
        media_of("rtcp-mux\nrtcp-rsize\ncrypto:1 AES_CM_128 inline:x\n"
                 "mid:0 \nlabel:main-audio\nlabel:other");

    g_assert_true(media.rtcp_mux);
    g_assert_true(media.rtcp_rsize);
    g_assert_true(media.crypto_present);
    g_assert_false(media.fingerprint_present);
    assert_text(media.mid, "0");
    assert_text(media.label, "main-audio");
    g_assert_true(media_of("cryptoscale:1 client x").crypto_present);
    media = media_of("cryptox:1\nrtcp-muxer\nrtcp-fb:* x\nmid:");
    g_assert_false(media.crypto_present);
    g_assert_false(media.rtcp_mux);
    assert_text(media.mid, NULL);
}

/* RFC 5576 4.1, [MS-SDPEXT] x-ssrc-range. */
TEST(ssrcs_ranges)
{
    struct sdp_media media =
        media_of("ssrc:1234 cname:x\nssrc:1234 msid:y\nssrc:4294967295\n"
                 "x-ssrc-range:1330447913-1330448012\n"
                 "ssrc:4294967296 cname:x\nssrc:x\nx-ssrc-range:2-1\n"
                 "x-ssrc-range:5\nx-ssrc-range:1-4294967296");

    g_assert_cmpuint(media.n_ssrcs, ==, 3);
    g_assert_cmpuint(media.ssrcs[0].first, ==, 1234);
    g_assert_cmpuint(media.ssrcs[0].last, ==, 1234);
    g_assert_cmpuint(media.ssrcs[1].first, ==, 4294967295u);
    g_assert_cmpuint(media.ssrcs[2].first, ==, 1330447913);
    g_assert_cmpuint(media.ssrcs[2].last, ==, 1330448012);
    g_assert_false(media.more_ssrcs);
}

/* Limit and limit + 1 SSRCs and candidates. */
TEST(bounds_limit)
{
    GString *lines = g_string_new("");
    struct sdp_media media;

    for (int i = 0; i < SDP_MAX_SSRCS; i++)
        g_string_append_printf(lines, "ssrc:%d\n", i);
    for (int i = 0; i < SDP_MAX_CANDIDATES; i++)
        g_string_append(lines, "candidate:1 1 UDP 1 192.0.2.1 2 typ host\n");
    media = media_of(lines->str);
    g_assert_cmpuint(media.n_ssrcs, ==, SDP_MAX_SSRCS);
    g_assert_cmpuint(media.n_candidates, ==, SDP_MAX_CANDIDATES);
    g_assert_false(media.more_ssrcs || media.more_candidates);
    g_string_append(lines, "ssrc:999\n"
                           "x-candidate-ipv6:1 1 UDP 1 ::1 2 typ host\n");
    media = media_of(lines->str);
    g_assert_cmpuint(media.n_ssrcs, ==, SDP_MAX_SSRCS);
    g_assert_cmpuint(media.n_candidates, ==, SDP_MAX_CANDIDATES);
    g_assert_true(media.more_ssrcs && media.more_candidates);
    g_string_free(lines, TRUE);
}

/* group belongs to the session (RFC 5888 5), rtcp and the like to a medium. */
TEST(levels_session_and_media)
{
    struct sdp sdp = {0};
    struct sdp_media media = {0};

    read_lines(&sdp, &media, true,
               "group:BUNDLE 0 1\ngroup:\nrtcp:5\nssrc:1\nmid:0\n"
               "candidate:1 1 UDP 1 192.0.2.1 2 typ host\ninactive\n"
               "fingerprint:sha-256 00");
    g_assert_cmpuint(sdp.n_groups, ==, 1);
    assert_text(sdp.groups[0].semantics, "BUNDLE");
    assert_text(sdp.groups[0].mids, "0 1");
    g_assert_false(media.rtcp_present);
    g_assert_cmpuint(media.n_ssrcs, ==, 0);
    g_assert_cmpuint(media.n_candidates, ==, 0);
    g_assert_cmpint(media.direction, ==, SDP_INACTIVE);
    g_assert_true(media.fingerprint_present);
    read_lines(&sdp, &media, false, "group:LS 0 1");
    g_assert_cmpuint(sdp.n_groups, ==, 1);
    for (int i = 0; i < SDP_MAX_GROUPS; i++)
        read_lines(&sdp, &media, true, "group:LS");
    g_assert_cmpuint(sdp.n_groups, ==, SDP_MAX_GROUPS);
}
