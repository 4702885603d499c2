/* A libFuzzer harness for STUN and TURN: their readers, connectivity checks,
 * clients of TURN servers, and candidates of SDP.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "fuzz_input.h"

#include "ice_checks.h"
#include "ice_type.h"
#include "sdp_parse.h"
#include "stun_binding.h"
#include "turn_clients.h"
#include "turn_stream.h"

static struct {
    int64_t now_ns;
    uint32_t call;
    struct ice_checks checks;
    struct turn_clients clients;
    struct media_ends ends;
} scene;

static void step_time(struct fuzz_input *input)
{
    scene.now_ns = fuzz_after_ns(scene.now_ns, input);
}

/* A message between a client and a server, both of OCTET. */
static void take(const uint8_t *octets, size_t n, uint8_t octet)
{
    struct endpoint from = fuzz_endpoint(octet & 3);
    struct endpoint to = fuzz_endpoint(4 + (octet >> 2 & 3));
    struct stun_binding binding;
    struct turn_allocation allocation;
    struct media_path path;

    if (octet & 0x10) {
        struct endpoint turned = from;

        from = to;
        to = turned;
    }
    if (stun_binding_read(octets, n, &binding)) {
        FUZZ_CHECK(n >= STUN_HEADER_BYTES);
        if (binding.kind == STUN_BINDING_REQUEST)
            ice_checks_on_request(&scene.checks, binding.transaction, &from,
                                  &to, scene.now_ns);
        else
            ice_checks_on_answer(&scene.checks, binding.transaction);
    }
    if (turn_allocation_read(octets, n, &allocation))
        FUZZ_CHECK(allocation.error == 0 ||
                   (allocation.error >= 300 && allocation.error <= 699));
    path = media_path_of(&from, &to);
    turn_clients_on_message(&scene.clients, &scene.ends, &path,
                            (octet & 0x20) != 0, octets, n, scene.now_ns);
}

static void read_stream(const uint8_t *octets, size_t n)
{
    uint8_t *packet;

    turn_stream_carrier(octets, n);
    turn_stream_is_message(octets, n);
    turn_stream_has_length(octets, n);
    if (n < TLS_RECORD_HEADER_BYTES || turn_stream_unit_bytes(octets) == 0)
        return;
    packet = malloc(n);
    FUZZ_CHECK(packet != NULL);
    if (turn_stream_packet_bytes(octets, n) <= n)
        FUZZ_CHECK(turn_stream_join(octets, turn_stream_packet_bytes(octets, n),
                                    packet) <= n);
    free(packet);
}

static void step_octets(struct fuzz_input *input)
{
    uint8_t octet = fuzz_octet(input);
    size_t n;
    uint8_t *octets = fuzz_octets(input, &n);

    take(octets, n, octet);
    read_stream(octets, n);
    free(octets);
}

/* A STUN message with one attribute, of which the next octets choose what
 * matters: RFC 8489 5, 14. */
static void step_message(struct fuzz_input *input)
{
    static const uint8_t types[][2] = {{0, 1}, {1, 1}, {1, 0x11},
                                       {0, 3}, {1, 3}, {1, 0x13}};
    static const uint8_t attributes[][8] = {
        {0, 6, 0, 4, 'u', ':', 'v', 0},    /* USERNAME */
        {0, 9, 0, 4, 0, 0, 4, 1},          /* ERROR-CODE 401 */
        {0, 9, 0, 4, 0, 0, 4, 38},         /* stale nonce */
        {0, 9, 0, 4, 0, 0, 5, 8},          /* 508 */
        {0, 0x16, 0, 8, 0, 1, 0x12, 0x34}, /* XOR-RELAYED-ADDRESS */
        {0, 0x20, 0, 8, 0, 1, 0x12, 0x34}, /* XOR-MAPPED-ADDRESS */
        {0, 8, 0, 4, 1, 2, 3, 4},          /* MESSAGE-INTEGRITY, cut */
    };
    uint8_t message[STUN_HEADER_BYTES + 12] = {0,    0,    0,    12,
                                               0x21, 0x12, 0xA4, 0x42};
    uint8_t shape = fuzz_octet(input);
    uint8_t octet = fuzz_octet(input);
    const uint8_t *attribute = FUZZ_PICK(attributes, shape >> 4 & 7);
    size_t n = attribute[3] == 4 ? STUN_HEADER_BYTES + 8 : sizeof message;

    memcpy(message, FUZZ_PICK(types, shape & 7), 2);
    message[3] = (uint8_t)(n - STUN_HEADER_BYTES);
    message[19] = octet >> 6; /* the transaction */
    memcpy(message + STUN_HEADER_BYTES, attribute, 8);
    take(message, n, octet);
}

