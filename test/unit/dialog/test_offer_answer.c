/* Tests of the pairing of offers and answers.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "offer_answer.h"

#include "sip_texts.h"
#include "unit_test.h"

#define INVITE "INVITE sip:b@x SIP/2.0"
#define UPDATE "UPDATE sip:b@x SIP/2.0"
#define PRACK  "PRACK sip:b@x SIP/2.0"
#define ACK    "ACK sip:b@x SIP/2.0"
#define S183   "SIP/2.0 183 Progress"
#define S200   "SIP/2.0 200 OK"
#define S488   "SIP/2.0 488 Not Acceptable Here"

static const enum side A = SIDE_A;
static const enum side B = SIDE_B;

static struct offer_answer state;

AFTER_EACH()
{
    offer_answer_clear(&state);
}

/* What the message brings into force: "A one two" for A's offer named one and
 * the answer named two; "-" for nothing. To be freed. */
static char *say(enum side sender, const char *start, const char *cseq,
                 const char *sdp)
{
    struct sip_message message = make_message(start, "a", "b", cseq, "", sdp);
    struct offer_answer_pair pair;

    if (!offer_answer_message(&state, &message, sender, &pair))
        return g_strdup("-");
    /* "v=0\r\ns=" and "\r\n" stand around the name. */
    return g_strdup_printf("%c %.*s %.*s", pair.offerer == A ? 'A' : 'B',
                           (int)pair.offer.length - 9, pair.offer.start + 7,
                           (int)pair.answer.length - 9, pair.answer.start + 7);
}

#define AGREE(wanted, ...) ASSERT_SAID(say(__VA_ARGS__), wanted)

/* A message that brings nothing into force. */
#define SAY(...) AGREE("-", __VA_ARGS__)

/* RFC 3261 13.2.1: offer in the INVITE, answer in the 2xx. */
TEST(invite)
{
    SAY(A, INVITE, "1 INVITE", "one");
    SAY(A, INVITE, "1 INVITE", "one");
    SAY(B, "SIP/2.0 100 Trying", "1 INVITE", NULL);
    SAY(B, "SIP/2.0 180 Ringing", "1 INVITE", NULL);
    AGREE("A one two", B, S200, "1 INVITE", "two");
    AGREE("A one two", B, S200, "1 INVITE", "two");
    SAY(A, ACK, "1 ACK", NULL);
}

/* RFC 3261 13.2.1: offer in the 2xx, answer in the ACK. */
TEST(answer_in_ack)
{
    SAY(A, INVITE, "1 INVITE", NULL);
    SAY(B, S200, "1 INVITE", "two");
    SAY(A, ACK, "2 ACK", "one"); /* of another INVITE */
    AGREE("B two one", A, ACK, "1 ACK", "one");
    SAY(A, ACK, "1 ACK", "one");
}

/* RFC 3262 5: offer in a reliable 183, answer in its PRACK. */
TEST(answer_in_prack)
{
    SAY(A, INVITE, "1 INVITE", NULL);
    SAY(B, S183, "1 INVITE", "two");
    AGREE("B two one", A, PRACK, "2 PRACK", "one");
    SAY(B, S200, "2 PRACK", NULL);
    SAY(B, S200, "1 INVITE", NULL);
}

/* RFC 3262 5, RFC 3311 5.1: answered early; then PRACK and UPDATE offer. What
 * the 2xx repeats of the INVITE's answer is not in force any more. */
TEST(early)
{
    SAY(A, INVITE, "1 INVITE", "one");
    AGREE("A one two", B, S183, "1 INVITE", "two");
    SAY(A, PRACK, "2 PRACK", "three");
    AGREE("A three four", B, S200, "2 PRACK", "four");
    SAY(B, UPDATE, "7 UPDATE", "five");
    AGREE("B five six", A, S200, "7 UPDATE", "six");
    SAY(B, S200, "1 INVITE", "two");
}

/* RFC 3261 14.1: a refused re-INVITE changes nothing. */
TEST(refused)
{
    SAY(A, INVITE, "1 INVITE", "one");
    AGREE("A one two", B, S200, "1 INVITE", "two");
    SAY(B, INVITE, "5 INVITE", "three");
    SAY(A, S488, "5 INVITE", "four");
    SAY(A, S200, "5 INVITE", "four");
    SAY(B, INVITE, "6 INVITE", "five");
    AGREE("B five six", A, S200, "6 INVITE", "six");
}

/* An answer without its offer in the capture, and a session refresh without
 * SDP (RFC 4028 7.4). */
TEST(nothing)
{
    SAY(B, S200, "1 INVITE", "two");
    SAY(A, ACK, "1 ACK", "one");
    SAY(A, UPDATE, "2 UPDATE", NULL);
    SAY(B, S200, "2 UPDATE", NULL);
    SAY(SIDE_UNKNOWN, INVITE, "3 INVITE", "one");
    SAY(A, "MESSAGE sip:b@x SIP/2.0", "4 MESSAGE", "one");
    SAY(B, S200, "4 MESSAGE", "two");
}

/* The two sides number their requests apart. */
TEST(same_cseq)
{
    SAY(A, INVITE, "2 INVITE", "one");
    SAY(B, INVITE, "2 INVITE", "two"); /* glare, RFC 3261 14.1 */
    SAY(A, "SIP/2.0 491 Request Pending", "2 INVITE", NULL);
    AGREE("A one three", B, S200, "2 INVITE", "three");
}

/* The oldest of OFFER_ANSWER_KEPT is forgotten. */
TEST(bound)
{
    G_STATIC_ASSERT(OFFER_ANSWER_KEPT == 4);
    SAY(A, UPDATE, "1 UPDATE", "one");
    SAY(A, UPDATE, "2 UPDATE", "two");
    SAY(A, UPDATE, "3 UPDATE", "three");
    SAY(A, UPDATE, "4 UPDATE", "four");
    SAY(A, UPDATE, "5 UPDATE", "five");
    SAY(B, S200, "1 UPDATE", "x");
    AGREE("A two x", B, S200, "2 UPDATE", "x");
}

/* Nothing is kept of what was answered before the end. */
TEST(bye)
{
    SAY(A, INVITE, "1 INVITE", "one");
    SAY(A, UPDATE, "2 UPDATE", "more");
    AGREE("A one two", B, S200, "1 INVITE", "two");
    SAY(A, "BYE sip:b@x SIP/2.0", "3 BYE", NULL);
    SAY(B, S200, "1 INVITE", "two");
    AGREE("A more two", B, S200, "2 UPDATE", "two");
}
