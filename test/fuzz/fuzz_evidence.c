/* A libFuzzer harness for what the capture can have seen: frames in any order
 * of time, RTP that lacks packets, receiver reports, and questions about
 * packets that are missing.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "fuzz_input.h"

#include "evidence.h"
#include "evidence_reason.h"
#include "evidence_span.h"
#include "sip_repeat.h"

#define N_HOSTS   3
#define N_STREAMS 4

static struct {
    int64_t raw_ns;
    uint32_t frame;
    uint32_t interface_id;
    struct capture_model model;
    struct capture_stream streams[N_STREAMS];
    uint16_t seqs[N_STREAMS];
    uint32_t timestamps[N_STREAMS];
    struct time_spans spans;
    int64_t most_ns; /* greatest time of a frame */
} capture;

/* The frame that is captured next. */
static void begin_frame(void)
{
    int64_t now_ns;

    capture.frame++;
    if (!capture_model_advance(&capture.model, capture.interface_id,
                               capture.raw_ns, &now_ns))
        capture_model_on_frame(&capture.model, capture.interface_id,
                               capture.frame, capture.raw_ns);
    now_ns = capture_model_now_ns(&capture.model, capture.interface_id);
    FUZZ_CHECK(capture_model_time_ns(&capture.model, capture.interface_id,
                                     capture.frame, capture.raw_ns) == now_ns);
    capture.most_ns = MAX(capture.most_ns, now_ns);
}

static void step_time(struct fuzz_input *input)
{
    capture.raw_ns = fuzz_after_ns(capture.raw_ns, input);
}

static void step_interface(struct fuzz_input *input)
{
    uint8_t octet = fuzz_octet(input);

    capture.interface_id = octet < 0xF0 ? octet & 1 : octet;
}

static void step_ip(struct fuzz_input *input)
{
    uint8_t octet = fuzz_octet(input);
    struct endpoint from = fuzz_endpoint((octet & 3) % N_HOSTS);
    struct endpoint to = fuzz_endpoint((octet >> 2 & 3) % N_HOSTS);

    struct capture_direction *direction;

    begin_frame();
    direction = capture_model_on_ip4(&capture.model, capture.interface_id,
                                     from.address, to.address);
    if (direction == NULL)
        direction = capture_model_on_ip(&capture.model, capture.interface_id,
                                        &from, &to);
    FUZZ_CHECK(direction != NULL);
    if (octet & 0x80)
        capture_model_on_cut(&capture.model, capture.interface_id, direction);
    if (octet & 0x40)
        capture_model_on_rtcp(&capture.model, capture.interface_id);
    if ((octet & 0x30) == 0x30)
        capture_model_on_time_passed(&capture.model, capture.interface_id);
}

static struct capture_stream *stream_of(unsigned i)
{
    struct endpoint from = fuzz_endpoint((uint8_t)(i & 1));
    struct endpoint to = fuzz_endpoint((uint8_t)(i == 3 ? 2 : !(i & 1)));

    if (capture.streams[i].interface == NULL)
        capture_model_stream_init(&capture.model, &capture.streams[i],
                                  capture.interface_id, &from, &to);
    return &capture.streams[i];
}

static void rtp(unsigned i)
{
    struct capture_rtp_verdict verdict;

    begin_frame();
    verdict = capture_stream_on_rtp(stream_of(i), capture.frame, capture.raw_ns,
                                    capture.seqs[i], capture.timestamps[i]);
    if (verdict.n_lacking > 0)
        FUZZ_CHECK(verdict.n_lacking == verdict.step.seq_step - 1);
}

/* Packets of a stream, 20 ms apart; before them some are missing, the sender
 * pauses, or its clock leaps. */
static void step_rtp(struct fuzz_input *input)
{
    static const uint16_t lacking[] = {0, 0, 1, 8, 50, 1500, 2999, 65535};
    static const uint32_t pauses[] = {0, 0, 160, 80000, 720000, 1u << 31};
    uint8_t octet = fuzz_octet(input);
    uint8_t shape = fuzz_octet(input);
    unsigned i = octet & 3;

    capture.seqs[i] =
        (uint16_t)(capture.seqs[i] + FUZZ_PICK(lacking, shape & 7));
    capture.timestamps[i] += FUZZ_PICK(pauses, shape >> 3 & 7) +
                             160u * FUZZ_PICK(lacking, shape & 7);
    for (unsigned n = 0; n <= octet >> 2; n++) {
        capture.seqs[i]++;
        capture.timestamps[i] += 160;
        rtp(i);
        capture.raw_ns += shape & 0x80 ? 10 * FUZZ_MS : 20 * FUZZ_MS;
        if (shape & 0x40) /* the other direction talks too */
            rtp(i ^ 1);
    }
}

static void step_report(struct fuzz_input *input)
{
    uint8_t octet = fuzz_octet(input);
    struct rtcp_report report = {
        .highest_seq = (uint32_t)(octet >> 6) << 16 | capture.seqs[octet & 3],
        .last_sr = octet >> 2 & 3,
        .delay = fuzz_octet(input) * 65536u,
    };

    begin_frame();
    capture_model_on_rtcp(&capture.model, capture.interface_id);
    capture_stream_on_receiver_report(stream_of(octet & 3), octet >> 4 & 1,
                                      &report);
}

