/* Tests of finding hang-ups in whole connections.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "conversation.h"

#include "unit_test.h"

#define SIPS  5061
#define ISCSI 3260

/* N connections of 50 s, each opened 0.2 s after the last; SIDE closes them
 * while they are idle. */
static struct conversation hung_up(unsigned n, unsigned side)
{
    struct conversation c = conversation_new(SIPS);

    for (unsigned i = 0; i < n; i++) {
        open_at(&c, i * 50.2);
        talk(&c, i * 50.2 + 0.1, 5, 0.5);
        fin(&c, i * 50.2 + 50, side);
        fin(&c, i * 50.2 + 50.01, !side);
    }
    return c;
}

TEST(third_of_its_kind)
{
    struct conversation c = hung_up(2, SERVER);

    g_assert_cmpuint(c.n_proven, ==, 0);
    conversation_free(&c);
    c = hung_up(3, SERVER);
    g_assert_cmpuint(c.n_proven, ==, 1);
    g_assert_true(c.latest.close.proven);
    g_assert_true(c.latest.by_server);
    g_assert_cmpuint(c.latest.close.n, ==, 3);
    g_assert_cmpfloat_with_epsilon(c.latest.close.period_s, 50.2, 1e-3);
    conversation_free(&c);
}

/* The finding comes once; counting continues. */
TEST(once)
{
    struct conversation c = hung_up(8, SERVER);

    g_assert_cmpuint(c.n_counted, ==, 8);
    g_assert_cmpuint(c.n_proven, ==, 1);
    g_assert_cmpuint(c.latest.close.n, ==, 8);
    conversation_free(&c);
}

/* A client's idle timeout. */
TEST(by_the_client)
{
    struct conversation c = hung_up(3, CLIENT);

    g_assert_cmpuint(c.n_proven, ==, 1);
    g_assert_false(c.latest.by_server);
    conversation_free(&c);
}

/* A reset ends a connection as a FIN does (RFC 9293 3.5.3). */
TEST(by_reset)
{
    struct conversation c = conversation_new(SIPS);

    for (unsigned i = 0; i < 3; i++) {
        open_at(&c, i * 50.2);
        talk(&c, i * 50.2 + 0.1, 5, 0.5);
        g_assert_true(reset(&c, i * 50.2 + 50, SERVER));
        g_assert_false(reset(&c, i * 50.2 + 50.01, CLIENT));
    }
    g_assert_cmpuint(c.n_proven, ==, 1);
    g_assert_true(c.latest.by_server);
    conversation_free(&c);
}

/* Every other connection is closed by the other side. */
TEST(sides_in_turn)
{
    struct conversation c = conversation_new(SIPS);

    for (unsigned i = 0; i < 8; i++) {
        open_at(&c, i * 50.2);
        talk(&c, i * 50.2 + 0.1, 5, 0.5);
        fin(&c, i * 50.2 + 50, i % 2);
    }
    g_assert_cmpuint(c.n_counted, ==, 8);
    g_assert_cmpuint(c.n_proven, ==, 0);
    conversation_free(&c);
}

/* A request every 60 s, on connections of a second. */
TEST(polls)
{
    struct conversation c = conversation_new(SIPS);

    for (unsigned i = 0; i < 10; i++) {
        open_at(&c, i * 60);
        talk(&c, i * 60 + 0.1, 6, 0.1);
        fin(&c, i * 60 + 1, SERVER);
    }
    g_assert_cmpuint(c.n_counted, ==, 0);
    conversation_free(&c);
}

/* The client returns at times of its own: 15 s of life, every 20 s. */
TEST(idle_and_not_missed)
{
    struct conversation c = conversation_new(SIPS);

    for (unsigned i = 0; i < 10; i++) {
        open_at(&c, i * 20);
        talk(&c, i * 20 + 0.1, 6, 0.1);
        fin(&c, i * 20 + 15, SERVER);
    }
    g_assert_cmpuint(c.n_counted, ==, 10);
    g_assert_cmpuint(c.n_proven, ==, 0);
    conversation_free(&c);
}

/* Two connections side by side, each closed every 50 s, 20 s apart: each new
 * one replaces the one closed before it. */
