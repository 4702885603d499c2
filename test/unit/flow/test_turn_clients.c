/* Tests of the clients of TURN servers.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "turn_clients.h"

#include "scene_host.h"
#include "sdp_parse.h"
#include "unit_test.h"

static struct turn_clients clients;
static struct media_ends ends;
static struct sdp sdp; /* too large for the stack */

BEFORE_EACH()
{
    turn_clients_init(&clients);
    media_ends_init(&ends);
}

AFTER_EACH()
{
    media_ends_clear(&ends);
    turn_clients_clear(&clients);
}

/* An Allocate message of RFC 8656 with TRANSACTION, from host FROM to host TO;
 * the server is 10.0.0.100. ATTRIBUTE: of 8 octets, with its header. */
static void message(uint8_t from, uint8_t to, const uint8_t type[2],
                    uint8_t transaction, const uint8_t attribute[8])
{
    uint8_t octets[28] = {type[0], type[1],     0, 8, 0x21, 0x12, 0xA4,
                          0x42,    transaction, 0, 0, 0,    0,    0,
                          0,       0,           0, 0, 0,    0};
    const struct endpoint source = at(from, 5000);
    const struct endpoint destination = at(to, 5000);
    const struct media_path path = media_path_of(&source, &destination);

    memcpy(octets + 20, attribute, 8);
    turn_clients_on_message(&clients, &ends, &path, false, octets,
                            sizeof octets, transaction);
}

static void ask(uint8_t host, uint8_t transaction)
{
    const uint8_t lifetime[8] = {0, 0x0d, 0, 4, 0, 0, 2, 88};

    message(host, 100, (const uint8_t[]){0x00, 0x03}, transaction, lifetime);
}

static void refuse(uint8_t host, uint8_t transaction)
{
    const uint8_t error[8] = {0, 9, 0, 4, 0, 0, 4, 86}; /* 486 */

    message(100, host, (const uint8_t[]){0x01, 0x13}, transaction, error);
}

static void offer(uint32_t call)
{
    const char *text = "v=0\r\nm=audio 5000 RTP/AVP 0\r\nc=IN IP4 10.0.0.9\r\n"
                       "a=candidate:1 1 UDP 9 10.0.0.1 5000 typ host\r\n";

    g_assert_cmpint(sdp_parse(text_of(text), &sdp), ==, SDP_PARSE_OK);
    turn_clients_on_sdp(&clients, call, SIDE_B, &sdp);
}

/* A client asks before its SDP is sent, which says whose it is. */
TEST(of_call)
{
    ask(1, 1);
    ask(2, 2);
    refuse(1, 1);
    g_assert_null(turn_clients_refused(&clients, 7));
    offer(7);
    g_assert_cmpuint(turn_clients_refused(&clients, 7)->error, ==, 486);
    g_assert_cmpuint(clients.all->len, ==, 2);
}

/* RFC 8489 9.2.5: a 401 asks for credentials, and begins no other allocation; a
 * request behind a refusal does. */
TEST(asked_for_credentials)
{
    const uint8_t unauthorized[8] = {0, 9, 0, 4, 0, 0, 4, 1}; /* 401 */

    ask(1, 1);
    message(100, 1, (const uint8_t[]){0x01, 0x13}, 1, unauthorized);
    ask(1, 2);
    g_assert_cmpuint(clients.all->len, ==, 1);
    refuse(1, 2);
    ask(1, 3);
    g_assert_cmpuint(clients.all->len, ==, 2);
}

/* The refused client of CALL is HOST. */
static void assert_refused(uint32_t call, uint8_t host)
{
    const struct endpoint client = at(host, 5000);

    g_assert_true(
        endpoint_equal(&turn_clients_refused(&clients, call)->client, &client));
}

/* Whichever SDP names first; and a client goes from one call to another. */
TEST(first_of_call)
{
    const char *text = "v=0\r\nm=audio 5000 RTP/AVP 0\r\nc=IN IP4 10.0.0.9\r\n"
                       "a=candidate:1 1 UDP 9 10.0.0.2 5000 typ host\r\n"
                       "a=candidate:2 1 UDP 9 10.0.0.1 5000 typ host\r\n";

    for (uint8_t host = 1; host <= 2; host++) {
        ask(host, host);
        refuse(host, host);
    }
    g_assert_cmpint(sdp_parse(text_of(text), &sdp), ==, SDP_PARSE_OK);
    turn_clients_on_sdp(&clients, 7, SIDE_B, &sdp);
    assert_refused(7, 1);
    offer(8);
    assert_refused(7, 2);
    assert_refused(8, 1);
    turn_clients_on_sdp(&clients, 7, SIDE_B, &sdp);
    assert_refused(7, 1);
    g_assert_null(turn_clients_refused(&clients, 8));
}

/* The same port asks again for the next call; the first call keeps what became
 * of it. */
TEST(next_call)
{
    ask(1, 1);
    refuse(1, 1);
    offer(7);
    ask(1, 2);
    offer(8);
    g_assert_nonnull(turn_clients_refused(&clients, 7));
    g_assert_null(turn_clients_refused(&clients, 8));
    refuse(1, 2);
    g_assert_nonnull(turn_clients_refused(&clients, 8));
}

/* An answer from elsewhere is none, and one without a request says nothing. */
TEST(other_server)
{
    offer(7);
    ask(1, 1);
    message(50, 1, (const uint8_t[]){0x01, 0x13}, 1,
            (const uint8_t[]){0, 9, 0, 4, 0, 0, 4, 86});
    refuse(2, 3);
    offer(7);
    g_assert_null(turn_clients_refused(&clients, 7));
}

/* A request that is sent again is of the same allocation; one to another server
 * is not, nor is one after an answer. */
TEST(asked_again)
{
    const uint8_t lifetime[8] = {0, 0x0d, 0, 4, 0, 0, 2, 88};

    ask(1, 1);
    ask(1, 2);
    g_assert_cmpuint(clients.all->len, ==, 1);
    message(1, 101, (const uint8_t[]){0x00, 0x03}, 3, lifetime);
    g_assert_cmpuint(clients.all->len, ==, 2);
    message(101, 1, (const uint8_t[]){0x01, 0x03}, 3, lifetime);
    message(1, 101, (const uint8_t[]){0x00, 0x03}, 4, lifetime);
    g_assert_cmpuint(clients.all->len, ==, 3);
}
