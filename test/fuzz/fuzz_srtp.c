/* A libFuzzer harness for keys in SDP, and the SRTP and SRTCP that they open.
 * Packets are sealed once, when the program starts; an input chooses among
 * them, or gives octets of its own.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "fuzz_input.h"

#include "index.h"
#include "srtp_scene.h"

#define N_KEYS   8  /* two suites, two masters, two attributes */
#define N_SEALED 64 /* two suites, two masters, two counters, eight numbers */
#define N_CALLS  3

static char *keys[N_KEYS];
static struct sealed packets[SRTP_RTCP + 1][N_SEALED];
static struct srtp *srtp;

static const char *const suites[] = {"AES_CM_128_HMAC_SHA1_80",
                                     "AES_CM_128_HMAC_SHA1_32"};

static void seal_all(void)
{
    static const uint16_t seqs[] = {1, 2, 3, 100, 32768, 65534, 65535, 0};

    for (unsigned i = 0; i < N_KEYS; i++)
        keys[i] =
            crypto_line(i & 4 ? "cryptoscale" : "crypto", suites[i & 1],
                        (uint8_t)(1 + (i >> 1 & 1)), i & 4 ? "" : "|2^31");
    for (unsigned i = 0; i < N_SEALED; i++) {
        uint8_t fill = (uint8_t)(1 + (i >> 1 & 1));

        seal(&packets[SRTP_RTP][i], suites[i & 1], fill, i >> 2 & 1,
             seqs[i >> 3]);
        seal_rtcp(&packets[SRTP_RTCP][i], suites[i & 1], fill, i >> 2, 10);
    }
}

/* What opens PACKET, if anything does, opens it without a fault. */
static const struct srtp_opening *take(const struct srtp_packet *packet,
                                       enum srtp_kind kind, uint8_t octet)
{
    struct srtp_stream_id id = {
        .ends = {fuzz_endpoint(octet & 1), fuzz_endpoint(2)},
        .ssrc = SCENE_SSRC,
        .kind = kind,
    };
    const uint32_t calls[2] = {
        octet & 2 ? (uint32_t)(octet >> 2 & 3) % N_CALLS : NO_INDEX, NO_INDEX};
    const struct srtp_opening *opening = srtp_open(srtp, &id, calls, packet);
    struct srtp_stream *stream = srtp_stream_find(srtp, &id);

    if (stream != NULL) {
        FUZZ_CHECK(stream->n_tracks <= SRTP_TRACKS_MAX);
        FUZZ_CHECK(opening == NULL || stream->n_misses == 0);
        if (srtp_stream_becomes_hopeless(stream))
            FUZZ_CHECK(!srtp_stream_becomes_hopeless(stream));
    }
    return opening;
}

static void step_sealed(struct fuzz_input *input)
{
    uint8_t place = fuzz_octet(input);
    enum srtp_kind kind = place >> 6 & 1 ? SRTP_RTCP : SRTP_RTP;
    const struct srtp_packet *packet = &packets[kind][place & 63].packet;
    const struct srtp_opening *opening = take(packet, kind, fuzz_octet(input));
    uint8_t clear[64];
    size_t n;

    if (opening == NULL)
        return;
    n = srtp_opening_apply(opening, packet->octets, packet->n, clear);
    FUZZ_CHECK(opening->kind == kind && n <= packet->n);
    if ((place & 1) != 0) /* a tag of 32 bits may fit by chance */
        return;
    FUZZ_CHECK(n == (kind == SRTP_RTP ? 20 : 8));
    if (kind == SRTP_RTP)
        FUZZ_CHECK(memcmp(clear + 12, "payload", 8) == 0);
}

static void step_octets(struct fuzz_input *input)
{
    uint8_t octet = fuzz_octet(input);
    size_t n;
    uint8_t *octets = fuzz_octets(input, &n);
    struct srtp_packet packet = {octets, n, octet};
    enum srtp_kind kind = octet & 1 ? SRTP_RTCP : SRTP_RTP;
    const GPtrArray *known = srtp_keys_of_call(&srtp->keys, octet >> 6);
    uint8_t *clear = malloc(MAX(n, 1));

    FUZZ_CHECK(clear != NULL);
    if (known != NULL && octet & 2) { /* whether it fits or not */
        struct srtp_key *key = g_ptr_array_index(known, 0);
        const struct srtp_opening *opening = srtp_key_opening(key, kind, 0);

        if (srtp_key_session(key, kind) != NULL)
            FUZZ_CHECK(srtp_opening_apply(opening, octets, n, clear) <= n);
    } else if (octet & 4) {
        take(&packet, kind, octet >> 3);
    }
    free(clear);
    free(octets);
}

static void check_keys(uint32_t call)
{
    const GPtrArray *known = srtp_keys_of_call(&srtp->keys, call);
    bool scales = false;

    if (known == NULL)
        return;
    FUZZ_CHECK(known->len <= SRTP_KEYS_OF_CALL_MAX);
    for (guint i = 0; i < known->len; i++) {
        const struct srtp_key *key = g_ptr_array_index(known, i);

        FUZZ_CHECK(key->is_scale || !scales);
        scales = key->is_scale;
    }
}

static void step_key(struct fuzz_input *input)
{
    uint8_t octet = fuzz_octet(input);

    srtp_keys_add(&srtp->keys, (octet >> 3) % N_CALLS,
                  text_of(keys[octet % N_KEYS]));
    check_keys((octet >> 3) % N_CALLS);
}

static void step_text(struct fuzz_input *input)
{
    size_t n;
    uint8_t *octets = fuzz_octets(input, &n);

    srtp_keys_add(&srtp->keys, 0, (struct text){(const char *)octets, n});
    check_keys(0);
    free(octets);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static fuzz_step *const steps[] = {step_sealed, step_sealed, step_key,
                                       step_octets, step_text};

    if (keys[0] == NULL)
        seal_all();
    srtp = srtp_new();
    fuzz_run(data, size, steps, G_N_ELEMENTS(steps));
    srtp_free(srtp);
    return 0;
}
