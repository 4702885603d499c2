/* Tests of what messages tell of a leg.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "call_leg.h"

#include <string.h>

#include "sip_parse.h"
#include "unit_test.h"

#define A SIDE_A
#define B SIDE_B

#define UUID_A "ab30317f1a784dc48ff824d0d3715d86"
#define UUID_B "47755a9de7794ba387653f2099600ef2"

/* What the messages say: the responder's UUID is local in its response. */
TEST(messages_both_sides)
{
    static const char invite[] =
        "INVITE sip:+498912345678@b SIP/2.0\r\nFrom: <sip:+493012345678@a>;"
        "tag=1\r\nTo: <tel:089-12345678>\r\nSession-ID: "
        "AB30317F1A784DC48FF824D0D3715D86;remote="
        "00000000000000000000000000000000\r\n\r\n";
    static const char ringing[] = "SIP/2.0 180 Ringing\r\nSession-ID: " UUID_B
                                  ";remote=" UUID_A "\r\n\r\n";
    struct call_leg leg = {0};
    struct sip_message message;

    sip_parse(invite, strlen(invite), &message);
    call_leg_on_session_id(&leg, &message, SIDE_UNKNOWN);
    g_assert_cmpstr(leg.uuids[A], ==, "");
    call_leg_on_session_id(&leg, &message, A);
    call_leg_on_invite(&leg, &message);
    g_assert_cmpstr(leg.uuids[A], ==, UUID_A);
    g_assert_cmpstr(leg.uuids[B], ==, "");
    g_assert_cmpstr(leg.numbers[A].digits, ==, "493012345678");
    g_assert_cmpstr(leg.numbers[B].digits, ==, "08912345678");

    sip_parse(ringing, strlen(ringing), &message);
    call_leg_on_session_id(&leg, &message, B);
    g_assert_cmpstr(leg.uuids[A], ==, UUID_A);
    g_assert_cmpstr(leg.uuids[B], ==, UUID_B);
}

/* The caller is the user part of From, in one case; who says nothing by it is
 * nobody. */
TEST(caller)
{
    static const char *const nobody[] = {"sip:b.example",
                                         "sip:anonymous@anonymous.invalid",
                                         "sip:Anonymous@b",
                                         "sip:unknown@b",
                                         "sip:asterisk@192.0.2.1",
                                         "tel:+49",
                                         ""};
    struct sip_message message = {.from_uri = text_of("sip:alice@a")};
    struct call_leg leg = {0}, other = {0};

    call_leg_on_invite(&leg, &message);
    message.from_uri = text_of("sips:alice@192.0.2.7:5061");
    call_leg_on_invite(&other, &message);
    g_assert_cmpuint(leg.caller, !=, 0);
    g_assert_cmpuint(leg.caller, ==, other.caller);
    message.from_uri = text_of("sip:alicia@a");
    call_leg_on_invite(&other, &message);
    g_assert_cmpuint(leg.caller, !=, other.caller);
    for (size_t i = 0; i < G_N_ELEMENTS(nobody); i++) {
        message.from_uri = text_of(nobody[i]);
        call_leg_on_invite(&leg, &message);
        g_assert_cmpuint(leg.caller, ==, 0);
    }
}

/* The first four. */
TEST(rtp_limit)
{
    struct call_leg leg = {0};
    struct endpoint from = {.family = 4, .port = 1}, to = {.family = 4};

    for (uint32_t ssrc = 1; ssrc <= CALL_LEG_RTP_MAX + 1; ssrc++) {
        call_leg_on_rtp(&leg, ssrc, &from, &to);
        g_assert_cmpuint(leg.n_rtp, ==, MIN(ssrc, CALL_LEG_RTP_MAX));
    }
    g_assert_cmpuint(leg.rtp[3].ssrc, ==, 4);
    g_assert_true(endpoint_equal(&leg.rtp[3].to, &to));
    call_leg_clear(&leg);
    g_assert_cmpuint(leg.n_rtp, ==, 0);
    g_assert_null(leg.rtp);
}

/* A UUID has 32 digits (RFC 7989 5): others are not taken. A transfer replaces
 * the one before. */
TEST(uuid_length_and_change)
{
    struct call_leg leg = {0};
    struct sip_message message = {0};

    message.session_id.local = text_of("47755a9de7794ba387653f2099600ef");
    call_leg_on_session_id(&leg, &message, A);
    g_assert_cmpstr(leg.uuids[A], ==, "");
    message.session_id.local = text_of(UUID_A "0");
    call_leg_on_session_id(&leg, &message, A);
    g_assert_cmpstr(leg.uuids[A], ==, "");
    message.session_id.local = text_of(UUID_A);
    call_leg_on_session_id(&leg, &message, A);
    message.session_id.local = text_of(UUID_B);
    call_leg_on_session_id(&leg, &message, A);
    g_assert_cmpstr(leg.uuids[A], ==, UUID_B);
}
