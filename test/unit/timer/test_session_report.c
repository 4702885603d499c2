/* Tests of how the session timer judge reports.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "session_report.h"

#include "session_scene.h"

TEST(severity_row_and_own)
{
    say(A, INVITE, "1 INVITE", "", 0);
    session_report(&scene.event, FINDING_SESSION_EXPIRED, "%u s", 90u);
    assert_found(FINDING_SESSION_EXPIRED, FINDING_ERROR, "90 s");
    say(A, UPDATE, "2 UPDATE", "", 60 * S);
    session_report_as(&scene.event, FINDING_SESSION_BAD_422, FINDING_CHAT, "x");
    assert_found(FINDING_SESSION_BAD_422, FINDING_CHAT, "x");
}

/* The second hop of a message tells nothing new for 32 s (64*T1). */
TEST(hops_once)
{
    static const struct {
        int64_t second_ns;
        unsigned n;
    } rows[] = {{0, 0}, {32 * S - 1, 0}, {32 * S, 1}};

    FOR_EACH_ROW(i, rows) {
        scene_begin();
        say_on(A, PROXY, A, INVITE, "1 INVITE", "", 0);
        session_report(&scene.event, FINDING_SESSION_BAD_VALUE, "x");
        g_assert_cmpuint(scene.findings->len, ==, 1);
        say_on(PROXY, B, A, INVITE, "1 INVITE", "", rows[i].second_ns);
        session_report(&scene.event, FINDING_SESSION_BAD_VALUE, "x");
        g_assert_cmpuint(scene.findings->len, ==, rows[i].n);
        session_report(&scene.event, FINDING_SESSION_BAD_422, "another");
        g_assert_cmpuint(scene.findings->len, ==, rows[i].n + 1);
    }
}

/* Once for each sender. */
TEST(habit_once_a_sender)
{
    unsigned n[] = {1, 0, 1, 0};

    say(A, INVITE, "1 INVITE", "", 0);
    FOR_EACH_ROW(i, n) {
        g_ptr_array_set_size(scene.findings, 0);
        scene.event.place.sender = i / 2;
        session_report_habit(&scene.event, FINDING_SESSION_MIN_SE_BELOW_90,
                             FINDING_NOTE, "x");
        g_assert_cmpuint(scene.findings->len, ==, n[i]);
    }
}

TEST(what_message)
{
    char what[SESSION_WHAT_BYTES];
    struct sip_message message =
        make_message(INVITE, "a", "", "1 INVITE", "", NULL);

    session_report_what(&message, what);
    g_assert_cmpstr(what, ==, "INVITE");
    message = make_message(OK, "a", "b", "1 UPDATE", "", NULL);
    session_report_what(&message, what);
    g_assert_cmpstr(what, ==, "200 to UPDATE");
    /* 23 characters of a method are kept; what does not print is "?". */
    message.method_name = text_of("ABCDEFGHIJKLMNOPQRSTUV\001X");
    session_report_what(&message, what);
    g_assert_cmpstr(what, ==, "200 to ABCDEFGHIJKLMNOPQRSTUV?");
}

/* 99 characters fit with the zero; of 100 the last are "...". */
TEST(quote_limit)
{
    char value[101];
    char quote[SESSION_QUOTE_BYTES];
    struct text text = {value, 99};

    memset(value, 'v', sizeof value);
    session_report_quote(text, quote);
    g_assert_cmpuint(strlen(quote), ==, 99);
    g_assert_null(strchr(quote, '.'));
    text.length = 100;
    session_report_quote(text, quote);
    g_assert_cmpuint(strlen(quote), ==, 99);
    g_assert_cmpstr(quote + 95, ==, "v...");
}
