/* Tests of the rules by which a call that was not answered, or did not end, is
 * judged.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "call_rule_scene.h"

/* RFC 3261 15: the called side must not say BYE before it has answered. */
TEST(bye_early)
{
    facts = ringing();
    facts.bye = at(5 * S);
    facts.bye_by = A;
    assert_no_drop("early-bye");
    facts.bye_by = B;
    assert_normal();
    facts.bye_by = A;
    facts.ack = at(4 * S); /* the 2xx is missing, its ACK is not */
    assert_normal();
    facts.ack = not_seen;
    facts.callee_heard = false; /* one direction captured */
    assert_normal();
    facts.callee_heard = true;
    facts.invite = not_seen; /* the middle of a call */
    assert_normal();
}

/* The 2xx and its ACK are missing, while media of both sides runs for 43 s. */
TEST(bye_conversation)
{
    facts = ringing();
    facts.bye = at(45 * S);
    facts.bye_by = A;
    facts.media_both_ways_ns = 43 * S;
    assert_normal();
    facts.media_both_ways_ns = 10 * S - 1;
    assert_no_drop("early-bye");
    facts.media_both_ways_ns = 10 * S;
    assert_normal();

    /* Announcements before the answer, and the caller gives up. */
    facts.bye = not_seen;
    facts.cancel = at(45 * S);
    assert_no_drop("cancelled");
    facts.final = at(45 * S + 1);
    facts.final_status = 487;
    assert_no_drop("cancelled");
    facts.cancel = not_seen;
    facts.final_status = 486;
    assert_no_drop("final-refused");
}

TEST(cancel_crossing)
{
    facts = ringing();
    facts.cancel = at(5 * S);
    assert_no_drop("cancelled");
    facts.final = at(5 * S + 1);
    facts.final_status = 487;
    assert_no_drop("cancelled");
    facts.final_status = 486; /* RFC 3261 9.1: it crossed with an answer */
    assert_no_drop("final-refused");

    facts.final = not_seen;
    facts.answer = at(5 * S + 1); /* crossed with the 2xx: the call is up */
    assert_no_drop("still-up");
}

/* RFC 3262 3: a reliable 1xx repeated at 0.5, 1.5, 3.5, 7.5, 15.5, 31.5 s, 5xx
 * at 32 s. */
TEST(prack_32_s)
{
    static const struct {
        struct call_point final, prack;
        unsigned status;
        bool repeated;
        const char *rule;
    } rows[] = {
        {{1, 34 * S}, {0}, 504, true, "no-prack"},
        {{1, 34 * S}, {2, 3 * S}, 504, true, "final-failed"},
        {{1, 34 * S}, {0}, 504, false, "final-failed"},
        {{1, 32 * S - 1}, {0}, 504, true, "final-failed"},
        {{1, 34 * S}, {0}, 480, true, "final-refused"}, /* its user said no */
    };

    FOR_EACH_ROW(i, rows) {
        facts = ringing();
        facts.reliable = at(2 * S);
        if (rows[i].repeated)
            facts.reliable_repeat = at(2 * S + 31500 * MS);
        facts.prack = rows[i].prack;
        facts.final = rows[i].final;
        facts.final_status = rows[i].status;
        assert_no_drop(rows[i].rule);
    }
}

TEST(final_status)
{
    static const struct {
        unsigned status;
        const char *rule;
    } rows[] = {{487, "terminated"},
                {486, "final-refused"},
                {603, "final-refused"},
                {503, "final-failed"}};

    facts = ringing();
    facts.final = at(5 * S);
    FOR_EACH_ROW(i, rows) {
        facts.final_status = rows[i].status;
        assert_no_drop(rows[i].rule);
    }
    facts.answer = at(6 * S); /* another fork took the call */
    assert_no_drop("still-up");
}

/* RFC 3261 17.1.1.2, Timer B: 64*T1 = 32 s; INVITE over UDP repeated at 0.5,
 * 1.5, 3.5, 7.5, 15.5, 31.5 s. */
TEST(no_response_udp)
{
    facts = ringing();
    facts.responded = false;
    facts.provisional_status = 0;
    facts.callee_heard = false;
    facts.invite_repeat = at(1 * S + 31500 * MS);
    facts.capture_end_ns = 33 * S;
    assert_no_drop("no-response");
    facts.capture_end_ns--;
    assert_no_drop("not-answered");

    facts.capture_end_ns++;
    facts.invite_repeat = at(1 * S + 7500 * MS); /* then something came */
    assert_no_drop("not-answered");
    facts.invite_repeat = at(1 * S + 15500 * MS);
    assert_no_drop("no-response");
    facts.responded = true; /* 100 Trying stops Timer B */
    assert_no_drop("not-answered");
}

/* TCP repeats nothing: here the other side must have been heard at all. */
TEST(no_response_tcp)
{
    facts = ringing();
    facts.responded = false;
    facts.reliable_transport = true;
    assert_no_drop("no-response");
    facts.callee_heard = false;
    assert_no_drop("not-answered");
    facts.callee_heard = true;
    facts.reliable_transport = false;
    assert_no_drop("not-answered");
}

TEST(open_outlived)
{
    facts = up();
    facts.dialog = SESSION_DIALOG_EXPIRED;
    assert_no_drop("outlived");
    facts.dialog = SESSION_DIALOG_UP_TIMED;
    assert_no_drop("still-up");
}

TEST(open_undecided)
{
    facts = up();
    assert_no_drop("still-up");
    facts = ringing();
    assert_no_drop("not-answered");
    facts = ended(A, 0);
    assert_normal();
    facts = ended(B, 3 * S);
    assert_normal();
    facts = ended(SIDE_UNKNOWN, 3 * S);
    assert_normal();
}
