/* Tests of which legs are one call.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "call_join.h"

#include <string.h>

#include "call_scene.h"
#include "unit_test.h"

#define A SIDE_A
#define B SIDE_B

#define UUID_A "ab30317f1a784dc48ff824d0d3715d86"
#define UUID_B "47755a9de7794ba387653f2099600ef2"
#define UUID_C "11111111111111111111111111111111"

/* A leg from 1 s to 60 s between two hosts, of which no more is known. */
static struct call_leg leg(uint8_t from, uint8_t to)
{
    return (struct call_leg){.start_seen = true,
                             .begin_ns = 1 * S,
                             .end_ns = 60 * S,
                             .hosts = {host(from), host(to)}};
}

/* The legs that are compared: of 192.0.2.1 and .2, of .2 and .3. */
static struct call_leg a, b;

BEFORE_EACH()
{
    a = leg(1, 2);
    b = leg(2, 3);
}

AFTER_EACH()
{
    call_leg_clear(&a);
    call_leg_clear(&b);
}

static void set_uuids(struct call_leg *of, const char *on_a, const char *on_b)
{
    g_strlcpy(of->uuids[A], on_a, CALL_UUID_BYTES);
    g_strlcpy(of->uuids[B], on_b, CALL_UUID_BYTES);
}

static void set_numbers(struct call_leg *of, const char *on_a, const char *on_b)
{
    of->numbers[A] = sip_number_of(text_of(on_a));
    of->numbers[B] = sip_number_of(text_of(on_b));
}

static struct endpoint media(uint8_t last, uint16_t port)
{
    struct endpoint endpoint = host(last);

    endpoint.port = port;
    return endpoint;
}

static void assert_join(enum call_join_confidence confidence,
                        enum call_join_reason reason)
{
    struct call_join there = call_join_judge(&a, &b);
    struct call_join back = call_join_judge(&b, &a);

    g_assert_cmpint(there.confidence, ==, confidence);
    g_assert_cmpint(there.reason, ==, reason);
    g_assert_cmpint(back.confidence, ==, confidence);
    g_assert_cmpint(back.reason, ==, reason);
}

static void assert_none(void)
{
    assert_join(CALL_JOIN_NONE, CALL_JOIN_NO_REASON);
}

TEST(nothing_known)
{
    assert_none();
    a = b = (struct call_leg){0};
    assert_none();
}

/* RFC 7989: the pair is the same end to end, local and remote swapped in
 * responses, and on a leg that was asked from the other end. */
TEST(session_id_both)
{
    set_uuids(&a, UUID_A, UUID_B);
    set_uuids(&b, UUID_A, UUID_B);
    assert_join(CALL_JOIN_CERTAIN, CALL_JOIN_SESSION_ID);
    set_uuids(&b, UUID_B, UUID_A);
    assert_join(CALL_JOIN_CERTAIN, CALL_JOIN_SESSION_ID);
    b.begin_ns = 30 * S; /* joined late: no window */
    assert_join(CALL_JOIN_CERTAIN, CALL_JOIN_SESSION_ID);
    b.begin_ns = 60 * S;
    assert_join(CALL_JOIN_CERTAIN, CALL_JOIN_SESSION_ID);
    b.begin_ns = 60 * S + 1; /* after the end */
    b.end_ns = 61 * S;
    assert_none();
}

/* RFC 7989 9.6: a conference has one UUID in all its calls. */
TEST(session_id_conference)
{
    b = leg(3, 2);
    set_uuids(&a, UUID_A, UUID_C);
    set_uuids(&b, UUID_B, UUID_C);
    assert_none();
    /* The same number called by the same at once does not help. */
    set_numbers(&a, "+493012345678", "+498912345678");
    set_numbers(&b, "+493012345678", "+498912345678");
    b.hosts[A] = a.hosts[B];
    assert_none();
}

TEST(session_id_half)
{
    set_uuids(&a, UUID_A, UUID_B);
    set_uuids(&b, UUID_A, "");
    assert_join(CALL_JOIN_LIKELY, CALL_JOIN_HALF_SESSION_ID);
    b.begin_ns = 3 * S;
    assert_join(CALL_JOIN_LIKELY, CALL_JOIN_HALF_SESSION_ID);
    b.begin_ns = 3 * S + 1;
    assert_none();
    b.begin_ns = 1 * S;
    set_uuids(&b, UUID_C, "");
    assert_none();
    set_uuids(&a, "", "");
    assert_none();
}

/* Whichever side of either leg has the half that is known. */
TEST(session_id_half_sides)
{
    for (int i = 0; i < N_SIDES; i++) {
        for (int j = 0; j < N_SIDES; j++) {
            a = leg(1, 2);
            b = leg(2, 3);
            g_strlcpy(a.uuids[i], UUID_A, CALL_UUID_BYTES);
            g_strlcpy(b.uuids[j], UUID_A, CALL_UUID_BYTES);
            assert_join(CALL_JOIN_LIKELY, CALL_JOIN_HALF_SESSION_ID);
        }
    }
}

