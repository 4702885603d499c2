/* Property tests of a stream's statistics: random streams, compared with a
 * model that remembers every packet.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "rtp_stats.h"

#include "unit_test.h"

#define NS_PER_MS INT64_C(1000000)
#define TICK      160 /* timestamp units a packet */

static const struct rtp_dup_burst_limits limits = {3, 1000 * NS_PER_MS};

/* One packet of a random stream. */
struct sent {
    struct rtp_arrival arrival;
    uint32_t epoch;
    uint32_t number; /* in its epoch, without wrap */
    double order;    /* of arrival */
};

struct shape {
    uint32_t n_epochs;
    uint32_t n_packets; /* of an epoch */
    double loss;
    double disorder; /* packets */
    double copies;   /* share of packets that are copied */
    uint32_t reach;  /* packets until the copy arrives, at most */
    int64_t pace_ns; /* time between packets */
};

static gint sent_compare(gconstpointer a, gconstpointer b)
{
    double difference =
        ((const struct sent *)a)->order - ((const struct sent *)b)->order;

    return (difference > 0) - (difference < 0);
}

/* Adds a packet, or loses it, and its copies. A copy never overtakes its
 * original and never arrives later than in the next epoch. */
static void stream_send(GArray *stream, GRand *random,
                        const struct shape *shape, const struct sent *packet)
{
    double epoch_end = (packet->epoch + 2.0) * shape->n_packets * 2;
    struct sent sent = *packet;
    bool settled = packet->number < 8; /* the epoch's start arrives */

    if (!settled && g_rand_double(random) < shape->loss)
        return;
    sent.order += g_rand_double(random) *
                  (settled ? MIN(shape->disorder, 4) : shape->disorder);
    g_array_append_val(stream, sent);
    while (g_rand_double(random) < shape->copies) {
        bool adjacent = g_rand_boolean(random);

        sent.order += adjacent ? 1e-6 : g_rand_double(random) * shape->reach;
        if (sent.order >= epoch_end)
            return;
        g_array_append_val(stream, sent);
    }
}

/* A stream in order of arrival. Epochs start at random numbers, often near
 * 65535, and at random timestamps. */
static GArray *stream_new(GRand *random, const struct shape *shape)
{
    GArray *stream = g_array_new(FALSE, TRUE, sizeof(struct sent));
    uint16_t seq = (uint16_t)(65536 - g_rand_int_range(random, 1, 400));
    uint16_t ip_id = 1;

    for (uint32_t epoch = 0; epoch < shape->n_epochs; epoch++) {
        uint32_t timestamp = g_rand_int(random);

        for (uint32_t number = 0; number < shape->n_packets; number++) {
            struct sent sent = {.epoch = epoch, .number = number};

            sent.order = epoch * shape->n_packets * 2.0 + number;
            sent.arrival.seq = seq++;
            sent.arrival.timestamp = timestamp += TICK;
            sent.arrival.payload_sample = g_rand_int(random);
            sent.arrival.ip_id = ip_id++;
            ip_id += ip_id == 0;
            sent.arrival.ttl = 64;
            stream_send(stream, random, shape, &sent);
        }
        seq += (uint16_t)g_rand_int_range(random, 3000, 65536 - 600);
    }
    g_array_sort(stream, sent_compare);
    for (guint i = 0; i < stream->len; i++) {
        struct sent *sent = &g_array_index(stream, struct sent, i);

        sent->arrival.frame = i + 1;
        sent->arrival.time_ns = i * shape->pace_ns;
    }
    return stream;
}

/* The results of the model. */
struct truth {
    guint64 expected;
    guint64 received;
    guint64 n_repeats;
    guint32 n_bursts;
    guint32 worst; /* repeats in the largest burst */
};

/* Expected: highest - lowest + 1 of each epoch. Received: different numbers. */
static void model_count(struct truth *truth, const GArray *stream,
                        const struct shape *shape)
{
    for (uint32_t epoch = 0; epoch < shape->n_epochs; epoch++) {
        bool *seen = g_new0(bool, shape->n_packets);
        uint32_t lowest = UINT32_MAX;
        uint32_t highest = 0;

        for (guint i = 0; i < stream->len; i++) {
            const struct sent *sent = &g_array_index(stream, struct sent, i);

            if (sent->epoch != epoch)
                continue;
            lowest = MIN(lowest, sent->number);
            highest = MAX(highest, sent->number);
            truth->received += !seen[sent->number];
            truth->n_repeats += seen[sent->number];
            seen[sent->number] = true;
        }
        truth->expected += highest - lowest + 1;
        g_free(seen);
    }
}

