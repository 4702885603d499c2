/* Tests of ICE candidates in SDP.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "sdp_candidate.h"

#include "sip_test.h"
#include "unit_test.h"

/* RFC 8839 5.1, as Lync 2013 writes it, with a blank at the end. */
TEST(read_rfc_8839)
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
        struct sdp_candidate candidate;

        g_assert_true(sdp_candidate_read(text_of(rows[i].value), &candidate));
        g_assert_cmpuint(candidate.component, ==, rows[i].component);
        g_assert_cmpuint(candidate.port, ==, rows[i].port);
        g_assert_cmpint(candidate.type, ==, rows[i].type);
        g_assert_cmpint(candidate.is_udp, ==, rows[i].is_udp);
        g_assert_false(candidate.is_draft_06);
        g_assert_cmpint(candidate.address.family, ==, SDP_ADDRESS_IPV4);
        g_assert_cmpuint(candidate.address.octets[3], ==, 1);
    }
}

/* draft-ietf-mmusic-ice-06 as OCS 2007 writes it. */
TEST(read_draft_06)
{
    struct sdp_candidate candidate;

    g_assert_true(sdp_candidate_read(
        text_of("d5lFvGToRDKh/UhyFNN9rharqthzUrF2FIRP+boPcnE 2 "
                "1Riht1AWk/x7TSyhrZQfDA UDP 0.830 192.0.2.57 31849 "),
        &candidate));
    g_assert_true(candidate.is_draft_06);
    g_assert_true(candidate.is_udp);
    g_assert_cmpuint(candidate.component, ==, 2);
    g_assert_cmpuint(candidate.port, ==, 31849);
    g_assert_cmpuint(candidate.address.octets[3], ==, 57);
    g_assert_cmpint(candidate.type, ==, SDP_CANDIDATE_UNKNOWN);
    g_assert_true(sdp_candidate_read(
        text_of("u 1 p TCP-PASS 0.150 192.0.2.57 49171"), &candidate));
    g_assert_false(candidate.is_udp);
}

TEST(read_ipv6)
{
    struct sdp_candidate candidate;

    g_assert_true(sdp_candidate_read(
        text_of("3 1 UDP 33553407 2001:0:5ef5:79fb::7cf9 24634 typ host"),
        &candidate));
    g_assert_cmpint(candidate.address.family, ==, SDP_ADDRESS_IPV6);
    g_assert_cmpuint(candidate.address.octets[15], ==, 0xf9);
}

TEST(read_bad)
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
        struct sdp_candidate candidate;

        g_assert_false(sdp_candidate_read(text_of(bad[i]), &candidate));
        g_assert_cmpint(candidate.address.family, ==, SDP_ADDRESS_NONE);
    }
}
