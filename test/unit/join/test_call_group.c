/* Tests of which of many legs are one call.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "call_group.h"

#include <string.h>

#include "call_scene.h"
#include "unit_test.h"

#define A SIDE_A
#define B SIDE_B

#define N_MAX 300

/* Legs and what is said of them. */
static struct {
    struct call_leg legs[N_MAX];
    const struct call_leg *places[N_MAX];
    struct call_group groups[N_MAX];
    unsigned n;
} scene;

static void clear(void)
{
    for (unsigned i = 0; i < scene.n; i++)
        call_leg_clear(&scene.legs[i]);
    memset(&scene, 0, sizeof scene);
}

AFTER_EACH()
{
    clear();
}

/* Another leg from BEGIN_NS on, for 60 s, between two hosts. */
static struct call_leg *add(int64_t begin_ns, uint8_t from, uint8_t to)
{
    struct call_leg *leg = &scene.legs[scene.n];

    scene.places[scene.n++] = leg;
    leg->start_seen = true;
    leg->begin_ns = begin_ns;
    leg->end_ns = begin_ns + 60 * S;
    leg->hosts[A] = host(from);
    leg->hosts[B] = host(to);
    return leg;
}

static void number(struct call_leg *leg, const char *caller, const char *called)
{
    leg->numbers[A] = sip_number_of(text_of(caller));
    leg->numbers[B] = sip_number_of(text_of(called));
}

static void group(void)
{
    call_group_legs(scene.places, scene.n, scene.groups);
}

TEST(none_nothing_shared)
{
    group();
    add(1 * S, 1, 2);
    add(1 * S, 3, 4);
    scene.places[1] = NULL;
    add(1 * S, 1, 2);
    group();
    for (unsigned i = 0; i < 3; i++) {
        g_assert_cmpuint(scene.groups[i].first, ==, i);
        g_assert_cmpint(scene.groups[i].join.confidence, ==, CALL_JOIN_NONE);
    }
}

/* RTP of SSRC in LEG, from port 5000 of one host to port 6000 of the other. */
static void talk(struct call_leg *leg, uint32_t ssrc)
{
    struct endpoint from = leg->hosts[A], to = leg->hosts[B];

    from.port = 5000;
    to.port = 6000;
    call_leg_on_rtp(leg, ssrc, &from, &to);
}

/* A B2BUA that dials other numbers, and passes RTP on: two calls of two legs.
 * Where both callers send the same SSRC, either may be meant. */
TEST(rtp_passed_on)
{
    for (uint32_t other = 0; other < 2; other++) {
        clear();
        talk(add(1 * S, 1, 2), 7);
        talk(add(1 * S + 1 * MS, 4, 2), 7 + other);
        talk(add(1 * S + 20 * MS, 2, 3), 7);
        talk(add(1 * S + 30 * MS, 2, 5), 7 + other);
        group();
        g_assert_cmpuint(scene.groups[2].first, ==, other ? 0 : 2);
        g_assert_cmpuint(scene.groups[3].first, ==, other ? 1 : 3);
    }
}

/* Of several streams one is enough, whichever it is. */
TEST(rtp_second)
{
    talk(add(1 * S, 1, 2), 6);
    talk(&scene.legs[0], 7);
    talk(add(1 * S + 20 * MS, 2, 3), 8);
    talk(&scene.legs[1], 7);
    group();
    g_assert_cmpuint(scene.groups[1].first, ==, 0);
}

/* The numbers say which of two: a common SSRC does not make that doubtful. */
TEST(numbers_before_rtp)
{
    number(add(1 * S, 1, 2), "+493012345678", "+498912345678");
    number(add(1 * S + 1 * MS, 4, 2), "+493012345670", "+498912345670");
    number(add(1 * S + 20 * MS, 2, 3), "+493012345678", "+498912345678");
    for (unsigned i = 0; i < 3; i++)
        talk(&scene.legs[i], 7);
    group();
    g_assert_cmpuint(scene.groups[2].first, ==, 0);
    g_assert_cmpint(scene.groups[2].join.reason, ==, CALL_JOIN_NUMBERS);
}

