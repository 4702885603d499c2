/* A libFuzzer harness for how speech sounds: the E-model, Microsoft's classes,
 * and reports of endpoints beside what the capture shows.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "fuzz_input.h"

#include <math.h>

#include "qoe_compare.h"
#include "quality_class.h"
#include "stream_score.h"

/* 0 to 100, in steps that are small near 0. */
static double share(struct fuzz_input *input)
{
    double octet = fuzz_octet(input);

    return octet * octet / 255 / 255 * 100;
}

/* More loss never sounds better. */
static void step_score(struct fuzz_input *input)
{
    static const char *const codecs[] = {"PCMU", "PCMA",    "G722",  "opus",
                                         "G729", "x-msrta", "SIREN", "iLBC",
                                         "GSM",  "AMR-WB",  NULL};
    static const uint32_t bytes[] = {0, 160, 20, 24, 38, 50, 61};
    const struct codec_impairment *codec =
        codec_impairment_find(FUZZ_PICK(codecs, fuzz_octet(input)),
                              FUZZ_PICK(bytes, fuzz_octet(input)));
    struct e_model_input model = {.loss_percent = share(input),
                                  .burst_ratio = share(input),
                                  .delay_ms = share(input) * 20};
    struct stream_score score = stream_score(codec, &model);
    double mos = stream_score_mos(&score);
    struct stream_score worse;

    FUZZ_CHECK(isfinite(score.r) && isfinite(mos));
    FUZZ_CHECK(score.codec == NULL ? mos == 0 : mos >= 1 && mos <= 4.5);
    model.loss_percent = MIN(100, model.loss_percent + share(input));
    worse = stream_score(codec, &model);
    if (worse.codec != NULL)
        FUZZ_CHECK(worse.r <= score.r + 1e-9);
}

static void check_class(enum quality_thresholds thresholds,
                        const struct quality_facts *facts)
{
    enum quality_class class = quality_classify(thresholds, facts);
    char *text;

    FUZZ_CHECK(quality_class_name(class)[0] != '\0');
    if (facts->n_packets < QUALITY_PACKETS_MIN)
        FUZZ_CHECK(class == QUALITY_UNCLASSIFIED);
    if (facts->values[QUALITY_LOSS] < 0)
        FUZZ_CHECK(class == QUALITY_UNCLASSIFIED || class == QUALITY_POOR);
    if (class < QUALITY_ACCEPTABLE)
        return;
    text = quality_text(thresholds, facts, class);
    FUZZ_CHECK(text[0] != '\0');
    g_free(text);
}

static void step_class(struct fuzz_input *input)
{
    uint8_t octet = fuzz_octet(input);
    struct quality_facts facts = {
        .kind = (octet & 3) % 3,
        .n_packets = (octet >> 2) * 50u,
    };

    for (int i = 0; i < N_QUALITY_METRICS; i++)
        facts.values[i] = fuzz_octet(input) < 32 ? -1 : share(input) * 10;
    check_class(QUALITY_LYNC2013, &facts);
    check_class(QUALITY_CQD, &facts);
}

static void step_claim(struct fuzz_input *input)
{
    struct qoe_shown shown = {.n_sent = fuzz_octet(input) * 50u};
    struct qoe_claim claim;
    enum qoe_difference difference;
    uint64_t n = 0;

    shown.n_lacking = (uint64_t)((double)shown.n_sent * share(input) / 100);
    shown.n_doubled = (uint64_t)((double)shown.n_sent * share(input) / 100);
    shown.lasted_s = (double)shown.n_sent / 50;
    claim = (struct qoe_claim){.loss_rate = share(input) / 100,
                               .packets = fuzz_octet(input) * 50.0,
                               .lasted_s = share(input)};
    difference = qoe_compare(&claim, &shown, &n);
    FUZZ_CHECK(difference <= QOE_LOST_HERE);
    if (difference == QOE_LOST_HERE)
        FUZZ_CHECK(n > 0 && n <= shown.n_lacking);
    if (difference == QOE_LOST_BEHIND || difference == QOE_LOST_DOUBLED)
        FUZZ_CHECK(n >= QOE_LOSS_MIN);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static fuzz_step *const steps[] = {step_score, step_class, step_claim};

    fuzz_run(data, size, steps, G_N_ELEMENTS(steps));
    return 0;
}
