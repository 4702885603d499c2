/* Tests of what the signalling of one call shows about its ends. The call and
 * its session timer are followed by the modules that do so in a capture.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "trunk_facts.h"

#include "finding.h"
#include "sip_texts.h"
#include "unit_test.h"

#define A      SIDE_A
#define B      SIDE_B
#define INVITE "INVITE sip:b@x SIP/2.0"
#define UPDATE "UPDATE sip:b@x SIP/2.0"
#define BYE    "BYE sip:b@x SIP/2.0"
#define S100   "SIP/2.0 100 Trying"
#define S200   "SIP/2.0 200 OK"
#define TIMER  "Supported: timer\r\n"
#define PROXY  "Via: SIP/2.0/UDP p;branch=y\r\n"

static struct call_table *table;
static struct session_timer *timer;
static struct trunk_facts facts;
static uint32_t frame;

/* Another call; the one before is forgotten. */
static void begin(void)
{
    g_clear_pointer(&timer, session_timer_free);
    g_clear_pointer(&table, call_table_free);
    table = call_table_new(0);
    timer = session_timer_new(0, 0);
    facts = (struct trunk_facts){0};
    frame = 0;
}

BEFORE_EACH()
{
    begin();
}

AFTER_EACH()
{
    session_timer_free(g_steal_pointer(&timer));
    call_table_free(g_steal_pointer(&table));
}

static struct endpoint host(uint8_t last, uint16_t port)
{
    const uint8_t address[] = {192, 0, 2, last};

    return endpoint_of(4, address, port);
}

/* A message of the call from host SOURCE to host DESTINATION; whether it ends
 * the call. The caller's tag is "a". */
static bool carried(uint8_t source, uint8_t destination, int64_t time_ns,
                    const char *start, const char *from, const char *to,
                    const char *cseq, const char *headers)
{
    const struct sip_sighting sighting = {
        .moment = {.frame = ++frame, .time_ns = time_ns},
        .source = host(source, 5060),
        .destination = host(destination, 5060),
        .message = make_message(start, from, to, cseq, headers, NULL)};
    GPtrArray *findings = finding_list_new();
    struct session_view view;
    struct trunk_message seen = {.sighting = &sighting, .view = &view};
    struct call *call =
        call_table_place(table, &sighting.message, &seen.sender);

    g_assert_nonnull(call);
    session_timer_message(timer, &sighting, &view, findings);
    g_ptr_array_unref(findings);
    call_advance(call, &sighting.message);
    seen.state = call->state;
    return trunk_facts_on_message(&facts, &seen);
}

/* The same between 192.0.2.1 (A) and 192.0.2.2 (B). */
static bool say(enum side sender, int64_t time_ns, const char *start,
                const char *cseq, const char *headers)
{
    bool is_request = !g_str_has_prefix(start, "SIP/2.0");
    bool from_caller = (sender == A) == is_request;
    bool initial = frame == 0;

    return carried(sender == A ? 1 : 2, sender == A ? 2 : 1, time_ns, start,
                   from_caller ? "a" : "b",
                   initial       ? ""
                   : from_caller ? "b"
                                 : "a",
                   cseq, headers);
}

/* Asked at 0 s, answered at 1 s. */
static void set_up(const char *asked, const char *granted)
{
    begin();
    say(A, 0, INVITE, "1 INVITE", asked);
    say(B, 1 * S, S200, "1 INVITE", granted);
}

#define SE_UAC   TIMER "Session-Expires: 90;refresher=uac\r\n"
#define GRANTED  TIMER "Require: timer\r\nSession-Expires: 90;refresher=uac\r\n"
#define BY_UAS   TIMER "Require: timer\r\nSession-Expires: 90;refresher=uas\r\n"
#define UNNAMED  TIMER "Session-Expires: 90\r\n"
#define SERVER   "Server: RTCC/5.0.0.0 MediationServer\r\n"
#define SERVER_3 "Server: RTCC/3.5.0.0 MediationServer\r\n"
#define CLIENT   "User-Agent: UCCAPI/15.0.4567.1504 OC/15.0\r\n"

