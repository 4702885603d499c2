/* Tests of what came of Allocate requests.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "turn_client.h"

#include "seconds.h"
#include "unit_test.h"

static struct turn_client client;
static uint64_t transaction;

BEFORE_EACH()
{
    client = (struct turn_client){0};
    transaction = 0;
}

static void ask(bool has_credentials)
{
    const struct turn_allocation request = {.transaction = ++transaction,
                                            .has_credentials = has_credentials};

    turn_client_on_request(&client, &request, (int64_t)transaction * NS_PER_S);
}

/* ERROR 0: a success. */
static void answer(uint16_t error)
{
    const struct turn_allocation response = {
        .kind = error == 0 ? TURN_ALLOCATION_SUCCESS : TURN_ALLOCATION_ERROR,
        .transaction = transaction,
        .error = error};

    turn_client_on_answer(&client, &response);
}

/* RFC 8489 9.2: the first request has no credentials. */
TEST(two_steps)
{
    ask(false);
    answer(401);
    g_assert_true(client.answered);
    g_assert_cmpuint(client.error, ==, 0);
    ask(true);
    answer(0);
    g_assert_true(client.allocated);
    g_assert_cmpuint(client.error, ==, 0);
}

TEST(wrong_credentials)
{
    ask(false);
    answer(401);
    ask(true);
    answer(401);
    g_assert_cmpuint(client.error, ==, 401);
    g_assert_false(client.allocated);
    ask(true); /* new ones are right */
    answer(0);
    g_assert_cmpuint(client.error, ==, 0);
}

TEST(stale_nonce)
{
    for (int i = 0; i < 3; i++) {
        ask(true);
        answer(438);
        g_assert_cmpuint(client.error, ==, 0);
    }
    ask(true);
    answer(438);
    g_assert_cmpuint(client.error, ==, 438);
    ask(true);
    answer(0);
    ask(true);
    answer(438);
    g_assert_cmpuint(client.error, ==, 0);
}

TEST(refused)
{
    ask(true);
    answer(486);
    g_assert_cmpuint(client.error, ==, 486);
    g_assert_true(turn_client_is_refused(&client));
    answer(508); /* not to a request that is open */
    g_assert_cmpuint(client.error, ==, 486);
}

static void repeat(int64_t now_ns)
{
    const struct turn_allocation request = {.transaction = 7};

    turn_client_on_request(&client, &request, now_ns);
}

/* RFC 8489 6.2.1: at 0, 0.5 and 1.5 s; a mirror's copies do not count. */
TEST(in_vain)
{
    repeat(NS_PER_S);
    repeat(NS_PER_S);
    repeat(NS_PER_S + 1000);
    repeat(NS_PER_S * 3 / 2);
    g_assert_false(turn_client_is_refused(&client));
    repeat(NS_PER_S * 5 / 2);
    g_assert_true(turn_client_is_refused(&client));
    transaction = 7;
    answer(401);
    g_assert_false(turn_client_is_refused(&client));
}

/* RFC 8489 14.8 and RFC 8656 19, in their words or shorter. */
TEST(error_texts)
{
    static const struct {
        uint16_t code;
        const char *text;
    } errors[] = {
        {401, "credentials wrong or expired"},
        {403, "forbidden"},
        {437, "allocation mismatch"},
        {438, "stale nonce, again and again"},
        {441, "wrong credentials"},
        {442, "transport not supported"},
        {486, "quota reached"},
        {508, "no capacity left"},
        {499, NULL},
    };

    FOR_EACH_ROW(i, errors)
        g_assert_cmpstr(turn_error_text(errors[i].code), ==, errors[i].text);
}
