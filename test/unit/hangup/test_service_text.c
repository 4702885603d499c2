/* Tests of the texts of findings.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "service_text.h"

#include <string.h>

#include <glib.h>

#include "unit_test.h"

static struct service service_between(uint8_t family)
{
    static const uint8_t octets[2][16] = {{0xfd, 1}, {0xfd, 2}};
    struct service service = {.ends = {endpoint_of(family, octets[0], 0),
                                       endpoint_of(family, octets[1], 3260)}};

    return service;
}

/* Three closes, at intervals with a mean of 50 s and a spread of 1.41 s, the
 * client back after 0.2 s each time; the latest close has FACTS. */
static void set_side(struct service_side *side, struct close_facts facts)
{
    *side = (struct service_side){
        .run = {.n = 2, .mean_s = 50, .squares = 2},
        .n_closes = 3,
        .n_backs = 2,
        .back_s = 0.4,
        .last = facts,
    };
}

static const struct close_facts nothing = {
    .unanswered_ms = CONNECTION_NEVER,
    .ping_ms = CONNECTION_NEVER,
    .quiet_ms = 100,
};

static void assert_finding(const struct service *service, unsigned side,
                           const char *text)
{
    char *finding = service_text_finding(service, side, "iSCSI");

    g_assert_cmpstr(finding, ==, text);
    g_free(finding);
}

TEST(by_the_server)
{
    struct service service = service_between(4);
    struct close_facts facts = nothing;

    facts.by_server = true;
    facts.is_idle = true;
    facts.quiet_ms = 49000;
    set_side(&service.sides[1], facts);
    assert_finding(
        &service, 1,
        "Server 253.2.0.0:3260 (iSCSI) closes first every 50.0 s "
        "(spread 1.41 s), 3 so far; client back after 0.2 s; idle "
        "for 49.0 s. Usually: idle timeout of the server, a proxy or "
        "a firewall.");
    g_assert_cmpstr(service_text_before(&service.sides[1]), ==, "idle");
}

TEST(unanswered_nop_in)
{
    struct service service = service_between(4);
    struct close_facts facts = nothing;

    facts.by_server = facts.is_iscsi = facts.logged_in = true;
    facts.ping_ms = 7000;
    set_side(&service.sides[1], facts);
    service.sides[1].back_s = 0;
    assert_finding(&service, 1,
                   "Server 253.2.0.0:3260 (iSCSI) closes first every 50.0 s "
                   "(spread 1.41 s), 3 so far; new login at once; "
                   "busy; NOP-In unanswered 7.0 s. Usually: the initiator "
                   "hangs, or its packets are lost.");
}

TEST(by_the_client)
{
    struct service service = service_between(4);
    struct close_facts facts = nothing;

    facts.unanswered_ms = 5000;
    facts.quiet_ms = 5000;
    set_side(&service.sides[0], facts);
    assert_finding(&service, 0,
                   "Client 253.1.0.0 (iSCSI) closes first every 50.0 s (spread "
                   "1.41 s), 3 so far; client back after 0.2 s; busy; request "
                   "unanswered 5.0 s. Usually: the server hangs, or packets "
                   "are lost.");
}

TEST(by_something_between)
{
    struct service service = service_between(4);
    struct close_facts facts = nothing;

    facts.by_server = facts.reset = facts.by_other = true;
    facts.hops = 64;
    facts.hops_before = 63;
    set_side(&service.sides[1], facts);
    assert_finding(&service, 1,
                   "Server 253.2.0.0:3260 (iSCSI) closes first every 50.0 s "
                   "(spread 1.41 s), 3 so far; client back after 0.2 s; busy; "
                   "reset has hop limit 64, not 63. Usually: session limit "
                   "of a firewall between.");
}

/* The longest text to be expected is not truncated. */
TEST(fits)
{
    static const uint8_t long_address[16] = {0x20, 0x01, 0x0d, 0xb8, 0x11, 0x11,
                                             0x22, 0x22, 0x33, 0x33, 0x44, 0x44,
                                             0x55, 0x55, 0x66, 0x66};
    struct service service;

    service.ends[0] = endpoint_of(6, long_address, 0);
    service.ends[1] = endpoint_of(6, long_address, 65535);
    for (unsigned i = 0; i < 128; i++) {
        struct close_facts facts = nothing;
        char *text;

        facts.by_server = (i & 1) != 0;
        facts.reset = (i & 2) != 0;
        facts.by_other = (i & 2) != 0 && (i & 4) != 0;
        facts.is_idle = (i & 8) != 0;
        facts.is_iscsi = (i & 16) != 0;
        facts.logged_in = (i & 16) != 0;
        facts.hops = 255;
        facts.hops_before = 127;
        facts.quiet_ms = 3600000;
        if ((i & 32) != 0)
            facts.unanswered_ms = 3600000;
        if (facts.is_iscsi && (i & 64) != 0)
            facts.ping_ms = 3600000;
        set_side(&service.sides[i & 1], facts);
        service.sides[i & 1].run.mean_s = 3600;
        service.sides[i & 1].run.n = 99;
        text = service_text_finding(&service, i & 1, "SIP over TLS");
        g_assert_cmpuint(strlen(text), <=, SERVICE_TEXT_MOST);
        g_free(text);
    }
}

TEST(long_name)
{
    struct service service = service_between(4);
    char *text;

    set_side(&service.sides[1], nothing);
    text = service_text_finding(&service, 1,
                                "a name that is longer than it may be");
    g_assert_nonnull(strstr(text, "(a name that is longe)"));
    g_free(text);
}
