/* Tests of the session timer judge: every ladder of test/ladders, and that
 * each rule has a case in which it fires and one in which it is silent.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "session_timer.h"

#include <string.h>

#include "finding.h"
#include "ladder.h"
#include "ladder_run.h"
#include "sip_parse.h"
#include "sip_texts.h"

#ifndef LYNC_LADDER_DIR
#error "LYNC_LADDER_DIR is the folder of the ladders"
#endif

static const char *const ladder_files[] = {
    "message.ladder", "response.ladder",  "retry.ladder",
    "proxy.ladder",   "refresh.ladder",   "expiry.ladder",
    "traps.ladder",   "mediation.ladder", "recorded.ladder",
};

/* The cases of each file, until the program ends. */
static GPtrArray *files;

/* Every rule, by the name that a case line gives it. The rules without a
 * finding (R12, R13) need a silent case only. */
static const struct rule {
    const char *name;
    int finding; /* -1: the rule says that something is legal */
} rules[] = {
    {"S1", FINDING_SESSION_BAD_VALUE},
    {"S2", FINDING_SESSION_INTERVAL_BELOW_90},
    {"S3", FINDING_SESSION_MIN_SE_BELOW_90},
    {"S4", FINDING_SESSION_INTERVAL_BELOW_MIN_SE},
    {"S5", FINDING_SESSION_BAD_REFRESHER},
    {"S6", FINDING_SESSION_MISPLACED_HEADER},
    {"S7", FINDING_SESSION_REPEATED_HEADER},
    {"T1", FINDING_SESSION_TIMER_NOT_OFFERED},
    {"T2", FINDING_SESSION_REFRESHER_WITHOUT_SUPPORT},
    {"T3", FINDING_SESSION_REFRESHER_MISSING},
    {"T4", FINDING_SESSION_REFRESHER_MISMATCH},
    {"T5", FINDING_SESSION_REFRESHER_UNABLE},
    {"T6", FINDING_SESSION_NOT_ACCEPTED},
    {"T7", FINDING_SESSION_REQUIRE_MISSING},
    {"T8", FINDING_SESSION_REQUIRE_RECOMMENDED},
    {"T9", FINDING_SESSION_INTERVAL_MISSING},
    {"T10", FINDING_SESSION_INTERVAL_RAISED},
    {"T11", FINDING_SESSION_PROXY_CHANGED},
    {"T12", FINDING_SESSION_BAD_422},
    {"T13", FINDING_SESSION_BAD_RETRY},
    {"T14", FINDING_SESSION_MIN_SE_DROPPED},
    {"T15", FINDING_SESSION_TIMER_REJECTED},
    {"R1", FINDING_SESSION_REFRESH_LATE},
    {"R2", FINDING_SESSION_REFRESH_TOO_LATE},
    {"R3", FINDING_SESSION_EXPIRED},
    {"R4", FINDING_SESSION_BYE_NO_REFRESH},
    {"R5", FINDING_SESSION_REFRESHER_HUNG_UP},
    {"R6", FINDING_SESSION_REFRESH_FAILED},
    {"R7", FINDING_SESSION_REFRESH_REJECTED},
    {"R8", FINDING_SESSION_TIMER_DROPPED},
    {"R9", FINDING_SESSION_REFRESHER_CHANGED},
    {"R10", FINDING_SESSION_INTERVAL_CHANGED},
    {"R11", FINDING_SESSION_UPDATE_NOT_ALLOWED},
    {"R12", -1},
    {"R13", -1},
    {"mediation", FINDING_SESSION_MEDIATION_REFRESHER},
};

static struct {
    unsigned n_firing;
    unsigned n_silent;
} coverage[G_N_ELEMENTS(rules)];

static void count_coverage(const struct ladder_run *run)
{
    for (size_t r = 0; r < G_N_ELEMENTS(rules); r++) {
        bool fired = false;

        if (strcmp(rules[r].name, run->ladder->rule) != 0)
            continue;
        for (guint i = 0; i < run->findings->len; i++) {
            const GPtrArray *list = g_ptr_array_index(run->findings, i);

            for (guint j = 0; j < list->len; j++) {
                const struct finding *finding = g_ptr_array_index(list, j);

                fired |= (int)finding->id == rules[r].finding;
            }
        }
        coverage[r].n_firing += fired ? 1 : 0;
        coverage[r].n_silent += fired ? 0 : 1;
    }
}

static void test_ladder(gconstpointer data)
{
    struct ladder_run run = ladder_run_case(data);

    ladder_check(&run);
    count_coverage(&run);
    ladder_run_free(&run);
}

/* Where and when LINE was seen, without its message. */
static struct sip_sighting sighting_of(const struct ladder_message *line,
                                       uint32_t frame, int64_t ns)
{
    return (struct sip_sighting){.moment = {.frame = frame, .time_ns = ns},
                                 .source = line->source,
                                 .destination = line->destination};
}

/* Every message of every ladder twice, microseconds apart, as a mirror port
 * shows it: the second copy has no effect. */
