/* A libFuzzer harness for registrations that lapse, and for connections that
 * were to be kept alive.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "fuzz_message.h"

#include "keep_alive.h"
#include "registration.h"

static struct {
    int64_t now_ns;
    uint32_t frame;
    uint32_t n_granted; /* 2xx to REGISTER */
    uint32_t n_obliged; /* responses that ask for a connection to be kept */
    struct registrations *registrations;
    struct keep_alives *keep_alives;
    GPtrArray *findings; /* of the current frame */
} capture;

static void step_time(struct fuzz_input *input)
{
    capture.now_ns = fuzz_after_ns(capture.now_ns, input);
}

static void begin_frame(void)
{
    capture.frame++;
    g_ptr_array_set_size(capture.findings, 0);
}

/* No finding without what it rests on. */
static void check_findings(enum finding_id only, bool proved)
{
    FUZZ_CHECK(capture.findings->len <= proved);
    fuzz_check_findings(capture.findings);
    for (guint i = 0; i < capture.findings->len; i++) {
        const struct finding *finding = g_ptr_array_index(capture.findings, i);

        FUZZ_CHECK(finding->id == only);
    }
}

static void step_message(struct fuzz_input *input)
{
    struct fuzz_message message;
    const struct sip_message *parsed = &message.sighting.message;
    uint32_t expires_s;

    begin_frame();
    fuzz_message_next(&message, input, capture.frame, capture.now_ns);
    if (registration_expires(parsed, &expires_s))
        FUZZ_CHECK(parsed->method == SIP_METHOD_REGISTER);
    capture.n_granted += !parsed->is_request &&
                         parsed->method == SIP_METHOD_REGISTER &&
                         parsed->status_code / 100 == 2;
    capture.n_obliged += !parsed->is_request;
    registrations_message(capture.registrations, &message.sighting,
                          capture.findings);
    check_findings(FINDING_REGISTRATION_LAPSED,
                   capture.n_granted > 0 && parsed->is_request);
    keep_alives_message(capture.keep_alives, &message.sighting);
    free(message.text);
}

static void step_packet(struct fuzz_input *input)
{
    uint8_t octet = fuzz_octet(input);
    struct endpoint source = fuzz_endpoint(octet & 11);
    struct endpoint destination = fuzz_endpoint(octet >> 4 & 11);

    begin_frame();
    keep_alives_packet(capture.keep_alives, &source, &destination,
                       capture.now_ns, capture.findings);
    check_findings(FINDING_KEEP_ALIVE_LAPSED, capture.n_obliged > 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static fuzz_step *const steps[] = {step_message, step_message, step_time,
                                       step_packet};

    memset(&capture, 0, sizeof capture);
    capture.registrations = registrations_new(5);
    capture.keep_alives = keep_alives_new(5);
    capture.findings = finding_list_new();
    fuzz_run(data, size, steps, G_N_ELEMENTS(steps));
    registrations_free(capture.registrations);
    keep_alives_free(capture.keep_alives);
    g_ptr_array_unref(capture.findings);
    return 0;
}