TEST(side_by_side)
{
    struct conversation one = conversation_new(SIPS);
    struct conversation other = one;

    other.client_port += 1000;
    for (unsigned i = 0; i < 4; i++) {
        open_at(&one, i * 50);
        talk(&one, i * 50 + 0.1, 5, 0.5);
        if (i > 0)
            fin(&other, i * 50 + 19.9, SERVER);
        open_at(&other, i * 50 + 20);
        talk(&other, i * 50 + 20.1, 5, 0.5);
        fin(&one, i * 50 + 49.9, SERVER);
    }
    g_assert_cmpuint(one.n_proven + other.n_proven, ==, 1);
    g_assert_cmpfloat_with_epsilon(one.latest.close.period_s, 50, 0.01);
    conversation_free(&one);
}

/* Four connections closed at the same time count as one close. */
TEST(together)
{
    struct conversation c = conversation_new(SIPS);

    for (unsigned round = 0; round < 2; round++) {
        uint16_t first = c.client_port;

        for (unsigned i = 0; i < 4; i++) {
            open_at(&c, round * 50 + 0.01 * i);
            talk(&c, round * 50 + 0.1, 5, 0.5);
        }
        for (unsigned i = 0; i < 4; i++) {
            c.client_port = (uint16_t)(first + 1 + i);
            c.next[SERVER] = 7000u * c.client_port + 1 + 30;
            fin(&c, round * 50 + 49.9 + 0.01 * i, SERVER);
        }
    }
    g_assert_cmpuint(c.n_counted, ==, 8);
    g_assert_cmpuint(c.n_proven, ==, 0);
    conversation_free(&c);
}

/* The capture begins during a connection: the port decides which side is the
 * server. */
TEST(late_capture)
{
    struct conversation c = conversation_new(SIPS);

    c.client_port++;
    talk(&c, 0, 5, 0.5);
    fin(&c, 30, SERVER);
    for (unsigned i = 0; i < 2; i++) {
        open_at(&c, 30.2 + i * 50);
        talk(&c, 30.3 + i * 50, 5, 0.5);
        fin(&c, 80 + i * 50, SERVER);
    }
    g_assert_cmpuint(c.n_proven, ==, 1);
    g_assert_cmpuint(c.latest.ends[1].port, ==, SIPS);
    g_assert_cmpuint(c.latest.ends[0].port, ==, 0);
    conversation_free(&c);
}

/* A repeated FIN, the other side's FIN, and packets after them. */
TEST(after_the_close)
{
    struct conversation c = hung_up(1, SERVER);

    g_assert_cmpuint(c.n_counted, ==, 1);
    g_assert_false(fin(&c, 50.1, SERVER));
    g_assert_false(reset(&c, 50.2, CLIENT));
    g_assert_false(send_segment(&c, 50.3, CLIENT, TCP_ACK, 64, NULL, 0));
    g_assert_false(fin(&c, 60, CLIENT));
    conversation_free(&c);
}

/* Only the end of a connection was captured. */
TEST(end_alone)
{
    struct conversation c = conversation_new(SIPS);

    g_assert_false(fin(&c, 0, SERVER));
    g_assert_false(fin(&c, 1, CLIENT));
    g_assert_false(reset(&c, 2, SERVER));
    g_assert_cmpuint(c.watch->connections.n, ==, 0);
    conversation_free(&c);
}

/* Nothing listens on the port: each SYN is reset. */
TEST(refused)
{
    struct conversation c = conversation_new(SIPS);

    for (unsigned i = 0; i < 10; i++) {
        c.client_port++;
        send_segment(&c, i * 30, CLIENT, TCP_SYN, 64, NULL, 0);
        reset(&c, i * 30 + 0.1, SERVER);
    }
    g_assert_cmpuint(c.n_counted, ==, 0);
    conversation_free(&c);
}

/* The limit of services: those without an interval are removed, the others
 * stay. */
TEST(full_of_services)
{
    struct conversation c = hung_up(3, SERVER);
    struct endpoint ends[2] = {c.latest.ends[0], c.latest.ends[1]};

    for (uint16_t port = 1; port <= 100; port++) {
        struct service_port row = {port, "more"};

        service_ports_set(&c.ports, &row, 1);
        c.server_port = port;
        open_at(&c, 1000 + port * 100);
        talk(&c, 1000 + port * 100 + 0.1, 5, 0.5);
        g_assert_true(fin(&c, 1000 + port * 100 + 50, SERVER));
        g_assert_cmpuint(c.watch->services->len, <=, 16);
    }
    g_assert_cmpuint(c.watch->n_refused, ==, 0);
    g_assert_cmpuint(c.watch->n_dropped + c.watch->services->len, ==, 101);
    g_assert_nonnull(hangup_watch_service(c.watch, ends));
    conversation_free(&c);
}