static void test_mirrored(gconstpointer data)
{
    const struct ladder_case *ladder = data;
    struct session_timer *timer = session_timer_new(ladder->grace_s, 0);
    struct ladder_run once = ladder_run_case(ladder);

    for (guint i = 0; i < ladder->messages->len; i++) {
        const struct ladder_message *line =
            g_ptr_array_index(ladder->messages, i);
        const GPtrArray *expected = g_ptr_array_index(once.findings, i);
        GPtrArray *findings = finding_list_new();
        struct session_view view;

        for (int copy = 0; copy < 2 && line->text != NULL; copy++) {
            struct sip_sighting sighting =
                sighting_of(line, i + 1, line->ns + copy * 20000);

            sip_parse(line->text, strlen(line->text), &sighting.message);
            session_timer_message(timer, &sighting, &view, findings);
        }
        if (line->text == NULL) {
            struct session_dialog row;

            for (uint32_t d = 0; session_timer_dialog(timer, d, line->ns, &row);
                 d++)
                session_timer_on_media(timer, d, i + 1, line->ns, findings);
        }
        if (findings->len != expected->len)
            ladder_complain(&once, "another count with copies", line->hop);
        g_ptr_array_unref(findings);
    }
    ladder_run_free(&once);
    session_timer_free(timer);
}

/* Runs last: every rule fires somewhere and has a silent neighbour. */
static void test_every_rule(void)
{
    for (size_t r = 0; r < G_N_ELEMENTS(rules); r++) {
        if (rules[r].finding >= 0 && coverage[r].n_firing == 0) {
            g_test_message("%s has no case in which it fires", rules[r].name);
            g_test_fail();
        }
        if (coverage[r].n_silent == 0) {
            g_test_message("%s has no silent case", rules[r].name);
            g_test_fail();
        }
    }
}

/* An unknown dialog is never due, and media of it says nothing. */
static void test_unknown_dialog(void)
{
    struct session_timer *timer = session_timer_new(SESSION_GRACE_S_DEFAULT, 0);
    GPtrArray *findings = finding_list_new();
    struct session_dialog row;

    g_assert_cmpint(session_timer_media_deadline_ns(timer, 0), ==,
                    SESSION_NEVER_NS);
    session_timer_on_media(timer, 7, 1, INT64_MAX, findings);
    g_assert_cmpuint(findings->len, ==, 0);
    g_assert_false(session_timer_dialog(timer, 0, 0, &row));
    g_ptr_array_unref(findings);
    session_timer_free(timer);
}

/* Random messages of all ladders in random order, some with a damaged octet,
 * to one judge with a low bound: nothing breaks, texts print, and the bound
 * holds. */
static void test_disorder(void)
{
    struct session_timer *timer = session_timer_new(5, 100);
    GRand *random = g_rand_new_with_seed(4028);
    struct session_dialog row;

    for (int n = 0; n < 20000; n++) {
        const GPtrArray *cases = g_ptr_array_index(
            files, g_rand_int_range(random, 0, (gint32)files->len));
        const struct ladder_case *ladder = g_ptr_array_index(
            cases, g_rand_int_range(random, 0, (gint32)cases->len));
        const struct ladder_message *line = g_ptr_array_index(
            ladder->messages,
            g_rand_int_range(random, 0, (gint32)ladder->messages->len));
        char *text = g_strdup(line->text != NULL ? line->text : "");
        size_t length = strlen(text);
        GPtrArray *findings = finding_list_new();
        int64_t now_ns = line->ns + n * INT64_C(100000000);
        struct sip_sighting sighting = sighting_of(line, (uint32_t)n, now_ns);
        struct session_view view;

        if (length > 0 && n % 2 == 0) {
            text[g_rand_int_range(random, 0, (gint32)length)] =
                (char)g_rand_int_range(random, 0, 256);
        }
        if (sip_parse(text, length, &sighting.message) != SIP_PARSE_NOT_SIP)
            session_timer_message(timer, &sighting, &view, findings);
        session_timer_on_media(timer, (uint32_t)(n % 128), (uint32_t)n, now_ns,
                               findings);
        for (guint i = 0; i < findings->len; i++) {
            const struct finding *finding = g_ptr_array_index(findings, i);

            g_assert_true(g_str_is_ascii(finding->text));
        }
        g_ptr_array_unref(findings);
        g_free(text);
    }
    g_assert_true(session_timer_dialog(timer, 99, 0, &row));
    g_assert_false(session_timer_dialog(timer, 100, 0, &row));
    g_rand_free(random);
    session_timer_free(timer);
}

static void say(struct session_timer *timer, bool from_a, const char *start,
                const char *cseq, const char *headers, uint32_t frame)
{
    static const struct endpoint a = {4, {10, 0, 0, 1}, 5060};
    static const struct endpoint b = {4, {10, 0, 0, 2}, 5060};
    struct sip_sighting sighting = {
        .moment = {.frame = frame, .time_ns = frame},
        .source = from_a ? a : b,
        .destination = from_a ? b : a,
        .message = make_message(start, "a", frame == 1 ? "" : "b", cseq,
                                headers, NULL)};
    GPtrArray *findings = finding_list_new();
    struct session_view view;

    session_timer_message(timer, &sighting, &view, findings);
    g_ptr_array_unref(findings);
}