/* One leg with the country's code, the other without. */
TEST(numbers_national)
{
    number(add(1 * S, 1, 2), "+493012345678", "+498912345678");
    number(add(1 * S + 20 * MS, 2, 3), "03012345678", "08912345678");
    group();
    g_assert_cmpuint(scene.groups[1].first, ==, 0);
    g_assert_cmpint(scene.groups[1].join.reason, ==, CALL_JOIN_NUMBERS);
}

/* An extension is looked for like a number. */
TEST(numbers_extension)
{
    number(add(1 * S, 1, 2), "+493012345678", "102");
    number(add(1 * S + 20 * MS, 2, 3), "+493012345678", "102");
    group();
    g_assert_cmpuint(scene.groups[1].first, ==, 0);
    g_assert_cmpint(scene.groups[1].join.reason, ==, CALL_JOIN_EXTENSIONS);
}

/* The same caller is found through nothing else. */
TEST(caller_same)
{
    add(1 * S, 1, 2)->caller = 5;
    add(1 * S + 5 * MS, 2, 3)->caller = 5;
    group();
    g_assert_cmpuint(scene.groups[1].first, ==, 0);
    g_assert_cmpint(scene.groups[1].join.reason, ==, CALL_JOIN_CALLER);
}

/* Provider, border controller, Mediation Server, client: three legs. */
TEST(chain_three_legs)
{
    number(add(1 * S, 1, 2), "+493012345678", "+498912345678");
    add(1 * S, 7, 8); /* a stranger in between */
    number(add(1 * S + 20 * MS, 2, 3), "+493012345678", "+498912345678");
    number(add(1 * S + 50 * MS, 3, 4), "+493012345678", "+498912345678");
    group();
    g_assert_cmpuint(scene.groups[0].first, ==, 0);
    g_assert_cmpuint(scene.groups[1].first, ==, 1);
    g_assert_cmpuint(scene.groups[2].first, ==, 0);
    g_assert_cmpint(scene.groups[2].join.reason, ==, CALL_JOIN_NUMBERS);
}

/* The same numbers on three legs of two B2BUAs, which all end at once: the
 * third fits the first two alike, and these are one call. */
TEST(chain_numbers)
{
    for (uint8_t i = 0; i < 3; i++)
        number(add(1 * S + i * 10 * MS, (uint8_t)(1 + i), (uint8_t)(2 + i)),
               "+493012345678", "+498912345678");
    group();
    for (unsigned i = 0; i < 3; i++)
        g_assert_cmpuint(scene.groups[i].first, ==, 0);
}

/* The same number again and again: only those of the window are compared, and
 * each leg finds its own. */
TEST(number_busy)
{
    for (unsigned i = 0; i < 100; i++) {
        number(add((int64_t)i * 10 * S, 1, 2), "+493012345678",
               "+498912345678");
        number(add((int64_t)i * 10 * S + 50 * MS, 2, 3), "03012345678",
               "08912345678");
    }
    group();
    for (unsigned i = 0; i < scene.n; i++)
        g_assert_cmpuint(scene.groups[i].first, ==, i - i % 2);
}

/* A conference gives its UUID to all: with more than are compared. */
TEST(uuid_conference)
{
    for (unsigned i = 0; i < N_MAX; i++) {
        struct call_leg *leg = add((int64_t)i * MS, 1, 2);

        g_strlcpy(leg->uuids[A], "47755a9de7794ba387653f2099600ef2",
                  CALL_UUID_BYTES);
        g_snprintf(leg->uuids[B], CALL_UUID_BYTES, "%032u", i);
    }
    group();
    for (unsigned i = 0; i < scene.n; i++)
        g_assert_cmpuint(scene.groups[i].first, ==, i);
}

/* A leg at the media addresses of others, from BEGIN_NS to END_NS. */
static void at_one_address(int64_t begin_ns, int64_t end_ns)
{
    struct call_leg *leg = add(begin_ns, 1, 2);

    leg->end_ns = end_ns;
    leg->media[A] = host(9);
    leg->media[B] = host(8);
    leg->media[A].port = leg->media[B].port = 5000;
}

/* The clock of the capture is set back: a leg that was over is not any more.
 * The latest that was not is found. */
