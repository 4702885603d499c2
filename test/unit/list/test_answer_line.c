/* Tests of faults in one line.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "answer_line.h"

#include <string.h>

#include "unit_test.h"

static const struct endpoint ipv4 = {4, {10, 145, 0, 1}, 5060};
static const struct endpoint ipv6 = {
    6, {0x20, 1, 0xd, 0xb8, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, 5060};

static void assert_line(const struct fault *fault, const char *wanted)
{
    char *line = answer_line(fault);

    g_assert_cmpstr(line, ==, wanted);
    g_assert_cmpuint(strlen(line), <=, ANSWER_LINE_MAX);
    g_free(line);
}

TEST(line)
{
    char what[] = "dropped after 32 s, no ACK";
    uint32_t numbers[] = {3, 4, 9};
    struct fault fault = {
        .calls = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
        .what = what,
        .who = ipv4,
        .product = "Asterisk",
        .change = "check its Contact",
        .certainty = CALL_CERTAINTY_CERTAIN,
    };

    assert_line(&fault, "Media: dropped after 32 s, no ACK; 10.145.0.1 "
                        "(Asterisk): check its Contact (certain)");
    fault.product = "Lync Server 2013";
    assert_line(&fault, "Media: dropped after 32 s, no ACK; 10.145.0.1 (Lync "
                        "Server 2013): check its Contact (certain)");
    g_array_append_val(fault.calls, numbers[0]);
    fault.product = "";
    assert_line(&fault, "Call 3: dropped after 32 s, no ACK; 10.145.0.1: "
                        "check its Contact (certain)");
    g_array_append_vals(fault.calls, &numbers[1], 2);
    fault.who.family = 0;
    assert_line(&fault, "Call 3 and 2 more: dropped after 32 s, no ACK; check "
                        "its Contact (certain)");
    g_array_unref(fault.calls);
}

/* How long the call was up, and that nothing has happened yet. */
TEST(when)
{
    char what[] = "dropped, no ACK";
    uint32_t call = 3;
    struct fault fault = {
        .calls = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
        .what = what,
        .who = ipv4,
        .product = "",
        .change = "check its Contact",
        .certainty = CALL_CERTAINTY_LIKELY,
        .after_ns = 599499 * MS,
    };

    g_array_append_val(fault.calls, call);
    assert_line(&fault, "Call 3, after 599 s: dropped, no ACK; 10.145.0.1: "
                        "check its Contact (likely)");
    fault.after_ns = 1829 * S;
    assert_line(&fault, "Call 3, after 30 min: dropped, no ACK; 10.145.0.1: "
                        "check its Contact (likely)");
    fault.harm = CALL_HARM_RISK;
    assert_line(&fault, "Call 3, at risk: dropped, no ACK; 10.145.0.1: "
                        "check its Contact (likely)");
    g_array_unref(fault.calls);
}

/* 100 characters at most: the time goes first, then the product. */
TEST(too_long)
{
    char what[] = "dropped, session not refreshed";
    struct fault fault = {
        .calls = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
        .what = what,
        .who = ipv4,
        .product = "Skype for Business Server 2015",
        .change = "trunk: EnableSessionTimer $true",
        .certainty = CALL_CERTAINTY_LIKELY,
    };

    assert_line(&fault, "Media: dropped, session not refreshed; 10.145.0.1: "
                        "trunk: EnableSessionTimer $true (likely)");
    fault.change = "set EnableSessionTimer $true";
    assert_line(&fault, "Media: dropped, session not refreshed; 10.145.0.1 "
                        "(SfB 2015): set EnableSessionTimer $true (likely)");
    fault.product = "Lync Server 2013";
    assert_line(&fault, "Media: dropped, session not refreshed; 10.145.0.1 "
                        "(Lync 2013): set EnableSessionTimer $true "
                        "(likely)");
    fault.change = "trunk: EnableSessionTimer $true";
    fault.after_ns = 1800 * S;
    fault.product = "Cisco";
    assert_line(&fault, "Media: dropped, session not refreshed; 10.145.0.1 "
                        "(Cisco): trunk: EnableSessionTimer $true "
                        "(likely)");
    fault.who = ipv6;
    assert_line(&fault, "Media: dropped, session not refreshed; "
                        "2001:db8:102:304:506:708:90a:b0c: trunk: EnableSe... "
                        "(likely)");
    g_array_unref(fault.calls);
}
