/* Tests of the messages that are kept of a call.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "call_messages.h"

#include "unit_test.h"

static struct call_messages messages;

static const struct call_message *kept(guint at)
{
    return &g_array_index(messages.kept, struct call_message, at);
}

static void add(uint32_t frame, enum sip_method method, unsigned status)
{
    const struct sip_sighting sighting = {
        .moment = {.frame = frame, .shown_ns = frame * 10, .time_ns = 5},
        .source = {.family = 4, .port = 5060},
        .destination = {.family = 4, .port = 5070},
        .message = {.method = method,
                    .status_code = status,
                    .sdp_present = frame == 1},
    };

    call_messages_add(&messages, &sighting);
}

static void assert_text(guint at, const char *text)
{
    char what[CALL_MESSAGE_TEXT_BYTES];

    g_assert_cmpstr(call_message_text(kept(at), what), ==, text);
}

TEST(add)
{
    add(1, SIP_METHOD_INVITE, 0);
    add(2, SIP_METHOD_SUBSCRIBE, 489);
    add(3, SIP_METHOD_OTHER, 0);
    add(4, SIP_METHOD_NONE, 200);
    g_assert_cmpuint(messages.kept->len, ==, 4);
    g_assert_cmpuint(kept(1)->frame, ==, 2);
    g_assert_cmpint(kept(1)->shown_ns, ==, 20);
    g_assert_cmpuint(kept(1)->source.port, ==, 5060);
    g_assert_cmpuint(kept(1)->destination.port, ==, 5070);
    g_assert_true(kept(0)->sdp);
    g_assert_false(kept(1)->sdp);
    assert_text(0, "INVITE");
    assert_text(1, "489 SUBSCRIBE");
    assert_text(2, "request");
    assert_text(3, "200");
    call_messages_clear(&messages);
    g_assert_null(messages.kept);
    call_messages_clear(&messages);
}

/* Of 100 messages the first 32 and the last 32. */
TEST(limit)
{
    for (uint32_t frame = 1; frame <= 100; frame++)
        add(frame, SIP_METHOD_INFO, 0);
    g_assert_cmpuint(messages.kept->len, ==, CALL_MESSAGES_MAX);
    g_assert_cmpuint(messages.n_dropped, ==, 36);
    g_assert_cmpuint(kept(0)->frame, ==, 1);
    g_assert_cmpuint(kept(31)->frame, ==, 32);
    g_assert_cmpuint(kept(32)->frame, ==, 69);
    g_assert_cmpuint(kept(63)->frame, ==, 100);
    call_messages_clear(&messages);
}
