/* Tests of the state of one TCP connection.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "connection.h"

#include <string.h>

#include "conversation.h"
#include "iscsi_pdu.h"
#include "unit_test.h"

#define ISCSI 3260

/* Returns the current connection. */
static struct connection *of(struct conversation *c)
{
    return &c->watch->connections.connections[c->watch->connections.n - 1];
}

static bool has(struct conversation *c, enum connection_flag flag)
{
    return connection_has(of(c), flag);
}

/* Sends a PDU: a header that starts with these bytes, and LENGTH bytes of
 * data. */
static void pdu(struct conversation *c, double at_s, unsigned side,
                uint8_t first, uint8_t second, uint8_t length)
{
    uint8_t octets[ISCSI_HEADER_BYTES + 255] = {first, second};

    octets[7] = length;
    send_segment(c, at_s, side, TCP_ACK, usual_hops(side), octets,
                 ISCSI_HEADER_BYTES + (length + 3u) / 4 * 4);
}

static void logged_in(struct conversation *c)
{
    *c = conversation_new(ISCSI);
    open_at(c, 0);
    pdu(c, 0.1, CLIENT, 0x43, 0x87, 200);
    pdu(c, 0.2, SERVER, 0x23, 0x87, 100);
}

/* Asserts that both directions have the same key and the ends are those of the
 * packets. */
static void assert_ends(const uint8_t *client, const uint8_t *server,
                        bool is_ipv6)
{
    struct tcp_segment there = {.source_port = 50000, .destination_port = 389};
    struct tcp_segment back = {.source_port = 389, .destination_port = 50000};
    struct connection_path path = {client, server, is_ipv6, false, true};
    struct connection connection = {.flags = is_ipv6 ? CONNECTION_IPV6 : 0};
    struct connection_key key;
    struct endpoint ends[2];
    unsigned end;

    connection.key = connection_key_of(&path, &there, &end);
    g_assert_cmpuint(end, ==, 0);
    path = (struct connection_path){server, client, is_ipv6, true, false};
    key = connection_key_of(&path, &back, &end);
    g_assert_cmpuint(end, ==, 1);
    g_assert_true(memcmp(&connection.key, &key, sizeof key) == 0);
    ends[0] = connection_end(&connection, 0);
    ends[1] = connection_end(&connection, 1);
    g_assert_cmpuint(ends[0].port, ==, 50000);
    g_assert_cmpuint(ends[1].port, ==, 389);
    g_assert_cmpuint(ends[1].family, ==, is_ipv6 ? 6 : 4);
    g_assert_true(memcmp(ends[0].address, client, is_ipv6 ? 16 : 4) == 0 &&
                  memcmp(ends[1].address, server, is_ipv6 ? 16 : 4) == 0);
}

TEST(ends)
{
    static const uint8_t client[16] = {0x20, 1, 0xd, 0xb8, [15] = 9};
    static const uint8_t server[16] = {0x20, 1, 0xd, 0xb8, [15] = 1};

    assert_ends((const uint8_t[]){10, 0, 0, 1}, (const uint8_t[]){10, 0, 0, 2},
                false);
    assert_ends(client, server, true);
}

/* Both ports are watched: both directions have the same key, and the SYN
 * decides which end is the server. */
TEST(two_services)
{
    struct conversation c = conversation_new(5061);

    c.client_port = 3260 - 1;
    open_at(&c, 0);
    g_assert_cmpuint(c.watch->connections.n, ==, 1);
    g_assert_cmpuint(connection_end(of(&c), connection_server(of(&c))).port, ==,
                     5061);
    conversation_free(&c);
    c = conversation_new(389);
    c.client_port = 3260 - 1;
    open_at(&c, 0);
    g_assert_cmpuint(connection_end(of(&c), connection_server(of(&c))).port, ==,
                     389);
    conversation_free(&c);
}

/* Nobody has sent anything in a connection that begins. */
TEST(begin)
{
    struct conversation c = conversation_new(389);

    open_at(&c, 0);
    for (unsigned end = 0; end < 2; end++)
        g_assert_cmpuint(of(&c)->data_ms[end], ==, CONNECTION_NEVER);
    g_assert_cmpuint(of(&c)->ping_ms, ==, CONNECTION_NEVER);
    g_assert_cmpuint(of(&c)->gap_ms, ==, CONNECTION_NEVER);
    conversation_free(&c);
}