TEST(over_and_not)
{
    at_one_address(0, 60 * S);
    at_one_address(100 * S, 160 * S);
    at_one_address(60 * S, 90 * S);
    at_one_address(60 * S + 1, 90 * S);
    group();
    g_assert_cmpuint(scene.groups[1].first, ==, 1);
    g_assert_cmpuint(scene.groups[2].first, ==, 0);
    g_assert_cmpuint(scene.groups[3].first, ==, 0);
    clear();
    at_one_address(0, 60 * S);
    at_one_address(60 * S + 1, 90 * S);
    group();
    g_assert_cmpuint(scene.groups[1].first, ==, 1);
}

/* Where the leg after one at 20 s belongs, if one of 60 s came first, then N
 * that were over, of which none can be forgotten: one leg began before all. */
static unsigned found_behind(unsigned n)
{
    clear();
    at_one_address(0, 60 * S);
    for (unsigned i = 0; i < n; i++)
        at_one_address(1 * S, 2 * S);
    at_one_address(1 * S + 1, 30 * S);
    scene.legs[scene.n - 1].begin_ns = 20 * S;
    add(0, 3, 4);
    group();
    return scene.groups[n + 1].first;
}

TEST(over_most)
{
    g_assert_cmpuint(found_behind(CALL_GROUP_OVER_MAX - 1), ==, 0);
    g_assert_cmpuint(found_behind(CALL_GROUP_OVER_MAX), ==,
                     CALL_GROUP_OVER_MAX + 1);
}

/* Those that ended before all others began are not counted. */
TEST(over_forgotten)
{
    at_one_address(0, 90 * S);
    for (unsigned i = 0; i + 2 < N_MAX; i++)
        at_one_address(1 * S, 2 * S);
    at_one_address(20 * S, 30 * S);
    group();
    g_assert_cmpuint(scene.groups[scene.n - 1].first, ==, 0);
}

TEST(media_call_id)
{
    struct call_leg *first = add(1 * S, 1, 2);
    struct call_leg *second = add(9 * S, 3, 4);
    struct call_leg *third = add(10 * S, 5, 6);

    first->media[A] = second->media[A] = host(11);
    first->media[B] = second->media[B] = host(12);
    second->call_id = third->call_id = "one@x";
    group();
    g_assert_cmpuint(scene.groups[1].first, ==, 0);
    g_assert_cmpint(scene.groups[1].join.reason, ==, CALL_JOIN_MEDIA);
    g_assert_cmpuint(scene.groups[2].first, ==, 0);
    g_assert_cmpint(scene.groups[2].join.reason, ==, CALL_JOIN_CALL_ID);
}

/* The same number was called twice at once: a leg that fits both calls alike
 * joins neither, unless one of them is certain. */
TEST(number_twice_at_once)
{
    struct call_leg *second, *third;

    number(add(1 * S, 1, 2), "+493012345678", "+498912345678");
    second = add(1 * S, 1, 2);
    number(second, "+493012345678", "+498912345678");
    third = add(1 * S + 50 * MS, 2, 3);
    number(third, "+493012345678", "+498912345678");
    group();
    g_assert_cmpuint(scene.groups[1].first, ==, 1);
    g_assert_cmpuint(scene.groups[2].first, ==, 2);
    g_assert_cmpint(scene.groups[2].join.confidence, ==, CALL_JOIN_NONE);

    second->call_id = third->call_id = "one@x";
    group();
    g_assert_cmpuint(scene.groups[2].first, ==, 1);
    g_assert_cmpint(scene.groups[2].join.reason, ==, CALL_JOIN_CALL_ID);
}

/* Possible is not enough: the called number of a withheld caller. */
TEST(number_possible)
{
    number(add(1 * S, 1, 2), "anonymous", "+498912345678");
    number(add(1 * S + 50 * MS, 2, 3), "+493012345678", "+498912345678");
    g_assert_cmpint(call_join_judge(&scene.legs[0], &scene.legs[1]).confidence,
                    ==, CALL_JOIN_POSSIBLE);
    group();
    g_assert_cmpuint(scene.groups[1].first, ==, 1);
    g_assert_cmpint(scene.groups[1].join.confidence, ==, CALL_JOIN_NONE);
}
