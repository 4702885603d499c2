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

/* "0 A up": the call, the side and what the message did to it; "-" for none.
 * To be freed. */
static char *say(struct call_table *table, const char *start, const char *from,
                 const char *to, const char *cseq)
{
    static const char *const events[] = {"none", "up", "bye", "end"};
    struct sip_message message = make_message(start, from, to, cseq, "", NULL);
    enum side side;
    struct call *call = call_table_place(table, &message, &side);

    if (call == NULL)
        return g_strdup("-");
    g_assert_cmpint(call_sender(call, &message), ==, side);
    return g_strdup_printf("%u %c %s", call->index, side == SIDE_A ? 'A' : 'B',
                           events[call_advance(call, &message)]);
}

#define SAY(start, from, to, cseq, wanted)                                     \
    do {                                                                       \
        char *said_ = say(table, start, from, to, cseq);                       \
        g_assert_cmpstr(said_, ==, wanted);                                    \
        g_free(said_);                                                         \
    } while (0)

TEST(ordinary)
{
    struct call_table *table = call_table_new(0);

    SAY(INVITE, "a", "", "1 INVITE", "0 A none");
    SAY("SIP/2.0 100 Trying", "a", "", "1 INVITE", "0 B none");
    SAY("SIP/2.0 180 Ringing", "a", "b", "1 INVITE", "0 B none");
    SAY(S200, "a", "b", "1 INVITE", "0 B up");
    SAY(S200, "a", "b", "1 INVITE", "0 B none");
    SAY("ACK sip:b@x SIP/2.0", "a", "b", "1 ACK", "0 A none");
    SAY(INVITE, "b", "a", "9 INVITE", "0 B none");
    /* No To tag tells the caller's (RFC 3261 8.2.6.2). */
    SAY("SIP/2.0 100 Trying", "b", "", "9 INVITE", "0 A none");
    SAY("SIP/2.0 100 Trying", "c", "", "9 INVITE", "-");
    SAY(S200, "b", "a", "9 INVITE", "0 A none");
    SAY(BYE, "b", "a", "10 BYE", "0 B bye");
    SAY(S200, "b", "a", "10 BYE", "0 A none");
    g_assert_cmpint(call_table_at(table, 0)->state, ==, CALL_BYE);
    g_assert_null(call_table_at(table, 1));
    call_table_free(table);
}

/* Two forks answer: one call (RFC 3261 13.2.2.4). */
TEST(forks)
{
    struct call_table *table = call_table_new(0);

    SAY(INVITE, "a", "", "1 INVITE", "0 A none");
    SAY(S200, "a", "b1", "1 INVITE", "0 B up");
    SAY(S200, "a", "b2", "1 INVITE", "0 B none");
    call_table_free(table);
}

/* The other side of a B2BUA that keeps the Call-ID is another call. */
TEST(b2bua)
{
    struct call_table *table = call_table_new(0);

    SAY(INVITE, "a", "", "1 INVITE", "0 A none");
    SAY(INVITE, "a2", "", "1 INVITE", "1 A none");
    SAY(S200, "a2", "b", "1 INVITE", "1 B up");
    SAY(S200, "a", "b2", "1 INVITE", "0 B up");
    call_table_free(table);
}

/* 401, 407, 422: the same call goes on; 486 ends it, and what follows is
 * another one. */
TEST(refusals)
{
    struct call_table *table = call_table_new(0);

    SAY(INVITE, "a", "", "1 INVITE", "0 A none");
    SAY("SIP/2.0 407 Proxy Authentication Required", "a", "b", "1 INVITE",
        "0 B none");
    SAY(INVITE, "a", "", "2 INVITE", "0 A none");
    SAY("SIP/2.0 422 Session Interval Too Small", "a", "b", "2 INVITE",
        "0 B none");
    SAY(INVITE, "a", "", "3 INVITE", "0 A none");
    SAY("SIP/2.0 486 Busy Here", "a", "b", "3 INVITE", "0 B end");
    SAY("SIP/2.0 486 Busy Here", "a", "b", "3 INVITE", "0 B none");
    SAY(INVITE, "a", "", "3 INVITE", "0 A none"); /* a late copy */
    SAY(INVITE, "a", "", "4 INVITE", "1 A none");
    SAY(S200, "a", "b", "4 INVITE", "1 B up");
    call_table_free(table);
}

