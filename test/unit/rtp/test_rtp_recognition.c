/* Tests of the rules that tell RTP from other UDP.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "rtp_recognition.h"
#include "media_kind.h"

#include "unit_test.h"

#define A_TO_B 0
#define B_TO_A 1

static struct rtp_recognition recognition;

BEFORE_EACH()
{
    recognition = (struct rtp_recognition){0};
}

/* PT 114, 60 octets: fits x-msrta under an audio mark. */
static struct rtp_header header_of(uint32_t ssrc, uint16_t seq,
                                   uint32_t timestamp)
{
    struct rtp_header header = {
        .payload_type = 114,
        .seq = seq,
        .timestamp = timestamp,
        .ssrc = ssrc,
        .header_bytes = 12,
        .payload_bytes = 60,
    };

    return header;
}

static enum rtp_verdict judge(unsigned direction, struct rtp_header header,
                              enum media_kind marked)
{
    return rtp_recognition_judge(&recognition, direction, &header, marked,
                                 payload_type_default(header.payload_type));
}

/* The verdict, ACCEPT or REFUSE, on the next packet. */
#define ASSERT_JUDGED(direction, header, media, verdict)                       \
    g_assert_cmpint(judge(direction, header, media), ==, RTP_VERDICT_##verdict)

TEST(first_packet_speaks)
{
    ASSERT_JUDGED(A_TO_B, header_of(7, 1, 0), MEDIA_KIND_AUDIO, ACCEPT);
    g_assert_false(recognition.confirmed);
    ASSERT_JUDGED(A_TO_B, header_of(7, 2, 320), MEDIA_KIND_AUDIO, ACCEPT);
    g_assert_true(recognition.confirmed);
}

/* An extension, padding, a CSRC, a video type under the audio mark, a type of
 * no table: each has to wait for the second packet, and is accepted then. */
TEST(second_packet_confirms)
{
    for (int i = 0; i < 5; i++) {
        struct rtp_header header = header_of(7, 65535, 0xFFFFFF00);

        recognition = (struct rtp_recognition){0};
        header.extension = i == 0;
        header.padding = i == 1;
        header.csrc_count = i == 2 ? 1 : 0;
        header.payload_type = i == 3 ? 121 : i == 4 ? 100 : 114;
        ASSERT_JUDGED(A_TO_B, header, MEDIA_KIND_AUDIO, REFUSE);
        header.seq = 0;          /* 65535 + 1 */
        header.timestamp = 0x40; /* 0xFFFFFF00 + 320 */
        ASSERT_JUDGED(A_TO_B, header, MEDIA_KIND_AUDIO, ACCEPT);
    }
}

/* Sequence steps of 100 either way continue a stream; 101 and 0 do not. */
TEST(continuation_step_limits)
{
    static const struct {
        int step;
        bool continued;
    } cases[] = {{0, false},   {1, true},    {100, true},
                 {101, false}, {-100, true}, {-101, false}};

    FOR_EACH_ROW(i, cases) {
        int step = cases[i].step;

        recognition = (struct rtp_recognition){0};
        recognition.directions[A_TO_B].contradicted = true;
        judge(A_TO_B, header_of(7, 50, 32000), MEDIA_KIND_AUDIO);
        judge(
            A_TO_B,
            header_of(7, (uint16_t)(50 + step), (uint32_t)(32000 + step * 320)),
            MEDIA_KIND_AUDIO);
        g_assert_true(recognition.confirmed == cases[i].continued);
    }
}

/* The same header again, as a sender of constant bytes would make it. */
TEST(continuation_constant_header)
{
    struct rtp_header header = header_of(7, 5, 5);

    header.payload_type = 100;
    for (int i = 0; i < 10; i++)
        ASSERT_JUDGED(A_TO_B, header, MEDIA_KIND_AUDIO, REFUSE);
}

/* The same for a header that speaks for itself: three repeats are believed,
 * the fourth is not, nor anything alone after it. */
TEST(continuation_repeats_believed)
{
    for (int i = 0; i < 10; i++)
        g_assert_cmpint(judge(A_TO_B, header_of(7, 5, 1600), MEDIA_KIND_AUDIO),
                        ==, i <= 3 ? RTP_VERDICT_ACCEPT : RTP_VERDICT_REFUSE);
    ASSERT_JUDGED(A_TO_B, header_of(8, 5, 1600), MEDIA_KIND_AUDIO, REFUSE);
}

/* One octet throughout: the SSRC is the timestamp. */
TEST(first_packet_constant_fill)
{
    ASSERT_JUDGED(A_TO_B, header_of(0x80808080, 0x8080, 0x80808080),
                  MEDIA_KIND_AUDIO, REFUSE);
}

/* Two packets that speak for themselves but are of different streams: chance.
 * From then on only two packets of one stream convince. */
TEST(first_packet_credit_once)
{
    ASSERT_JUDGED(A_TO_B, header_of(1, 900, 5), MEDIA_KIND_AUDIO, ACCEPT);
    ASSERT_JUDGED(A_TO_B, header_of(2, 80, 77), MEDIA_KIND_AUDIO, REFUSE);
    ASSERT_JUDGED(A_TO_B, header_of(3, 4000, 9), MEDIA_KIND_AUDIO, REFUSE);
    ASSERT_JUDGED(A_TO_B, header_of(3, 4001, 329), MEDIA_KIND_AUDIO, ACCEPT);
}

TEST(unmarked_begins_nothing)
{
    for (uint16_t seq = 0; seq < 10; seq++)
        ASSERT_JUDGED(A_TO_B, header_of(7, seq, seq * 320u), MEDIA_KIND_UNKNOWN,
                      REFUSE);
}

/* Unmarked packets of a marked stream, and the unmarked other direction. */
/* What TURN relays is believed from the third of three packets in a row. */
TEST(relayed_third_packet)
{
    recognition.relayed = true;
    ASSERT_JUDGED(A_TO_B, header_of(7, 65534, 0), MEDIA_KIND_UNKNOWN, REFUSE);
    ASSERT_JUDGED(A_TO_B, header_of(7, 65535, 160), MEDIA_KIND_UNKNOWN, REFUSE);
    ASSERT_JUDGED(B_TO_A, header_of(7, 0, 320), MEDIA_KIND_UNKNOWN, REFUSE);
    g_assert_false(recognition.confirmed);
    ASSERT_JUDGED(A_TO_B, header_of(7, 0, 320), MEDIA_KIND_UNKNOWN, ACCEPT);
    g_assert_true(recognition.confirmed);
}

/* A step that is not the very next one starts anew; a copy does not. */
TEST(relayed_steps)
{
    static const struct {
        struct {
            uint16_t seq;
            uint32_t timestamp;
        } packets[6];
        bool believed;
    } rows[] = {
        {{{1, 0}, {2, 160}, {4, 480}, {5, 640}, {7, 960}, {8, 1120}}, false},
        {{{1, 0}, {2, 160}, {4, 480}, {5, 640}, {6, 800}, {7, 960}}, true},
        {{{1, 0}, {1, 0}, {2, 160}, {2, 160}, {3, 320}, {3, 320}}, true},
        {{{1, 0}, {2, 0}, {3, 0}, {4, 0}, {5, 0}, {6, 0}}, false},
        {{{1, 0}, {1, 0}, {1, 0}, {1, 0}, {1, 0}, {1, 0}}, false},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        recognition = (struct rtp_recognition){.relayed = true};
        for (size_t j = 0; j < G_N_ELEMENTS(rows[i].packets); j++)
            judge(A_TO_B,
                  header_of(7, rows[i].packets[j].seq,
                            rows[i].packets[j].timestamp),
                  MEDIA_KIND_UNKNOWN);
        g_assert_cmpint(recognition.confirmed, ==, rows[i].believed);
    }
}

/* Two unmarked streams that alternate, and a mark that comes later. */
TEST(relayed_beside_others)
{
    recognition.relayed = true;
    for (uint16_t seq = 1; seq < 3; seq++) {
        ASSERT_JUDGED(A_TO_B, header_of(7, seq, 160 * seq), MEDIA_KIND_UNKNOWN,
                      REFUSE);
        ASSERT_JUDGED(A_TO_B, header_of(8, seq, 160 * seq), MEDIA_KIND_UNKNOWN,
                      REFUSE);
    }
    ASSERT_JUDGED(A_TO_B, header_of(7, 3, 480), MEDIA_KIND_UNKNOWN, ACCEPT);

    recognition = (struct rtp_recognition){.relayed = true};
    ASSERT_JUDGED(A_TO_B, header_of(9, 1, 0), MEDIA_KIND_UNKNOWN, REFUSE);
    ASSERT_JUDGED(A_TO_B, header_of(9, 3, 320), MEDIA_KIND_AUDIO, ACCEPT);
}

TEST(unmarked_joins)
{
    judge(A_TO_B, header_of(7, 1, 320), MEDIA_KIND_AUDIO);
    ASSERT_JUDGED(B_TO_A, header_of(8, 100, 0), MEDIA_KIND_UNKNOWN, ACCEPT);
    ASSERT_JUDGED(A_TO_B, header_of(7, 2, 640), MEDIA_KIND_UNKNOWN, ACCEPT);
    g_assert_true(recognition.confirmed);
}

/* Both directions are marked, each with its own stream. */
TEST(directions_do_not_contradict)
{
    ASSERT_JUDGED(A_TO_B, header_of(7, 1, 320), MEDIA_KIND_AUDIO, ACCEPT);
    ASSERT_JUDGED(B_TO_A, header_of(8, 9, 0), MEDIA_KIND_AUDIO, ACCEPT);
    ASSERT_JUDGED(A_TO_B, header_of(7, 2, 640), MEDIA_KIND_AUDIO, ACCEPT);
}

/* Two streams that alternate in one direction, neither of the table. */
TEST(streams_alternating)
{
    struct rtp_header one = header_of(1, 10, 0);
    struct rtp_header two = header_of(2, 500, 0);

    one.payload_type = two.payload_type = 100;
    ASSERT_JUDGED(A_TO_B, one, MEDIA_KIND_AUDIO, REFUSE);
    ASSERT_JUDGED(A_TO_B, two, MEDIA_KIND_AUDIO, REFUSE);
    one.seq++;
    ASSERT_JUDGED(A_TO_B, one, MEDIA_KIND_AUDIO, ACCEPT);
}

/* RFC 5761 4: 35 to 95 are no payload types of a stream to begin with. */
TEST(payload_type_limits)
{
    static const struct {
        uint8_t number;
        bool accepted;
    } cases[] = {{34, true}, {35, false}, {95, false}, {96, true}};

    FOR_EACH_ROW(i, cases) {
        struct rtp_header header = header_of(7, 1, 0);

        recognition = (struct rtp_recognition){0};
        header.payload_type = cases[i].number;
        judge(A_TO_B, header, MEDIA_KIND_AUDIO);
        header.seq = 2;
        judge(A_TO_B, header, MEDIA_KIND_AUDIO);
        g_assert_true(recognition.confirmed == cases[i].accepted);
    }
}

/* A port of another protocol: its owner is asked about what speaks for itself,
 * and only the very next packet continues. Each case changes one thing of it.
 */
TEST(owned_port_next_packet)
{
    static const struct {
        struct rtp_header second;
        enum rtp_verdict verdict;
    } cases[] = {
#define SECOND .payload_type = 114, .ssrc = 7, .header_bytes = 12
        {{SECOND, .seq = 2, .timestamp = 320}, RTP_VERDICT_ACCEPT},
        {{SECOND, .seq = 3, .timestamp = 640}, RTP_VERDICT_REFUSE},
        {{SECOND, .seq = 0, .timestamp = 0xFFFFFF00}, RTP_VERDICT_REFUSE},
        {{SECOND, .seq = 2, .timestamp = 0}, RTP_VERDICT_REFUSE},
        {{SECOND, .seq = 2, .timestamp = 320, .padding = true},
         RTP_VERDICT_REFUSE},
        {{SECOND, .seq = 2, .timestamp = 320, .extension = true},
         RTP_VERDICT_REFUSE},
        {{SECOND, .seq = 2, .timestamp = 320, .csrc_count = 1},
         RTP_VERDICT_REFUSE},
        {{.payload_type = 115, .ssrc = 7, .seq = 2, .timestamp = 320},
         RTP_VERDICT_REFUSE},
        {{.payload_type = 114, .ssrc = 8, .seq = 2, .timestamp = 320},
         RTP_VERDICT_REFUSE},
#undef SECOND
    };

    FOR_EACH_ROW(i, cases) {
        recognition = (struct rtp_recognition){.owned = true};
        ASSERT_JUDGED(A_TO_B, header_of(7, 1, 0), MEDIA_KIND_AUDIO, ASK_OWNER);
        g_assert_cmpint(judge(A_TO_B, cases[i].second, MEDIA_KIND_AUDIO), ==,
                        cases[i].verdict);
    }
}

/* The owner takes whatever it is asked about: no packet becomes RTP, and none
 * is contradicted by the next. */
TEST(owned_port_owner_takes)
{
    recognition.owned = true;
    for (uint32_t ssrc = 1; ssrc < 5; ssrc++)
        ASSERT_JUDGED(A_TO_B, header_of(ssrc, 1, 0), MEDIA_KIND_AUDIO,
                      ASK_OWNER);
    ASSERT_JUDGED(A_TO_B, header_of(9, 1, 0), MEDIA_KIND_VIDEO, REFUSE);
    g_assert_false(recognition.directions[A_TO_B].probable);
}

/* The owner refuses the first packet: from then on the usual rules hold. A
 * packet that is lost, or a timestamp that stays, continues the stream; and a
 * second stream contradicts the first. */
TEST(owned_port_owner_refuses)
{
    static const struct {
        uint32_t ssrc;
        uint16_t seq;
        uint32_t timestamp;
        enum rtp_verdict verdict;
    } second[] = {{7, 1, 0, RTP_VERDICT_ACCEPT}, /* the same again */
                  {7, 3, 640, RTP_VERDICT_ACCEPT},
                  {7, 2, 0, RTP_VERDICT_ACCEPT},
                  {8, 1, 0, RTP_VERDICT_REFUSE}};

    FOR_EACH_ROW(i, second) {
        recognition = (struct rtp_recognition){.owned = true};
        ASSERT_JUDGED(A_TO_B, header_of(7, 1, 0), MEDIA_KIND_AUDIO, ASK_OWNER);
        rtp_recognition_disown(&recognition, A_TO_B);
        g_assert_true(recognition.directions[A_TO_B].probable);
        g_assert_cmpint(
            judge(A_TO_B,
                  header_of(second[i].ssrc, second[i].seq, second[i].timestamp),
                  MEDIA_KIND_AUDIO),
            ==, second[i].verdict);
    }
}

/* DNS: no records of the last two kinds make an SSRC of 0. */
TEST(owned_port_no_ssrc)
{
    recognition.owned = true;
    ASSERT_JUDGED(A_TO_B, header_of(0, 1, 0), MEDIA_KIND_AUDIO, REFUSE);
    ASSERT_JUDGED(A_TO_B, header_of(0, 2, 320), MEDIA_KIND_AUDIO, REFUSE);
}

/* A run is found in spite of a packet that is lost at its start. */
TEST(owned_port_run)
{
    recognition.owned = true;
    ASSERT_JUDGED(A_TO_B, header_of(7, 65534, 0), MEDIA_KIND_AUDIO, ASK_OWNER);
    ASSERT_JUDGED(A_TO_B, header_of(7, 0, 640), MEDIA_KIND_AUDIO, ASK_OWNER);
    ASSERT_JUDGED(A_TO_B, header_of(7, 1, 960), MEDIA_KIND_AUDIO, ACCEPT);
    g_assert_true(recognition.confirmed);
}
