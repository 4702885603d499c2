/* What the harnesses share. An input is a program: a series of steps, each a
 * first octet that selects it and octets that vary it, so that random octets
 * reach states that random packets would not.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_FUZZ_INPUT_H
#define LYNC_FUZZ_INPUT_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <glib.h>

#include "clock.h"
#include "endpoint.h"
#include "finding.h"

/* Stops the program, which libFuzzer reports with the input, unless KEPT. */
#define FUZZ_CHECK(kept)                                                       \
    do {                                                                       \
        if (!(kept)) {                                                         \
            fprintf(stderr, "%s:%d: not kept: %s\n", __FILE__, __LINE__,       \
                    #kept);                                                    \
            abort();                                                           \
        }                                                                      \
    } while (0)

/* The row of TABLE that OCTET selects. */
#define FUZZ_PICK(table, octet) ((table)[(octet) % G_N_ELEMENTS(table)])

#define FUZZ_MS INT64_C(1000000) /* in ns */
#define FUZZ_S  INT64_C(1000000000)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct fuzz_input {
    const uint8_t *at;
    size_t left;
};

/* The next octet; 0 when there is none. */
static inline uint8_t fuzz_octet(struct fuzz_input *input)
{
    if (input->left == 0)
        return 0;
    input->left--;
    return *input->at++;
}

static inline uint32_t fuzz_u32(struct fuzz_input *input)
{
    uint32_t value = 0;

    for (int i = 0; i < 4; i++)
        value = value << 8 | fuzz_octet(input);
    return value;
}

/* A length, and as many of the next octets, at most what is left, in memory of
 * exactly their size, so that ASan sees what is read beyond it. Free with
 * free(). */
static inline uint8_t *fuzz_octets(struct fuzz_input *input, size_t *n)
{
    uint8_t wanted = fuzz_octet(input);
    uint8_t *copy;

    *n = MIN(wanted, input->left);
    copy = malloc(MAX(*n, 1));
    FUZZ_CHECK(copy != NULL);
    memcpy(copy, input->at, *n);
    input->at += *n;
    input->left -= *n;
    return copy;
}

/* NOW_NS after a step of the capture's clock that the next octet selects:
 * forwards, seldom by hours or as far as clock.h lets it be, seldom backwards.
 */
static inline int64_t fuzz_after_ns(int64_t now_ns, struct fuzz_input *input)
{
    static const int64_t steps_ns[] = {
        20 * FUZZ_MS,   FUZZ_MS,       0,
        20 * FUZZ_MS,   60 * FUZZ_MS,  400 * FUZZ_MS,
        FUZZ_S,         5 * FUZZ_S,    31 * FUZZ_S,
        90 * FUZZ_S,    1800 * FUZZ_S, 86400 * FUZZ_S,
        -20 * FUZZ_MS,  -FUZZ_S,       -40 * FUZZ_S,
        -3600 * FUZZ_S, CLOCK_MAX_NS,  -CLOCK_MAX_NS,
    };

    int64_t after_ns = now_ns + FUZZ_PICK(steps_ns, fuzz_octet(input));

    return CLAMP(after_ns, -CLOCK_MAX_NS, CLOCK_MAX_NS);
}

/* One of 16 endpoints: of eight hosts, one of them IPv6, and two ports. */
static inline struct endpoint fuzz_endpoint(uint8_t octet)
{
    unsigned host = octet & 7;

    return (struct endpoint){.family = host == 7 ? 6 : 4,
                             .address = {10, 0, 0, (uint8_t)(1 + host)},
                             .port = octet & 8 ? 5062 : 5060};
}

/* Goes through DATA; step N is the one that an octet selects. */
typedef void fuzz_step(struct fuzz_input *input);

static inline void fuzz_run(const uint8_t *data, size_t size,
                            fuzz_step *const *steps, size_t n_steps)
{
    struct fuzz_input input = {data, size};

    while (input.left > 0)
        steps[fuzz_octet(&input) % n_steps](&input);
}

/* That LIST of struct finding is fit to be shown. */
static inline void fuzz_check_findings(const GPtrArray *list)
{
    for (guint i = 0; i < list->len; i++) {
        const struct finding *finding = g_ptr_array_index(list, i);

        FUZZ_CHECK((unsigned)finding->id < N_FINDINGS);
        FUZZ_CHECK(finding->text[0] != '\0');
        FUZZ_CHECK(g_utf8_validate(finding->text, -1, NULL));
    }
}

#endif
