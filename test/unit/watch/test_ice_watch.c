/* Tests of the watch over ICE.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "ice_watch.h"

#include "analysis_scene.h"

/* RFC 8839 5.1; the scene's SDP has its media at port 5000. */
#define CANDIDATE(host)                                                        \
    "sendrecv\r\na=candidate:1 1 UDP 9 10.0.0." host " 5000 typ host\r\n"

static struct media_flow *flow_of_media(void)
{
    const struct media_path path =
        media_path_of(&one.media[SIDE_A], &one.media[SIDE_B]);

    return media_flow_get(&scene->analysis->streams, &path);
}

/* The path is known since the first RTP after the answer, and stays. */
TEST(path)
{
    struct media_flow *flow = flow_of_media();

    scene->direction = CANDIDATE("1");
    scene_invite(&one, "");
    ice_watch_on_rtp(scene->analysis, flow, 2);
    g_assert_cmpint(flow->path, ==, ICE_PATH_UNKNOWN);
    scene->direction = CANDIDATE("2");
    scene_answer(&one, "");
    ice_watch_on_rtp(scene->analysis, flow, 4);
    ice_watch_on_rtp(scene->analysis, flow, 5);
    g_assert_cmpint(flow->path, ==, ICE_PATH_DIRECT);
    g_assert_cmpuint(flow->path_frame, ==, 4);
}

/* A Binding message of RFC 8489 with TRANSACTION, and USERNAME (0x0006) of four
 * octets in a request; a response has MAPPED instead, in XOR-MAPPED-ADDRESS
 * (0x0020), 10.0.0.HOST:5000 XORed with 0x2112A442 and 0x2112. */
static void stun(enum side from, uint8_t type, uint8_t transaction,
                 uint8_t mapped)
{
    uint8_t octets[32] = {type, 1, 0, 8, 0x21, 0x12, 0xA4, 0x42, transaction};
    const uint8_t username[] = {0, 6, 0, 4, 'a', ':', 'b', 'c'};
    const uint8_t address[] = {0,    0x20, 0,    8,    0,    1,
                               0x32, 0x9A, 0x2B, 0x12, 0xA4, mapped ^ 0x42};
    struct media_arrival arrival;

    memcpy(octets + 20, type == 0 ? username : address,
           type == 0 ? sizeof username : sizeof address);
    octets[3] = type == 0 ? sizeof username : sizeof address;
    arrival = scene_arrival(one.media[from], one.media[side_other(from)],
                            octets, 20u + octets[3]);
    arrival.flow = media_flow_get(&scene->analysis->streams, &arrival.path);
    ice_watch_on_stun(scene->analysis, &arrival, scene->now_ns);
    scene_frame_done();
}

/* An Allocate message of RFC 8656 between A and the TURN server 10.0.0.100; the
 * response has ERROR-CODE (RFC 8489 14.8) 486. */
static void allocate(bool is_response)
{
    const struct endpoint server = at(100, 3478);
    const struct media_path path =
        is_response ? media_path_of(&server, &one.media[SIDE_A])
                    : media_path_of(&one.media[SIDE_A], &server);
    const uint8_t octets[28] = {is_response, is_response ? 0x13 : 3,
                                0,           8,
                                0x21,        0x12,
                                0xA4,        0x42,
                                1,           0,
                                0,           0,
                                0,           0,
                                0,           0,
                                0,           0,
                                0,           0,
                                0,           9,
                                0,           4,
                                0,           0,
                                4,           86};

    turn_clients_on_message(&scene->analysis->turn,
                            &scene->analysis->sessions.ends, &path, false,
                            octets, sizeof octets, scene->now_ns);
}

static void request(enum side from, uint8_t transaction)
{
    stun(from, 0, transaction, 0);
}

static void response(enum side from, uint8_t transaction, uint8_t mapped)
{
    stun(from, 1, transaction, mapped);
}

/* A call with ICE that is up; MORE: further lines of the offer. */
static void begin(const char *more)
{
    g_autofree char *offer = g_strconcat(CANDIDATE("1"), more, NULL);

    scene->direction = offer;
    scene_invite(&one, "");
    scene->direction = CANDIDATE("2");
    scene_answer(&one, "");
    scene_ack(&one);
    scene->direction = NULL;
}

/* A check of A, and three copies of it. */
static void check_in_vain(void)
{
    for (int i = 0; i < 4; i++) {
        request(SIDE_A, 1);
        scene->now_ns += 500 * MS;
    }
}

static bool is_told(void)
{
    const struct finding *finding =
        findings_of_call(scene->analysis->findings, 0);

    while (finding != NULL && finding->id != FINDING_ICE_FAILED)
        finding = finding->older_of_call;
    return finding != NULL;
}