/* The final response of a cancelled call ends it, the CANCEL does not: a 2xx
 * may cross it (RFC 3261 9.1). */
TEST(cancel)
{
    struct call_table *table = call_table_new(0);

    SAY(INVITE, "a", "", "1 INVITE", "0 A none");
    SAY("CANCEL sip:b@x SIP/2.0", "a", "", "1 CANCEL", "0 A none");
    SAY(S200, "a", "b", "1 CANCEL", "0 B none");
    SAY("SIP/2.0 487 Request Terminated", "a", "b", "1 INVITE", "0 B end");
    call_table_free(table);
}

/* A refused re-INVITE does not end the call. */
TEST(refused_in_call)
{
    struct call_table *table = call_table_new(0);

    SAY(INVITE, "a", "", "1 INVITE", "0 A none");
    SAY(S200, "a", "b", "1 INVITE", "0 B up");
    SAY(INVITE, "a", "b", "2 INVITE", "0 A none");
    SAY("SIP/2.0 488 Not Acceptable Here", "a", "b", "2 INVITE", "0 B none");
    g_assert_cmpint(call_table_at(table, 0)->state, ==, CALL_UP);
    call_table_free(table);
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
        struct call_table *table = call_table_new(0);

        SAY(starts[i][0], "b", "a", starts[i][1], "0 A up");
        SAY(BYE, "a", "b", "5 BYE", "0 B bye");
        call_table_free(table);
    }
}

/* Its 2xx comes from B; a ringing call is not up; a BYE alone is one. */
TEST(middle_other)
{
    struct call_table *table = call_table_new(0);

    SAY(S200, "a", "b", "1 INVITE", "0 B up");
    SAY("SIP/2.0 180 Ringing", "c", "b", "1 INVITE", "1 B none");
    SAY("PRACK sip:b@x SIP/2.0", "c", "b", "2 PRACK", "1 A none");
    SAY(BYE, "d", "b", "2 BYE", "2 A bye");
    call_table_free(table);
}

/* What is no call. */
TEST(no_call)
{
    struct call_table *table = call_table_new(0);

    SAY("REGISTER sip:x SIP/2.0", "a", "", "1 REGISTER", "-");
    SAY(S200, "a", "b", "1 REGISTER", "-");
    SAY("OPTIONS sip:x SIP/2.0", "a", "", "1 OPTIONS", "-");
    SAY("NOTIFY sip:x SIP/2.0", "a", "b", "1 NOTIFY", "-");
    SAY(BYE, "a", "", "1 BYE", "-");
    SAY("SIP/2.0 486 Busy Here", "a", "b", "1 INVITE", "-");
    SAY(INVITE, "", "", "1 INVITE", "-");
    g_assert_cmpuint(table->calls->len, ==, 0);
    call_table_free(table);
}

TEST(bound_calls)
{
    struct call_table *table = call_table_new(2);

    SAY(INVITE, "a", "", "1 INVITE", "0 A none");
    SAY(INVITE, "b", "", "1 INVITE", "1 A none");
    g_assert_cmpuint(table->n_refused, ==, 0);
    SAY(INVITE, "c", "", "1 INVITE", "-");
    g_assert_cmpuint(table->n_refused, ==, 1);
    SAY(INVITE, "b", "", "1 INVITE", "1 A none");
    call_table_free(table);
}

TEST(bound_call_id)
{
    struct call_table *table = call_table_new(0);
    char tag[16];

    for (int i = 0; i <= CALLS_OF_CALL_ID_MAX; i++) {
        char *said;

        g_snprintf(tag, sizeof tag, "t%d", i);
        said = say(table, INVITE, tag, "", "1 INVITE");
        g_assert_cmpint(said[0] == '-', ==, i == CALLS_OF_CALL_ID_MAX);
        g_free(said);
    }
    g_assert_cmpuint(table->n_refused, ==, 1);
    call_table_free(table);
}
