/* A libFuzzer harness for one RTP stream at several points of the network:
 * repeats, who made them, bursts of them, and what one point lacks.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "fuzz_input.h"

#include "rtp_path.h"

#define N_POINTS 10 /* two more than are followed */

static const struct rtp_dup_burst_limits limits = {3, FUZZ_S};

static struct {
    int64_t now_ns;
    uint32_t frame;
    uint32_t n_bursts;
    uint32_t n_at[N_POINTS]; /* packets */
    struct rtp_arrival arrival;
    struct rtp_points points;
} stream;

static void step_time(struct fuzz_input *input)
{
    stream.now_ns = fuzz_after_ns(stream.now_ns, input);
}

/* How the next packet differs from the one before. */
static void step_vary(struct fuzz_input *input)
{
    static const uint8_t ttls[] = {64, 63, 62, 60, 128, 0, 1, 255};
    struct rtp_arrival *arrival = &stream.arrival;
    uint8_t octet = fuzz_octet(input);

    arrival->ip_id = octet & 1 ? 0 : (uint16_t)(arrival->ip_id + (octet & 2));
    arrival->link_hash = octet >> 2 & 1;
    arrival->ttl = FUZZ_PICK(ttls, octet >> 3 & 7);
    arrival->event = octet >> 6 & 1;
    arrival->payload_sample += octet >> 7;
    arrival->dscp = octet;
}

static void check_burst(const struct rtp_dup_burst *burst)
{
    uint32_t sum = 0;
    GPtrArray *list = finding_list_new();

    for (int i = 0; i < N_RTP_ORIGINS; i++)
        sum += burst->n_by_origin[i];
    FUZZ_CHECK(burst->n_repeats == sum);
    FUZZ_CHECK(burst->n_repeats >= limits.count);
    FUZZ_CHECK(burst->n_by_origin[RTP_ORIGIN_EVENT] == 0);
    FUZZ_CHECK(burst->index >= 1 && burst->index <= stream.n_bursts);
    FUZZ_CHECK(burst->first_ns <= burst->last_ns);
    rtp_dup_burst_report(list, burst, "one to two", stream.frame,
                         (burst->index & 1) != 0);
    FUZZ_CHECK(list->len == 1);
    fuzz_check_findings(list);
    g_ptr_array_unref(list);
}

static void check_verdict(const struct rtp_stream_verdict *verdict)
{
    if (verdict->seq == RTP_SEQ_SEEN) {
        FUZZ_CHECK(verdict->duplicate.origin < N_RTP_ORIGINS);
        FUZZ_CHECK(verdict->duplicate.first_frame < stream.frame);
        FUZZ_CHECK((verdict->burst != RTP_DUP_BURST_NONE) ==
                   (verdict->dup_burst != NULL));
        if (verdict->burst == RTP_DUP_BURST_RAISED)
            check_burst(verdict->dup_burst);
    }
    if (verdict->seq == RTP_SEQ_CONFLICT)
        FUZZ_CHECK(verdict->conflict_frame < stream.frame);
}

static void packet(unsigned point)
{
    struct rtp_stream_verdict verdict = {0};

    stream.arrival.frame = ++stream.frame;
    stream.arrival.time_ns = stream.now_ns;
    stream.arrival.interface_id = point;
    stream.n_at[point]++;
    if (rtp_points_update(&stream.points, &stream.arrival, &limits,
                          &stream.n_bursts, &verdict))
        check_verdict(&verdict);
    rtp_points_is_news(&stream.points, point, stream.arrival.seq);
}

static void step_packets(struct fuzz_input *input)
{
    static const int16_t skips[] = {0, 0, 1, 5, -2, -40, 700, -3001};
    uint8_t octet = fuzz_octet(input);
    unsigned n = 1 + (octet & 7);
    int16_t skip = FUZZ_PICK(skips, octet >> 3 & 7);
    uint8_t point = fuzz_octet(input);

    stream.arrival.seq = (uint16_t)(stream.arrival.seq + skip);
    stream.arrival.timestamp += 160u * (uint32_t)skip;
    for (unsigned i = 0; i < n; i++) {
        stream.arrival.seq++;
        stream.arrival.timestamp += 160;
        stream.arrival.ip_id++;
        packet(point % N_POINTS);
        if (octet & 0x40)
            packet((point >> 4) % N_POINTS);
        stream.now_ns += octet & 0x80 ? 20 * FUZZ_MS : FUZZ_MS / 2;
    }
}

/* The last packet again, a few times. */
static void step_repeat(struct fuzz_input *input)
{
    uint8_t octet = fuzz_octet(input);

    for (unsigned i = 0; i <= (octet & 7); i++) {
        stream.arrival.ip_id += octet >> 7;
        packet((octet >> 3) % N_POINTS);
        stream.now_ns += octet & 0x40 ? 10 * FUZZ_MS : 0;
    }
}

static void check_point(const struct rtp_point *point)
{
    const struct rtp_stats *stats = &point->stats;

    FUZZ_CHECK(stats->n_packets == stream.n_at[point->interface_id]);
    FUZZ_CHECK(rtp_stats_duplicates(stats) + rtp_seq_received(&stats->seq) <=
               stats->n_packets);
    FUZZ_CHECK(rtp_seq_received(&stats->seq) <= rtp_seq_expected(&stats->seq));
    FUZZ_CHECK(rtp_seq_bursts(&stats->seq).n_lost == rtp_seq_lost(&stats->seq));
    FUZZ_CHECK((rtp_stats_bursts(stats) > 0) ==
               (rtp_stats_worst(stats) != NULL));
    if (rtp_stats_worst(stats) != NULL)
        check_burst(rtp_stats_worst(stats));
}

static void check_end(void)
{
    static const struct rtp_path_names no_names;
    uint32_t order[RTP_POINTS_MAX];
    uint32_t n = rtp_path_order(&stream.points, order);
    uint32_t seen = 0;
    GPtrArray *list = finding_list_new();

    FUZZ_CHECK(n == stream.points.n_points && n <= RTP_POINTS_MAX);
    for (uint32_t i = 0; i < n; i++) {
        FUZZ_CHECK(order[i] < n);
        seen |= 1u << order[i];
        check_point(rtp_points_at(&stream.points, i));
    }
    FUZZ_CHECK(seen == (1u << n) - 1);
    rtp_path_report(list, &stream.points, "one to two", &no_names);
    rtp_points_report(list, &stream.points, "one to two", false);
    fuzz_check_findings(list);
    g_ptr_array_unref(list);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static fuzz_step *const steps[] = {step_packets, step_packets, step_repeat,
                                       step_vary, step_time};

    memset(&stream, 0, sizeof stream);
    fuzz_run(data, size, steps, G_N_ELEMENTS(steps));
    check_end();
    rtp_points_clear(&stream.points);
    return 0;
}