TEST(turns_and_answers)
{
    struct conversation c = conversation_new(389);

    open_at(&c, 0);
    g_assert_true(has(&c, CONNECTION_ESTABLISHED));
    g_assert_true(has(&c, CONNECTION_SYN));
    say(&c, 1, CLIENT, "ask");
    say(&c, 1.001, CLIENT, "more");
    say(&c, 1.1, SERVER, "answer");
    say(&c, 1.105, SERVER, "rest"); /* 5 ms after data of the server */
    say(&c, 2, CLIENT, "ask");      /* much later: counts as 20 ms */
    g_assert_cmpuint(of(&c)->n_turns, ==, 3);
    g_assert_cmpuint(of(&c)->data_ms[CLIENT], ==, 2000);
    g_assert_cmpuint(of(&c)->data_ms[SERVER], ==, 1105);
    g_assert_cmpuint(of(&c)->answer_ms, ==, 25);
    conversation_free(&c);
}

/* Repeated bytes are not data: a lost acknowledgement, a keep-alive. */
TEST(sent_again)
{
    struct conversation c = conversation_new(389);

    open_at(&c, 0);
    say(&c, 1, CLIENT, "ask");
    c.next[CLIENT] -= 3;
    say(&c, 5, CLIENT, "ask");
    c.next[CLIENT] -= 1;
    say(&c, 6, CLIENT, "k");
    g_assert_cmpuint(of(&c)->data_ms[CLIENT], ==, 1000);
    conversation_free(&c);
}

/* A TLS alert is part of the close (RFC 8446 6.1), not data. */
TEST(tls)
{
    struct conversation c = conversation_new(443);
    static const char alert[31] = {21, 3, 3, 0, 26};

    open_at(&c, 0);
    send_segment(&c, 1, CLIENT, TCP_ACK, 64, "\x16\3\1\0\x05hello", 10);
    g_assert_true(has(&c, CONNECTION_TLS));
    send_segment(&c, 9, CLIENT, TCP_ACK, 64, alert, sizeof alert);
    g_assert_cmpuint(of(&c)->data_ms[CLIENT], ==, 1000);
    conversation_free(&c);
}

TEST(login_and_logout)
{
    struct conversation c;

    logged_in(&c);
    g_assert_true(has(&c, CONNECTION_LOGIN));
    pdu(&c, 10, CLIENT, 0x46, 0x80, 0);
    g_assert_false(has(&c, CONNECTION_AGREED));
    pdu(&c, 10.1, SERVER, 0x26, 0x80, 0);
    g_assert_true(has(&c, CONNECTION_AGREED));
    g_assert_false(fin(&c, 60, SERVER));
    conversation_free(&c);
}

/* A response to a logout that was not requested. */
TEST(response_alone)
{
    struct conversation c;

    logged_in(&c);
    pdu(&c, 10.1, SERVER, 0x26, 0x80, 0);
    g_assert_false(has(&c, CONNECTION_AGREED));
    conversation_free(&c);
}

TEST(announced)
{
    struct conversation c;
    uint8_t message[ISCSI_HEADER_BYTES] = {0x32, 0x80};

    logged_in(&c);
    message[36] = 2; /* the target will drop the connection */
    send_segment(&c, 50, SERVER, TCP_ACK, 63, message, sizeof message);
    g_assert_false(fin(&c, 51, SERVER));
    conversation_free(&c);
}

/* A NOP-In without and with an answer; neither is data. */
TEST(pings)
{
    struct conversation c;

    logged_in(&c);
    pdu(&c, 10, SERVER, 0x20, 0x80, 0);
    pdu(&c, 13, SERVER, 0x20, 0x80, 0);
    g_assert_cmpuint(of(&c)->ping_ms, ==, 10000);
    g_assert_cmpuint(of(&c)->data_ms[SERVER], ==, 200);
    pdu(&c, 14, CLIENT, 0x40, 0x80, 0);
    g_assert_cmpuint(of(&c)->ping_ms, ==, CONNECTION_NEVER);
    g_assert_cmpuint(of(&c)->data_ms[CLIENT], ==, 100);
    conversation_free(&c);
}

/* The capture lacks segments of the initiator, which may have held the
 * answer. */
