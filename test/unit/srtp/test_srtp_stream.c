/* Tests of streams of SRTP: which key opens which packet.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "srtp_stream.h"

#include "srtp_scene.h"
#include "unit_test.h"

#define S80 "AES_CM_128_HMAC_SHA1_80"
#define S32 "AES_CM_128_HMAC_SHA1_32"

struct scene {
    struct srtp_keys keys;
    struct srtp_stream stream;
    bool is_foreign; /* the stream belongs to no call */
};

static struct scene scene_of(enum srtp_kind kind)
{
    struct scene scene = {.stream.id.kind = kind};

    srtp_keys_init(&scene.keys);
    return scene;
}

static const struct srtp_opening *open(struct scene *scene,
                                       const struct sealed *sealed)
{
    struct srtp_candidates candidates = {.all = scene->keys.all};

    if (!scene->is_foreign)
        candidates.own[1] = srtp_keys_of_call(&scene->keys, 0);
    return srtp_stream_open(&scene->stream, &candidates, &sealed->packet);
}

/* Opens packet SEQ of ROC under the key of FILL; returns whether it is opened,
 * by that key and counter. */
static bool opens(struct scene *scene, const char *suite, uint8_t fill,
                  uint32_t roc, uint16_t seq)
{
    struct sealed sealed;
    const struct srtp_opening *opening;

    seal(&sealed, suite, fill, roc, seq);
    opening = open(scene, &sealed);
    if (opening == NULL)
        return false;
    g_assert_cmpuint(opening->key->master.key[0], ==, fill);
    g_assert_cmpuint(opening->roc, ==, roc);
    return true;
}

/* Over the rollover: late packets of the old counter and repeats too. */
TEST(rollover)
{
    struct scene scene = scene_of(SRTP_RTP);

    add_key(&scene.keys, 0, S80, 1, "");
    add_key(&scene.keys, 0, S80, 2, "");
    for (uint32_t i = 65530; i < 65546; i++)
        g_assert_true(opens(&scene, S80, 1, i >> 16, (uint16_t)i));
    g_assert_true(opens(&scene, S80, 1, 0, 65535));
    g_assert_true(opens(&scene, S80, 1, 1, 3));
    g_assert_true(opens(&scene, S80, 1, 1, 12));
    g_assert_cmpuint(scene.stream.tracks[0].highest, ==, 12);
    g_assert_cmpuint(scene.stream.tracks[0].opening->roc, ==, 1);
    g_assert_cmpuint(scene.stream.n_tracks, ==, 1);
    srtp_keys_clear(&scene.keys);
}

/* The first packet captured may be of any counter below SRTP_ROC_SEARCH. */
TEST(late)
{
    static const uint32_t rocs[] = {0, 1, 3, 4, SRTP_ROC_SEARCH - 1};
    struct scene scene;

    FOR_EACH_ROW(i, rocs) {
        scene = scene_of(SRTP_RTP);
        add_key(&scene.keys, 0, S80, 1, "");
        g_assert_true(opens(&scene, S80, 1, rocs[i], 100));
        g_assert_true(opens(&scene, S80, 1, rocs[i], 101));
        srtp_keys_clear(&scene.keys);
    }
    scene = scene_of(SRTP_RTP);
    add_key(&scene.keys, 0, S80, 1, "");
    g_assert_false(opens(&scene, S80, 1, SRTP_ROC_SEARCH, 100));
    srtp_keys_clear(&scene.keys);
}

/* A tag of 32 bits is believed at once near the start; elsewhere another packet
 * has to confirm it. */
TEST(weak)
{
    struct scene scene = scene_of(SRTP_RTP);

    add_key(&scene.keys, 0, S32, 1, "");
    g_assert_true(opens(&scene, S32, 1, 3, 100));
    srtp_keys_clear(&scene.keys);
    scene = scene_of(SRTP_RTP);
    add_key(&scene.keys, 0, S32, 1, "");
    g_assert_false(opens(&scene, S32, 1, 4, 65535));
    g_assert_true(opens(&scene, S32, 1, 5, 0));
    g_assert_true(opens(&scene, S32, 1, 5, 1));
    srtp_keys_clear(&scene.keys);
}