static void assert_answers(enum side side, enum trunk_answer offered,
                           enum trunk_answer accepted,
                           enum trunk_answer refreshed)
{
    const struct trunk_end_facts *found = &facts.ends[side];

    g_assert_cmpint(trunk_trait_of(found, TRUNK_TIMER_OFFERED), ==, offered);
    g_assert_cmpint(trunk_trait_of(found, TRUNK_TIMER_ACCEPTED), ==, accepted);
    g_assert_cmpint(trunk_trait_of(found, TRUNK_TIMER_REFRESHED), ==,
                    refreshed);
}

#define NONE TRUNK_ANSWER_NONE
#define YES  TRUNK_ANSWER_YES
#define NO   TRUNK_ANSWER_NO

TEST(timer_none)
{
    set_up("", "");
    assert_answers(A, NO, NONE, NONE);
    assert_answers(B, NONE, NONE, NONE);
    g_assert_true(facts.up);
    g_assert_false(facts.ended);
    g_assert_true(say(B, 9 * S, BYE, "1 BYE", ""));
    g_assert_cmpint(facts.ended_by, ==, B);
    g_assert_cmpint(facts.ended_ns, ==, 9 * S);
    g_assert_false(say(A, 10 * S, BYE, "2 BYE", "")); /* crossed it */
    g_assert_cmpint(facts.ended_by, ==, B);
}

TEST(timer_granted)
{
    set_up(SE_UAC, GRANTED);
    assert_answers(A, YES, NONE, NONE);
    assert_answers(B, NONE, YES, NONE);
    set_up(SE_UAC, TIMER);
    assert_answers(A, YES, NONE, NONE);
    assert_answers(B, NONE, NO, NONE);
}

/* The callee makes the caller refresh, which asked for no timer. */
TEST(timer_imposed)
{
    set_up("", UNNAMED);
    assert_answers(A, NO, NONE, NONE);
    assert_answers(B, YES, NONE, NONE);
}

/* RFC 3261 8.2.2.3: a 420, and the INVITE again without a timer. */
TEST(timer_420)
{
    say(A, 0, INVITE, "1 INVITE", SE_UAC "Require: timer\r\n");
    say(B, 1 * S, "SIP/2.0 420 Bad Extension", "1 INVITE",
        "Unsupported: timer\r\n");
    assert_answers(B, NONE, NO, NONE);
    carried(1, 2, 2 * S, INVITE, "a", "", "2 INVITE", "");
    say(B, 3 * S, S200, "2 INVITE", "");
    assert_answers(A, YES, NONE, NONE);
    assert_answers(B, NONE, NO, NONE);
}

/* 422: the first INVITE's answer is not that of the second. */
TEST(timer_422)
{
    say(A, 0, INVITE, "1 INVITE", SE_UAC);
    say(B, 1 * S, "SIP/2.0 422 Session Interval Too Small", "1 INVITE",
        "Min-SE: 1800\r\n");
    assert_answers(B, NONE, NONE, NONE);
}

/* RFC 4028 10: 90 s from 1 s on, less a third: from 61 s on B may give up. */
TEST(refresh_due)
{
    set_up(SE_UAC, GRANTED);
    g_assert_true(say(B, 61 * S, BYE, "1 BYE", ""));
    assert_answers(A, YES, NONE, NONE);
    set_up(SE_UAC, GRANTED);
    g_assert_true(say(B, 61 * S + 1, BYE, "1 BYE", ""));
    assert_answers(A, YES, NONE, NO);
    assert_answers(B, NONE, YES, NONE);
    set_up(SE_UAC, BY_UAS);
    say(A, 95 * S, BYE, "2 BYE", "");
    assert_answers(B, NONE, YES, NO);
    assert_answers(A, YES, NONE, NONE);
}

/* Where no refresher is named, nobody is due to refresh. */
TEST(refresh_refresher_unknown)
{
    set_up(TIMER "Session-Expires: 90\r\n", UNNAMED);
    say(B, 95 * S, BYE, "1 BYE", "");
    assert_answers(A, YES, NONE, NONE);
    set_up(SE_UAC, UNNAMED); /* by the request alone */
    say(B, 95 * S, BYE, "1 BYE", "");
    assert_answers(A, YES, NONE, NONE);
}

