/* Tests of the rules by which a call that was not answered, or did not end, is
 * judged.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "call_rule_scene.h"
#include "unit_test.h"

/* RFC 3261 15: the called side must not say BYE before it has answered. */
TEST(bye_early)
{
    struct call_facts facts = ringing();

    facts.bye = at(5 * S);
    facts.bye_by = A;
    assert_rule(facts, "early-bye", CALL_DROP_NONE);
    facts.bye_by = B;
    assert_normal(facts);
    facts.bye_by = A;
    facts.ack = at(4 * S); /* the 2xx is missing, its ACK is not */
    assert_normal(facts);
    facts.ack = (struct call_point){0};
    facts.callee_heard = false; /* one direction captured */
    assert_normal(facts);
    facts.callee_heard = true;
    facts.invite = (struct call_point){0}; /* the middle of a call */
    assert_normal(facts);
}

/* The 2xx and its ACK are missing, while media of both sides runs for 43 s. */
TEST(bye_conversation)
{
    struct call_facts facts = ringing();

    facts.bye = at(45 * S);
    facts.bye_by = A;
    facts.media_both_ways_ns = 43 * S;
    assert_normal(facts);
    facts.media_both_ways_ns = 10 * S - 1;
    assert_rule(facts, "early-bye", CALL_DROP_NONE);
    facts.media_both_ways_ns = 10 * S;
    assert_normal(facts);

    /* Announcements before the answer, and the caller gives up. */
    facts.bye = (struct call_point){0};
    facts.cancel = at(45 * S);
    assert_rule(facts, "cancelled", CALL_DROP_NONE);
    facts.final = at(45 * S + 1);
    facts.final_status = 487;
    assert_rule(facts, "cancelled", CALL_DROP_NONE);
    facts.cancel = (struct call_point){0};
    facts.final_status = 486;
    assert_rule(facts, "final-refused", CALL_DROP_NONE);
}

TEST(cancel_crossing)
{
    struct call_facts facts = ringing();

    facts.cancel = at(5 * S);
    assert_rule(facts, "cancelled", CALL_DROP_NONE);
    facts.final = at(5 * S + 1);
    facts.final_status = 487;
    assert_rule(facts, "cancelled", CALL_DROP_NONE);
    facts.final_status = 486; /* RFC 3261 9.1: it crossed with an answer */
    assert_rule(facts, "final-refused", CALL_DROP_NONE);

    facts.final = (struct call_point){0};
    facts.answer = at(5 * S + 1); /* crossed with the 2xx: the call is up */
    assert_rule(facts, "still-up", CALL_DROP_NONE);
}

TEST(cancel_487)
{
    struct call_facts facts = ringing();

    facts.final = at(5 * S);
    facts.final_status = 487;
    assert_rule(facts, "terminated", CALL_DROP_NONE);
    facts.final_status = 486;
    assert_rule(facts, "final-refused", CALL_DROP_NONE);
}

/* RFC 3262 3: a reliable 1xx repeated at 0.5, 1.5, 3.5, 7.5, 15.5, 31.5 s, 5xx
 * at 32 s. */
static struct call_facts without_prack(void)
{
    struct call_facts facts = ringing();

    facts.reliable = at(2 * S);
    facts.reliable_repeat = at(2 * S + 31500 * MS);
    facts.final = at(2 * S + 32 * S);
    facts.final_status = 504;
    return facts;
}

TEST(prack_32_s)
{
    struct call_facts facts = without_prack();

    assert_rule(facts, "no-prack", CALL_DROP_NONE);
    facts.prack = at(3 * S);
    assert_rule(facts, "final-failed", CALL_DROP_NONE);
    facts = without_prack();
    facts.reliable_repeat = (struct call_point){0}; /* it was not repeated */
    assert_rule(facts, "final-failed", CALL_DROP_NONE);
    facts = without_prack();
    facts.final = at(2 * S + 30 * S - 1);
    assert_rule(facts, "final-failed", CALL_DROP_NONE);
    facts = without_prack();
    facts.final_status = 480; /* its user said no */
    assert_rule(facts, "final-refused", CALL_DROP_NONE);
}

TEST(final_status)
{
    struct call_facts facts = ringing();

    facts.final = at(5 * S);
    facts.final_status = 503;
    assert_rule(facts, "final-failed", CALL_DROP_NONE);
    facts.final_status = 603;
    assert_rule(facts, "final-refused", CALL_DROP_NONE);
    facts.answer = at(6 * S); /* another fork took the call */
    assert_rule(facts, "still-up", CALL_DROP_NONE);
}

/* RFC 3261 17.1.1.2, Timer B: 64*T1 = 32 s; INVITE over UDP repeated at 0.5,
 * 1.5, 3.5, 7.5, 15.5, 31.5 s. */
TEST(no_response_udp)
{
    struct call_facts facts = ringing();

    facts.responded = false;
    facts.provisional = (struct call_point){0};
    facts.provisional_status = 0;
    facts.callee_heard = false;
    facts.invite_repeat = at(1 * S + 31500 * MS);
    facts.capture_end_ns = 33 * S;
    assert_rule(facts, "no-response", CALL_DROP_NONE);
    facts.capture_end_ns--;
    assert_rule(facts, "not-answered", CALL_DROP_NONE);

    facts.capture_end_ns++;
    facts.invite_repeat = at(1 * S + 7500 * MS); /* then something came */
    assert_rule(facts, "not-answered", CALL_DROP_NONE);
    facts.invite_repeat = at(1 * S + 15500 * MS);
    assert_rule(facts, "no-response", CALL_DROP_NONE);
    facts.responded = true; /* 100 Trying stops Timer B */
    assert_rule(facts, "not-answered", CALL_DROP_NONE);
}

/* TCP repeats nothing: that the other side was heard at all has to do. */
TEST(no_response_tcp)
{
    struct call_facts facts = ringing();

    facts.responded = false;
    facts.reliable_transport = true;
    assert_rule(facts, "no-response", CALL_DROP_NONE);
    facts.callee_heard = false;
    assert_rule(facts, "not-answered", CALL_DROP_NONE);
    facts.callee_heard = true;
    facts.reliable_transport = false;
    assert_rule(facts, "not-answered", CALL_DROP_NONE);
}

TEST(open_outlived)
{
    struct call_facts facts = up();

    facts.dialog = SESSION_DIALOG_EXPIRED;
    assert_rule(facts, "outlived", CALL_DROP_NONE);
    facts.dialog = SESSION_DIALOG_UP_TIMED;
    assert_rule(facts, "still-up", CALL_DROP_NONE);
}

TEST(open_undecided)
{
    assert_rule(up(), "still-up", CALL_DROP_NONE);
    assert_rule(ringing(), "not-answered", CALL_DROP_NONE);
    assert_normal(ended(A, 0));
    assert_normal(ended(B, 3 * S));
    assert_normal(ended(SIDE_UNKNOWN, 3 * S));
}