TEST(failed)
{
    begin("");
    check_in_vain();
    g_assert_false(is_told());
    scene_bye(&one, SIDE_A);
    g_assert_true(is_told());
}

/* Any answer, any RTP, or no check that was repeated: nothing is said. */
TEST(not_failed)
{
    begin("");
    check_in_vain();
    response(SIDE_B, 1, 1);
    scene_bye(&one, SIDE_A);
    g_assert_false(is_told());
    scene_begin();
    begin("");
    check_in_vain();
    scene_rtp(one.media[SIDE_B], one.media[SIDE_A], 1, 1);
    scene_bye(&one, SIDE_A);
    g_assert_false(is_told());
    scene_begin();
    begin("");
    request(SIDE_A, 1);
    scene_bye(&one, SIDE_A);
    g_assert_false(is_told());
}

/* The other side's checks were answered. */
TEST(other_side_answered)
{
    begin("");
    check_in_vain();
    request(SIDE_B, 2);
    response(SIDE_A, 2, 2);
    scene_bye(&one, SIDE_A);
    g_assert_false(is_told());
}

/* A relay may carry what the capture does not show, unless the BYE denies it
 * ([MS-OCER]: 23, no path between internal and remote). */
TEST(relay_offered)
{
#define RELAY                                                                  \
    "a=candidate:2 1 UDP 1 10.0.0.9 4000 typ relay raddr 10.0.0.1 rport "      \
    "5000\r\n"
    begin(RELAY);
    check_in_vain();
    scene_bye(&one, SIDE_A);
    g_assert_false(is_told());
    scene_begin();
    begin(RELAY);
    check_in_vain();
    scene_message(&one, SIDE_A, SIDE_A, "BYE sip:b@x SIP/2.0", "2 BYE", true,
                  false, "ms-client-diagnostics: 23;reason=\"x\"\r\n");
    g_assert_true(is_told());
}

/* [MS-OCER]: 21 to 25 are about media that found no path. */
TEST(diagnostics)
{
    static const struct {
        const char *header;
        bool told;
    } rows[] = {
        {"ms-client-diagnostics: 20;reason=\"x\"\r\n", false},
        {"ms-client-diagnostics: 21;reason=\"x\"\r\n", true},
        {"ms-client-diagnostics: 25;reason=\"x\"\r\n", true},
        {"ms-client-diagnostics: 26;reason=\"x\"\r\n", false},
    };

    FOR_EACH_ROW(i, rows) {
        scene_begin();
        begin(RELAY);
        check_in_vain();
        scene_message(&one, SIDE_A, SIDE_A, "BYE sip:b@x SIP/2.0", "2 BYE",
                      true, false, rows[i].header);
        g_assert_cmpint(is_told(), ==, rows[i].told);
    }
}

/* 10.0.0.1 sends, 10.0.0.9 arrives: the path is not direct. */
TEST(nat)
{
    struct media_flow *flow = flow_of_media();

    begin("");
    request(SIDE_A, 1);
    response(SIDE_B, 1, 1);
    g_assert_false(flow->nat_seen);
    response(SIDE_B, 1, 9);
    g_assert_true(flow->nat_seen);
    ice_watch_on_rtp(scene->analysis, flow, 9);
    g_assert_cmpint(flow->path, ==, ICE_PATH_REFLEXIVE);
}

/* What is said of the other side, or of the TURN server. */
TEST(failed_says_more)
{
    static const struct {
        unsigned n_of_b, n_allocates;
        bool refused;
        const char *says;
    } rows[] = {
        {0, 0, false, "the other side sent none that the capture has."},
        {2, 0, false, "the other side sent 2."},
        {2, 1, true, "TURN server 10.0.0.100:3478 refused (error 486)."},
        {2, 3, false, "TURN server 10.0.0.100:3478 did not answer."},
    };

    FOR_EACH_ROW(i, rows) {
        scene_begin();
        begin("");
        for (unsigned n = 0; n < rows[i].n_allocates; n++) {
            allocate(false);
            scene->now_ns += 500 * MS;
        }
        if (rows[i].refused)
            allocate(true);
        check_in_vain();
        for (unsigned n = 0; n < rows[i].n_of_b; n++) {
            request(SIDE_B, (uint8_t)(7 + n));
            scene->now_ns += 500 * MS;
        }
        scene_bye(&one, SIDE_A);
        g_assert_nonnull(
            strstr(scene_found(FINDING_ICE_FAILED)->text, rows[i].says));
    }
}

/* STUN between endpoints of no call. */
TEST(stun_of_nobody)
{
    request(SIDE_A, 1);
    response(SIDE_B, 1, 9);
    g_assert_false(flow_of_media()->nat_seen);
}
