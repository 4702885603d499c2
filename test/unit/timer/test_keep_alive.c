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

/* How many findings the packets of one sender at these seconds make, after the
 * server answered at 0 with MS_KEEP_ALIVE. */
static guint n_found(const char *ms_keep_alive, const struct endpoint *from,
                     const struct endpoint *to, const int *at_s)
{
    struct keep_alives *table = keep_alives_new(GRACE_S);
    GPtrArray *found = finding_list_new();
    char *header = g_strdup_printf("ms-keep-alive: %s\r\n", ms_keep_alive);
    struct sip_sighting answer = {.source = server,
                                  .destination = client,
                                  .message =
                                      make_message("SIP/2.0 200 OK", "a", "b",
                                                   "1 REGISTER", header, NULL)};
    guint n;

    keep_alives_message(table, &answer);
    for (; *at_s > 0; at_s++)
        keep_alives_packet(table, from, to, *at_s * S_NS, found);
    n = found->len;
    g_ptr_array_unref(found);
    keep_alives_free(table);
    g_free(header);
    return n;
}

#define SERVERS "UAS; tcp=no; hop-hop=yes; end-end=no; timeout=300"

/* 300 s and 5 s of grace. */
TEST(lapsed)
{
    static const struct {
        const char *ms_keep_alive;
        int at_s[5];
        guint n_found;
    } rows[] = {
        {SERVERS, {305}, 0},
        {SERVERS, {306}, 1},
        {SERVERS, {306, 307, 700, 900}, 2},
        {SERVERS, {150, 300, 600, 905}, 0},
        {"uAS;hop-hop=yes;timeout=300", {306}, 1},
        /* what asks for nothing */
        {"UAC;hop-hop=yes;timeout=300", {999}, 0},
        {"UAS;hop-hop=no;timeout=300", {999}, 0},
        {"UAS;hop-hop=yes", {999}, 0},
        {"UAS;hop-hop=yes;timeout=0", {999}, 0},
    };

    FOR_EACH_ROW(i, rows)
        g_assert_cmpuint(
            n_found(rows[i].ms_keep_alive, &client, &server, rows[i].at_s), ==,
            rows[i].n_found);
}

TEST(another_connection)
{
    const int at_s[] = {999, 0};

    g_assert_cmpuint(n_found(SERVERS, &server, &client, at_s), ==, 0);
    g_assert_cmpuint(n_found(SERVERS, &later, &server, at_s), ==, 0);
}

/* The time counts from the first answer on, and is the one that the last answer
 * asked for. */
TEST(asked_again)
{
    static const char *const timeouts[] = {"300", "100"};
    struct keep_alives *table = keep_alives_new(GRACE_S);
    GPtrArray *found = finding_list_new();

    FOR_EACH_ROW(i, timeouts) {
        g_autofree char *header = g_strdup_printf(
            "ms-keep-alive: UAS;hop-hop=yes;timeout=%s\r\n", timeouts[i]);
        struct sip_sighting answer = {
            .moment = {.time_ns = 50 * S_NS * (int64_t)(i + 1)},
            .source = server,
            .destination = client,
            .message = make_message("SIP/2.0 200 OK", "a", "b", "1 REGISTER",
                                    header, NULL)};

        keep_alives_message(table, &answer);
    }
    keep_alives_packet(table, &client, &server, 155 * S_NS, found);
    g_assert_cmpuint(found->len, ==, 0);
    keep_alives_packet(table, &client, &server, 261 * S_NS, found);
    g_assert_cmpuint(found->len, ==, 1);
    g_ptr_array_unref(found);
    keep_alives_free(table);
}

/* The client of connection N. */
static struct endpoint nth_client(unsigned n)
{
    return (struct endpoint){
        4, {10, (uint8_t)(n >> 16), (uint8_t)(n >> 8), (uint8_t)n}, 50000};
}

/* One connection more than are kept: its silence is not noticed. */
TEST(bound)
{
    struct keep_alives *table = keep_alives_new(GRACE_S);
    GPtrArray *found = finding_list_new();
    struct sip_sighting answer = {
        .source = server,
        .message = make_message("SIP/2.0 200 OK", "a", "b", "1 REGISTER",
                                "ms-keep-alive: " SERVERS "\r\n", NULL)};

    for (unsigned n = 0; n <= KEEP_ALIVES_MAX; n++) {
        answer.destination = nth_client(n);
        keep_alives_message(table, &answer);
    }
    for (unsigned n = KEEP_ALIVES_MAX - 1; n <= KEEP_ALIVES_MAX; n++) {
        struct endpoint from = nth_client(n);

        keep_alives_packet(table, &from, &server, 306 * S_NS, found);
        g_assert_cmpuint(found->len, ==, 1);
    }
    g_ptr_array_unref(found);
    keep_alives_free(table);
}
