/* Runs a ladder through the session timer judge and checks what it expects.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "ladder_run.h"

#include <string.h>

#include "finding_says.h"
#include "finding.h"
#include "sip_parse.h"

static const char *const state_texts[] = {
    [SESSION_DIALOG_EARLY] = "not answered",
    [SESSION_DIALOG_UP] = "up, no session timer",
    [SESSION_DIALOG_UP_TIMED] = "up",
    [SESSION_DIALOG_EXPIRED] = "up, session expired",
    [SESSION_DIALOG_REFUSED] = "refused",
    [SESSION_DIALOG_CANCELLED] = "cancelled",
    [SESSION_DIALOG_BYE] = "ended",
    [SESSION_DIALOG_BYE_PEER] = "ended: the other side did not refresh",
    [SESSION_DIALOG_BYE_SELF] = "ended: the refresher hung up",
    [SESSION_DIALOG_BYE_FAILED] = "ended: the refresh failed",
};

static void run_message(struct ladder_run *run, guint i)
{
    const struct ladder_message *line =
        g_ptr_array_index(run->ladder->messages, i);
    GPtrArray *findings = finding_list_new();
    struct sip_sighting sighting = {
        .moment = {.frame = i + 1, .time_ns = line->ns},
        .source = line->source,
        .destination = line->destination};

    g_ptr_array_add(run->findings, findings);
    if (line->text == NULL) { /* media of every dialog of the case */
        struct session_dialog row;

        for (uint32_t d = 0;
             session_timer_dialog(run->timer, d, line->ns, &row); d++)
            session_timer_on_media(run->timer, d, i + 1, line->ns, findings);
        return;
    }
    g_assert_cmpint(
        sip_parse(line->text, strlen(line->text), &sighting.message), ==,
        SIP_PARSE_OK);
    session_timer_message(run->timer, &sighting, &run->views[i], findings);
}

struct ladder_run ladder_run_case(const struct ladder_case *ladder)
{
    struct ladder_run run = {ladder, session_timer_new(ladder->grace_s, 0),
                             NULL, NULL};

    run.findings =
        g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
    run.views = g_new0(struct session_view, ladder->messages->len);
    for (guint i = 0; i < ladder->messages->len; i++)
        run_message(&run, i);
    return run;
}

void ladder_run_free(struct ladder_run *run)
{
    session_timer_free(run->timer);
    g_ptr_array_unref(run->findings);
    g_free(run->views);
}

void ladder_complain(const struct ladder_run *run, const char *why,
                     const char *what)
{
    g_test_message("%s (%s %s): %s: %s", run->ladder->place, run->ladder->rule,
                   run->ladder->name, why, what);
    for (guint i = 0; i < run->findings->len; i++) {
        const GPtrArray *list = g_ptr_array_index(run->findings, i);

        for (guint j = 0; j < list->len; j++) {
            const struct finding *finding = g_ptr_array_index(list, j);

            g_test_message("  message %u: %s %s: %s", i + 1,
                           finding_severity_name(finding->severity),
                           finding_info(finding->id)->filter_name,
                           finding->text);
        }
    }
    g_test_fail();
}

static bool meets(const struct finding *finding,
                  const struct ladder_expectation *expectation)
{
    return strcmp(finding_info(finding->id)->filter_name, expectation->what) ==
               0 &&
           (expectation->severity == NULL ||
            strcmp(finding_severity_name(finding->severity),
                   expectation->severity) == 0) &&
           (expectation->text == NULL ||
            finding_says(finding, expectation->text));
}

static unsigned count_meeting(const struct ladder_run *run,
                              const struct ladder_expectation *expectation)
{
    const GPtrArray *list =
        g_ptr_array_index(run->findings, expectation->message - 1);
    unsigned n = 0;

    for (guint i = 0; i < list->len; i++)
        n += meets(g_ptr_array_index(list, i), expectation) ? 1 : 0;
    return n;
}

static bool is_expected(const struct ladder_run *run, guint message,
                        const struct finding *finding)
{
    for (guint i = 0; i < run->ladder->expectations->len; i++) {
        const struct ladder_expectation *expectation =
            g_ptr_array_index(run->ladder->expectations, i);

        if (expectation->message == message + 1 && meets(finding, expectation))
            return true;
    }
    return false;
}