static int64_t earlier_ns(struct fuzz_input *input)
{
    static const int64_t ago_ns[] = {0,           FUZZ_S,       5 * FUZZ_S,
                                     31 * FUZZ_S, 120 * FUZZ_S, 7200 * FUZZ_S};

    return capture_model_now_ns(&capture.model, capture.interface_id) -
           FUZZ_PICK(ago_ns, fuzz_octet(input));
}

static void check_evidence(const struct evidence_question *question,
                           const struct evidence *evidence)
{
    char text[EVIDENCE_REASON_BYTES];
    int64_t span_ns = question->until_ns - question->since_ns;

    FUZZ_CHECK(evidence->p <= 1 && evidence->missed <= 1);
    FUZZ_CHECK(evidence->missed >= 0);
    FUZZ_CHECK(evidence->dark_ns >= 0 && evidence->dark_ns <= span_ns);
    FUZZ_CHECK(evidence->silent_ns >= 0);
    FUZZ_CHECK(evidence->dark_ns + evidence->silent_ns <= span_ns);
    FUZZ_CHECK(evidence->k <= question->k + question->k_back);
    FUZZ_CHECK((evidence->answer == EVIDENCE_SEEN) == (question->n_seen > 0));
    FUZZ_CHECK((evidence->answer == EVIDENCE_NOT_THERE) ==
               (evidence->why == EVIDENCE_WHY_PROVED));
    if (evidence->answer == EVIDENCE_NOT_THERE) {
        FUZZ_CHECK(evidence->k >= 1);
        FUZZ_CHECK(evidence->p >= 0);
        FUZZ_CHECK(chance_is_nil(evidence->missed));
        FUZZ_CHECK(evidence->scope != EVIDENCE_SCOPE_NONE);
    }
    evidence_reason(evidence, text);
    FUZZ_CHECK(strlen(text) < EVIDENCE_REASON_BYTES);
}

static void step_ask(struct fuzz_input *input)
{
    static const uint64_t due[] = {0, 1, 2, 6, 50, 3000, UINT32_MAX};
    uint8_t octet = fuzz_octet(input);
    uint8_t shape = fuzz_octet(input);
    int64_t a_ns = earlier_ns(input);
    int64_t b_ns = earlier_ns(input);
    struct evidence_question question = {
        .from = fuzz_endpoint((octet & 3) % N_HOSTS),
        .to = fuzz_endpoint((octet >> 2 & 3) % N_HOSTS),
        .since_ns = MIN(a_ns, b_ns),
        .until_ns = MAX(a_ns, b_ns),
        .k = FUZZ_PICK(due, octet >> 4),
        .k_back = FUZZ_PICK(due, shape & 7),
        .n_seen = (shape & 0xF8) == 0xF8,
        .together = shape >> 3 & 1,
        .contents = shape >> 4 & 1,
        .p_assumed = shape & 0x20 ? CHANCE_LACKING_MIN : 0,
    };
    struct evidence_silence silence = {question.from, question.to,
                                       question.since_ns, question.until_ns,
                                       20 * FUZZ_MS};
    struct evidence evidence = evidence_absent(&capture.model, &question);
    struct evidence_span span = evidence_span(&capture.model, &silence);

    check_evidence(&question, &evidence);
    FUZZ_CHECK(span.since_ns <= span.until_ns);
    FUZZ_CHECK(span.least_ns >= 0);
    FUZZ_CHECK(span.least_ns <= span.most_ns);
}

static void step_repeats(struct fuzz_input *input)
{
    uint8_t octet = fuzz_octet(input);
    int64_t first_ns = earlier_ns(input);
    struct sip_repeats repeats = {
        .waiting = octet % 3,
        .reliable = octet >> 7,
        .first_ns = first_ns,
        .last_ns = first_ns + (octet >> 2 & 15) * 500 * FUZZ_MS,
        .seen_until_ns = first_ns + fuzz_octet(input) * FUZZ_S,
        .p = octet & 0x40 ? 0.01 : -1,
    };
    enum sip_answered answered = sip_repeat_read(&repeats);

    if (repeats.reliable || repeats.p < 0)
        FUZZ_CHECK(answered != SIP_ANSWERED);
    if (repeats.seen_until_ns < first_ns + SIP_REPEAT_END_NS)
        FUZZ_CHECK(answered != SIP_UNANSWERED);
}

static void step_span(struct fuzz_input *input)
{
    int64_t since_ns = fuzz_octet(input) * FUZZ_S;
    int64_t until_ns = since_ns + fuzz_octet(input) * FUZZ_S / 16;
    int64_t covered_ns;

    time_spans_add(&capture.spans, since_ns, until_ns);
    covered_ns = time_spans_cover_ns(&capture.spans, since_ns, until_ns);
    FUZZ_CHECK(covered_ns == until_ns - since_ns);
    FUZZ_CHECK(capture.spans.list == NULL ||
               capture.spans.list->len <= TIME_SPANS_MAX);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static fuzz_step *const steps[] = {
        step_rtp, step_time,    step_ip,        step_report, step_ask,
        step_rtp, step_repeats, step_interface, step_span,
    };

    memset(&capture, 0, sizeof capture);
    capture_model_init(&capture.model);
    begin_frame();
    fuzz_run(data, size, steps, G_N_ELEMENTS(steps));
    for (unsigned i = 0; i < N_STREAMS; i++)
        capture_stream_clear(&capture.streams[i]);
    capture_model_clear(&capture.model);
    time_spans_clear(&capture.spans);
    return 0;
}
