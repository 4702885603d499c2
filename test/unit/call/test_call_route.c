/* Tests of where the messages of a call were sent.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "call_route.h"

#include "call_scene.h"
#include "sip_texts.h"
#include "unit_test.h"

static struct call_facts facts;

/* START with HEADERS goes from 192.0.2.FROM to 192.0.2.TO at TIME_NS. */
static void say(int64_t time_ns, uint8_t from, uint8_t to, const char *start,
                const char *cseq, const char *headers)
{
    struct sip_message message =
        make_message(start, "a", "", cseq, headers, NULL);
    struct sip_sighting sighting = {
        .moment = {.frame = at(time_ns).frame, .time_ns = time_ns},
        .source = host(from),
        .destination = host(to),
        .text = {start, 0},
        .message = message,
    };
    g_autofree char *whole = g_strdup_printf("%s\r\n%s\r\n", start, headers);

    sighting.text = text_of(whole);
    call_route_on_message(&facts, &sighting);
}

#define INVITE "INVITE sip:b@x SIP/2.0"
#define OK     "SIP/2.0 200 OK"

TEST(uri)
{
    static const struct {
        const char *uri, *end;
    } rows[] = {
        {"sip:192.0.2.7", "192.0.2.7"},
        {"sip:bob@192.0.2.7:5070", "192.0.2.7:5070"},
        {"sips:b:pw@192.0.2.7:5070", "192.0.2.7:5070"},
        {"sip:bob@[2001:db8::1]:5070", "[2001:db8::1]:5070"},
        {"sip:bob@[2001:db8::1]", "2001:db8::1"},
        {"sip:bob@192.0.2.7:", "192.0.2.7"},
        {"sip:bob@192.0.2.7:65536", "192.0.2.7"},
        {"sip:bob@[2001:db8::1", "2001:db8::1"},
        {"sip:bob@proxy.example", "unknown"},
        {"sip:", "unknown"},
        {"", "unknown"},
    };
    char text[ENDPOINT_TEXT_BYTES];

    FOR_EACH_ROW(i, rows) {
        g_autofree char *contact =
            g_strdup_printf("Contact: <%s>\r\n", rows[i].uri);

        facts = (struct call_facts){.answer_repeat = at(3 * S),
                                    .n_answer_repeats = 1};
        say(3 * S, 2, 1, OK, "1 INVITE", contact);
        g_assert_cmpstr(endpoint_text(&facts.route.ack_at, text), ==,
                        rows[i].end);
    }
}

/* 192.0.2.1 asks proxy 9, which asks 3, then 4; only 3 answers. */
TEST(invite)
{
    facts = (struct call_facts){.invite = at(1 * S)};
    say(1 * S, 1, 9, INVITE, "1 INVITE", "");
    say(2 * S, 9, 1, "SIP/2.0 100 Trying", "1 INVITE", "");
    g_assert_true(facts.route.invite_heard);
    say(2 * S, 9, 3, INVITE, "1 INVITE", "");
    g_assert_false(facts.route.invite_heard);
    say(3 * S, 3, 9, "SIP/2.0 480 Gone", "1 INVITE", "");
    g_assert_true(facts.route.invite_heard);
    say(4 * S, 9, 4, INVITE, "1 INVITE", "");
    say(5 * S, 9, 4, INVITE, "1 INVITE", "");
    say(6 * S, 9, 1, "SIP/2.0 408 Late", "1 INVITE", "");
    g_assert_false(facts.route.invite_heard);
    g_assert_true(endpoint_equal(&facts.route.invite_to,
                                 &(struct endpoint[]){host(4)}[0]));
}

/* RFC 3261 12.1.2: the route of the caller is the Record-Route reversed. */
TEST(answer)
{
    char text[ENDPOINT_TEXT_BYTES];

    facts =
        (struct call_facts){.answer_repeat = at(3 * S), .n_answer_repeats = 1};
    say(2 * S, 2, 1, OK, "1 INVITE", "Contact: <sip:b@192.0.2.7>\r\n");
    g_assert_cmpint(facts.route.ack_at.family, ==, 0);
    say(3 * S, 2, 1, OK, "1 INVITE", "Contact: <sip:b@192.0.2.7>\r\n");
    g_assert_cmpstr(endpoint_text(&facts.route.ack_at, text), ==, "192.0.2.7");
    g_assert_false(facts.route.ack_by_route);
    g_assert_cmpstr(endpoint_text(&facts.route.answer_from, text), ==,
                    "192.0.2.2:5060");
    say(3 * S, 2, 1, OK, "1 INVITE",
        "Record-Route: <sip:192.0.2.5;lr>, <sip:192.0.2.6;lr>\r\n"
        "Contact: <sip:b@192.0.2.7>\r\nRecord-Route: <sip:192.0.2.9:5080>\r\n");
    g_assert_cmpstr(endpoint_text(&facts.route.ack_at, text), ==,
                    "192.0.2.9:5080");
    g_assert_true(facts.route.ack_by_route);
}

/* The last hop, and not that of an ACK to a refusal. */
TEST(ack)
{
    char text[ENDPOINT_TEXT_BYTES];

    facts = (struct call_facts){.invite = at(1 * S)};
    say(2 * S, 1, 9, "ACK sip:b@x SIP/2.0", "1 ACK", "");
    say(2 * S, 9, 2, "ACK sip:b@x SIP/2.0", "1 ACK", "");
    g_assert_cmpstr(endpoint_address_text(&facts.route.ack_to, text), ==,
                    "192.0.2.2");
    facts.final = at(3 * S);
    say(3 * S, 1, 9, "ACK sip:b@x SIP/2.0", "1 ACK", "");
    g_assert_cmpstr(endpoint_address_text(&facts.route.ack_to, text), ==,
                    "192.0.2.2");
}

/* The first to send the status that counts. */
TEST(refusal)
{
    char text[ENDPOINT_TEXT_BYTES];

    facts = (struct call_facts){.invite = at(1 * S)};
    say(1 * S, 1, 9, INVITE, "1 INVITE", "");
    say(2 * S, 3, 9, "SIP/2.0 480 Gone", "1 INVITE", "");
    say(3 * S, 4, 9, "SIP/2.0 503 No", "1 INVITE",
        "Server: Audiocodes-Sip-Gateway-Mediant/6\r\n");
    say(4 * S, 9, 1, "SIP/2.0 503 No", "1 INVITE", "Server: other\r\n");
    g_assert_cmpuint(facts.route.refused_with, ==, 503);
    g_assert_cmpstr(endpoint_address_text(&facts.route.refused_by, text), ==,
                    "192.0.2.4");
    g_assert_cmpstr(facts.route.refused_product, ==, "AudioCodes");
}

TEST(bye)
{
    facts = (struct call_facts){.n_bye_repeats = 1};
    say(9 * S, 1, 7, "BYE sip:b@x SIP/2.0", "2 BYE", "");
    g_assert_true(
        endpoint_equal(&facts.route.bye_to, &(struct endpoint[]){host(7)}[0]));
}

TEST(final_response)
{
    facts = (struct call_facts){.final = at(2 * S)};
    say(2 * S, 2, 1, "SIP/2.0 503 Busy", "1 INVITE", "Retry-After: 300\r\n");
    g_assert_cmpstr(facts.final_reason.text, ==, "Retry-After: 300");
    g_assert_cmpuint(facts.final_reason.retry_after_s, ==, 300);
    call_reason_clear(&facts.final_reason);
}
