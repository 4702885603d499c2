/* Tests of the table of calls.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "call_table.h"

#include "sip_texts.h"
#include "unit_test.h"

#define INVITE "INVITE sip:b@x SIP/2.0"
#define BYE    "BYE sip:b@x SIP/2.0"
#define S200   "SIP/2.0 200 OK"

static struct call_table *table;

BEFORE_EACH()
{
    table = call_table_new(0);
}

AFTER_EACH()
{
    call_table_free(table);
}

/* "0 A up": the call, the side and what the message did to it, "0 A" if that is
 * nothing; "-": no call. To be freed. */
static char *say(const char *start, const char *from, const char *to,
                 const char *cseq)
{
    static const char *const events[] = {"", " up", " bye", " end"};
    struct sip_message message = make_message(start, from, to, cseq, "", NULL);
    enum side side;
    struct call *call = call_table_place(table, &message, &side);

    if (call == NULL)
        return g_strdup("-");
    g_assert_cmpint(call_sender(call, &message), ==, side);
    return g_strdup_printf("%u %c%s", call->index, side == SIDE_A ? 'A' : 'B',
                           events[call_advance(call, &message)]);
}

#define SAY(wanted, ...) ASSERT_SAID(say(__VA_ARGS__), wanted)

/* A message that belongs to no call. */
#define SAY_NOTHING(...) SAY("-", __VA_ARGS__)

/* A's first INVITE of call NUMBER, with TAG. */
#define INVITE_FIRST(number, tag) SAY(number " A", INVITE, tag, "", "1 INVITE")

TEST(ordinary)
{
    INVITE_FIRST("0", "a");
    SAY("0 B", "SIP/2.0 100 Trying", "a", "", "1 INVITE");
    SAY("0 B", "SIP/2.0 180 Ringing", "a", "b", "1 INVITE");
    SAY("0 B up", S200, "a", "b", "1 INVITE");
    SAY("0 B", S200, "a", "b", "1 INVITE");
    SAY("0 A", "ACK sip:b@x SIP/2.0", "a", "b", "1 ACK");
    SAY("0 B", INVITE, "b", "a", "9 INVITE");
    /* No To tag tells the caller's (RFC 3261 8.2.6.2). */
    SAY("0 A", "SIP/2.0 100 Trying", "b", "", "9 INVITE");
    SAY_NOTHING("SIP/2.0 100 Trying", "c", "", "9 INVITE");
    SAY("0 A", S200, "b", "a", "9 INVITE");
    SAY("0 B bye", BYE, "b", "a", "10 BYE");
    SAY("0 A", S200, "b", "a", "10 BYE");
    g_assert_cmpint(call_table_at(table, 0)->state, ==, CALL_BYE);
    g_assert_null(call_table_at(table, 1));
}

/* Two forks answer: one call (RFC 3261 13.2.2.4). */
TEST(forks)
{
    INVITE_FIRST("0", "a");
    SAY("0 B up", S200, "a", "b1", "1 INVITE");
    SAY("0 B", S200, "a", "b2", "1 INVITE");
}

/* The other side of a B2BUA that keeps the Call-ID is another call. */
TEST(b2bua)
{
    INVITE_FIRST("0", "a");
    INVITE_FIRST("1", "a2");
    SAY("1 B up", S200, "a2", "b", "1 INVITE");
    SAY("0 B up", S200, "a", "b2", "1 INVITE");
}

/* 401, 407, 422: the same call goes on; 486 ends it, and what follows is
 * another one. */
TEST(refusals)
{
    INVITE_FIRST("0", "a");
    SAY("0 B", "SIP/2.0 407 Proxy Authentication Required", "a", "b",
        "1 INVITE");
    SAY("0 A", INVITE, "a", "", "2 INVITE");
    SAY("0 B", "SIP/2.0 422 Session Interval Too Small", "a", "b", "2 INVITE");
    SAY("0 A", INVITE, "a", "", "3 INVITE");
    SAY("0 B end", "SIP/2.0 486 Busy Here", "a", "b", "3 INVITE");
    SAY("0 B", "SIP/2.0 486 Busy Here", "a", "b", "3 INVITE");
    SAY("0 A", INVITE, "a", "", "3 INVITE"); /* a late copy */
    SAY("1 A", INVITE, "a", "", "4 INVITE");
    SAY("1 B up", S200, "a", "b", "4 INVITE");
}

/* The final response of a cancelled call ends it, the CANCEL does not: a 2xx
 * may cross it (RFC 3261 9.1). */
TEST(cancel)
{
    INVITE_FIRST("0", "a");
    SAY("0 A", "CANCEL sip:b@x SIP/2.0", "a", "", "1 CANCEL");
    SAY("0 B", S200, "a", "b", "1 CANCEL");
    SAY("0 B end", "SIP/2.0 487 Request Terminated", "a", "b", "1 INVITE");
}

