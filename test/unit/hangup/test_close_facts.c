/* Tests of classifying one close.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "close_facts.h"

#include <glib.h>

#include "unit_test.h"

#define CLIENT 0
#define SERVER 1
#define NS(ms) ((int64_t)(ms)*1000000)

/* A connection with many requests and answers, the latest request ASKED_MS and
 * the latest answer ANSWERED_MS after its begin. */
static struct connection used(uint32_t asked_ms, uint32_t answered_ms)
{
    return (struct connection){
        .flags = CONNECTION_SYN | CONNECTION_ESTABLISHED | CONNECTION_DATA,
        .data_ms = {asked_ms, answered_ms},
        .gap_ms = CONNECTION_NEVER,
        .ping_ms = CONNECTION_NEVER,
        .n_turns = 40,
        .hops = {64, 63},
    };
}

static struct close_facts by(const struct connection *connection, unsigned end,
                             uint8_t flags, uint8_t hops, uint32_t at_ms)
{
    struct tcp_segment segment = {.flags = flags, .hops = hops};

    return close_facts_of(connection, &segment, end, NS(at_ms));
}

static enum close_kind fin(const struct connection *connection, unsigned end,
                           uint32_t at_ms)
{
    return by(connection, end, TCP_FIN, connection->hops[end], at_ms).kind;
}

TEST(by_the_server)
{
    struct connection connection = used(45000, 45001);
    struct close_facts facts = by(&connection, SERVER, TCP_FIN, 63, 50000);

    g_assert_cmpint(facts.kind, ==, CLOSE_HANGUP);
    g_assert_true(facts.by_server);
    g_assert_false(facts.reset);
    g_assert_false(facts.is_idle);
    g_assert_cmpuint(facts.lived_ms, ==, 50000);
    g_assert_cmpuint(facts.quiet_ms, ==, 4999);
    g_assert_cmpuint(facts.unanswered_ms, ==, CONNECTION_NEVER);
    facts = by(&connection, SERVER, TCP_FIN, 63, 100000);
    g_assert_true(facts.is_idle);
}

/* Below 5 s. Without the SYN, the connection may have lived longer. */
TEST(short_life)
{
    struct connection connection = used(1000, 1001);

    g_assert_cmpint(fin(&connection, SERVER, 4999), ==, CLOSE_SHORT);
    g_assert_cmpint(fin(&connection, SERVER, 5000), ==, CLOSE_HANGUP);
    connection.flags &= ~(uint32_t)CONNECTION_SYN;
    g_assert_cmpint(fin(&connection, SERVER, 4999), ==, CLOSE_HANGUP);
}

/* A request and its answer, then the close: normal from either side. */
TEST(one_request)
{
    struct connection connection = used(0, 15000);

    connection.n_turns = 2;
    g_assert_cmpint(fin(&connection, SERVER, 15999), ==, CLOSE_SHORT);
    g_assert_cmpint(fin(&connection, SERVER, 16000), ==, CLOSE_HANGUP);
    g_assert_cmpint(fin(&connection, CLIENT, 60000), ==, CLOSE_SHORT);
    connection.n_turns = 3;
    g_assert_cmpint(fin(&connection, SERVER, 15999), ==, CLOSE_HANGUP);
    connection.flags |= CONNECTION_TLS;
    connection.n_turns = 6;
    g_assert_cmpint(fin(&connection, SERVER, 15999), ==, CLOSE_SHORT);
    connection.n_turns = 7;
    g_assert_cmpint(fin(&connection, SERVER, 15999), ==, CLOSE_HANGUP);
}

/* The only request has no answer, and the client gives up. */
TEST(one_request_unanswered)
{
    struct connection connection = used(0, CONNECTION_NEVER);

    connection.n_turns = 1;
    g_assert_cmpint(fin(&connection, CLIENT, 30000), ==, CLOSE_HANGUP);
}

/* The answer to "QUIT" and the close within 20 ms. Not if the server is always
 * answering. */
TEST(with_the_answer)
{
    struct connection connection = used(50000, 50010);

    g_assert_cmpint(fin(&connection, SERVER, 50030), ==, CLOSE_ANSWERED);
    g_assert_cmpint(fin(&connection, SERVER, 50031), ==, CLOSE_HANGUP);
    g_assert_cmpint(by(&connection, SERVER, TCP_RST, 63, 50030).kind, ==,
                    CLOSE_HANGUP);
    connection.answer_ms = 2501; /* 1/20 of 50020 */
    g_assert_cmpint(fin(&connection, SERVER, 50020), ==, CLOSE_ANSWERED);
    connection.answer_ms = 2502;
    g_assert_cmpint(fin(&connection, SERVER, 50020), ==, CLOSE_HANGUP);
    connection.answer_ms = 0;
    connection.flags |= CONNECTION_ISCSI;
    g_assert_cmpint(fin(&connection, SERVER, 50020), ==, CLOSE_HANGUP);
}

