/* Tests of what SIP of a call says beside its cause.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "call_detail.h"

#include "call_scene.h"
#include "unit_test.h"

typedef void detail_h(const struct call_facts *, GString *);

static struct call_facts facts;

static void assert_detail(detail_h *append, const char *wanted)
{
    GString *cause = g_string_new(NULL);

    append(&facts, cause);
    g_assert_cmpstr(cause->str, ==, wanted);
    g_string_free(cause, TRUE);
}

/* What goes from proxy 5 to 2, where the 2xx comes from, is in the capture. */
TEST(ack_kept)
{
    facts = ended(SIDE_B, 32 * S);
    facts.route.invite_to = facts.route.answer_from = host(2);
    facts.route.answer_to = host(5);
    g_assert_false(call_detail_ack_is_kept(&facts)); /* no ACK */
    facts.route.ack_to = host(5);
    g_assert_true(call_detail_ack_is_kept(&facts));
    facts.absence_unproved = true;
    g_assert_false(call_detail_ack_is_kept(&facts));
    facts.absence_unproved = false;
    facts.route.invite_to = host(5); /* that hop is not in the capture */
    g_assert_false(call_detail_ack_is_kept(&facts));
    facts.route.invite_to = facts.route.ack_to = host(2); /* passed on */
    g_assert_false(call_detail_ack_is_kept(&facts));
}

TEST(ack)
{
    facts = ended(SIDE_B, 32 * S);
    g_assert_false(call_detail_ack_is_elsewhere(&facts));
    facts.route.answer_from = host(2);
    facts.route.ack_at = host(2);
    g_assert_false(call_detail_ack_is_elsewhere(&facts));
    assert_detail(call_detail_ack,
                  "\nThe ACK has to go to 192.0.2.2:5060 (Contact of the 2xx), "
                  "where the 2xx came from: see whether the caller sends it at "
                  "all, and what on the way drops it (NAT, firewall).");
    facts.route.ack_at = host(7);
    facts.route.ack_by_route = true;
    g_assert_true(call_detail_ack_is_elsewhere(&facts));
    assert_detail(call_detail_ack,
                  "\nBy Record-Route of the 2xx the ACK has to go to "
                  "192.0.2.7:5060; the 2xx came from 192.0.2.2. Correct that "
                  "address if the caller cannot reach it (NAT, DNS, "
                  "firewall).");
}

/* Of a BYE that went where the other side is nothing is said. */
TEST(bye)
{
    facts = ended(SIDE_A, 32 * S);
    assert_detail(call_detail_bye, "");
    facts.n_bye_repeats = 10;
    facts.route.bye_to = host(2);
    assert_detail(call_detail_bye, "");
    facts.route.bye_to = host(7);
    assert_detail(call_detail_bye,
                  ", sent 11 times to 192.0.2.7 without an answer");
    facts.bye_answered = true;
    assert_detail(call_detail_bye, "");
}

TEST(unanswered)
{
    facts = (struct call_facts){.invite = {1, 2 * S}};
    assert_detail(call_detail_unanswered, "");
    facts.invite_repeat = (struct call_point){7, 33 * S + 500 * MS};
    assert_detail(call_detail_unanswered,
                  ", though the INVITE was repeated for 31 s, until frame 7");
    facts.provisional_status = 180;
    assert_detail(call_detail_unanswered, " (last response: 180)");
}

/* The first host that the INVITE went to is the called side itself. */
TEST(silent_hop)
{
    facts = ringing();
    facts.route.invite_to = host(2);
    g_assert_false(call_detail_hop_is_silent(&facts));
    facts.route.invite_to = host(3);
    g_assert_true(call_detail_hop_is_silent(&facts));
    assert_detail(call_detail_silent_hop,
                  "; the INVITE had gone on to 192.0.2.3, from which nothing "
                  "came");
    facts.route.invite_heard = true;
    assert_detail(call_detail_silent_hop, "");
}

TEST(codecs)
{
    facts = ringing();
    assert_detail(call_detail_codecs, "");
    g_strlcpy(facts.offered, "opus", sizeof facts.offered);
    assert_detail(call_detail_codecs, "; offered: opus; accepted: not said");
    g_strlcpy(facts.accepted, "GSM", sizeof facts.accepted);
    assert_detail(call_detail_codecs, "; offered: opus; accepted: GSM");
}

TEST(first_sender)
{
    facts = ringing();
    facts.final_status = 503;
    facts.final_from = host(2);
    facts.route.refused_with = 503;
    facts.route.refused_by = host(2);
    assert_detail(call_detail_first_sender, "");
    facts.route.refused_by = host(6);
    assert_detail(call_detail_first_sender, ", which 192.0.2.6 sent first");
    facts.final_status = 486;
    assert_detail(call_detail_first_sender, "");
}

TEST(session_end)
{
    facts = ended(SIDE_A, 1800 * S);
    facts.timer_seen = true;
    facts.interval_s = 1800;
    facts.refresh = facts.answer;
    facts.dialog = SESSION_DIALOG_BYE_SELF;
    assert_detail(call_detail_session_end, "");
    facts.absence_unproved = true;
    assert_detail(call_detail_session_end,
                  " Its 1800 s session may have run out: no refresh is in the "
                  "capture, which may lack it.");
}

/* Without a session timer nothing runs out. */
TEST(ran_out)
{
    static const struct {
        enum session_dialog_state dialog;
        bool ran_out;
    } rows[] = {
        {SESSION_DIALOG_BYE_SELF, true},
        {SESSION_DIALOG_BYE_PEER, true},
        {SESSION_DIALOG_BYE, false},
        {SESSION_DIALOG_UP, false},
    };

    FOR_EACH_ROW(i, rows) {
        facts = ended(SIDE_A, 1800 * S);
        facts.timer_seen = facts.absence_unproved = true;
        facts.interval_s = 1800;
        facts.refresh = facts.answer;
        facts.dialog = rows[i].dialog;
        g_assert_cmpint(call_detail_ran_out(&facts), ==, rows[i].ran_out);
    }
}