/* A refused re-INVITE does not end the call. */
TEST(refused_in_call)
{
    INVITE_FIRST("0", "a");
    SAY("0 B up", S200, "a", "b", "1 INVITE");
    SAY("0 A", INVITE, "a", "b", "2 INVITE");
    SAY("0 B", "SIP/2.0 488 Not Acceptable Here", "a", "b", "2 INVITE");
    g_assert_cmpint(call_table_at(table, 0)->state, ==, CALL_UP);
}

/* A capture that begins in the middle: whose request comes first is A. */
TEST(middle_requests)
{
    static const char *const starts[][2] = {
        {"UPDATE sip:b@x SIP/2.0", "5 UPDATE"},
        {"ACK sip:b@x SIP/2.0", "5 ACK"},
        {INVITE, "5 INVITE"},
    };

    FOR_EACH_ROW(i, starts) {
        call_table_free(table);
        table = call_table_new(0);
        SAY("0 A up", starts[i][0], "b", "a", starts[i][1]);
        SAY("0 B bye", BYE, "a", "b", "5 BYE");
    }
}

/* Its 2xx comes from B; a ringing call is not up; a BYE alone is one. */
TEST(middle_other)
{
    SAY("0 B up", S200, "a", "b", "1 INVITE");
    SAY("1 B", "SIP/2.0 180 Ringing", "c", "b", "1 INVITE");
    SAY("1 A", "PRACK sip:b@x SIP/2.0", "c", "b", "2 PRACK");
    SAY("2 A bye", BYE, "d", "b", "2 BYE");
}

/* What the ACK of A with BRANCH does to its call, whose INVITE was sent with
 * N_BRANCHES others, and was refused with STATUS unless that is NULL. */
static enum call_event acknowledge(const char *branch, unsigned n_branches,
                                   const char *status)
{
    struct sip_message message;
    struct call *call = NULL;
    enum side side;

    after_each();
    before_each();
    for (unsigned i = 1; i <= n_branches; i++) {
        g_autofree char *invite = g_strdup_printf("z9hG4bK%u", i);

        message = make_message(INVITE, "a", "", "1 INVITE", "", NULL);
        message.via_branch = text_of(invite);
        call = call_table_place(table, &message, &side);
        call_advance(call, &message);
    }
    if (status != NULL) {
        message = make_message(status, "a", "b", "1 INVITE", "", NULL);
        call_advance(call, &message);
    }
    message = make_message("ACK sip:b@x SIP/2.0", "a", "b", "1 ACK", "", NULL);
    message.via_branch = text_of(branch);
    return call_advance(call, &message);
}

/* RFC 3261 13.2.2.4, 17.1.1.3: the ACK to a 2xx has a branch of its own, so
 * that it proves the 2xx; that to a refusal has the branch of its INVITE, on
 * the hop where it was refused. */
TEST(ack_alone)
{
    g_assert_cmpint(acknowledge("z9hG4bK9", 1, NULL), ==, CALL_EVENT_UP);
    g_assert_cmpint(acknowledge("z9hG4bK1", 1, NULL), ==, CALL_EVENT_NONE);
    g_assert_cmpint(acknowledge("z9hG4bK2", 2, NULL), ==, CALL_EVENT_NONE);
    g_assert_cmpint(acknowledge("", 1, NULL), ==, CALL_EVENT_NONE);
    g_assert_cmpint(acknowledge("z9hG4bK9", 1, "SIP/2.0 401 Unauthorized"), ==,
                    CALL_EVENT_NONE);
    g_assert_cmpint(acknowledge("z9hG4bK9", CALL_INVITE_BRANCHES_MAX, NULL), ==,
                    CALL_EVENT_UP);
    g_assert_cmpint(acknowledge("z9hG4bK9", CALL_INVITE_BRANCHES_MAX + 1, NULL),
                    ==, CALL_EVENT_NONE);
}

/* What is no call. */
TEST(no_call)
{
    SAY_NOTHING("REGISTER sip:x SIP/2.0", "a", "", "1 REGISTER");
    SAY_NOTHING(S200, "a", "b", "1 REGISTER");
    SAY_NOTHING("OPTIONS sip:x SIP/2.0", "a", "", "1 OPTIONS");
    SAY_NOTHING("NOTIFY sip:x SIP/2.0", "a", "b", "1 NOTIFY");
    SAY_NOTHING(BYE, "a", "", "1 BYE");
    SAY_NOTHING("SIP/2.0 486 Busy Here", "a", "b", "1 INVITE");
    SAY_NOTHING(INVITE, "", "", "1 INVITE");
    g_assert_cmpuint(table->calls->len, ==, 0);
}

