/* Tests of connections that fall silent.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "keep_alive.h"

#include "sip_texts.h"
#include "unit_test.h"

#define S_NS    INT64_C(1000000000)
#define GRACE_S 5

static const struct endpoint client = {4, {10, 0, 0, 1}, 50000};
static const struct endpoint server = {4, {10, 0, 0, 2}, 5061};
static const struct endpoint later = {4, {10, 0, 0, 1}, 50001};

/* A table to which the server answered at 0 with that ms-keep-alive. */
static struct keep_alives *armed(const char *value)
{
    struct keep_alives *table = keep_alives_new(GRACE_S);
    char *header = g_strdup_printf("ms-keep-alive: %s\r\n", value);
    struct sip_message message =
        make_message("SIP/2.0 200 OK", "a", "b", "1 REGISTER", header, NULL);

    keep_alives_message(table, &message, &server, &client, 0);
    g_free(header);
    return table;
}

/* How many findings the packets of one sender at these seconds make. */
static guint packets(struct keep_alives *table, const struct endpoint *from,
                     const struct endpoint *to, const int *at_s)
{
    GPtrArray *found = finding_list_new();
    guint n;

    for (; *at_s >= 0; at_s++)
        keep_alives_packet(table, from, to, *at_s * S_NS, found);
    n = found->len;
    g_ptr_array_unref(found);
    keep_alives_free(table);
    return n;
}

#define SERVERS "UAS; tcp=no; hop-hop=yes; end-end=no; timeout=300"

/* 300 s and 5 s of grace. */
TEST(lapsed)
{
    g_assert_cmpuint(
        packets(armed(SERVERS), &client, &server, (int[]){305, -1}), ==, 0);
    g_assert_cmpuint(
        packets(armed(SERVERS), &client, &server, (int[]){306, -1}), ==, 1);
    g_assert_cmpuint(packets(armed(SERVERS), &client, &server,
                             (int[]){306, 307, 700, 900, -1}),
                     ==, 2);
    g_assert_cmpuint(packets(armed("uAS;hop-hop=yes;timeout=300"), &client,
                             &server, (int[]){306, -1}),
                     ==, 1);
}

TEST(silent)
{
    g_assert_cmpuint(packets(armed(SERVERS), &client, &server,
                             (int[]){150, 300, 600, 905, -1}),
                     ==, 0);
    /* the other direction, another connection */
    g_assert_cmpuint(
        packets(armed(SERVERS), &server, &client, (int[]){999, -1}), ==, 0);
    g_assert_cmpuint(packets(armed(SERVERS), &later, &server, (int[]){999, -1}),
                     ==, 0);
    /* what asks for nothing */
    g_assert_cmpuint(packets(armed("UAC;hop-hop=yes;timeout=300"), &client,
                             &server, (int[]){999, -1}),
                     ==, 0);
    g_assert_cmpuint(packets(armed("UAS;hop-hop=no;timeout=300"), &client,
                             &server, (int[]){999, -1}),
                     ==, 0);
    g_assert_cmpuint(
        packets(armed("UAS;hop-hop=yes"), &client, &server, (int[]){999, -1}),
        ==, 0);
    g_assert_cmpuint(packets(armed("UAS;hop-hop=yes;timeout=0"), &client,
                             &server, (int[]){999, -1}),
                     ==, 0);
}