/* RFC 4028 7.2: a 2xx without interval switches the timer off. It was granted,
 * and is no longer in force. */
static void test_in_force(void)
{
    struct session_timer *timer = session_timer_new(5, 0);
    struct session_dialog row;

    say(timer, true, "INVITE sip:b@x SIP/2.0", "1 INVITE",
        "Supported: timer\r\nSession-Expires: 90\r\n", 1);
    say(timer, false, "SIP/2.0 200 OK", "1 INVITE",
        "Session-Expires: 90;refresher=uac\r\nRequire: timer\r\n", 2);
    g_assert_true(session_timer_dialog(timer, 0, 3, &row));
    g_assert_true(row.timer_seen && row.timer_in_force);
    say(timer, true, "INVITE sip:b@x SIP/2.0", "2 INVITE", "", 3);
    say(timer, false, "SIP/2.0 200 OK", "2 INVITE", "", 4);
    g_assert_true(session_timer_dialog(timer, 0, 5, &row));
    g_assert_true(row.timer_seen && !row.timer_in_force);
    session_timer_free(timer);
}

/* Whether TIMER takes MESSAGE for one that it knows. */
static bool is_known(struct session_timer *timer,
                     const struct sip_message *message)
{
    const struct sip_sighting sighting = {.message = *message};
    GPtrArray *findings = finding_list_new();
    struct session_view view;

    session_timer_message(timer, &sighting, &view, findings);
    g_ptr_array_unref(findings);
    return view.repeated;
}

static struct sip_message lone(const char *start, const char *tag,
                               const char *cseq)
{
    return make_message(start, tag, "", cseq, "Min-SE: 90\r\n", NULL);
}

#define OPTIONS "OPTIONS sip:b@x SIP/2.0"

/* A message of no dialog is repeated if all that tells it is the same. */
static void test_lone(void)
{
    struct session_timer *timer = session_timer_new(0, 0);
    struct sip_message others[] = {
        lone(OPTIONS, "a", "1 OPTIONS"),
        lone(OPTIONS, "b", "1 OPTIONS"),
        lone(OPTIONS, "a", "2 OPTIONS"),
        lone("INFO sip:b@x SIP/2.0", "a", "1 INFO"),
        lone("SIP/2.0 200 OK", "a", "1 OPTIONS"),
        lone("SIP/2.0 500 x", "a", "1 OPTIONS"),
        lone(OPTIONS, "a", "1 OPTIONS"),
        lone(OPTIONS, "a", "1 OPTIONS"),
    };
    const struct sip_message plain =
        make_message(OPTIONS, "a", "", "9 OPTIONS", "", NULL);

    others[6].call_id = text_of("two@x");
    others[7].via_branch = text_of("y");
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++)
        g_assert_false(is_known(timer, &others[i]));
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++)
        g_assert_true(is_known(timer, &others[i]));
    g_assert_false(is_known(timer, &plain));
    g_assert_false(is_known(timer, &plain)); /* no header of timers */
    session_timer_free(timer);
}

/* 64 of them are kept. */
static void test_lone_kept(void)
{
    for (uint32_t n = 63; n <= 64; n++) {
        struct session_timer *timer = session_timer_new(0, 0);
        struct sip_message message = lone(OPTIONS, "a", "1 OPTIONS");

        g_assert_false(is_known(timer, &message));
        for (uint32_t i = 0; i < n; i++) {
            message.cseq = 2 + i;
            g_assert_false(is_known(timer, &message));
        }
        message.cseq = 1;
        g_assert_true(is_known(timer, &message) == (n == 63));
        session_timer_free(timer);
    }
}

static void add_ladders(void)
{
    for (size_t f = 0; f < G_N_ELEMENTS(ladder_files); f++) {
        char *path = g_build_filename(LYNC_LADDER_DIR, ladder_files[f], NULL);
        GPtrArray *cases = ladder_read(path);

        g_assert_cmpuint(cases->len, >, 0);
        g_ptr_array_add(files, cases);
        for (guint i = 0; i < cases->len; i++) {
            const struct ladder_case *ladder = g_ptr_array_index(cases, i);
            char *name = g_strdup_printf("/session_timer/%s/%s", ladder->rule,
                                         ladder->name);
            char *mirrored = g_strdup_printf("/session_timer/mirrored/%s/%s",
                                             ladder->rule, ladder->name);

            g_test_add_data_func(name, ladder, test_ladder);
            g_test_add_data_func(mirrored, ladder, test_mirrored);
            g_free(name);
            g_free(mirrored);
        }
        g_free(path);
    }
}

int main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    files = g_ptr_array_new();
    g_test_add_func("/session_timer/unknown-dialog", test_unknown_dialog);
    g_test_add_func("/session_timer/in-force", test_in_force);
    g_test_add_func("/session_timer/lone", test_lone);
    g_test_add_func("/session_timer/lone-kept", test_lone_kept);
    add_ladders();
    g_test_add_func("/session_timer/disorder", test_disorder);
    g_test_add_func("/session_timer_rules/every-rule-has-cases",
                    test_every_rule);
    return g_test_run();
}