/* Returns the times of all packets that arrived before. */
static GArray *model_repeats(const GArray *stream)
{
    GArray *times = g_array_new(FALSE, FALSE, sizeof(int64_t));

    for (guint i = 0; i < stream->len; i++) {
        const struct sent *sent = &g_array_index(stream, struct sent, i);

        for (guint earlier = 0; earlier < i; earlier++) {
            const struct sent *other =
                &g_array_index(stream, struct sent, earlier);

            if (other->epoch == sent->epoch && other->number == sent->number) {
                g_array_append_val(times, sent->arrival.time_ns);
                break;
            }
        }
    }
    return times;
}

/* A burst starts at the first repeat with two more within the window and
 * contains all that follow each other within the window. Searching continues
 * behind it. */
static void model_bursts(struct truth *truth, const GArray *stream)
{
    GArray *list = model_repeats(stream);
    const int64_t *times = (const int64_t *)(void *)list->data;
    guint i = 0;

    while (i + 2 < list->len) {
        guint last = i + 2;

        if (times[last] - times[i] > limits.window_ns) {
            i++;
            continue;
        }
        while (last + 1 < list->len &&
               times[last + 1] - times[last] <= limits.window_ns)
            last++;
        truth->n_bursts++;
        truth->worst = MAX(truth->worst, last - i + 1);
        i = last + 1;
    }
    g_array_unref(list);
}

static struct truth stream_feed(struct rtp_stats *stats, const GArray *stream)
{
    struct rtp_stream_verdict verdict;
    struct truth found = {0};
    uint32_t n_bursts = 0;

    for (guint i = 0; i < stream->len; i++)
        rtp_stats_update(stats, &g_array_index(stream, struct sent, i).arrival,
                         &limits, &n_bursts, &verdict);
    found.expected = rtp_seq_expected(&stats->seq);
    found.received = rtp_seq_received(&stats->seq);
    found.n_repeats = rtp_stats_duplicates(stats);
    found.n_bursts = n_bursts;
    if (rtp_stats_worst(stats) != NULL)
        found.worst = rtp_stats_worst(stats)->n_repeats;
    return found;
}

static double range(GRand *random, double begin, double end)
{
    return g_rand_double_range(random, begin, end);
}

/* Copies up to 3000 packets late and across restarts change neither expected
 * nor lost. */
TEST(loss)
{
    GRand *random = g_rand_new_with_seed(3550);

    for (int i = 0; i < 2000; i++) {
        struct shape shape = {
            .n_epochs = (uint32_t)g_rand_int_range(random, 1, 4),
            .n_packets = (uint32_t)g_rand_int_range(random, 10, 700),
            .loss = range(random, 0, 0.4),
            .disorder = range(random, 0, 12),
            .copies = range(random, 0, 0.5),
            .reach = (uint32_t)g_rand_int_range(random, 1, 3000),
            .pace_ns = 20 * NS_PER_MS,
        };
        GArray *stream = stream_new(random, &shape);
        struct rtp_stats stats = {0};
        struct truth truth = {0};
        struct truth found = stream_feed(&stats, stream);

        model_count(&truth, stream, &shape);
        g_assert_cmpuint(found.expected, ==, truth.expected);
        g_assert_cmpuint(found.received, ==, truth.received);
        g_assert_cmpuint(stats.seq.n_restarts, ==, shape.n_epochs - 1);
        rtp_stats_clear(&stats);
        g_array_unref(stream);
    }
    g_rand_free(random);
}

/* Every repeat up to 200 packets late is found, and so are the bursts. */
TEST(bursts)
{
    GRand *random = g_rand_new_with_seed(3551);

    for (int i = 0; i < 1000; i++) {
        struct shape shape = {
            .n_epochs = 1,
            .n_packets = (uint32_t)g_rand_int_range(random, 2, 300),
            .loss = range(random, 0, 0.3),
            .disorder = range(random, 0, 8),
            .copies = range(random, 0, 0.3) * range(random, 0, 1),
            .reach = (uint32_t)g_rand_int_range(random, 1, 200),
            /* not within 1 ms: no copy is the capture's */
            .pace_ns = g_rand_int_range(random, 2, 100) * NS_PER_MS,
        };
        GArray *stream = stream_new(random, &shape);
        struct rtp_stats stats = {0};
        struct truth truth = {0};
        struct truth found = stream_feed(&stats, stream);

        model_count(&truth, stream, &shape);
        model_bursts(&truth, stream);
        g_assert_cmpuint(found.expected, ==, truth.expected);
        g_assert_cmpuint(found.received, ==, truth.received);
        g_assert_cmpuint(found.n_repeats, ==, truth.n_repeats);
        g_assert_cmpuint(stats.n_duplicates[RTP_ORIGIN_NETWORK] +
                             stats.n_duplicates[RTP_ORIGIN_UNKNOWN],
                         ==, truth.n_repeats);
        g_assert_cmpuint(found.n_bursts, ==, truth.n_bursts);
        g_assert_cmpuint(found.worst, ==, truth.worst);
        rtp_stats_clear(&stats);
        g_array_unref(stream);
    }
    g_rand_free(random);
}
