/* A libFuzzer harness for single RTP packets and what one stream's packets add
 * up to: recognition, sequence numbers, jitter, playout, losses over time.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "fuzz_input.h"

#include "clear_payload.h"
#include "rtp_jitter.h"
#include "rtp_playout.h"
#include "rtp_recognition.h"
#include "rtp_seq.h"
#include "rtp_steps.h"
#include "rtp_worst.h"

static struct {
    int64_t now_ns;
    uint32_t n_packets;
    uint16_t seq;
    uint32_t timestamp;
    struct rtp_recognition recognition;
    struct rtp_seq numbers;
    struct rtp_jitter jitter;
    struct rtp_playout playout;
    struct rtp_worst worst;
    struct rtp_steps steps;
} stream;

/* What the packet that is judged next differs by from the one before. */
static void advance(struct fuzz_input *input)
{
    static const int16_t seq_steps[] = {1,    1,    1,     2,     0,   -1,
                                        -3,   17,   -100,  101,   600, 2999,
                                        3000, -600, 16000, -32768};
    static const int32_t time_steps[] = {
        160, 160, 160, 320, 0, -160, 900, 8000, -480, 1 << 30, INT32_MIN};
    uint8_t octet = fuzz_octet(input);

    stream.seq = (uint16_t)(stream.seq + FUZZ_PICK(seq_steps, octet & 15));
    stream.timestamp += (uint32_t)FUZZ_PICK(time_steps, octet >> 4);
}

static void step_time(struct fuzz_input *input)
{
    stream.now_ns = fuzz_after_ns(stream.now_ns, input);
}

/* A packet of any octets, and what is judged by them. */
static void step_octets(struct fuzz_input *input)
{
    size_t reported = fuzz_octet(input);
    size_t n;
    uint8_t *octets = fuzz_octets(input, &n);
    struct rtp_header header;
    struct clear_red red;

    if (rtp_header_parse(octets, n, n + reported, &header) == RTP_HEADER_OK) {
        FUZZ_CHECK(media_packet_kind(octets, n) == MEDIA_PACKET_RTP);
        FUZZ_CHECK(header.header_bytes + header.payload_bytes <= n + reported);
        FUZZ_CHECK(header.header_bytes >= RTP_HEADER_BYTES);
        rtp_recognition_judge(&stream.recognition, reported & 1, &header,
                              MEDIA_KIND_AUDIO,
                              payload_type_default(header.payload_type));
    }
    FUZZ_CHECK(clear_payload_red(octets, n, &red) ==
               clear_payload_is_red(octets, n));
    clear_payload_is_event(octets, n);
    free(octets);
}

static void step_recognize(struct fuzz_input *input)
{
    static const uint8_t types[] = {0, 8, 13, 97, 101, 111, 114, 118, 121};
    static const enum media_kind kinds[] = {
        MEDIA_KIND_AUDIO, MEDIA_KIND_UNKNOWN, MEDIA_KIND_VIDEO};
    bool confirmed = stream.recognition.confirmed;
    bool owned = stream.recognition.owned;
    struct rtp_header header = {0};
    uint8_t octet;
    uint8_t shape;
    enum rtp_verdict verdict;

    advance(input);
    octet = fuzz_octet(input);
    shape = fuzz_octet(input);
    header.payload_type = FUZZ_PICK(types, octet & 15);
    header.ssrc = octet >> 4 & 3;
    header.marker = (octet & 0x80) != 0;
    header.padding = (shape & 1) != 0;
    header.extension = (shape & 2) != 0;
    header.csrc_count = shape >> 2 & 1;
    header.seq = stream.seq;
    header.timestamp = stream.timestamp;
    header.header_bytes = RTP_HEADER_BYTES;
    header.payload_bytes = shape & 8 ? 33 : 160;
    verdict = rtp_recognition_judge(&stream.recognition, shape >> 4 & 1,
                                    &header, FUZZ_PICK(kinds, shape >> 5),
                                    payload_type_default(header.payload_type));
    FUZZ_CHECK(verdict != RTP_VERDICT_ASK_OWNER || owned);
    FUZZ_CHECK(!confirmed || stream.recognition.confirmed);
    FUZZ_CHECK(!confirmed || verdict == RTP_VERDICT_ACCEPT);
    if (verdict == RTP_VERDICT_ASK_OWNER && octet & 0x40)
        rtp_recognition_disown(&stream.recognition, shape >> 4 & 1);
}

static void step_ports(struct fuzz_input *input)
{
    uint8_t octet = fuzz_octet(input);

    stream.recognition =
        (struct rtp_recognition){.owned = octet & 1, .relayed = octet >> 1 & 1};
}

