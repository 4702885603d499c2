/* A libFuzzer harness for which legs, and which flows of media without
 * signalling, are one call.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "fuzz_input.h"

#include "call_group.h"
#include "call_relay.h"
#include "flow_join.h"

#define N_MAX 24 /* legs, and flows */

static struct {
    int64_t now_ns; /* begin of the next */
    unsigned n_legs;
    struct call_leg legs[N_MAX];
    unsigned n_flows;
    struct flow_leg flows[N_MAX];
} capture;

/* Begins do not go back: the lists are in their order. */
static int64_t begin_ns(struct fuzz_input *input)
{
    static const int64_t steps_ns[] = {0,      100 * FUZZ_MS, 400 * FUZZ_MS,
                                       FUZZ_S, 3 * FUZZ_S,    60 * FUZZ_S};

    capture.now_ns += FUZZ_PICK(steps_ns, fuzz_octet(input));
    return capture.now_ns;
}

static int64_t length_ns(uint8_t octet)
{
    return (octet & 15) * 30 * FUZZ_S + (octet >> 4) * 100 * FUZZ_MS;
}

static void note_numbers(struct call_leg *leg, uint8_t octet)
{
    static const char *const uris[] = {
        "sip:+4930123456@x",
        "sip:030123456@y;user=phone",
        "sip:2101@x",
        "sip:2102@x",
        "sip:anonymous@anonymous.invalid",
        "tel:+49-30-123456",
        "sip:alice@x",
        "",
    };
    struct sip_message invite = {
        .is_request = true,
        .from_uri = text_of(FUZZ_PICK(uris, octet & 7)),
        .to_uri = text_of(FUZZ_PICK(uris, octet >> 3 & 7)),
    };

    call_leg_on_invite(leg, &invite);
}

static void note_session_id(struct call_leg *leg, uint8_t octet)
{
    static const char *const uuids[] = {"", "0123456789abcdef0123456789abcdef",
                                        "0123456789ABCDEF0123456789ABCDE0",
                                        "ffffffffffffffffffffffffffffffff"};
    struct sip_message message = {
        .session_id = {text_of(FUZZ_PICK(uuids, octet & 3)),
                       text_of(FUZZ_PICK(uuids, octet >> 2 & 3))}};

    call_leg_on_session_id(leg, &message, octet & 16 ? SIDE_B : SIDE_A);
}

static void step_leg(struct fuzz_input *input)
{
    static const char *const ids[] = {"one", "two", "three", NULL};
    struct call_leg *leg = &capture.legs[capture.n_legs];
    uint8_t octet = fuzz_octet(input);
    uint8_t media = fuzz_octet(input);
    uint8_t rtp = fuzz_octet(input);
    struct endpoint from;
    struct endpoint to;

    if (capture.n_legs == N_MAX)
        return;
    capture.n_legs++;
    leg->begin_ns = begin_ns(input);
    leg->end_ns = leg->begin_ns + length_ns(fuzz_octet(input));
    leg->call_id = FUZZ_PICK(ids, octet & 3);
    leg->start_seen = (octet & 4) != 0;
    leg->hosts[SIDE_A] = fuzz_endpoint(octet >> 3 & 3);
    leg->hosts[SIDE_B] = fuzz_endpoint(octet >> 5 & 3);
    for (int side = SIDE_A; side <= SIDE_B; side++, media >>= 4)
        if ((media & 15) != 0)
            leg->media[side] = fuzz_endpoint(media & 15);
    note_numbers(leg, fuzz_octet(input));
    note_session_id(leg, fuzz_octet(input));
    for (unsigned i = 0; i < (rtp & 3); i++) {
        from = fuzz_endpoint(rtp >> 2 & 7);
        to = fuzz_endpoint(rtp >> 4 & 7);
        call_leg_on_rtp(leg, rtp >> 6, &from, &to);
    }
}

