/* Tests of what messages tell of a leg.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "call_leg.h"

#include <string.h>

#include <glib.h>

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