TEST(ping_and_a_hole)
{
    struct conversation c;

    logged_in(&c);
    pdu(&c, 10, SERVER, 0x20, 0x80, 0);
    c.next[CLIENT] += ISCSI_HEADER_BYTES;
    pdu(&c, 12, CLIENT, 0x01, 0x80, 0);
    g_assert_cmpuint(of(&c)->ping_ms, ==, CONNECTION_NEVER);
    conversation_free(&c);
}

/* A Logout inside the data of another PDU is data: a header is read only where
 * the previous PDU ends. Two PDUs in a segment count as two. */
TEST(in_step)
{
    struct conversation c;
    uint8_t octets[4 * ISCSI_HEADER_BYTES] = {0x01, 0x80, 0, 0, 0, 0, 0, 48};

    logged_in(&c);
    octets[ISCSI_HEADER_BYTES] = 0x46; /* in the data */
    octets[ISCSI_HEADER_BYTES + 1] = 0x80;
    send_segment(&c, 1, CLIENT, TCP_ACK, 64, octets, 2 * ISCSI_HEADER_BYTES);
    g_assert_false(has(&c, CONNECTION_LOGOUT));
    /* The data in its own segment. */
    send_segment(&c, 2, CLIENT, TCP_ACK, 64, octets, ISCSI_HEADER_BYTES);
    pdu(&c, 3, CLIENT, 0x46, 0x80, 0);
    g_assert_false(has(&c, CONNECTION_LOGOUT));
    /* After another PDU. */
    octets[7] = 0;
    send_segment(&c, 4, CLIENT, TCP_ACK, 64, octets, 2 * ISCSI_HEADER_BYTES);
    g_assert_true(has(&c, CONNECTION_LOGOUT));
    conversation_free(&c);
}

/* Hostile input: every length, and a header at the very end. */
TEST(no_read_past_the_end)
{
    struct conversation c;
    uint8_t *octets = g_malloc(ISCSI_HEADER_BYTES + 40);

    logged_in(&c);
    memset(octets, 0xff, ISCSI_HEADER_BYTES + 40);
    octets[0] = 0x01;
    octets[1] = 0x80;
    memset(octets + 4, 0, 4);
    for (uint32_t n = 0; n <= ISCSI_HEADER_BYTES + 40; n++)
        send_segment(&c, 1 + n, CLIENT, TCP_ACK, 64, octets, n);
    memset(octets + 4, 0xff, 4);
    for (uint32_t n = 0; n <= ISCSI_HEADER_BYTES + 40; n++)
        send_segment(&c, 200 + n, CLIENT, TCP_ACK, 64, octets, n);
    g_free(octets);
    conversation_free(&c);
}

/* The same ports again: a SYN with another sequence number starts a new
 * connection, a repeated SYN does not. */
TEST(ports_again)
{
    struct conversation c = conversation_new(389);

    open_at(&c, 0);
    talk(&c, 1, 3, 1);
    fin(&c, 10, SERVER);
    c.client_port--;
    open_at(&c, 11);
    g_assert_cmpuint(c.watch->connections.n, ==, 1);
    g_assert_cmpint(of(&c)->begin_ns, ==, INT64_C(11000000000));
    c.next[CLIENT] -= 1;
    send_segment(&c, 12, CLIENT, TCP_SYN, 64, NULL, 0);
    g_assert_cmpint(of(&c)->begin_ns, ==, INT64_C(11000000000));
    conversation_free(&c);
}

TEST(hop_limits)
{
    struct conversation c = conversation_new(389);

    open_at(&c, 0);
    g_assert_cmpuint(of(&c)->hops[CLIENT], ==, 64);
    g_assert_cmpuint(of(&c)->hops[SERVER], ==, 63);
    send_segment(&c, 1, SERVER, TCP_ACK, 62, NULL, 0);
    g_assert_true(has(&c, CONNECTION_HOPS_1));
    g_assert_false(has(&c, CONNECTION_HOPS_0));
    conversation_free(&c);
}

TEST(milliseconds)
{
    struct connection connection = {.begin_ns = 5000000};

    g_assert_cmpuint(connection_ms(&connection, 4000000), ==, 0);
    g_assert_cmpuint(connection_ms(&connection, 7999999), ==, 2);
    g_assert_cmpuint(connection_ms(&connection, INT64_MAX), ==,
                     CONNECTION_NEVER - 1);
}
