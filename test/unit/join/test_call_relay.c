/* Tests of what a B2BUA passes on.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "call_relay.h"

#include "call_scene.h"
#include "unit_test.h"

static struct call_leg a, b;

AFTER_EACH()
{
    call_leg_clear(&a);
    call_leg_clear(&b);
}

static struct endpoint media(uint8_t last, uint16_t port)
{
    struct endpoint endpoint = host(last);

    endpoint.port = port;
    return endpoint;
}

static void add_rtp(struct call_leg *leg, uint32_t ssrc, struct endpoint from,
                    struct endpoint to)
{
    call_leg_on_rtp(leg, ssrc, &from, &to);
}

/* The same in either order. */
static bool is_rtp(void)
{
    g_assert_true(call_relay_is_rtp(&a, &b) == call_relay_is_rtp(&b, &a));
    return call_relay_is_rtp(&a, &b);
}

static bool is_caller(void)
{
    g_assert_true(call_relay_is_caller(&a, &b) == call_relay_is_caller(&b, &a));
    return call_relay_is_caller(&a, &b);
}

/* RTP of host 1 at host 2, and what host 2 sends to host 3. */
TEST(rtp)
{
    g_assert_false(is_rtp());
    add_rtp(&a, 1, media(2, 6000), media(1, 5000)); /* the other way */
    add_rtp(&a, 77, media(1, 5000), media(2, 6000));
    g_assert_false(is_rtp());
    add_rtp(&b, 77, media(2, 6002), media(3, 7000));
    g_assert_true(is_rtp());
    b.rtp[0].ssrc = 78;
    g_assert_false(is_rtp());
    b.rtp[0].ssrc = 77;
    b.rtp[0].from = media(4, 6002); /* it comes from elsewhere */
    g_assert_false(is_rtp());
}

/* A load test whose callers all play the same file, SSRC included. */
TEST(rtp_side_by_side)
{
    add_rtp(&a, 77, media(1, 5000), media(2, 6000));
    add_rtp(&b, 77, media(1, 5002), media(2, 6002));
    g_assert_false(is_rtp());
}

static void name(struct call_leg *leg, const char *called)
{
    leg->numbers[SIDE_B] = sip_number_of(text_of(called));
}

/* alice calls 1000 for 60 s, bob is called. */
static void begin(void)
{
    a = (struct call_leg){
        .start_seen = true, .begin_ns = 1 * S, .end_ns = 61 * S, .caller = 5};
    b = a;
    name(&a, "sip:1000@a");
    name(&b, "sip:bob@b");
}

TEST(caller)
{
    begin();
    g_assert_true(is_caller());
    b.caller = 6;
    g_assert_false(is_caller());
    a.caller = b.caller = 0;
    g_assert_false(is_caller());
    begin();
    b.start_seen = false;
    g_assert_false(is_caller());
}

/* At the latest 0.5 s apart, both ends of the call. */
TEST(caller_times)
{
    begin();
    b.begin_ns += 500 * MS;
    b.end_ns += 500 * MS;
    g_assert_true(is_caller());
    b.end_ns++;
    g_assert_false(is_caller());
    b.end_ns--;
    b.begin_ns++;
    g_assert_false(is_caller());
}

/* Two whole numbers that differ are two calls; of 7 digits one is whole. */
TEST(caller_numbers)
{
    begin();
    name(&a, "sip:+498912345678@a");
    g_assert_true(is_caller());
    name(&b, "sip:123456@b");
    g_assert_true(is_caller());
    name(&b, "sip:1234567@b");
    g_assert_false(is_caller());
}
