/* A libFuzzer harness for RTCP: its reader, and what is concluded from when
 * reports come, what they say, and when they stop.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "fuzz_input.h"

#include "rtcp_bye.h"
#include "rtcp_header.h"
#include "rtcp_presence.h"
#include "rtcp_round_trip.h"
#include "rtcp_route.h"
#include "rtp_stop.h"

static struct {
    int64_t now_ns;
    bool rtp_seen;
    int64_t last_rtp_ns;
    struct rtcp_presence presence;
    struct rtcp_bye bye;
    struct rtp_stop stop;
    struct rtcp_round_trip trips[2]; /* of the two sources */
} call;

static void step_time(struct fuzz_input *input)
{
    call.now_ns = fuzz_after_ns(call.now_ns, input);
}

/* What HEADER, RTCP of source SENDER, leads to. */
static void take(const struct rtcp_header *header, unsigned sender)
{
    struct rtcp_round_trip_proof proof;

    rtp_stop_on_rtcp(&call.stop, header, call.now_ns);
    FUZZ_CHECK(call.stop.n_receivers + call.stop.n_unread +
                   call.stop.n_counts <=
               call.stop.n_reports);
    rtp_stop_proof(&call.stop);
    rtcp_presence_on_rtcp(&call.presence, call.now_ns);
    if (header->n_byes > 0)
        rtcp_bye_on_bye(&call.bye, call.now_ns);
    for (unsigned i = 0; i < header->n_stamps; i++)
        rtcp_round_trip_on_stamp(&call.trips[sender], header->stamps[i],
                                 call.now_ns);
    for (unsigned i = 0; i < header->n_reports; i++) {
        const struct rtcp_report *report = &header->reports[i];
        struct rtcp_echo echo = {report->ssrc, report->last_sr, report->delay};

        proof = rtcp_round_trip_on_echo(
            &call.trips[!sender], &call.trips[sender], &echo, call.now_ns);
        FUZZ_CHECK(!proof.whole_known || proof.half_known);
        FUZZ_CHECK(!proof.half_known || proof.half_ns >= 0);
        FUZZ_CHECK(!proof.half_known ||
                   proof.half_ns <= RTCP_ROUND_TRIP_MAX_NS);
        FUZZ_CHECK(!proof.whole_known || proof.whole_ns >= 0);
    }
}

static void step_octets(struct fuzz_input *input)
{
    size_t octet = fuzz_octet(input);
    size_t n;
    uint8_t *octets = fuzz_octets(input, &n);
    struct rtcp_header header;

    if (rtcp_header_read(octets, n, n + (octet >> 1), &header) !=
        RTCP_HEADER_NOT_RTCP) {
        FUZZ_CHECK(header.packet_type >= 192 && header.packet_type <= 223);
        FUZZ_CHECK(header.n_byes <= RTCP_MAX_COUNT);
        FUZZ_CHECK(header.n_reports <= RTCP_MAX_COUNT);
        FUZZ_CHECK(header.n_stamps <= RTCP_STAMPS_MAX);
        FUZZ_CHECK(header.n_echoes <= RTCP_MAX_COUNT);
        if (header.protection == RTCP_ENCRYPTED)
            FUZZ_CHECK(header.n_reports + header.n_byes + header.n_stamps == 0);
        take(&header, octet & 1);
    }
    free(octets);
}

/* A report of which the next octets choose what matters. */
static void step_report(struct fuzz_input *input)
{
    static const uint32_t delays[] = {0, 1, 6554, 65536, 327680, UINT32_MAX};
    uint8_t octet = fuzz_octet(input);
    uint8_t shape = fuzz_octet(input);
    bool sends = (octet & 2) != 0;
    struct rtcp_header header = {
        .packet_type = sends ? RTCP_PT_SR : RTCP_PT_RR,
        .ssrc_present = true,
        .ssrc = octet & 1,
        .protection = octet & 4 ? RTCP_ENCRYPTED : RTCP_CLEAR,
        .sent_known = sends && !(octet & 4),
        .n_sent = octet >> 4,
        .n_byes = octet >> 3 & 1,
        .n_stamps = sends && !(octet & 4),
        .stamps = {1u + (shape & 3)},
        .n_reports = (octet & 4) == 0,
        .reports = {{.ssrc = !(octet & 1),
                     .last_sr = shape >> 2 & 3,
                     .delay = FUZZ_PICK(delays, shape >> 4)}},
    };

    take(&header, octet & 1);
}

static void step_rtp(struct fuzz_input *input)
{
    uint8_t octet = fuzz_octet(input);
    bool was_waiting = call.bye.waiting;

    if (octet & 1)
        rtcp_presence_on_excused_rtp(&call.presence, call.now_ns);
    else
        rtcp_presence_on_rtp(&call.presence, call.now_ns, 30 * FUZZ_S);
    if (octet & 2)
        rtcp_presence_restart(&call.presence, call.now_ns);
    if (call.rtp_seen &&
        rtcp_bye_on_rtp(&call.bye, call.now_ns, call.last_rtp_ns))
        FUZZ_CHECK(was_waiting && call.bye.told);
    call.rtp_seen = true;
    call.last_rtp_ns = call.now_ns;
}

static void check(void)
{
    int64_t whole_ns = rtcp_round_trip_whole_ns(&call.trips[0], &call.trips[1]);

    FUZZ_CHECK(!call.presence.absent || call.presence.rtp_seen);
    FUZZ_CHECK(rtcp_presence_stopped_after_ns(&call.presence) >= 0);
    FUZZ_CHECK(rtcp_presence_silence_ns(&call.presence, call.now_ns) >= 0);
    FUZZ_CHECK(whole_ns >= -1);
    for (int i = 0; i < 2; i++)
        FUZZ_CHECK((call.trips[i].n == 0) ==
                   (rtcp_round_trip_half_ns(&call.trips[i]) == -1));
}

/* An SSRC matches best, and nothing matches between other hosts. */
static void step_route(struct fuzz_input *input)
{
    struct endpoint ends[6];
    struct rtcp_route route;
    enum rtcp_route_match match;

    for (unsigned i = 0; i < G_N_ELEMENTS(ends); i++) {
        uint8_t octet = fuzz_octet(input);

        ends[i] = fuzz_endpoint(octet & 3);
        ends[i].port = (uint16_t)(5000 + (octet >> 2 & 3));
        if (octet & 0x80 && i >= 2)
            ends[i] = (struct endpoint){0};
    }
    route = (struct rtcp_route){ends[0], ends[1], ends[2], ends[3]};
    match = rtcp_route_match(&route, &ends[4], &ends[5], false);
    FUZZ_CHECK(rtcp_route_match(&route, &ends[4], &ends[5], true) >= match);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static fuzz_step *const steps[] = {step_report, step_rtp, step_time,
                                       step_octets, step_route};

    memset(&call, 0, sizeof call);
    fuzz_run(data, size, steps, G_N_ELEMENTS(steps));
    check();
    return 0;
}