TEST(media_both)
{
    a.media[A] = b.media[A] = media(11, 4000);
    a.media[B] = b.media[B] = media(13, 5000);
    assert_join(CALL_JOIN_CERTAIN, CALL_JOIN_MEDIA);
    set_uuids(&a, UUID_A, UUID_B); /* two ids speak against it */
    set_uuids(&b, UUID_A, UUID_C);
    assert_join(CALL_JOIN_LIKELY, CALL_JOIN_MEDIA);
    set_uuids(&a, "", "");
    b.media[A] = media(13, 5000); /* asked from the other end */
    b.media[B] = media(11, 4000);
    assert_join(CALL_JOIN_CERTAIN, CALL_JOIN_MEDIA);
    b.media[B].port = 4002; /* the next call of the same two hosts */
    assert_none();
}

/* A relay, or a server of one port, is in many calls. */
TEST(media_half)
{
    a.media[A] = b.media[A] = media(11, 4000);
    a.media[B] = media(13, 5000);
    assert_join(CALL_JOIN_LIKELY, CALL_JOIN_HALF_MEDIA);
    b.begin_ns = 3 * S + 1;
    assert_none();
    b.begin_ns = 1 * S;
    b.media[B] = media(14, 5000);
    assert_none();
}

TEST(media_no_address)
{
    static const struct endpoint no_addresses[] = {
        {4, {224, 0, 0, 1}, 4000},
        {4, {239, 1, 1, 1}, 4000},
        {4, {0}, 4000},
        {4, {192, 0, 2, 1}, 0},
        {4, {192, 0, 2, 1}, 9},
        {6, {0xff, 2}, 4000},
        {6, {0}, 4000},
        {0, {0}, 0},
    };

    FOR_EACH_ROW(i, no_addresses) {
        a = leg(1, 2);
        b = leg(2, 3);
        a.media[A] = a.media[B] = no_addresses[i];
        b.media[A] = b.media[B] = no_addresses[i];
        assert_none();
    }
}

/* Both legs anew, with the same numbers and 50 ms apart. */
static void numbered(void)
{
    a = leg(1, 2);
    b = leg(2, 3);
    b.begin_ns = 1 * S + 50 * MS;
    set_numbers(&a, "sip:+493012345678@a", "sip:089 12345678@a");
    set_numbers(&b, "sip:03012345678@b", "sip:+498912345678@b");
}

TEST(numbers_both)
{
    numbered();
    assert_join(CALL_JOIN_LIKELY, CALL_JOIN_NUMBERS);
    b.begin_ns = 3 * S;
    assert_join(CALL_JOIN_LIKELY, CALL_JOIN_NUMBERS);
    b.begin_ns = 3 * S + 1;
    assert_none();

    numbered();
    b.begin_ns = a.begin_ns; /* in one tick of the clock */
    assert_join(CALL_JOIN_LIKELY, CALL_JOIN_NUMBERS);
    b.begin_ns = a.begin_ns - 1; /* passed on before it came */
    b.end_ns = 63 * S;
    assert_join(CALL_JOIN_POSSIBLE, CALL_JOIN_LOOSE_NUMBERS);

    numbered();
    b.hosts[A] = host(4);  /* a B2BUA with two addresses, or chance */
    b.end_ns = 62 * S + 1; /* a ended at 60 s */
    assert_join(CALL_JOIN_POSSIBLE, CALL_JOIN_LOOSE_NUMBERS);
    b.end_ns = 62 * S;
    assert_join(CALL_JOIN_LIKELY, CALL_JOIN_NUMBERS_TIMES);
    b.end_ns = 58 * S;
    assert_join(CALL_JOIN_LIKELY, CALL_JOIN_NUMBERS_TIMES);
    b.hosts[A] = a.hosts[A]; /* one host calls twice */
    assert_join(CALL_JOIN_POSSIBLE, CALL_JOIN_LOOSE_NUMBERS);
    b.hosts[A] = host(4);
    b.hosts[B] = a.hosts[B]; /* one host is called twice */
    assert_join(CALL_JOIN_POSSIBLE, CALL_JOIN_LOOSE_NUMBERS);
    numbered();
    b.hosts[A] = host(4);
    b.end_ns = 58 * S - 1;
    assert_join(CALL_JOIN_POSSIBLE, CALL_JOIN_LOOSE_NUMBERS);
    numbered();
    b.start_seen = false; /* when it began is not known */
    assert_none();
    numbered();
    set_numbers(&b, "+493012345679", "+498912345678"); /* another caller */
    assert_none();
    numbered();
    set_numbers(&b, "+493012345678", "+498912345679");
    assert_none();
    numbered(); /* media of both is known and differs: it is relayed */
    a.media[A] = media(11, 4000);
    a.media[B] = media(12, 4000);
    b.media[A] = media(12, 4002);
    b.media[B] = media(13, 4000);
    assert_join(CALL_JOIN_LIKELY, CALL_JOIN_NUMBERS);
}

