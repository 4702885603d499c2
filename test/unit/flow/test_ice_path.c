/* Tests of the path of media.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "ice_path.h"

#include "media_offer.h"

#include "scene_host.h"
#include "sdp_parse.h"
#include "unit_test.h"

static struct sdp sdp; /* too large for the stack */
static struct media_ends ends;

/* RFC 8839 5.1: 10.0.0.HOST:5000, its address behind NAT, a relay's. */
#define CANDIDATES(host, public, relayed)                                      \
    "v=0\r\nm=audio 5000 RTP/AVP 0\r\nc=IN IP4 10.0.0.77\r\n"                  \
    "a=candidate:1 1 UDP 9 10.0.0." host " 5000 typ host\r\n"                  \
    "a=candidate:2 1 UDP 8 10.0.0." public " 5000 typ srflx raddr "            \
                                           "10.0.0." host " rport 5000\r\n"    \
                                           "a=candidate:3 1 UDP 7 "            \
                                           "10.0.0.100 " relayed               \
                                           " typ relay raddr 10.0.0." public " rport 5000\r\n"

#define DRAFT_06                                                               \
    "v=0\r\nm=audio 5000 RTP/AVP 0\r\nc=IN IP4 10.0.0.77\r\n"                  \
    "a=candidate:user 1 password UDP 0.830 10.0.0.1 5000\r\n"

static void offer(enum side side, const char *text)
{
    g_assert_cmpint(sdp_parse(text_of(text), &sdp), ==, SDP_PARSE_OK);
    media_offer_note(&ends, 0, side, &sdp, &(struct endpoint){0});
}

BEFORE_EACH()
{
    media_ends_init(&ends);
}

AFTER_EACH()
{
    media_ends_clear(&ends);
}

static const char *path_of(struct endpoint from, struct endpoint to)
{
    const struct media_path path = media_path_of(&from, &to);
    const struct media_flow flow = {.ends = {path.ends[0], path.ends[1]}};

    return ice_path_name(ice_path_of(&ends, &flow));
}

TEST(by_candidates)
{
    static const struct {
        uint8_t from, to;
        uint16_t to_port;
        const char *path;
    } rows[] = {
        {1, 2, 5000, "direct"},
        {1, 12, 5000, "reflexive"},
        {11, 12, 5000, "reflexive"},
        {1, 100, 4002, "relay-udp"},
        {12, 100, 4001, "relay-udp"},
        {1, 55, 5000, "reflexive"}, /* peer reflexive */
        {1, 100, 443, "relay-udp"}, /* the relay itself */
        {1, 56, 3478, "relay-udp"}, /* a TURN server by another address */
        {60, 61, 5000, NULL},       /* nobody's */
    };

    offer(SIDE_A, CANDIDATES("1", "11", "4001"));
    offer(SIDE_B, CANDIDATES("2", "12", "4002"));
    FOR_EACH_ROW(i, rows) {
        struct endpoint from = at(rows[i].from, 5000);
        struct endpoint to = at(rows[i].to, rows[i].to_port);

        g_assert_cmpstr(path_of(from, to), ==, rows[i].path);
        g_assert_cmpstr(path_of(to, from), ==, rows[i].path);
    }
}

/* Before the answer, and where a side runs no ICE, nothing is known. */
TEST(one_side)
{
    offer(SIDE_A, CANDIDATES("1", "11", "4001"));
    g_assert_null(path_of(at(1, 5000), at(2, 5000)));
    offer(SIDE_B, "v=0\r\nm=audio 5000 RTP/AVP 0\r\nc=IN IP4 10.0.0.2\r\n");
    g_assert_null(path_of(at(1, 5000), at(2, 5000)));
}

/* Candidates of draft-06 have no type. */
TEST(draft_06)
{
    offer(SIDE_A, DRAFT_06);
    offer(SIDE_B, CANDIDATES("2", "12", "4002"));
    g_assert_null(path_of(at(1, 5000), at(2, 5000)));
    g_assert_cmpstr(path_of(at(1, 5000), at(100, 4002)), ==, "relay-udp");
}

/* The default of c= and m= is no candidate of either side here. */
TEST(not_a_candidate)
{
    offer(SIDE_A, CANDIDATES("1", "11", "4001"));
    offer(SIDE_B, CANDIDATES("2", "12", "4002"));
    g_assert_null(path_of(at(1, 5000), at(77, 5000)));
}

TEST(in_turn)
{
    struct media_flow flow = {.ends = {at(1, 5000), at(9, 3478)}};
    struct rtp_recognition *in_turn;

    g_assert_cmpint(ice_path_of(&ends, &flow), ==, ICE_PATH_UNKNOWN);
    in_turn = media_flow_in_turn(&flow);
    g_assert_true(media_flow_in_turn(&flow) == in_turn);
    g_assert_cmpint(ice_path_of(&ends, &flow), ==, ICE_PATH_UNKNOWN);
    for (int i = 0; i < 2; i++) {
        in_turn->directions[i].probable = true;
        g_assert_cmpint(ice_path_of(&ends, &flow), ==, ICE_PATH_RELAY_UDP);
        in_turn->directions[i].probable = false;
    }
    in_turn->confirmed = true;
    g_assert_cmpint(ice_path_of(&ends, &flow), ==, ICE_PATH_RELAY_UDP);
    flow.is_tcp = true;
    g_assert_cmpstr(ice_path_name(ice_path_of(&ends, &flow)), ==, "relay-tcp");
    g_free(in_turn);
}