/* Another key from some packet on, with its own counter or the old one; late
 * packets of the old key are opened too. */
TEST(rekeyed)
{
    struct scene scene = scene_of(SRTP_RTP);

    add_key(&scene.keys, 0, S80, 1, "");
    g_assert_true(opens(&scene, S80, 1, 7, 100));
    g_assert_false(opens(&scene, S80, 2, 7, 101));
    add_key(&scene.keys, 0, S80, 2, "");
    add_key(&scene.keys, 0, S80, 3, "");
    g_assert_true(opens(&scene, S80, 2, 7, 102));
    g_assert_true(opens(&scene, S80, 1, 7, 99));
    g_assert_true(opens(&scene, S80, 2, 7, 103));
    g_assert_true(opens(&scene, S80, 3, 0, 104));
    g_assert_cmpuint(scene.stream.n_tracks, ==, 3);
    srtp_keys_clear(&scene.keys);
}

/* More keys than are remembered: the latest used are. */
TEST(tracks)
{
    struct scene scene = scene_of(SRTP_RTP);

    for (uint8_t fill = 1; fill <= SRTP_TRACKS_MAX + 2; fill++) {
        add_key(&scene.keys, 0, S80, fill, "");
        g_assert_true(opens(&scene, S80, fill, 0, (uint16_t)(100 + fill)));
    }
    g_assert_cmpuint(scene.stream.n_tracks, ==, SRTP_TRACKS_MAX);
    g_assert_true(opens(&scene, S80, 1, 0, 120));
    srtp_keys_clear(&scene.keys);
}

/* A damaged packet is not opened, and changes nothing. */
TEST(damaged)
{
    struct scene scene = scene_of(SRTP_RTP);
    struct sealed sealed;

    add_key(&scene.keys, 0, S80, 1, "");
    g_assert_true(opens(&scene, S80, 1, 0, 100));
    for (uint16_t seq = 101; seq < 200; seq++) {
        seal(&sealed, S80, 1, 0, seq);
        sealed.octets[14] ^= 1;
        g_assert_null(open(&scene, &sealed));
    }
    g_assert_true(opens(&scene, S80, 1, 0, 200));
    g_assert_false(srtp_stream_becomes_hopeless(&scene.stream));
    srtp_keys_clear(&scene.keys);
}

/* The capture lacks three rollovers: found within eight packets. */
TEST(gap)
{
    struct scene scene = scene_of(SRTP_RTP);
    unsigned n_missed = 0;

    add_key(&scene.keys, 0, S80, 1, "");
    g_assert_true(opens(&scene, S80, 1, 10, 100));
    while (n_missed < 8 &&
           !opens(&scene, S80, 1, 14, (uint16_t)(200 + n_missed)))
        n_missed++;
    g_assert_cmpuint(n_missed, <, 8);
    srtp_keys_clear(&scene.keys);
}

/* Sixteen packets that no key of the call fits; once. */
TEST(hopeless)
{
    struct scene scene = scene_of(SRTP_RTP);

    add_key(&scene.keys, 0, S80, 1, "");
    for (uint16_t seq = 1; seq < SRTP_HOPELESS_PACKETS; seq++) {
        g_assert_false(opens(&scene, S80, 2, 0, seq));
        g_assert_false(srtp_stream_becomes_hopeless(&scene.stream));
    }
    /* Another key: counted anew. */
    add_key(&scene.keys, 0, S80, 3, "");
    for (uint16_t seq = 1; seq < SRTP_HOPELESS_PACKETS; seq++) {
        g_assert_false(opens(&scene, S80, 2, 0, seq));
        g_assert_false(srtp_stream_becomes_hopeless(&scene.stream));
    }
    g_assert_false(opens(&scene, S80, 2, 0, 100));
    g_assert_true(srtp_stream_becomes_hopeless(&scene.stream));
    g_assert_false(srtp_stream_becomes_hopeless(&scene.stream));
    /* The key comes at last. */
    add_key(&scene.keys, 0, S80, 2, "");
    g_assert_true(opens(&scene, S80, 2, 0, 101));
    srtp_keys_clear(&scene.keys);
}

