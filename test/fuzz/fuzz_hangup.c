/* A libFuzzer harness for TCP connections and the services that one side ends:
 * the module hangup.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "fuzz_input.h"

#include "hangup_watch.h"
#include "iscsi_pdu.h"
#include "service_ports.h"
#include "service_text.h"

#define N_MOST 5 /* connections, and services: the tables overflow */

static struct {
    int64_t now_ns;
    uint32_t frame;
    uint32_t next[2][4]; /* sequence numbers: [side][connection] */
    uint16_t client_ports[4];
    struct hangup_watch *watch;
    struct service_ports ports;
} capture;

static void step_time(struct fuzz_input *input)
{
    capture.now_ns = fuzz_after_ns(capture.now_ns, input);
}

static void check_hangup(const struct hangup *hangup)
{
    const struct service *service =
        hangup_watch_service(capture.watch, hangup->ends);
    unsigned side;
    char *text;

    FUZZ_CHECK(service != NULL);
    side = hangup->by_server;
    FUZZ_CHECK(hangup->close.n >= 1);
    FUZZ_CHECK(hangup->close.n <= service->sides[side].n_closes);
    FUZZ_CHECK(hangup->close.period_s >= 0);
    FUZZ_CHECK(!hangup->close.proven || hangup->close.n > PERIOD_INTERVALS_MIN);
    FUZZ_CHECK(service->sides[side].last.kind == CLOSE_HANGUP);
    text = service_text_finding(service, side, "a name that is cut somewhere");
    FUZZ_CHECK(strlen(text) <= SERVICE_TEXT_MOST);
    FUZZ_CHECK(g_utf8_validate(text, -1, NULL));
    g_free(text);
    service_text_cause(&service->sides[side]);
    service_text_before(&service->sides[side]);
    FUZZ_CHECK(service_worse_side(service) <= 1);
}

static void take(const struct tcp_segment *segment, unsigned sender)
{
    static const uint8_t addresses[2][4] = {{10, 0, 0, 1}, {10, 0, 0, 2}};
    struct hangup hangup;
    struct hangup_sighting sighting = {
        ++capture.frame,
        capture.now_ns,
        {.source = addresses[sender],
         .destination = addresses[!sender],
         .source_serves =
             service_port_watched(&capture.ports, segment->source_port),
         .destination_serves =
             service_port_watched(&capture.ports, segment->destination_port)}};

    if (!sighting.path.source_serves && !sighting.path.destination_serves)
        return;
    if (hangup_watch_take(capture.watch, segment, &sighting, &hangup))
        check_hangup(&hangup);
    FUZZ_CHECK(capture.watch->connections.n <= N_MOST);
    FUZZ_CHECK(capture.watch->services->len <= N_MOST);
}

/* What a segment carries: nothing, text, TLS, or an iSCSI header. */
static uint32_t payload_of(uint8_t octet, uint8_t payload[ISCSI_HEADER_BYTES])
{
    static const uint8_t opcodes[] = {0x03, 0x43, 0x00, 0x40, 0x06, 0x26,
                                      0x20, 0x32, 0x46, 0x05, 0x25, 0x3F};

    memset(payload, 0, ISCSI_HEADER_BYTES);
    switch (octet & 3) {
    case 0:
        return 0;
    case 1:
        return 1 + (octet >> 2 & 31);
    case 2:
        memcpy(payload, octet & 4 ? "\x16\3\1" : "\x15\3\3", 3);
        return 40;
    default:
        payload[0] = FUZZ_PICK(opcodes, octet >> 2 & 15);
        payload[1] = 0x80;
        payload[7] = octet & 0x80 ? 16 : 0;
        payload[36] = octet >> 6;
        memset(payload + 16, octet & 0x40 ? 0xFF : 0, 8);
        return ISCSI_HEADER_BYTES + payload[7];
    }
}