/* Nothing at SEVERITY or above but what is expected. */
static void check_silent(const struct ladder_run *run,
                         enum finding_severity severity)
{
    for (guint i = 0; i < run->findings->len; i++) {
        const GPtrArray *list = g_ptr_array_index(run->findings, i);

        for (guint j = 0; j < list->len; j++) {
            const struct finding *finding = g_ptr_array_index(list, j);

            if (finding->severity >= severity &&
                !is_expected(run, i, finding)) {
                ladder_complain(run, "not expected",
                                finding_info(finding->id)->filter_name);
            }
        }
    }
}

static bool value_is(const struct ladder_run *run,
                     const struct session_view *view, const char *key,
                     const char *value)
{
    int64_t ns = (int64_t)(g_ascii_strtod(value, NULL) * 1000.0 + 0.5) *
                 INT64_C(1000000);
    unsigned number = (unsigned)g_ascii_strtoull(value, NULL, 10);
    bool none = strcmp(value, "none") == 0;

    if (strcmp(key, "interval") == 0) {
        return none ? !view->interval_known
                    : view->interval_known && view->interval_s == number;
    }
    if (strcmp(key, "minse") == 0) {
        return none ? !view->min_se_known
                    : view->min_se_known && view->min_se_s == number;
    }
    if (strcmp(key, "refresher") == 0) {
        return view->refresher == (strcmp(value, "uac") == 0 ? SIP_REFRESHER_UAC
                                   : none ? SIP_REFRESHER_ABSENT
                                          : SIP_REFRESHER_UAS);
    }
    if (strcmp(key, "party") == 0) {
        struct endpoint party = {0};

        if (none)
            return !view->party_known;
        party = ladder_party_endpoint(run->ladder, value);
        return view->party_known && endpoint_equal(&view->party, &party);
    }
    if (strcmp(key, "dialog") == 0)
        return view->dialog_known && view->dialog == number;
    if (strcmp(key, "repeated") == 0)
        return view->repeated == (strcmp(value, "yes") == 0);
    if (none)
        return !view->deadlines_known;
    return view->deadlines_known &&
           ns == (strcmp(key, "due") == 0      ? view->refresh_due_ns
                  : strcmp(key, "giveup") == 0 ? view->give_up_ns
                                               : view->expires_ns);
}

static void check_view(const struct ladder_run *run,
                       const struct ladder_expectation *expectation)
{
    char **pairs = g_strsplit(expectation->text, " ", -1);

    for (char **pair = pairs; *pair != NULL; pair++) {
        char **halves = g_strsplit(*pair, "=", 2);

        if (!value_is(run, &run->views[expectation->message - 1], halves[0],
                      halves[1]))
            ladder_complain(run, "view differs", *pair);
        g_strfreev(halves);
    }
    g_strfreev(pairs);
}

/* expect dialog N ~ state, as of the last message */
static void check_dialog(const struct ladder_run *run,
                         const struct ladder_expectation *expectation)
{
    const struct ladder_message *last = g_ptr_array_index(
        run->ladder->messages, run->ladder->messages->len - 1);
    struct session_dialog row;

    g_assert_true(session_timer_dialog(
        run->timer, (uint32_t)g_ascii_strtoull(expectation->severity, NULL, 10),
        last->ns, &row));
    if (strcmp(state_texts[row.state], expectation->text) != 0)
        ladder_complain(run, "the dialog is", state_texts[row.state]);
}

static enum finding_severity severity_read(const char *name)
{
    for (int s = FINDING_CHAT; s <= FINDING_ERROR; s++)
        if (strcmp(finding_severity_name((enum finding_severity)s), name) == 0)
            return (enum finding_severity)s;
    g_error("no such severity: %s", name);
}

void ladder_check(const struct ladder_run *run)
{
    enum finding_severity silent = FINDING_CHAT;

    for (guint i = 0; i < run->ladder->expectations->len; i++) {
        const struct ladder_expectation *expectation =
            g_ptr_array_index(run->ladder->expectations, i);

        if (strcmp(expectation->what, "none") == 0) {
            silent = severity_read(
                expectation->severity != NULL ? expectation->severity : "Chat");
        } else if (strcmp(expectation->what, "view") == 0) {
            check_view(run, expectation);
        } else if (strcmp(expectation->what, "dialog") == 0) {
            check_dialog(run, expectation);
        } else if (count_meeting(run, expectation) != 1) {
            ladder_complain(run, "expected once", expectation->what);
        }
    }
    check_silent(run, silent);
}