/* A stream of no known call: keys of others are tried, but that is no reason to
 * say that it has none. */
TEST(foreign)
{
    struct scene scene = scene_of(SRTP_RTP);

    scene.is_foreign = true;
    for (uint8_t fill = 1; fill <= SRTP_RECENT_KEYS + 1; fill++)
        add_key(&scene.keys, fill, S80, fill, "");
    for (uint16_t seq = 1; seq < 2 * SRTP_HOPELESS_PACKETS; seq++)
        g_assert_false(opens(&scene, S80, 1, 0, seq));
    g_assert_false(srtp_stream_becomes_hopeless(&scene.stream));
    scene.stream = (struct srtp_stream){0};
    g_assert_true(opens(&scene, S80, 2, 0, 1));
    scene.stream = (struct srtp_stream){0};
    g_assert_true(opens(&scene, S80, SRTP_RECENT_KEYS + 1, 3, 1));
    srtp_keys_clear(&scene.keys);
}

/* SRTCP carries its index. Its tag has 80 bits with S32 too, but some senders
 * cut it. */
TEST(rtcp)
{
    static const size_t tag_bytes[] = {10, 4};

    FOR_EACH_ROW(i, tag_bytes) {
        struct scene scene = scene_of(SRTP_RTCP);
        struct sealed sealed;

        add_key(&scene.keys, 0, S32, 1, "");
        add_key(&scene.keys, 0, S80, 2, "");
        for (uint32_t index = 1; index < 4; index++) {
            const struct srtp_opening *opening;

            seal_rtcp(&sealed, S32, 1, index * 1000, tag_bytes[i]);
            opening = open(&scene, &sealed);
            g_assert_nonnull(opening);
            g_assert_cmpuint(opening->key->master.key[0], ==, 1);
        }
        sealed.octets[13] ^= 1;
        g_assert_null(open(&scene, &sealed));
        srtp_keys_clear(&scene.keys);
    }
}

/* Whether a packet is opened after N_BEFORE that are none of the key's. */
static bool opens_after(unsigned n_before)
{
    struct scene scene = scene_of(SRTP_RTP);
    struct sealed sealed;
    bool is_opened;

    add_key(&scene.keys, 0, S80, 1, "");
    for (unsigned i = 0; i < n_before; i++) {
        seal(&sealed, S80, 1, 0, (uint16_t)(100 + i));
        sealed.octets[14] ^= 1;
        g_assert_null(open(&scene, &sealed));
    }
    is_opened = opens(&scene, S80, 1, 0, (uint16_t)(100 + n_before));
    srtp_keys_clear(&scene.keys);
    return is_opened;
}

/* A key is looked for at the first three packets, then at those whose number is
 * one of these times a power of eight. */
TEST(misses_searched)
{
    static const unsigned searched[] = {1, 2, 3, 8, 16, 24, 64, 128};

    for (unsigned n = 1, next = 0; n <= 130; n++) {
        bool is_one = next < G_N_ELEMENTS(searched) && searched[next] == n;

        g_assert_true(opens_after(n - 1) == is_one);
        next += is_one;
    }
}

/* Keys of other calls are tried from the third packet on. */
TEST(misses_foreign)
{
    struct scene scene = scene_of(SRTP_RTP);

    add_key(&scene.keys, 0, S80, 1, "");
    add_key(&scene.keys, 9, S80, 2, "");
    g_assert_false(opens(&scene, S80, 2, 0, 100));
    g_assert_false(opens(&scene, S80, 2, 0, 101));
    g_assert_true(opens(&scene, S80, 2, 0, 102));
    srtp_keys_clear(&scene.keys);
}