TEST(bound_calls)
{
    call_table_free(table);
    table = call_table_new(1);
    INVITE_FIRST("0", "a");
    SAY_NOTHING(INVITE, "b", "", "1 INVITE");
    call_table_free(table);
    table = call_table_new(2);
    INVITE_FIRST("0", "a");
    INVITE_FIRST("1", "b");
    g_assert_cmpuint(table->n_refused, ==, 0);
    SAY_NOTHING(INVITE, "c", "", "1 INVITE");
    g_assert_cmpuint(table->n_refused, ==, 1);
    INVITE_FIRST("1", "b");
}

TEST(bound_hidden)
{
    call_table_free(table);
    table = call_table_new(8);
    g_assert_nonnull(call_table_open_hidden(table));
    g_assert_nonnull(call_table_open_hidden(table));
    g_assert_null(call_table_open_hidden(table));
    g_assert_cmpuint(table->n_refused, ==, 1);
    INVITE_FIRST("2", "a");
    INVITE_FIRST("3", "b");
}

/* Half of the bound is reached: no hidden call any more. */
TEST(crowded)
{
    call_table_free(table);
    table = call_table_new(4);
    INVITE_FIRST("0", "a");
    g_assert_false(call_table_is_crowded(table));
    INVITE_FIRST("1", "b");
    g_assert_true(call_table_is_crowded(table));
    g_assert_null(call_table_open_hidden(table));
    INVITE_FIRST("2", "c");
}

static bool opens(const char *start, const char *from, const char *to,
                  const char *cseq)
{
    struct sip_message message = make_message(start, from, to, cseq, "", NULL);

    return call_table_opens(table, &message);
}

/* Only what would make a call, and it is not made. */
TEST(opens)
{
    g_assert_true(opens(INVITE, "a", "", "1 INVITE"));
    g_assert_cmpuint(table->calls->len, ==, 0);
    g_assert_true(opens(S200, "a", "b", "1 INVITE"));
    g_assert_true(opens(BYE, "b", "a", "9 BYE"));
    g_assert_false(opens("SIP/2.0 486 Busy Here", "a", "b", "1 INVITE"));
    g_assert_false(opens("OPTIONS sip:x SIP/2.0", "a", "", "1 OPTIONS"));
    g_assert_false(opens(INVITE, "", "", "1 INVITE"));
    INVITE_FIRST("0", "a");
    g_assert_false(opens(INVITE, "a", "", "1 INVITE"));
    g_assert_false(opens(BYE, "b", "a", "9 BYE"));
    g_assert_true(opens(INVITE, "c", "", "1 INVITE"));
}

TEST(bound_call_id)
{
    char tag[16];

    for (int i = 0; i <= CALLS_OF_CALL_ID_MAX; i++) {
        char *said;

        g_snprintf(tag, sizeof tag, "t%d", i);
        said = say(INVITE, tag, "", "1 INVITE");
        g_assert_cmpint(said[0] == '-', ==, i == CALLS_OF_CALL_ID_MAX);
        g_free(said);
    }
    g_assert_cmpuint(table->n_refused, ==, 1);
}

/* After which refusals the same INVITE may follow: RFC 3261 8.1.3.5 and 21.4,
 * 21.5; 422: RFC 4028; 494: RFC 3329. A redirection (8.1.3.4) may be followed,
 * too. */
TEST(refusals_retried)
{
    static const unsigned retried[] = {401, 407, 413, 415, 416, 420, 421, 422,
                                       484, 488, 491, 494, 500, 503, 504};
    size_t next = 0;

    for (unsigned status = 300; status < 700; status++) {
        g_autofree char *line = g_strdup_printf("SIP/2.0 %u X", status);
        bool again = status < 400;

        if (next < G_N_ELEMENTS(retried) && retried[next] == status) {
            again = true;
            next++;
        }
        after_each();
        before_each();
        INVITE_FIRST("0", "a");
        if (again)
            SAY("0 B", line, "a", "b", "1 INVITE");
        else
            SAY("0 B end", line, "a", "b", "1 INVITE");
    }
}

/* A capture that begins in the middle: only a 2xx proves that it is up. */
TEST(middle_refused)
{
    SAY("0 B", "SIP/2.0 180 Ringing", "a", "b", "1 INVITE");
    SAY("0 B", "SIP/2.0 300 Multiple Choices", "a", "b", "5 UPDATE");
    SAY("0 B", "SIP/2.0 199 X", "a", "b", "5 UPDATE");
    SAY("0 B up", "SIP/2.0 299 X", "a", "b", "5 UPDATE");
}
