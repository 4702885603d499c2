/* Tests of the table of connections.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "connection_table.h"

#include <glib.h>

#include "unit_test.h"

static struct connection connection_of(uint32_t number, uint32_t flags)
{
    struct connection connection = {.gap_ms = CONNECTION_NEVER, .flags = flags};

    connection.key.words[0] = number;
    return connection;
}

static struct connection *find(struct connection_table *table, uint32_t number)
{
    struct connection_key key = {{number}};

    return connection_table_find(table, &key, false);
}

/* A connection takes at most 100 bytes: 88, and slots of which at least three
 * eighths are used. */
TEST(size)
{
    g_assert_cmpuint(sizeof(struct connection), ==, 88);
    g_assert_cmpfloat(sizeof(struct connection) + sizeof(uint32_t) / 0.375, <,
                      100);
}

TEST(finds_each)
{
    struct connection_table table;

    connection_table_init(&table, 3, 10000);
    g_assert_null(find(&table, 0));
    for (uint32_t i = 0; i < 5000; i++) {
        struct connection connection = connection_of(i, 0);

        g_assert_true(connection_table_add(&table, &connection) ==
                      find(&table, i));
    }
    for (uint32_t i = 0; i < 5000; i++)
        g_assert_cmpuint(find(&table, i)->key.words[0], ==, i);
    g_assert_null(find(&table, 5000));
    g_assert_cmpuint(table.n_dropped, ==, 0);
    connection_table_clear(&table);
}

/* The same bytes are another connection over IPv6, and every byte counts. */
TEST(family)
{
    struct connection_table table;
    struct connection connection = connection_of(1, CONNECTION_IPV6);

    connection_table_init(&table, 3, 100);
    connection_table_add(&table, &connection);
    g_assert_null(find(&table, 1));
    g_assert_nonnull(connection_table_find(&table, &connection.key, true));
    for (unsigned i = 0; i < CONNECTION_KEY_WORDS; i++) {
        connection.key.words[i] ^= 0x100;
        g_assert_null(connection_table_find(&table, &connection.key, true));
        connection.key.words[i] ^= 0x100;
    }
    connection_table_clear(&table);
}

/* Of eight connections the table keeps six. Asserts which two are removed. */
static void assert_gone(const uint32_t flags[8], uint32_t replaces,
                        uint32_t first, uint32_t second)
{
    struct connection_table table;
    struct connection more = connection_of(8, 0);

    connection_table_init(&table, 3, 8);
    for (uint32_t i = 0; i < 8; i++) {
        struct connection connection = connection_of(i, flags[i]);

        if (i == replaces)
            connection.gap_ms = 100;
        connection_table_add(&table, &connection);
    }
    connection_table_add(&table, &more);
    g_assert_cmpuint(table.n, ==, 7);
    for (uint32_t i = 0; i <= 8; i++)
        g_assert_true((find(&table, i) == NULL) == (i == first || i == second));
    connection_table_clear(&table);
}

#define CLOSED CONNECTION_CLOSED
#define UP     CONNECTION_ESTABLISHED
#define USED   (CONNECTION_ESTABLISHED | CONNECTION_DATA)

TEST(order_of_going)
{
    assert_gone((uint32_t[]){USED, UP, 0, CLOSED, USED, CLOSED, 0, UP}, 9, 3,
                5);
    assert_gone((uint32_t[]){USED, UP, 0, CLOSED, USED, USED, 0, UP}, 9, 2, 3);
    assert_gone((uint32_t[]){USED, UP, 0, USED, USED, USED, USED, UP}, 9, 1, 2);
    assert_gone((uint32_t[]){USED, USED, USED, USED, USED, USED, USED, USED}, 0,
                1, 2);
}

/* Many more than the table holds, with ascending keys. */
TEST(never_more)
{
    struct connection_table table;

    connection_table_init(&table, 3, 64);
    for (uint32_t i = 0; i < 100000; i++) {
        struct connection connection = connection_of(i << 12, USED);

        connection_table_add(&table, &connection);
        g_assert_cmpuint(table.n, <=, 64);
        g_assert_nonnull(find(&table, i << 12));
    }
    g_assert_cmpuint(table.n + table.n_dropped, ==, 100000);
    connection_table_clear(&table);
}

/* The slot of a key depends on the seed. */
TEST(seeded)
{
    struct connection_table a;
    struct connection_table b;
    unsigned n_same = 0;

    connection_table_init(&a, 1, 64);
    connection_table_init(&b, 2, 64);
    for (uint32_t i = 0; i < 40; i++) {
        struct connection connection = connection_of(i, 0);

        connection_table_add(&a, &connection);
        connection_table_add(&b, &connection);
    }
    for (uint32_t i = 0; i < a.n_slots; i++)
        n_same += a.slots[i] != 0 && a.slots[i] == b.slots[i];
    g_assert_cmpuint(n_same, <, 10);
    connection_table_clear(&a);
    connection_table_clear(&b);
}