/* A call whose end is missing lasts until its last media. */
TEST(refresh_still_up)
{
    set_up(SE_UAC, GRANTED);
    trunk_facts_at(&facts, 61 * S);
    assert_answers(A, YES, NONE, NONE);
    trunk_facts_at(&facts, 61 * S + 1);
    assert_answers(A, YES, NONE, NO);
}

TEST(refresh_sent)
{
    set_up(SE_UAC, GRANTED);
    say(A, 46 * S, UPDATE, "2 UPDATE", SE_UAC);
    assert_answers(A, YES, NONE, YES);
    say(B, 47 * S, S200, "2 UPDATE", GRANTED);
    say(B, 100 * S, BYE, "1 BYE", "");
    assert_answers(A, YES, NONE, YES);
}

/* The other side may refresh too, which restarts the 60 s at 40 s. The
 * refresher has not refreshed by that. */
TEST(refresh_by_other)
{
    set_up(SE_UAC, GRANTED);
    say(B, 40 * S, UPDATE, "5 UPDATE", BY_UAS);
    say(A, 40 * S, S200, "5 UPDATE", BY_UAS);
    say(B, 99 * S, BYE, "6 BYE", "");
    assert_answers(A, YES, NONE, NONE);
    assert_answers(B, NONE, YES, NONE);
}

/* A late copy of the first 2xx does not take that back. */
TEST(refresh_repeated_after)
{
    set_up(SE_UAC, GRANTED);
    say(B, 40 * S, UPDATE, "5 UPDATE", BY_UAS);
    say(A, 40 * S, S200, "5 UPDATE", BY_UAS);
    say(B, 41 * S, S200, "1 INVITE", GRANTED);
    say(B, 99 * S, BYE, "6 BYE", "");
    assert_answers(A, YES, NONE, NONE);
}

/* Only the initial INVITE and its answer say who asks and who grants. */
TEST(timer_later)
{
    set_up("", "");
    say(A, 20 * S, INVITE, "2 INVITE", SE_UAC);
    say(B, 20 * S, S200, "2 INVITE", GRANTED);
    assert_answers(A, NO, NONE, NONE);
    assert_answers(B, NONE, NONE, NONE);
}

/* RFC 4028 7.2: a 2xx without Session-Expires ends the timer. */
TEST(refresh_dropped)
{
    set_up(SE_UAC, GRANTED);
    say(A, 20 * S, INVITE, "2 INVITE", "");
    say(B, 20 * S, S200, "2 INVITE", "");
    say(B, 300 * S, BYE, "1 BYE", "");
    assert_answers(A, YES, NONE, NONE);
}

/* A 2xx that is sent again does not restart the timer. */
TEST(refresh_repeated)
{
    set_up(SE_UAC, GRANTED);
    say(B, 30 * S, S200, "1 INVITE", GRANTED);
    say(B, 62 * S, BYE, "1 BYE", "");
    assert_answers(A, YES, NONE, NO);
}

TEST(software_ends)
{
    set_up("", SERVER);
    g_assert_false(facts.ends[A].microsoft);
    g_assert_true(facts.ends[B].microsoft);
    g_assert_cmpint(facts.ends[B].generation, ==, PRODUCT_GENERATION_LYNC);
    set_up(CLIENT, SERVER_3);
    g_assert_true(facts.ends[A].microsoft);
    g_assert_cmpint(facts.ends[A].generation, ==, PRODUCT_GENERATION_UNKNOWN);
    g_assert_cmpint(facts.ends[B].generation, ==,
                    PRODUCT_GENERATION_OCS_2007_R2);
}

/* RFC 3261 16.2: the 100 is a proxy's. */
TEST(software_proxy)
{
    say(A, 0, INVITE, "1 INVITE", "User-Agent: Gateway/1\r\n");
    carried(2, 1, 0, S100, "a", "", "1 INVITE", SERVER);
    g_assert_false(facts.ends[B].microsoft);
}

