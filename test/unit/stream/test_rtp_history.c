/* Tests of the history of the latest packets.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "rtp_history.h"

#include "unit_test.h"

#define NS_PER_US INT64_C(1000)

static struct rtp_history history;

AFTER_EACH()
{
    rtp_history_clear(&history);
}

static struct rtp_arrival packet(uint16_t seq)
{
    return (struct rtp_arrival){.frame = seq + 1U,
                                .seq = seq,
                                .ip_id = 77,
                                .timestamp = seq * 160U,
                                .payload_sample = 5,
                                .ttl = 64};
}

TEST(empty)
{
    struct rtp_arrival arrival = packet(0);

    g_assert_null(rtp_history_find(&history, 0));
    g_assert_cmpint(rtp_history_compare(NULL, &arrival), ==,
                    RTP_CONTENT_UNKNOWN);
}

/* A growing table keeps its entries, across 65535, and stops at 512 slots. */
TEST(growth)
{
    for (uint32_t n = 1; n <= 1000; n++) {
        struct rtp_arrival arrival = packet((uint16_t)(65400 + n));
        uint32_t kept = MIN(n, RTP_SEQ_WINDOW);

        rtp_history_reserve(&history, n);
        rtp_history_store(&history, &arrival);
        g_assert_cmpuint(history.n_slots, <=, MAX(16, 2 * n));
        for (uint32_t back = 0; back < kept; back++) {
            uint16_t seq = (uint16_t)(65400 + n - back);

            g_assert_nonnull(rtp_history_find(&history, seq));
            g_assert_cmpuint(rtp_history_find(&history, seq)->frame, ==,
                             seq + 1U);
        }
        g_assert_null(rtp_history_find(&history, (uint16_t)(65400 + n - kept)));
    }
    g_assert_cmpuint(history.n_slots, ==, 512);
}

static enum rtp_content compare_after(int64_t age_us, uint16_t ip_id,
                                      uint32_t sample)
{
    struct rtp_arrival arrival = packet(9);
    enum rtp_content content;

    rtp_history_reserve(&history, 1);
    rtp_history_store(&history, &arrival);
    arrival.time_ns += age_us * NS_PER_US;
    arrival.ip_id = ip_id;
    arrival.payload_sample = sample;
    content = rtp_history_compare(rtp_history_find(&history, 9), &arrival);
    rtp_history_clear(&history);
    return content;
}

/* Until 5 s a packet that looks the same is a copy; later only with the same
 * IPv4 ID, which must not be 0. */
TEST(compare_age)
{
    g_assert_cmpint(compare_after(0, 78, 5), ==, RTP_CONTENT_SAME);
    g_assert_cmpint(compare_after(5000000, 78, 5), ==, RTP_CONTENT_SAME);
    g_assert_cmpint(compare_after(5000001, 78, 5), ==, RTP_CONTENT_STALE);
    g_assert_cmpint(compare_after(5000001, 0, 5), ==, RTP_CONTENT_STALE);
    g_assert_cmpint(compare_after(5000001, 77, 5), ==, RTP_CONTENT_SAME);
    g_assert_cmpint(compare_after(-10, 78, 5), ==, RTP_CONTENT_SAME);
    g_assert_cmpint(compare_after(1000000, 77, 6), ==, RTP_CONTENT_OTHER);
    g_assert_cmpint(compare_after(1000001, 77, 6), ==, RTP_CONTENT_REUSED);
}

/* Payload type, marker and timestamp are compared. */
TEST(compare_header)
{
    struct rtp_arrival arrival = packet(9);
    struct rtp_arrival other = arrival;
    const struct rtp_history_entry *entry;

    rtp_history_reserve(&history, 1);
    rtp_history_store(&history, &arrival);
    entry = rtp_history_find(&history, 9);
    other.marker = true;
    g_assert_cmpint(rtp_history_compare(entry, &other), ==, RTP_CONTENT_OTHER);
    other = arrival;
    other.payload_type = 13;
    g_assert_cmpint(rtp_history_compare(entry, &other), ==, RTP_CONTENT_OTHER);
    other = arrival;
    other.timestamp++;
    g_assert_cmpint(rtp_history_compare(entry, &other), ==, RTP_CONTENT_OTHER);
}