/* "BYE, you were idle too long": the client has requested nothing. */
TEST(last_words)
{
    struct connection connection = used(1000, 50000);

    g_assert_cmpint(fin(&connection, SERVER, 50001), ==, CLOSE_HANGUP);
}

TEST(by_the_client)
{
    struct connection connection = used(45000, 45001);

    /* The client has all its answers, however old they are. */
    g_assert_cmpint(fin(&connection, CLIENT, 50000), ==, CLOSE_FINISHED);
    /* The client's idle timeout. */
    g_assert_cmpint(fin(&connection, CLIENT, 90002), ==, CLOSE_HANGUP);
    /* The client sends a last message and does not wait. */
    connection = used(45002, 45001);
    g_assert_cmpint(fin(&connection, CLIENT, 45010), ==, CLOSE_FINISHED);
    /* The client did wait. */
    g_assert_cmpint(fin(&connection, CLIENT, 46001), ==, CLOSE_FINISHED);
    g_assert_cmpint(fin(&connection, CLIENT, 46002), ==, CLOSE_HANGUP);
}

/* A reset with a hop limit that no other packet of that side has. */
TEST(by_something_between)
{
    struct connection connection = used(45000, 45001);
    struct close_facts facts = by(&connection, CLIENT, TCP_RST, 63, 45002);

    g_assert_true(facts.by_other);
    g_assert_cmpint(facts.kind, ==, CLOSE_HANGUP);
    g_assert_cmpuint(facts.hops, ==, 63);
    g_assert_cmpuint(facts.hops_before, ==, 64);
    g_assert_false(by(&connection, CLIENT, TCP_RST, 64, 45002).by_other);
    g_assert_false(by(&connection, CLIENT, TCP_FIN, 63, 45002).by_other);
    /* Packets of that side took two paths or were captured at two points. */
    connection.flags |= CONNECTION_HOPS_0;
    g_assert_false(by(&connection, CLIENT, TCP_RST, 63, 45002).by_other);
    /* No other packet of that side was captured. */
    connection.flags &= ~(uint32_t)CONNECTION_HOPS_0;
    connection.hops[CLIENT] = 0;
    g_assert_false(by(&connection, CLIENT, TCP_RST, 63, 45002).by_other);
}

TEST(agreed)
{
    struct connection connection = used(45000, 45001);

    connection.flags |= CONNECTION_ISCSI | CONNECTION_AGREED;
    g_assert_cmpint(fin(&connection, SERVER, 50000), ==, CLOSE_AGREED);
}

TEST(unanswered_ping)
{
    struct connection connection = used(45000, 45001);

    g_assert_cmpuint(by(&connection, SERVER, TCP_FIN, 63, 50000).ping_ms, ==,
                     CONNECTION_NEVER);
    connection.ping_ms = 46000;
    g_assert_cmpuint(by(&connection, SERVER, TCP_FIN, 63, 50000).ping_ms, ==,
                     4000);
}

/* How soon the client must be back. */
TEST(back)
{
    struct connection connection = used(45000, 45001);

    g_assert_cmpuint(by(&connection, SERVER, TCP_FIN, 63, 50000).back_most_ms,
                     ==, CONNECTION_NEVER - 1);
    g_assert_cmpuint(by(&connection, SERVER, TCP_FIN, 63, 99000).back_most_ms,
                     ==, 2000);
    g_assert_cmpuint(by(&connection, SERVER, TCP_RST, 63, 99000).back_most_ms,
                     ==, CONNECTION_NEVER - 1);
    connection.n_turns = 2;
    g_assert_cmpuint(by(&connection, SERVER, TCP_FIN, 63, 99000).back_most_ms,
                     ==, 1000);
    connection.flags |= CONNECTION_ISCSI;
    g_assert_cmpuint(by(&connection, SERVER, TCP_FIN, 63, 99000).back_most_ms,
                     ==, 10000);
}

/* 20 requests in 60 s: a close caused by one of them has a grain of 3 s. */
TEST(grain)
{
    struct connection connection = used(60000, 60001);

    g_assert_cmpuint(by(&connection, SERVER, TCP_RST, 63, 60050).grain_ms, ==,
                     3002);
    g_assert_cmpuint(by(&connection, SERVER, TCP_RST, 63, 60102).grain_ms, ==,
                     1000);
    connection.n_turns = 400;
    g_assert_cmpuint(by(&connection, SERVER, TCP_RST, 63, 60050).grain_ms, ==,
                     1000);
}

/* An answer belongs to a request of at most 2 s before. */
TEST(answer_in_time)
{
    static const struct {
        uint32_t asked_ms;
        enum close_kind kind;
    } rows[] = {{48000, CLOSE_ANSWERED}, {47999, CLOSE_HANGUP}};

    FOR_EACH_ROW(i, rows) {
        struct connection connection = used(rows[i].asked_ms, 50000);

        g_assert_cmpint(fin(&connection, SERVER, 50000), ==, rows[i].kind);
    }
}