static void assert_hosts(uint8_t a, uint8_t b)
{
    struct endpoint wanted[] = {host(a, 0), host(b, 0)};
    struct endpoint hosts[N_SIDES];

    g_assert_true(trunk_facts_hosts(&facts, hosts));
    g_assert_true(endpoint_equal(&hosts[A], &wanted[A]));
    g_assert_true(endpoint_equal(&hosts[B], &wanted[B]));
}

TEST(hosts_two)
{
    struct endpoint hosts[N_SIDES];

    g_assert_false(trunk_facts_hosts(&facts, hosts));
    say(A, 0, INVITE, "1 INVITE", "");
    assert_hosts(1, 2);
    say(B, 1 * S, S200, "1 INVITE", "");
    assert_hosts(1, 2);
}

/* Gateway 1, proxy 3, Mediation Server 2: seen at the proxy. */
TEST(hosts_proxy)
{
    carried(1, 3, 0, INVITE, "a", "", "1 INVITE", "");
    carried(3, 2, 0, INVITE, "a", "", "1 INVITE", PROXY);
    assert_hosts(1, 3);
    carried(2, 3, S, S200, "a", "b", "1 INVITE", PROXY SERVER);
    assert_hosts(3, 2);
    carried(3, 1, S, S200, "a", "b", "1 INVITE", SERVER);
    assert_hosts(3, 2);
    /* The other way round, the requester's hop has fewest Vias. */
    carried(3, 1, 5 * S, BYE, "b", "a", "7 BYE", PROXY);
    carried(2, 3, 5 * S, BYE, "b", "a", "7 BYE", "");
    assert_hosts(3, 2);
}

/* The server calls, and its second hop is seen first. */
TEST(hosts_caller)
{
    carried(3, 2, 0, INVITE, "a", "", "1 INVITE",
            PROXY "User-Agent: RTCC/5.0.0.0 MediationServer\r\n");
    assert_hosts(3, 2);
    carried(1, 3, 0, INVITE, "a", "", "1 INVITE",
            "User-Agent: RTCC/5.0.0.0 MediationServer\r\n");
    assert_hosts(1, 3);
}

/* A capture that begins with a BYE shows no call that was up. */
TEST(end_only_bye)
{
    g_assert_false(carried(1, 2, 0, BYE, "a", "b", "9 BYE", ""));
    g_assert_false(facts.up);
    g_assert_true(facts.ended);
}

/* A capture that begins in mid-call does not show who asked. */
TEST(timer_middle)
{
    carried(1, 2, 0, UPDATE, "a", "b", "9 UPDATE", SE_UAC);
    carried(2, 1, 0, S200, "a", "b", "9 UPDATE", GRANTED);
    g_assert_true(facts.up);
    assert_answers(A, NONE, NONE, NONE);
    assert_answers(B, NONE, NONE, NONE);
    trunk_facts_at(&facts, 89 * S);
    assert_answers(A, NONE, NONE, NO);
}

/* What A answers to an INVITE of B with the CSeq of its own grants nothing. */
TEST(timer_not_of_callee)
{
    say(A, 0, INVITE, "1 INVITE", SE_UAC);
    say(B, 1 * S, S100, "1 INVITE", "");
    carried(2, 1, 2 * S, INVITE, "b", "a", "1 INVITE", "");
    carried(1, 2, 3 * S, S200, "b", "a", "1 INVITE", "");
    assert_answers(B, NONE, NONE, NONE);
}

/* Only a 2xx to INVITE or UPDATE arms the timer, or ends it. */
TEST(timer_armed)
{
    set_up(SE_UAC, GRANTED);
    g_assert_true(facts.timed);
    say(A, 2 * S, "INFO sip:b@x SIP/2.0", "2 INFO", "");
    say(B, 2 * S, S200, "2 INFO", "");
    g_assert_true(facts.timed);
    say(A, 3 * S, UPDATE, "3 UPDATE", "");
    say(B, 3 * S, "SIP/2.0 500 x", "3 UPDATE", "");
    g_assert_true(facts.timed);
    say(A, 4 * S, UPDATE, "4 UPDATE", "");
    say(B, 4 * S, S200, "4 UPDATE", "");
    g_assert_false(facts.timed);
}
