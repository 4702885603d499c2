/* Tests of sides that vanish.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "call_vanished.h"

#include "call_scene.h"
#include "unit_test.h"

/* The called side hangs up 60 s after the answer, at 70 s; the BYE is repeated
 * three times, and the caller was heard last at 25.95 s. */
static struct call_facts vanished(void)
{
    struct call_facts facts = ended(SIDE_B, 60 * S);

    facts.n_bye_repeats = 3;
    facts.heard_ns[SIDE_A] = 25950 * MS;
    facts.heard_ns[SIDE_B] = 73 * S;
    return facts;
}

static void assert_not(const struct call_facts *facts)
{
    g_assert_false(call_vanished(facts, CALL_VERDICT_SESSION_EXPIRED));
}

TEST(condition)
{
    struct call_facts facts = vanished();

    g_assert_true(call_vanished(&facts, CALL_VERDICT_SESSION_EXPIRED));
    g_assert_true(call_vanished(&facts, CALL_VERDICT_MEDIA_TIMEOUT));
    g_assert_false(call_vanished(&facts, CALL_VERDICT_NORMAL));
    facts.bye_answered = true;
    assert_not(&facts);
    facts = vanished();
    facts.n_bye_repeats = 2;
    assert_not(&facts);
    facts = vanished();
    facts.missed = 0.18; /* 0.18^4 is just above 0.001 */
    assert_not(&facts);
    facts.missed = 0.17;
    g_assert_true(call_vanished(&facts, CALL_VERDICT_SESSION_EXPIRED));
    facts = vanished();
    facts.bye_by = SIDE_UNKNOWN;
    assert_not(&facts);
}

/* A BYE that went to another host does not show that the side is gone. */
TEST(bye_elsewhere)
{
    struct call_facts facts = vanished();

    facts.route.bye_to = host(1);
    g_assert_true(call_vanished(&facts, CALL_VERDICT_SESSION_EXPIRED));
    facts.route.bye_to = host(7);
    assert_not(&facts);
}

/* Five seconds before the BYE; a side never heard may be out of the capture. */
TEST(heard)
{
    struct call_facts facts = vanished();

    facts.heard_ns[SIDE_A] = 65 * S;
    g_assert_true(call_vanished(&facts, CALL_VERDICT_SESSION_EXPIRED));
    facts.heard_ns[SIDE_A]++;
    assert_not(&facts);
    facts.heard_ns[SIDE_A] = 0;
    assert_not(&facts);
}

TEST(explain)
{
    struct call_facts facts = vanished();
    GString *cause = g_string_new("BYE from B.\nRefresh.");

    call_vanished_explain(&facts, cause);
    g_assert_cmpstr(
        cause->str, ==,
        "The caller 192.0.2.1 vanished at 25.95 s: nothing of it came after "
        "that, and 4 BYEs went unanswered. BYE from B.\nLook at that host and "
        "the way to it at that time: crash, power, link, VPN, NAT, firewall.");
    g_string_free(cause, TRUE);
}
