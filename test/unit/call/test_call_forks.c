/* Tests of the answers to one INVITE. RFC 3261 13.2.2.4.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "call_forks.h"

#include "sip_texts.h"
#include "unit_test.h"

#define A SIDE_A
#define B SIDE_B

#define OK  "SIP/2.0 200 OK"
#define ACK "ACK sip:b@x SIP/2.0"
#define BYE "BYE sip:b@x SIP/2.0"

static struct call_forks forks;

BEFORE_EACH()
{
    forks = (struct call_forks){0};
}

/* A message of the dialog between tag "a" and TAG. Of a request SENDER is whom
 * From names, of a response whom To names. */
static bool say(enum side sender, const char *start, const char *cseq,
                const char *tag)
{
    bool from_caller = (sender == A) == !g_str_has_prefix(start, "SIP");
    struct sip_message message =
        make_message(start, from_caller ? "a" : tag, from_caller ? tag : "a",
                     cseq, "", NULL);

    return call_forks_on_message(&forks, &message, sender);
}

/* The 200 of TAG, and its ACK. */
static void answer(const char *tag)
{
    say(B, OK, "1 INVITE", tag);
    say(A, ACK, "1 ACK", tag);
}

TEST(one)
{
    g_assert_false(say(B, OK, "1 INVITE", "b"));
    g_assert_false(say(A, ACK, "1 ACK", "b"));
    g_assert_false(say(B, BYE, "7 BYE", "b"));
}

/* Only a 2xx of B to INVITE is an answer: C's are none. */
TEST(no_answer)
{
    answer("b");
    say(B, "SIP/2.0 199 x", "1 INVITE", "c");
    say(B, "SIP/2.0 300 x", "1 INVITE", "c");
    say(B, OK, "2 UPDATE", "c");
    say(A, OK, "1 INVITE", "c");
    say(A, ACK, "1 ACK", "c");
    g_assert_false(say(B, BYE, "7 BYE", "b"));
}

TEST(two)
{
    answer("b");
    answer("c");
    g_assert_true(say(A, BYE, "2 BYE", "c"));
    /* The same BYE on another hop. */
    g_assert_true(say(A, BYE, "2 BYE", "c"));
    /* A copy of the 200 does not bring it back. */
    say(B, OK, "1 INVITE", "c");
    g_assert_false(say(B, BYE, "7 BYE", "b"));
    g_assert_cmpuint(forks.n, ==, 2);
}

/* An answer that nobody took does not hold the call up. */
TEST(not_acknowledged)
{
    answer("b");
    say(B, OK, "1 INVITE", "c");
    g_assert_false(say(A, BYE, "2 BYE", "b"));
}

/* The 2xx of the caller to a re-INVITE is no answer of a fork. */
TEST(reinvite)
{
    answer("b");
    g_assert_false(say(A, OK, "5 INVITE", "b"));
    g_assert_false(say(B, OK, "2 INVITE", "b"));
    g_assert_cmpuint(forks.n, ==, 1);
    g_assert_false(say(A, BYE, "3 BYE", "b"));
}

/* Without the answer, as where a capture begins in the call. */
TEST(unknown)
{
    g_assert_false(say(A, ACK, "1 ACK", "b"));
    g_assert_false(say(SIDE_UNKNOWN, OK, "1 INVITE", "b"));
    g_assert_false(say(A, BYE, "2 BYE", "b"));
}

TEST(bound)
{
    for (unsigned i = 0; i <= CALL_FORKS_MAX; i++) {
        char tag[] = {(char)('b' + i), '\0'};

        say(B, OK, "1 INVITE", tag);
        g_assert_cmpuint(forks.n, ==, MIN(i + 1, CALL_FORKS_MAX));
    }
}
