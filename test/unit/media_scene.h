/* A media session and a call of two parties, begun again before each test:
 * sends RTP and RTCP, and records which findings are added and when.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_TEST_MEDIA_SCENE_H
#define LYNC_TEST_MEDIA_SCENE_H

#include "finding_says.h"
#include "media_session.h"

#include <string.h>

#include "finding.h"
#include "unit_test.h"

#define A SIDE_A
#define B SIDE_B

#define N_MAX_SOURCES 100

static const struct media_limits limits = {
    .rtcp_absence_ns = 30 * S,
    .media_timeout_ns = 30 * S,
    .dscp_audio = UINT64_C(1) << 40,
    .dscp_video = UINT64_C(1) << 24,
};

static const struct endpoint endpoint_a = {4, {10, 0, 0, 1}, 5000};
static const struct endpoint endpoint_b = {4, {10, 0, 0, 2}, 6000};

static struct media_session session;
static struct media_call call;
static struct media_source sources[N_SIDES];
static GPtrArray *findings;
static int64_t told_ns[64]; /* time at which the n-th finding was added */

static inline void forget_findings(void)
{
    g_clear_pointer(&findings, g_ptr_array_unref);
}

/* A session without signalling, and no findings. */
static inline void begin(void)
{
    forget_findings();
    findings = finding_list_new();
    memset(sources, 0, sizeof sources);
    media_session_clear(&session);
    media_session_init(&session, &limits, &endpoint_a, &endpoint_b);
}

BEFORE_EACH()
{
    begin();
}

AFTER_EACH()
{
    forget_findings();
    media_session_clear(&session);
}

/* The same for a call that is up since UP_NS. */
static inline void begin_call(int64_t up_ns)
{
    begin();
    media_call_init(&call, &limits);
    media_session_join(&session, &call, 0);
    media_call_on_up(&call, up_ns);
}

static inline void note_time(int64_t time_ns, unsigned n_before)
{
    for (unsigned i = n_before; i < findings->len; i++)
        told_ns[i] = time_ns;
}

static inline void packet(enum side side, int64_t time_ns, uint8_t payload_type,
                          uint8_t dscp)
{
    struct media_packet rtp = {.time_ns = time_ns,
                               .ssrc = 0xa0 + side,
                               .payload_type = payload_type,
                               .dscp = dscp};
    unsigned n_before = findings->len;

    media_session_on_rtp(&session, side, &sources[side], &rtp, findings);
    note_time(time_ns, n_before);
}

static inline void rtcp(enum side side, int64_t time_ns)
{
    struct rtcp_header header = {.packet_type = RTCP_PT_SR};
    unsigned n_before = findings->len;

    media_session_on_rtcp(&session, side, &header, 0, time_ns, findings);
    note_time(time_ns, n_before);
}

/* RTP of the sides in SENDERS (a set of bits) every 20 ms after FROM until TO,
 * and RTCP of those in REPORTERS every 5 s. */
static inline void talk(unsigned senders, unsigned reporters, int64_t from,
                        int64_t to)
{
    for (int64_t time = from + 20 * MS; time <= to; time += 20 * MS) {
        for (int side = 0; side < N_SIDES; side++) {
            if (senders & 1u << side)
                packet(side, time, 0, 0);
            if (reporters & 1u << side && time % (5 * S) == 0)
                rtcp(side, time);
        }
    }
}

#define NOBODY 0
#define ONLY_A 1
#define ONLY_B 2
#define BOTH   3

static inline void describe(enum media_direction a, enum media_direction b,
                            int64_t time_ns)
{
    struct media_description description = {.direction = a};

    media_session_on_sdp(&session, A, &description, time_ns);
    description.direction = b;
    media_session_on_sdp(&session, B, &description, time_ns);
}

static inline unsigned n_told(enum finding_id id)
{
    unsigned n = 0;

    for (unsigned i = 0; i < findings->len; i++) {
        const struct finding *finding = g_ptr_array_index(findings, i);

        n += finding->id == id;
    }
    return n;
}

static inline const struct finding *told(unsigned i)
{
    g_assert_cmpuint(i, <, findings->len);
    return g_ptr_array_index(findings, i);
}

/* Asserts that exactly these findings were added, in this order. */
#define assert_told(...)                                                       \
    do {                                                                       \
        const enum finding_id ids_[] = {__VA_ARGS__};                          \
        g_assert_cmpuint(findings->len, ==, G_N_ELEMENTS(ids_));               \
        for (unsigned i_ = 0; i_ < G_N_ELEMENTS(ids_); i_++)                   \
            g_assert_cmpint(told(i_)->id, ==, ids_[i_]);                       \
    } while (0)

#define assert_nothing_told() g_assert_cmpuint(findings->len, ==, 0)

static inline bool says(unsigned i, const char *word)
{
    return finding_says(told(i), word);
}

/* Asserts that the text of finding I contains each of the following words. */
#define assert_says(i, ...)                                                    \
    do {                                                                       \
        const char *const words_[] = {__VA_ARGS__};                            \
        for (size_t w_ = 0; w_ < G_N_ELEMENTS(words_); w_++) {                 \
            if (!says(i, words_[w_]))                                          \
                g_test_message("no \"%s\" in: %s", words_[w_], told(i)->text); \
            g_assert_true(says(i, words_[w_]));                                \
        }                                                                      \
    } while (0)

static inline void bye(enum side side, uint32_t ssrc, int64_t time_ns)
{
    struct rtcp_header header = {
        .packet_type = RTCP_PT_BYE, .n_byes = 1, .byes = {ssrc}};

    media_session_on_rtcp(&session, side, &header, 0, time_ns, findings);
}

#endif