/* What stands around component, address and port in a line of SDP. */
static const struct {
    const char *before;
    const char *between;
    const char *behind;
} candidates[] = {
    {"1", "UDP 2130706431 10.0.0.", "typ host"},
    {"2", "UDP 1694498815 203.0.113.", "typ srflx raddr 10.0.0.1 rport 5060"},
    {"3", "UDP 16777215 10.0.0.", "typ relay raddr 10.0.0.1 rport 5060"},
    {"4", "TCP-ACT 1684798975 10.0.0.", "typ host"},
    {"user", "password UDP 0.8 10.0.0.", ""},
    {"user", "password TCP 0.3 203.0.113.", ""},
    {"5", "UDP 1 224.0.0.", "typ prflx"},
};

/* Adds a candidate whose address is one of those of the messages. */
static void add_candidate(GString *sdp, uint8_t octet)
{
    unsigned row = (octet >> 4) % G_N_ELEMENTS(candidates);

    g_string_append_printf(sdp, "a=candidate:%s %u %s%u %u %s\r\n",
                           candidates[row].before, 1u + (octet >> 3 & 1),
                           candidates[row].between, 1u + (octet & 7),
                           octet & 8 ? 5062u : 5060u, candidates[row].behind);
}

static void step_sdp(struct fuzz_input *input)
{
    static struct sdp sdp;
    uint8_t octet = fuzz_octet(input);
    GString *text = g_string_new("v=0\r\nc=IN IP4 10.0.0.1\r\n"
                                 "m=audio 5060 RTP/AVP 0\r\n");
    struct endpoint sender = fuzz_endpoint(octet & 7);

    for (unsigned i = 0; i < (octet >> 3 & 7); i++)
        add_candidate(text, fuzz_octet(input));
    if (sdp_parse((struct text){text->str, text->len}, &sdp) == SDP_PARSE_OK) {
        const struct sdp_media *media = &sdp.media[0];

        FUZZ_CHECK(sdp.n_media <= SDP_MAX_MEDIA);
        FUZZ_CHECK(media->n_candidates <= SDP_MAX_CANDIDATES);
        for (unsigned i = 0; i < media->n_candidates; i++)
            ice_type_derive(media, &media->candidates[i], &sender);
        turn_clients_on_sdp(&scene.clients, scene.call++ % 3,
                            octet & 0x40 ? SIDE_B : SIDE_A, &sdp);
    }
    g_string_free(text, TRUE);
}

static void check(void)
{
    const struct ice_checks *checks = &scene.checks;

    FUZZ_CHECK(checks->n_answered <= checks->n_sent);
    if (ice_checks_in_vain(checks))
        FUZZ_CHECK(checks->n_answered == 0 && checks->n_sent > 0);
    for (guint i = 0; i < scene.clients.all->len; i++) {
        const struct turn_client_of *client =
            g_ptr_array_index(scene.clients.all, i);

        FUZZ_CHECK(client->call == NO_INDEX || client->call < 3);
        FUZZ_CHECK(!client->turn.allocated || client->turn.answered);
        if (turn_client_is_refused(&client->turn))
            FUZZ_CHECK(!client->turn.allocated);
        turn_error_text(client->turn.error);
    }
    for (uint32_t i = 0; i < 3; i++)
        turn_clients_refused(&scene.clients, i);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static fuzz_step *const steps[] = {step_message, step_message, step_octets,
                                       step_sdp, step_time};

    memset(&scene, 0, sizeof scene);
    turn_clients_init(&scene.clients);
    media_ends_init(&scene.ends);
    fuzz_run(data, size, steps, G_N_ELEMENTS(steps));
    check();
    turn_clients_clear(&scene.clients);
    media_ends_clear(&scene.ends);
    return 0;
}
