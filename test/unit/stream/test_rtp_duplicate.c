/* Tests of who made the copy of a repeated packet.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "rtp_duplicate.h"

#include "unit_test.h"

#define NS_PER_US INT64_C(1000)

static const struct rtp_arrival first = {
    .frame = 7, .seq = 9, .ip_id = 77, .link_hash = 1000, .ttl = 64};

/* The verdict on COPY of packet FROM, the n_th in a stream of which N_MIRRORED
 * were captured twice. */
static struct rtp_duplicate judge(const struct rtp_arrival *from,
                                  const struct rtp_arrival *copy,
                                  uint64_t n_received, uint64_t n_mirrored)
{
    struct rtp_history history = {0};
    struct rtp_mirroring mirroring = {n_received, n_mirrored};
    struct rtp_duplicate duplicate;

    rtp_history_reserve(&history, 1);
    rtp_history_store(&history, from);
    duplicate = rtp_duplicate_judge(rtp_history_find(&history, copy->seq), copy,
                                    &mirroring);
    rtp_history_clear(&history);
    return duplicate;
}

static struct rtp_arrival copy_after(int64_t age_us)
{
    struct rtp_arrival copy = first;

    copy.frame = 8;
    copy.time_ns += age_us * NS_PER_US;
    return copy;
}

#define assert_origin(copy, n_received, n_mirrored, expected)                  \
    g_assert_cmpstr(                                                           \
        rtp_origin_name(judge(&first, copy, n_received, n_mirrored).origin),   \
        ==, expected)

TEST(sender)
{
    struct rtp_arrival copy = copy_after(20);

    copy.ip_id = 78;
    assert_origin(&copy, 1, 0, "sender");
    assert_origin(&copy, 100, 99, "sender");
    g_assert_cmpuint(judge(&first, &copy, 1, 0).first_frame, ==, 7);
}

TEST(event)
{
    struct rtp_arrival copy = copy_after(5000);

    copy.event = true;
    copy.ip_id = 78;
    assert_origin(&copy, 1, 0, "event");
    copy.ip_id = 0;
    assert_origin(&copy, 1, 0, "event");
    copy.ip_id = 77; /* the sender repeats with the same ID */
    assert_origin(&copy, 1, 0, "event");
}

/* Three quarters of 20 are 15: 13 before, this one, and one that may lack its
 * copy. With 12 before, there are only 14. */
TEST(capture_share)
{
    struct rtp_arrival copy = copy_after(20);

    assert_origin(&copy, 1, 0, "capture");
    assert_origin(&copy, 2, 0, "capture");
    assert_origin(&copy, 3, 0, "unknown");
    assert_origin(&copy, 20, 13, "capture");
    assert_origin(&copy, 20, 12, "unknown");
    assert_origin(&copy, 21, 0, "unknown");
}

/* Two captures of a packet are at most 1 ms apart. */
TEST(capture_distance)
{
    struct rtp_arrival copy = copy_after(1000);

    assert_origin(&copy, 1, 0, "capture");
    copy = copy_after(1001);
    assert_origin(&copy, 1, 0, "unknown");
    copy = copy_after(-1000);
    assert_origin(&copy, 1, 0, "capture");
}

TEST(capture_other_link)
{
    struct rtp_arrival copy = copy_after(3000);

    copy.link_hash = 2000;
    assert_origin(&copy, 100, 0, "capture");
    copy.ttl = 63; /* behind the router */
    assert_origin(&copy, 100, 0, "capture");
    copy.ttl = 65; /* the copy behind the router came first */
    assert_origin(&copy, 100, 0, "capture");
    copy.ttl = 62;
    assert_origin(&copy, 100, 0, "network");
}

TEST(network_loop)
{
    struct rtp_arrival copy = copy_after(20);

    copy.ttl = 62;
    assert_origin(&copy, 1, 0, "network");
    copy.ttl = 63;
    assert_origin(&copy, 1, 0, "network");
}

/* RFC 6864: an ID of 0 or none proves nothing. Without IDs a mirror copies
 * every packet within 0.1 ms. An ID of one packet only: not the same packet. */
TEST(no_id)
{
    static const struct {
        int64_t age_us;
        uint16_t ip_id; /* of the first */
        uint32_t link_hash;
        uint64_t n_received, n_mirrored;
        enum rtp_origin origin;
    } rows[] = {
        {101, 77, 1000, 1, 0, RTP_ORIGIN_UNKNOWN},
        {101, 0, 1000, 1, 0, RTP_ORIGIN_UNKNOWN},
        {101, 0, 2000, 1, 0, RTP_ORIGIN_CAPTURE},
        {100, 77, 1000, 1, 0, RTP_ORIGIN_UNKNOWN},
        {100, 0, 1000, 1, 0, RTP_ORIGIN_CAPTURE},
        {100, 0, 1000, 20, 13, RTP_ORIGIN_CAPTURE},
        {100, 0, 1000, 20, 12, RTP_ORIGIN_UNKNOWN},
    };

    FOR_EACH_ROW(i, rows) {
        struct rtp_arrival from = first;
        struct rtp_arrival copy = copy_after(rows[i].age_us);

        from.ip_id = rows[i].ip_id;
        copy.ip_id = 0;
        copy.link_hash = rows[i].link_hash;
        g_assert_cmpint(
            judge(&from, &copy, rows[i].n_received, rows[i].n_mirrored).origin,
            ==, rows[i].origin);
    }
}

/* One packet many times: from the fourth repeat on, a hop makes the copies. */
TEST(network_many)
{
    static const enum rtp_origin origins[] = {
        RTP_ORIGIN_UNKNOWN, RTP_ORIGIN_UNKNOWN, RTP_ORIGIN_UNKNOWN,
        RTP_ORIGIN_NETWORK, RTP_ORIGIN_NETWORK};
    struct rtp_history history = {0};
    struct rtp_mirroring mirroring = {.n_received = 1};

    rtp_history_reserve(&history, 1);
    rtp_history_store(&history, &first);
    for (int i = 0; i < 5; i++) {
        struct rtp_arrival copy = copy_after(5000 * (i + 1));

        g_assert_cmpint(rtp_duplicate_judge(rtp_history_find(&history, 9),
                                            &copy, &mirroring)
                            .origin,
                        ==, origins[i]);
    }
    rtp_history_clear(&history);
}

/* The sender sends twice and the capture holds each twice: A A B B, with IDs 77
 * 77 78 78. Each repeat is compared with the previous copy. */
TEST(capture_with_sender)
{
    struct rtp_history history = {0};
    struct rtp_mirroring mirroring = {.n_received = 1};
    const uint16_t ids[] = {77, 78, 78};
    const enum rtp_origin origins[] = {RTP_ORIGIN_CAPTURE, RTP_ORIGIN_SENDER,
                                       RTP_ORIGIN_CAPTURE};

    rtp_history_reserve(&history, 1);
    rtp_history_store(&history, &first);
    for (int i = 0; i < 3; i++) {
        struct rtp_arrival copy = copy_after(20 * (i + 1));
        struct rtp_duplicate duplicate;

        copy.ip_id = ids[i];
        duplicate = rtp_duplicate_judge(rtp_history_find(&history, 9), &copy,
                                        &mirroring);
        g_assert_cmpint(duplicate.origin, ==, origins[i]);
        g_assert_cmpuint(duplicate.first_frame, ==, 7);
    }
    g_assert_cmpuint(mirroring.n_mirrored, ==, 1);
    rtp_history_clear(&history);
}
