/* A libFuzzer harness for dialogs, transactions, offers and answers, and
 * session timers.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "fuzz_message.h"

#include "offer_answer.h"
#include "session_timer.h"

#define N_DIALOGS_MAX 6

static struct {
    int64_t now_ns;
    int64_t most_ns; /* latest time of a message */
    uint32_t frame;
    struct session_timer *timer;
    struct offer_answer offers;
    GPtrArray *findings; /* of the current frame */
} capture;

static void step_time(struct fuzz_input *input)
{
    capture.now_ns = fuzz_after_ns(capture.now_ns, input);
}

static void begin_frame(void)
{
    capture.frame++;
    capture.most_ns = MAX(capture.most_ns, capture.now_ns);
    g_ptr_array_set_size(capture.findings, 0);
}

static void check_view(const struct session_view *view)
{
    struct session_dialog row;

    if (view->dialog_known)
        FUZZ_CHECK(session_timer_dialog(capture.timer, view->dialog,
                                        capture.now_ns, &row));
    if (view->deadlines_known) {
        FUZZ_CHECK(view->interval_known && view->interval_s > 0);
        FUZZ_CHECK(view->repeated || capture.now_ns <= view->refresh_due_ns);
        FUZZ_CHECK(view->refresh_due_ns <= view->give_up_ns);
        FUZZ_CHECK(view->give_up_ns <= view->expires_ns);
    }
    FUZZ_CHECK(!view->party_assumed || view->party_known);
}

static void take_offer(const struct fuzz_message *message)
{
    const struct sip_message *parsed = &message->sighting.message;
    struct offer_answer_pair pair;

    if (!offer_answer_message(&capture.offers, parsed,
                              message->by_callee ? SIDE_B : SIDE_A, &pair))
        return;
    FUZZ_CHECK(parsed->sdp_present);
    FUZZ_CHECK(pair.offer.length > 0);
    FUZZ_CHECK(text_equal(pair.answer, parsed->sdp));
    FUZZ_CHECK(g_utf8_validate(pair.offer.start, (gssize)pair.offer.length,
                               NULL)); /* reads all of it */
}

static void step_message(struct fuzz_input *input)
{
    struct fuzz_message message;
    struct session_view view;

    begin_frame();
    fuzz_message_next(&message, input, capture.frame, capture.now_ns);
    session_timer_message(capture.timer, &message.sighting, &view,
                          capture.findings);
    check_view(&view);
    fuzz_check_findings(capture.findings);
    take_offer(&message);
    free(message.text);
}

/* Media proves the expiry once, and only behind the deadline. */
static void step_media(struct fuzz_input *input)
{
    uint32_t dialog = fuzz_octet(input) % (N_DIALOGS_MAX + 1);
    int64_t deadline_ns =
        session_timer_media_deadline_ns(capture.timer, dialog);

    begin_frame();
    session_timer_on_media(capture.timer, dialog, capture.frame, capture.now_ns,
                           capture.findings);
    FUZZ_CHECK(capture.findings->len <= (capture.now_ns > deadline_ns));
    fuzz_check_findings(capture.findings);
    if (capture.findings->len > 0)
        FUZZ_CHECK(session_timer_media_deadline_ns(capture.timer, dialog) ==
                   SESSION_NEVER_NS);
}

static void step_leap(struct fuzz_input *input)
{
    int64_t leap_ns = fuzz_octet(input) * FUZZ_S;

    for (uint32_t i = 0; i < capture.timer->sessions->len; i++)
        session_timer_on_leap(capture.timer, i, capture.now_ns - 60 * FUZZ_S,
                              capture.now_ns, leap_ns);
    capture.now_ns += leap_ns;
    capture.most_ns += leap_ns;
}

static void check_row(const struct session_dialog *row)
{
    FUZZ_CHECK(row->state <= SESSION_DIALOG_BYE_PEER);
    FUZZ_CHECK(!row->timer_in_force || row->timer_seen);
    FUZZ_CHECK(!row->refresher_known || row->refresher <= 1);
    FUZZ_CHECK(row->state != SESSION_DIALOG_UP_TIMED || row->timer_seen);
    FUZZ_CHECK(row->state != SESSION_DIALOG_EXPIRED || row->timer_seen);
    FUZZ_CHECK(row->refresh_status == 0 || row->refresh_status >= 300);
    if (row->timer_seen) {
        FUZZ_CHECK(row->interval_s > 0);
        FUZZ_CHECK(row->last_refresh_frame <= capture.frame);
        FUZZ_CHECK(row->last_refresh_ns <= capture.most_ns);
    }
}

static void check(void)
{
    struct session_dialog row;
    uint32_t n = 0;

    while (session_timer_dialog(capture.timer, n, capture.most_ns, &row)) {
        check_row(&row);
        n++;
    }
    FUZZ_CHECK(n <= N_DIALOGS_MAX);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static fuzz_step *const steps[] = {step_message, step_message, step_message,
                                       step_time,    step_media,   step_leap};

    memset(&capture, 0, sizeof capture);
    capture.timer = session_timer_new(5, N_DIALOGS_MAX);
    capture.findings = finding_list_new();
    fuzz_run(data, size, steps, G_N_ELEMENTS(steps));
    check();
    session_timer_free(capture.timer);
    offer_answer_clear(&capture.offers);
    g_ptr_array_unref(capture.findings);
    return 0;
}