static void step_segment(struct fuzz_input *input)
{
    static const uint8_t flags[] = {
        TCP_ACK,           TCP_ACK, TCP_SYN, TCP_SYN | TCP_ACK,
        TCP_FIN | TCP_ACK, TCP_RST, TCP_ACK, TCP_RST | TCP_ACK};
    static const uint16_t services[] = {5061, 3260, 1433, 5061};
    uint8_t payload[ISCSI_HEADER_BYTES];
    uint8_t octet = fuzz_octet(input);
    uint8_t content = fuzz_octet(input);
    unsigned sender = octet & 1;
    unsigned which = octet >> 1 & 3;
    uint16_t ports[2] = {capture.client_ports[which],
                         FUZZ_PICK(services, which)};
    uint32_t length = payload_of(content, payload);
    uint8_t flag = FUZZ_PICK(flags, octet >> 3 & 7);
    struct tcp_segment segment = {
        .source_port = ports[sender],
        .destination_port = ports[!sender],
        .sequence = capture.next[sender][which],
        .flags = flag,
        .hops = octet & 0x40 ? 64 : (uint8_t)(63 - sender),
        .length = length,
        .captured = MIN(length, octet & 0x80 ? 7 : ISCSI_HEADER_BYTES),
        .payload = payload,
    };

    take(&segment, sender);
    capture.next[sender][which] += length + ((flag & (TCP_SYN | TCP_FIN)) != 0);
}

/* A whole connection of the length that the next octets give, idle or not,
 * again and again at one interval: what the module is for. */
static void step_connections(struct fuzz_input *input)
{
    uint8_t octet = fuzz_octet(input);
    int64_t period_ns = fuzz_octet(input) * FUZZ_S;
    static const uint8_t program[] = {0x10, 0, 0x19, 0, 0x08, 9,
                                      0x09, 9, 0x20, 0, 0x21, 0};

    for (unsigned i = 0; i < (octet & 7); i++) {
        capture.client_ports[0]++;
        for (unsigned k = 0; k < sizeof program; k += 2) {
            struct fuzz_input segment = {program + k, 2};

            if (k == 8)
                capture.now_ns += period_ns;
            step_segment(&segment);
        }
        capture.now_ns += (octet >> 3) * 10 * FUZZ_MS;
    }
}

static void step_port(struct fuzz_input *input)
{
    uint8_t octet = fuzz_octet(input);

    capture.client_ports[octet & 3] = octet < 0xF0 ? 40000 + octet : 5061;
}

static void step_octets(struct fuzz_input *input)
{
    uint8_t octet = fuzz_octet(input);
    size_t n;
    uint8_t *octets = fuzz_octets(input, &n);
    struct tcp_segment segment;
    uint32_t length;

    if (tcp_segment_read(octets, (uint32_t)n, (uint32_t)n + octet, &segment)) {
        FUZZ_CHECK(segment.captured <= n);
        FUZZ_CHECK(segment.captured <= segment.length);
        FUZZ_CHECK(segment.length <= n + octet);
        segment.hops = 64;
        take(&segment, octet & 1);
    }
    if (n >= ISCSI_HEADER_BYTES &&
        iscsi_pdu_read(octets, octet & 1, &length) == ISCSI_INVALID)
        FUZZ_CHECK(length == 0);
    free(octets);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static fuzz_step *const steps[] = {step_segment, step_segment,
                                       step_time,    step_connections,
                                       step_port,    step_octets};

    memset(&capture, 0, offsetof(__typeof__(capture), ports));
    if (capture.ports.watched[5061 >> 3] == 0)
        service_ports_set(&capture.ports, NULL, 0);
    for (uint16_t i = 0; i < 4; i++)
        capture.client_ports[i] = 40000 + i;
    capture.watch = hangup_watch_new(7, N_MOST, N_MOST);
    fuzz_run(data, size, steps, G_N_ELEMENTS(steps));
    hangup_watch_free(capture.watch);
    return 0;
}
