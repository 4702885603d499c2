/* Tests of Microsoft's SIP headers.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "sip_microsoft.h"

#include "sip_test.h"
#include "unit_test.h"

static struct sip_diagnostics diagnostics_of(const char *value)
{
    struct sip_diagnostics diagnostics = {0};

    sip_diagnostics_read(text_of(value), &diagnostics);
    return diagnostics;
}

/* [MS-OCER] 2.2.1.1: source, reason and others in any order. */
TEST(diagnostics_any_order)
{
    struct sip_diagnostics diagnostics = diagnostics_of(
        "1034;reason=\"Previous hop did not report; see \\\"x\\\"\";"
        "Domain=\"example.net\"; Source = \"edge.example.com\"");

    g_assert_true(diagnostics.present);
    g_assert_cmpuint(diagnostics.id, ==, 1034);
    assert_text(diagnostics.source, "edge.example.com");
    assert_text(diagnostics.reason,
                "Previous hop did not report; see \\\"x\\\"");
    g_assert_true(text_contains(diagnostics.value, "example.net"));
}

/* OCS 2007 writes <ErrorId>[.<Sub Error Code>]. */
TEST(diagnostics_sub_error)
{
    struct sip_diagnostics diagnostics =
        diagnostics_of("10034.5 ; reason =\"No match\"");

    g_assert_true(diagnostics.present);
    g_assert_cmpuint(diagnostics.id, ==, 10034);
    assert_text(diagnostics.reason, "No match");
    assert_text(diagnostics.source, NULL);
}

/* Numbers that are known for calls without a media path. */
TEST(diagnostics_meaning)
{
    g_assert_cmpstr(sip_diagnostics_meaning(22), ==,
                    "no media path: both sides internal");
    g_assert_nonnull(sip_diagnostics_meaning(23));
    g_assert_nonnull(sip_diagnostics_meaning(25));
    g_assert_nonnull(sip_diagnostics_meaning(4));
    g_assert_nonnull(sip_diagnostics_meaning(51007));
    g_assert_nonnull(sip_diagnostics_meaning(52017));
    g_assert_nonnull(sip_diagnostics_meaning(52063));
    for (uint32_t id = 31; id <= 34; id++) /* in no document at hand */
        g_assert_true(
            g_str_has_prefix(sip_diagnostics_meaning(id), "probably "));
    g_assert_true(g_str_has_prefix(sip_diagnostics_meaning(21), "probably "));
    g_assert_true(g_str_has_prefix(sip_diagnostics_meaning(24), "probably "));
    g_assert_null(sip_diagnostics_meaning(0));
    g_assert_null(sip_diagnostics_meaning(35));
    g_assert_null(sip_diagnostics_meaning(52));
    g_assert_null(sip_diagnostics_meaning(51004));
}

TEST(diagnostics_first)
{
    struct sip_diagnostics diagnostics = diagnostics_of("1;reason=\"a\"");

    sip_diagnostics_read(text_of("2;source=\"b\""), &diagnostics);
    g_assert_cmpuint(diagnostics.id, ==, 1);
    assert_text(diagnostics.source, NULL);
}

TEST(diagnostics_unreadable)
{
    struct sip_diagnostics diagnostics = diagnostics_of("oops;reason=\"a\"");

    g_assert_false(diagnostics.present);
    assert_text(diagnostics.reason, NULL);
    assert_text(diagnostics.value, "oops;reason=\"a\"");
}

static struct sip_keep_alive keep_alive_of(const char *value)
{
    struct sip_keep_alive keep_alive = {0};

    sip_keep_alive_read(text_of(value), &keep_alive);
    return keep_alive;
}

/* [MS-CONMGMT] 2.2.1, the examples of a client and of a server. */
TEST(keep_alive_examples)
{
    struct sip_keep_alive keep_alive = keep_alive_of("UAC;hop-hop=yes");

    g_assert_true(keep_alive.present);
    assert_text(keep_alive.role, "UAC");
    g_assert_cmpint(keep_alive.hop_hop, ==, SIP_KEEP_YES);
    g_assert_cmpint(keep_alive.tcp, ==, SIP_KEEP_UNSET);
    g_assert_cmpint(keep_alive.end_end, ==, SIP_KEEP_UNSET);
    g_assert_false(keep_alive.timeout_present);

    keep_alive =
        keep_alive_of("UAS; tcp=no; hop-hop=yes; end-end=no; timeout=300");
    assert_text(keep_alive.role, "UAS");
    g_assert_cmpint(keep_alive.tcp, ==, SIP_KEEP_NO);
    g_assert_cmpint(keep_alive.hop_hop, ==, SIP_KEEP_YES);
    g_assert_cmpint(keep_alive.end_end, ==, SIP_KEEP_NO);
    g_assert_true(keep_alive.timeout_present);
    g_assert_cmpuint(keep_alive.timeout_s, ==, 300);
}

TEST(keep_alive_any_order)
{
    struct sip_keep_alive keep_alive =
        keep_alive_of("uAS ;TIMEOUT = 4294967296;End-End=YES ; tcp=maybe");

    g_assert_true(keep_alive.present);
    assert_text(keep_alive.role, "uAS");
    g_assert_cmpuint(keep_alive.timeout_s, ==, UINT32_MAX);
    g_assert_cmpint(keep_alive.end_end, ==, SIP_KEEP_YES);
    g_assert_cmpint(keep_alive.tcp, ==, SIP_KEEP_UNSET);
}

TEST(keep_alive_unreadable)
{
    g_assert_false(keep_alive_of("").present);
    g_assert_false(keep_alive_of("hop-hop=yes").present);
    g_assert_false(keep_alive_of("UAX;hop-hop=yes").present);
    g_assert_false(keep_alive_of("UAC;timeout=").timeout_present);
    g_assert_false(keep_alive_of("UAC;timeout=-1").timeout_present);
}
