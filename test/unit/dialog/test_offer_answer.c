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

/* What the message brings into force: "A one two" for A's offer named one and
 * the answer named two; "-" for nothing. To be freed. */
static char *say(struct offer_answer *state, enum side sender,
                 const char *start, const char *cseq, const char *sdp)
{
    struct sip_message message = make_message(start, "a", "b", cseq, "", sdp);
    struct offer_answer_pair pair;

    if (!offer_answer_message(state, &message, sender, &pair))
        return g_strdup("-");
    /* "v=0\r\ns=" and "\r\n" stand around the name. */
    return g_strdup_printf("%c %.*s %.*s", pair.offerer == A ? 'A' : 'B',
                           (int)pair.offer.length - 9, pair.offer.start + 7,
                           (int)pair.answer.length - 9, pair.answer.start + 7);
}

#define SAY(sender, start, cseq, sdp, wanted)                                  \
    do {                                                                       \
        char *said_ = say(&state, sender, start, cseq, sdp);                   \
        g_assert_cmpstr(said_, ==, wanted);                                    \
        g_free(said_);                                                         \
    } while (0)

/* RFC 3261 13.2.1: offer in the INVITE, answer in the 2xx. */
TEST(invite)
{
    struct offer_answer state = {0};

    SAY(A, INVITE, "1 INVITE", "one", "-");
    SAY(A, INVITE, "1 INVITE", "one", "-");
    SAY(B, "SIP/2.0 100 Trying", "1 INVITE", NULL, "-");
    SAY(B, "SIP/2.0 180 Ringing", "1 INVITE", NULL, "-");
    SAY(B, S200, "1 INVITE", "two", "A one two");
    SAY(B, S200, "1 INVITE", "two", "A one two");
    SAY(A, ACK, "1 ACK", NULL, "-");
    offer_answer_clear(&state);
}

/* RFC 3261 13.2.1: offer in the 2xx, answer in the ACK. */
TEST(answer_in_ack)
{
    struct offer_answer state = {0};

    SAY(A, INVITE, "1 INVITE", NULL, "-");
    SAY(B, S200, "1 INVITE", "two", "-");
    SAY(A, ACK, "2 ACK", "one", "-"); /* of another INVITE */
    SAY(A, ACK, "1 ACK", "one", "B two one");
    SAY(A, ACK, "1 ACK", "one", "-");
    offer_answer_clear(&state);
}

/* RFC 3262 5: offer in a reliable 183, answer in its PRACK. */
TEST(answer_in_prack)
{
    struct offer_answer state = {0};

    SAY(A, INVITE, "1 INVITE", NULL, "-");
    SAY(B, S183, "1 INVITE", "two", "-");
    SAY(A, PRACK, "2 PRACK", "one", "B two one");
    SAY(B, S200, "2 PRACK", NULL, "-");
    SAY(B, S200, "1 INVITE", NULL, "-");
    offer_answer_clear(&state);
}

/* RFC 3262 5, RFC 3311 5.1: answered early; then PRACK and UPDATE offer. What
 * the 2xx repeats of the INVITE's answer is not in force any more. */
TEST(early)
{
    struct offer_answer state = {0};

    SAY(A, INVITE, "1 INVITE", "one", "-");
    SAY(B, S183, "1 INVITE", "two", "A one two");
    SAY(A, PRACK, "2 PRACK", "three", "-");
    SAY(B, S200, "2 PRACK", "four", "A three four");
    SAY(B, UPDATE, "7 UPDATE", "five", "-");
    SAY(A, S200, "7 UPDATE", "six", "B five six");
    SAY(B, S200, "1 INVITE", "two", "-");
    offer_answer_clear(&state);
}

/* RFC 3261 14.1: a refused re-INVITE changes nothing. */
TEST(refused)
{
    struct offer_answer state = {0};

    SAY(A, INVITE, "1 INVITE", "one", "-");
    SAY(B, S200, "1 INVITE", "two", "A one two");
    SAY(B, INVITE, "5 INVITE", "three", "-");
    SAY(A, S488, "5 INVITE", "four", "-");
    SAY(A, S200, "5 INVITE", "four", "-");
    SAY(B, INVITE, "6 INVITE", "five", "-");
    SAY(A, S200, "6 INVITE", "six", "B five six");
    offer_answer_clear(&state);
}

/* An answer without its offer in the capture, and a session refresh without
 * SDP (RFC 4028 7.4). */
TEST(nothing)
{
    struct offer_answer state = {0};

    SAY(B, S200, "1 INVITE", "two", "-");
    SAY(A, ACK, "1 ACK", "one", "-");
    SAY(A, UPDATE, "2 UPDATE", NULL, "-");
    SAY(B, S200, "2 UPDATE", NULL, "-");
    SAY(SIDE_UNKNOWN, INVITE, "3 INVITE", "one", "-");
    SAY(A, "MESSAGE sip:b@x SIP/2.0", "4 MESSAGE", "one", "-");
    SAY(B, S200, "4 MESSAGE", "two", "-");
    offer_answer_clear(&state);
}

/* The two sides number their requests apart. */
TEST(same_cseq)
{
    struct offer_answer state = {0};

    SAY(A, INVITE, "2 INVITE", "one", "-");
    SAY(B, INVITE, "2 INVITE", "two", "-"); /* glare, RFC 3261 14.1 */
    SAY(A, "SIP/2.0 491 Request Pending", "2 INVITE", NULL, "-");
    SAY(B, S200, "2 INVITE", "three", "A one three");
    offer_answer_clear(&state);
}

/* The oldest of OFFER_ANSWER_KEPT is forgotten. */
TEST(bound)
{
    struct offer_answer state = {0};

    G_STATIC_ASSERT(OFFER_ANSWER_KEPT == 4);
    SAY(A, UPDATE, "1 UPDATE", "one", "-");
    SAY(A, UPDATE, "2 UPDATE", "two", "-");
    SAY(A, UPDATE, "3 UPDATE", "three", "-");
    SAY(A, UPDATE, "4 UPDATE", "four", "-");
    SAY(A, UPDATE, "5 UPDATE", "five", "-");
    SAY(B, S200, "1 UPDATE", "x", "-");
    SAY(B, S200, "2 UPDATE", "x", "A two x");
    offer_answer_clear(&state);
}