static void check_numbers(void)
{
    const struct rtp_seq *numbers = &stream.numbers;
    uint64_t lost = rtp_seq_lost(numbers);
    struct rtp_bursts bursts = rtp_seq_bursts(numbers);
    uint64_t n_lost;

    FUZZ_CHECK(rtp_seq_received(numbers) <= rtp_seq_expected(numbers));
    FUZZ_CHECK(lost == rtp_seq_expected(numbers) - rtp_seq_received(numbers));
    FUZZ_CHECK(rtp_seq_received(numbers) <= stream.n_packets);
    FUZZ_CHECK(bursts.n_lost == lost);
    FUZZ_CHECK(bursts.n_runs <= bursts.n_lost);
    FUZZ_CHECK(bursts.burst_lost <= bursts.n_lost);
    FUZZ_CHECK(bursts.burst_lost <= bursts.burst_sent);
    FUZZ_CHECK(bursts.burst_lost >= 2 * bursts.n_bursts);
    if (rtp_seq_lost_until(numbers, stream.seq, &n_lost))
        FUZZ_CHECK(n_lost <= lost);
}

static void step_number(struct fuzz_input *input)
{
    static const enum rtp_content contents[] = {
        RTP_CONTENT_UNKNOWN, RTP_CONTENT_SAME, RTP_CONTENT_STALE,
        RTP_CONTENT_OTHER, RTP_CONTENT_REUSED};
    uint8_t content = fuzz_octet(input);
    enum rtp_seq_verdict verdict;

    advance(input);
    stream.n_packets++;
    if (rtp_seq_distance(&stream.numbers, stream.seq) == 1 && content & 0x80) {
        rtp_seq_advance(&stream.numbers, stream.seq, stream.timestamp);
        verdict = RTP_SEQ_NEW;
    } else {
        verdict = rtp_seq_update(&stream.numbers, stream.seq, stream.timestamp,
                                 FUZZ_PICK(contents, content));
    }
    if (verdict == RTP_SEQ_NEW || verdict == RTP_SEQ_RESTART)
        FUZZ_CHECK(rtp_seq_distance(&stream.numbers, stream.seq) <= 0);
    if (verdict == RTP_SEQ_NEW || verdict == RTP_SEQ_LATE)
        FUZZ_CHECK(rtp_seq_presence(&stream.numbers, stream.seq) ==
                   RTP_SEQ_ARRIVED);
    check_numbers();
}

static void check_times(void)
{
    int64_t since_ns;

    FUZZ_CHECK(rtp_jitter_mean_ns(&stream.jitter) >= 0);
    FUZZ_CHECK(rtp_jitter_mean_ns(&stream.jitter) < RTP_JITTER_MAX_NS);
    FUZZ_CHECK(rtp_jitter_network_ns(&stream.jitter) <=
               rtp_jitter_mean_ns(&stream.jitter));
    FUZZ_CHECK(rtp_jitter_p95_ns(&stream.jitter) >= 0);
    FUZZ_CHECK(rtp_jitter_worst_ns(&stream.jitter, &since_ns) >= 0);
    FUZZ_CHECK(stream.playout.n_discarded <= stream.jitter.n + 1);
    FUZZ_CHECK(stream.playout.gap_ns >= 0);
}

static void step_arrive(struct fuzz_input *input)
{
    static const uint32_t rates[] = {8000, 16000, 48000, 90000};
    uint8_t octet = fuzz_octet(input);
    uint32_t rate = FUZZ_PICK(rates, octet & 3);
    bool marker = (octet & 4) != 0;
    bool compared;

    advance(input);
    rtp_jitter_set_clock(&stream.jitter, rate);
    compared =
        rtp_jitter_add(&stream.jitter, stream.timestamp, stream.now_ns, marker);
    rtp_playout_add(
        &stream.playout,
        &(struct rtp_playout_packet){.seq = stream.seq,
                                     .timestamp = stream.timestamp,
                                     .time_ns = stream.now_ns,
                                     .transit_ns = stream.jitter.transit_ns,
                                     .restarts = !compared,
                                     .late = (octet & 8) != 0,
                                     .may_pause = (octet & 16) != 0,
                                     .marker = marker,
                                     .clock_rate_hz = rate},
        60 * FUZZ_MS);
    check_times();
}

static void step_lose(struct fuzz_input *input)
{
    uint8_t octet = fuzz_octet(input);
    int64_t until_ns = fuzz_after_ns(stream.now_ns, input);
    int64_t second;

    rtp_worst_add(&stream.worst, stream.now_ns, until_ns, octet);
    rtp_steps_lose(&stream.steps, stream.now_ns, until_ns, octet);
    rtp_steps_count(&stream.steps, stream.now_ns, octet % N_RTP_STEP_KINDS);
    if (octet & 1) {
        rtp_worst_fill(&stream.worst);
        rtp_steps_fill(&stream.steps);
    }
    FUZZ_CHECK(rtp_worst_find(&stream.worst, &second) >= stream.worst.n_lost);
    FUZZ_CHECK(stream.steps.n <= RTP_STEPS_MAX);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static fuzz_step *const steps[] = {
        step_number, step_number, step_recognize, step_arrive,
        step_time,   step_octets, step_lose,      step_ports,
    };

    memset(&stream, 0, sizeof stream);
    fuzz_run(data, size, steps, G_N_ELEMENTS(steps));
    rtp_jitter_clear(&stream.jitter);
    rtp_steps_clear(&stream.steps);
    return 0;
}
