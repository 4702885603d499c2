/* A libFuzzer harness for the judge of calls: any facts, the impossible ones
 * too, get a verdict that they carry.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "fuzz_input.h"

#include "call_blame.h"
#include "call_rule.h"

#define N_LEGS_MAX 3

static struct {
    int64_t now_ns;
    uint32_t frame;
    struct call_facts facts;
    unsigned n_legs;
    struct call_judgement legs[N_LEGS_MAX];
} capture;

#define AT(member) offsetof(struct call_facts, member)

static void *member(size_t at)
{
    return (char *)&capture.facts + at;
}

static void step_time(struct fuzz_input *input)
{
    capture.now_ns = fuzz_after_ns(capture.now_ns, input);
}

/* One more frame is one of the points. */
static void step_point(struct fuzz_input *input)
{
    static const size_t points[] = {
        AT(begin),         AT(last),     AT(invite),
        AT(invite_repeat), AT(reliable), AT(reliable_repeat),
        AT(prack),         AT(answer),   AT(answer_repeat),
        AT(ack),           AT(final),    AT(cancel),
        AT(bye),           AT(refresh),  AT(media_timeout),
    };
    struct call_point *point = member(FUZZ_PICK(points, fuzz_octet(input)));

    *point = (struct call_point){++capture.frame, capture.now_ns};
}

static void step_flag(struct fuzz_input *input)
{
    static const size_t flags[] = {
        AT(signalling_seen),
        AT(cut),
        AT(absence_unproved),
        AT(support_told[SIDE_A]),
        AT(support_told[SIDE_B]),
        AT(timer_supported[SIDE_A]),
        AT(timer_supported[SIDE_B]),
        AT(reliable_transport),
        AT(callee_heard),
        AT(responded),
        AT(route.invite_heard),
        AT(route.ack_by_route),
        AT(bye_time_open),
        AT(bye_answered),
        AT(bye_by_microsoft),
        AT(refresh_unanswered),
        AT(timer_seen),
        AT(refresh_assumed),
        AT(media_timeout_bye),
        AT(held),
        AT(rtcp_check_outlived),
        AT(media_unjudged),
        AT(timer_unjudged),
        AT(ack_unjudged),
    };
    bool *flag = member(FUZZ_PICK(flags, fuzz_octet(input)));

    *flag = !*flag;
}

static void step_status(struct fuzz_input *input)
{
    static const size_t places[] = {AT(provisional_status), AT(final_status),
                                    AT(refresh_status), AT(route.refused_with)};
    static const unsigned statuses[] = {0,   180, 183, 302, 401, 403, 404,
                                        408, 422, 480, 481, 486, 487, 488,
                                        491, 500, 503, 504, 600, 603, 699};
    uint8_t octet = fuzz_octet(input);

    *(unsigned *)member(FUZZ_PICK(places, octet)) =
        FUZZ_PICK(statuses, octet >> 2);
}

/* When something was last seen; or how long something took, or may take. */
static void step_span(struct fuzz_input *input)
{
    static const size_t times[] = {AT(heard_ns[SIDE_A]), AT(heard_ns[SIDE_B]),
                                   AT(capture_end_ns)};
    static const size_t spans[] = {
        AT(media_limit_ns), AT(rtcp_limit_ns), AT(media_both_ways_ns),
        AT(rtcp_silence_ns[SIDE_A]), AT(rtcp_silence_ns[SIDE_B])};
    uint8_t octet = fuzz_octet(input);

    if (octet & 0x80)
        *(int64_t *)member(FUZZ_PICK(times, octet)) = capture.now_ns;
    else
        *(int64_t *)member(FUZZ_PICK(spans, octet)) = (octet >> 3) * 5 * FUZZ_S;
}

static void step_number(struct fuzz_input *input)
{
    static const uint32_t intervals_s[] = {0, 90, 900, 1800, UINT32_MAX};
    struct call_facts *facts = &capture.facts;
    uint8_t octet = fuzz_octet(input);

    facts->interval_s = FUZZ_PICK(intervals_s, octet & 7);
    facts->dialog = (octet >> 3 & 15) % (SESSION_DIALOG_BYE_PEER + 1);
    facts->bye_by = octet & 0x80 ? SIDE_B : SIDE_A;
    octet = fuzz_octet(input);
    facts->n_bye_repeats = octet & 15;
    facts->n_answer_repeats = octet >> 4;
    facts->missed = (octet & 15) / 15.0;
    facts->generation = (octet >> 4) % N_PRODUCT_GENERATIONS;
}

static void step_route(struct fuzz_input *input)
{
    static const size_t ends[] = {
        AT(parties[SIDE_A]),   AT(parties[SIDE_B]), AT(final_from),
        AT(route.invite_to),   AT(route.bye_to),    AT(route.refused_by),
        AT(route.answer_from), AT(route.answer_to), AT(route.ack_at),
        AT(route.ack_to),
    };
    uint8_t octet = fuzz_octet(input);

    *(struct endpoint *)member(FUZZ_PICK(ends, octet & 15)) =
        fuzz_endpoint(octet >> 4);
}