static void step_flow(struct fuzz_input *input)
{
    struct flow_leg *flow = &capture.flows[capture.n_flows];
    uint8_t octet = fuzz_octet(input);
    uint8_t shape = fuzz_octet(input);

    if (capture.n_flows == N_MAX)
        return;
    capture.n_flows++;
    flow->ends[0] = fuzz_endpoint(octet & 3);
    flow->ends[1] = fuzz_endpoint(octet >> 2 & 3);
    flow->ends[0].port = (uint16_t)(5000 + (octet >> 4 & 3));
    flow->ends[1].port = (uint16_t)(5000 + (octet >> 6));
    flow->sends[0] = shape & 1;
    flow->sends[1] = shape >> 1 & 1;
    flow->kind = (shape >> 2 & 3) % 3;
    flow->begin_ns = begin_ns(input);
    flow->end_ns = flow->begin_ns + length_ns(shape >> 4);
}

static void check_groups(const struct call_group *groups, unsigned n)
{
    for (unsigned i = 0; i < n; i++) {
        FUZZ_CHECK(groups[i].first <= i);
        FUZZ_CHECK(groups[groups[i].first].first == groups[i].first);
        FUZZ_CHECK((groups[i].first == i) ==
                   (groups[i].join.confidence == CALL_JOIN_NONE));
        FUZZ_CHECK(groups[i].join.confidence != CALL_JOIN_POSSIBLE);
        if (groups[i].first != i)
            FUZZ_CHECK(call_join_reason_text(groups[i].join.reason)[0] != '\0');
    }
}

static bool overlap(const struct call_leg *a, const struct call_leg *b)
{
    return a->begin_ns <= b->end_ns && b->begin_ns <= a->end_ns;
}

/* The order of two legs does not matter, and those that do not overlap are
 * never one call. */
static void check_pairs(void)
{
    for (unsigned i = 1; i < capture.n_legs; i++) {
        const struct call_leg *a = &capture.legs[i - 1];
        const struct call_leg *b = &capture.legs[i];
        struct call_join join = call_join_judge(a, b);
        struct call_join back = call_join_judge(b, a);

        FUZZ_CHECK(join.confidence == back.confidence);
        FUZZ_CHECK(join.reason == back.reason);
        FUZZ_CHECK(!call_join_is_stronger(join, back));
        FUZZ_CHECK((join.confidence == CALL_JOIN_NONE) ==
                   (join.reason == CALL_JOIN_NO_REASON));
        FUZZ_CHECK(join.confidence == CALL_JOIN_NONE || overlap(a, b));
        FUZZ_CHECK(call_relay_is_caller(a, b) == call_relay_is_caller(b, a));
    }
}

static void check(void)
{
    const struct call_leg *legs[N_MAX];
    const struct flow_leg *flows[N_MAX];
    struct call_group groups[N_MAX];

    for (unsigned i = 0; i < N_MAX; i++) {
        legs[i] = capture.legs[i].end_ns % 7 == 6 ? NULL : &capture.legs[i];
        flows[i] = &capture.flows[i];
    }
    call_group_legs(legs, capture.n_legs, groups);
    check_groups(groups, capture.n_legs);
    flow_join(flows, capture.n_flows, groups);
    check_groups(groups, capture.n_flows);
    check_pairs();
    if (capture.n_flows > 0 && capture.n_legs > 0) {
        const struct call_leg *leg = &capture.legs[0];
        struct flow_call call = {leg->hosts, leg->begin_ns, leg->end_ns,
                                 leg->end_ns};

        FUZZ_CHECK(flow_fits_call(flows[0], &call) <= 2);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static fuzz_step *const steps[] = {step_leg, step_leg, step_flow};

    memset(&capture, 0, sizeof capture);
    fuzz_run(data, size, steps, G_N_ELEMENTS(steps));
    check();
    for (unsigned i = 0; i < capture.n_legs; i++)
        call_leg_clear(&capture.legs[i]);
    return 0;
}