TEST(numbers_withheld)
{
    numbered();
    set_numbers(&b, "sip:anonymous@anonymous.invalid", "+498912345678");
    assert_join(CALL_JOIN_POSSIBLE, CALL_JOIN_LOOSE_NUMBERS);
    b.hosts[A] = host(4);
    assert_none();
}

/* Extensions are many people's: the host between and the end count too. */
TEST(numbers_extensions)
{
    numbered();
    set_numbers(&a, "sip:1006@a", "sip:91002@a");
    set_numbers(&b, "sip:1006@b", "sip:91002@b");
    b.end_ns = 62 * S;
    assert_join(CALL_JOIN_LIKELY, CALL_JOIN_EXTENSIONS);
    b.end_ns = 62 * S + 1;
    assert_none();
    b.end_ns = 60 * S;
    b.hosts[A] = host(4);
    assert_none();
    b.hosts[A] = host(2);
    set_numbers(&b, "sip:1007@b", "sip:91002@b");
    assert_none();
    set_numbers(&b, "sip:1006@b", "sip:1002@b");
    assert_none();
    set_numbers(&a, "sip:1006@a", "sip:+498912345678@a"); /* one is whole */
    set_numbers(&b, "sip:1006@b", "sip:089 12345678@b");
    assert_join(CALL_JOIN_LIKELY, CALL_JOIN_EXTENSIONS);
}

/* A B2BUA that keeps the Call-ID; two calls of a program that does not make
 * new ones. */
TEST(call_id_same)
{
    b = leg(3, 4);
    a.call_id = "one@x";
    assert_none();
    b.call_id = "two@x";
    assert_none();
    b.call_id = "one@x";
    assert_join(CALL_JOIN_CERTAIN, CALL_JOIN_CALL_ID);
    b.begin_ns = 3 * S;
    assert_join(CALL_JOIN_CERTAIN, CALL_JOIN_CALL_ID);
    b.begin_ns = 3 * S + 1;
    assert_none();
    b = leg(3, 4);
    b.call_id = "one@x";
    b.begin_ns = 61 * S; /* the next one, after the end */
    b.end_ns = 90 * S;
    assert_none();
}

/* A calls host 2, which calls host 3 within 2 s and passes on what
 * call_relay.h has. */
TEST(relayed)
{
    struct endpoint ends[] = {media(1, 5000), media(2, 6000), media(2, 6002),
                              media(3, 7000)};

    a.caller = b.caller = 5;
    assert_join(CALL_JOIN_LIKELY, CALL_JOIN_CALLER);
    call_leg_on_rtp(&a, 77, &ends[0], &ends[1]);
    call_leg_on_rtp(&b, 77, &ends[2], &ends[3]);
    assert_join(CALL_JOIN_LIKELY, CALL_JOIN_RTP);
    b.begin_ns = 3 * S;
    assert_join(CALL_JOIN_LIKELY, CALL_JOIN_RTP);
    b.begin_ns = 3 * S + 1;
    assert_none();
    b.begin_ns = 1 * S;
    b.hosts[A] = host(4); /* asked by another host */
    assert_none();
    b.hosts[A] = host(3); /* a conference, which both dial into */
    b.hosts[B] = host(2);
    assert_none();
}

/* Of two rules that make it likely, the last two count for less. */
TEST(stronger)
{
    const struct call_join none = {CALL_JOIN_NONE, CALL_JOIN_NO_REASON};
    const struct call_join numbers = {CALL_JOIN_LIKELY, CALL_JOIN_NUMBERS};
    const struct call_join loose = {CALL_JOIN_LIKELY, CALL_JOIN_LOOSE_NUMBERS};
    const struct call_join rtp = {CALL_JOIN_LIKELY, CALL_JOIN_RTP};
    const struct call_join caller = {CALL_JOIN_LIKELY, CALL_JOIN_CALLER};
    const struct call_join certain = {CALL_JOIN_CERTAIN, CALL_JOIN_CALLER};

    g_assert_true(call_join_is_stronger(rtp, none));
    g_assert_true(call_join_is_stronger(certain, numbers));
    g_assert_true(call_join_is_stronger(numbers, rtp));
    g_assert_false(call_join_is_stronger(rtp, numbers));
    g_assert_false(call_join_is_stronger(numbers, loose));
    g_assert_false(call_join_is_stronger(rtp, caller));
    g_assert_false(call_join_is_stronger(caller, rtp));
}

TEST(text_all)
{
    g_assert_cmpstr(call_join_confidence_name(CALL_JOIN_CERTAIN), ==,
                    "certain");
    g_assert_cmpstr(call_join_confidence_name(99), ==, "none");
    g_assert_cmpstr(call_join_confidence_name(CALL_JOIN_CERTAIN + 1), ==,
                    "none");
    g_assert_cmpstr(call_join_reason_text(CALL_JOIN_NO_REASON), ==, "");
    g_assert_cmpstr(call_join_reason_text(N_CALL_JOIN_REASONS), ==, "");
    for (int i = 1; i < N_CALL_JOIN_REASONS; i++)
        g_assert_cmpuint(strlen(call_join_reason_text(i)), >, 0);
}