static void step_words(struct fuzz_input *input)
{
    static const char *const words[] = {"", "opus, PCMU", "Asterisk", "x\"%s"};
    uint8_t octet = fuzz_octet(input);
    const char *word = FUZZ_PICK(words, octet);

    g_strlcpy(capture.facts.products[octet >> 2 & 1], word,
              SIP_AGENT_LABEL_BYTES);
    g_strlcpy(capture.facts.route.refused_product, word, SIP_AGENT_LABEL_BYTES);
    g_strlcpy(octet & 8 ? capture.facts.offered : capture.facts.accepted, word,
              CALL_CODECS_BYTES);
}

static void step_reason(struct fuzz_input *input)
{
    static const size_t reasons[] = {AT(final_reason), AT(cancel_reason),
                                     AT(bye_reason)};
    static const char *const texts[] = {"Session Timer Expired", "RTP Timeout",
                                        "Call Rejected", "52031", ""};
    uint8_t octet = fuzz_octet(input);
    struct call_reason *reason;
    struct sip_message message = {
        .reason = {.present = (octet & 4) != 0,
                   .protocol = text_of(octet & 8 ? "Q.850" : "SIP"),
                   .cause = fuzz_octet(input) * 4u,
                   .text = text_of(FUZZ_PICK(texts, octet >> 4))},
    };

    reason = member(FUZZ_PICK(reasons, octet & 3));
    call_reason_clear(reason);
    *reason = call_reason_read(&message);
}

static void forget_facts(void)
{
    call_reason_clear(&capture.facts.final_reason);
    call_reason_clear(&capture.facts.cancel_reason);
    call_reason_clear(&capture.facts.bye_reason);
    capture.facts = (struct call_facts){0};
}

static void check_evidence(const struct call_judgement *judgement)
{
    FUZZ_CHECK(judgement->n_evidence <= CALL_EVIDENCE_MAX);
    for (unsigned i = 0; i < judgement->n_evidence; i++) {
        FUZZ_CHECK(judgement->evidence[i].frame > 0);
        FUZZ_CHECK(judgement->evidence[i].frame <= capture.frame);
        FUZZ_CHECK(i == 0 || judgement->evidence[i].frame >=
                                 judgement->evidence[i - 1].frame);
    }
    if (judgement->certainty == CALL_CERTAINTY_CERTAIN &&
        capture.facts.begin.frame > 0 && capture.facts.last.frame > 0)
        FUZZ_CHECK(judgement->n_evidence > 0);
}

static void check_blame(const struct call_judgement *judgement)
{
    struct call_blame blame = call_blame_of(&capture.facts, judgement);

    FUZZ_CHECK(blame.harm < N_CALL_HARMS);
    if (judgement->verdict == CALL_VERDICT_CAPTURE_ENDED &&
        blame.harm == CALL_HARM_FAILED)
        FUZZ_CHECK(call_blame_is_unanswered(&capture.facts));
    if (blame.harm == CALL_HARM_NONE)
        return;
    FUZZ_CHECK(blame.what[0] != '\0');
    FUZZ_CHECK(g_utf8_validate(blame.what, -1, NULL));
}

/* A leg of the call is judged; what comes then is another one. */
static void step_judge(struct fuzz_input *input)
{
    const struct call_rule *rule = call_rule_find(&capture.facts);
    struct call_judgement *judgement =
        &capture.legs[capture.n_legs < N_LEGS_MAX ? capture.n_legs++ : 0];

    FUZZ_CHECK(rule->rests != CALL_RULE_ON_ABSENCE ||
               !capture.facts.absence_unproved);
    call_judgement_clear(judgement);
    call_judge(&capture.facts, judgement);
    FUZZ_CHECK(judgement->verdict == rule->verdict);
    FUZZ_CHECK(call_verdict_name(judgement->verdict) != NULL);
    FUZZ_CHECK(call_certainty_name(judgement->certainty) != NULL);
    FUZZ_CHECK(judgement->drop < N_CALL_DROPS);
    FUZZ_CHECK(g_str_has_suffix(judgement->cause, "."));
    FUZZ_CHECK(g_utf8_validate(judgement->cause, -1, NULL));
    FUZZ_CHECK(judgement->advice == NULL || judgement->advice[0] != '\0');
    FUZZ_CHECK((judgement->end_frame == 0) == (judgement->end_ns == INT64_MAX));
    check_evidence(judgement);
    check_blame(judgement);
    FUZZ_CHECK(call_judge_choose(capture.legs, capture.n_legs) <
               capture.n_legs);
    if (fuzz_octet(input) & 1)
        forget_facts();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static fuzz_step *const steps[] = {
        step_point, step_point,  step_flag,   step_flag,
        step_time,  step_status, step_span,   step_number,
        step_route, step_words,  step_reason, step_judge,
    };
    struct fuzz_input nothing = {NULL, 0};

    memset(&capture, 0, sizeof capture);
    fuzz_run(data, size, steps, G_N_ELEMENTS(steps));
    step_judge(&nothing);
    forget_facts();
    for (unsigned i = 0; i < capture.n_legs; i++)
        call_judgement_clear(&capture.legs[i]);
    return 0;
}
