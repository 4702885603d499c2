/* Tests of lapsed registrations.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "registration.h"

#include "sip_texts.h"
#include "unit_test.h"

#define S_NS     INT64_C(1000000000)
#define GRACE_S  5
#define REGISTER "REGISTER sip:x SIP/2.0"
#define MESSAGE  "MESSAGE sip:c@x SIP/2.0"
#define S200     "SIP/2.0 200 OK"
#define CONTACT  "Contact: <sip:a@10.0.0.1:5000>"

static const struct endpoint client = {4, {10, 0, 0, 1}, 5000};
static const struct endpoint other = {4, {10, 0, 0, 3}, 5000};
static const struct endpoint server = {4, {10, 0, 0, 2}, 5060};

static struct registrations *table;
static GPtrArray *found;
static struct text long_uri; /* of the client, in place of the usual one */

BEFORE_EACH()
{
    table = registrations_new(GRACE_S);
    found = finding_list_new();
}

AFTER_EACH()
{
    registrations_free(table);
    g_ptr_array_unref(found);
}

/* A message of the client (a REGISTER has its own address in To) or to it;
 * how many findings there are after it. */
static guint say(const char *start, const struct endpoint *from,
                 const struct endpoint *to, const char *cseq,
                 const char *headers, int64_t at_ns)
{
    struct sip_sighting sighting = {
        .moment.time_ns = at_ns,
        .source = *from,
        .destination = *to,
        .message = make_message(start, "t", "", cseq, headers, NULL)};

    if (long_uri.length > 0)
        sighting.message.from_uri = long_uri;
    if (sighting.message.method == SIP_METHOD_REGISTER)
        sighting.message.to_uri = sighting.message.from_uri;
    registrations_message(table, &sighting, found);
    return found->len;
}

#define CLIENT(start, cseq, headers, at_ns)                                    \
    say(start, &client, &server, cseq, headers, at_ns)
#define SERVER(start, cseq, headers, at_ns)                                    \
    say(start, &server, &client, cseq, headers, at_ns)

/* That N lapses were found up to the MESSAGE that the client sends at AT_NS. */
#define ASSERT_FOUND(cseq, at_ns, n)                                           \
    g_assert_cmpuint(CLIENT(MESSAGE, cseq " MESSAGE", "", at_ns), ==, n)

/* The client registers at 0 s for 600 s. */
static void register_client(void)
{
    CLIENT(REGISTER, "1 REGISTER", CONTACT "\r\n", 0);
    SERVER(S200, "1 REGISTER", "Expires: 600\r\n", 0);
}

/* The longest address that is kept, and one octet more. */
TEST(address_length)
{
    char uri[REGISTRATION_AOR_BYTES_MAX + 1];

    memset(uri, 'x', sizeof uri);
    memcpy(uri, "sip:", 4);
    for (unsigned more = 0; more < 2; more++) {
        after_each();
        before_each();
        long_uri = (struct text){uri, REGISTRATION_AOR_BYTES_MAX + more};
        register_client();
        ASSERT_FOUND("2", 700 * S_NS, 1 - more);
    }
    long_uri = (struct text){0};
}

/* Granted for 600 s at 1 s, and 5 s of grace: it may lapse up to 606 s. */
TEST(lapsed)
{
    CLIENT(REGISTER, "1 REGISTER", CONTACT "\r\nExpires: 7200\r\n", 0);
    SERVER(S200, "1 REGISTER", CONTACT ";expires=600\r\n", S_NS);
    ASSERT_FOUND("9", 606 * S_NS, 0);
    ASSERT_FOUND("10", 606 * S_NS + 1, 1);
    g_assert_nonnull(strstr(((struct finding *)found->pdata[0])->text,
                            "sip:a@x at 10.0.0.1, granted for 600 s, ran out "
                            "5.0 s ago"));
    /* once */
    ASSERT_FOUND("11", 700 * S_NS, 1);
}

/* Renewed; then it lapses once more. */
TEST(renewed)
{
    register_client();
    CLIENT(REGISTER, "2 REGISTER", CONTACT "\r\n", 500 * S_NS);
    SERVER(S200, "2 REGISTER", "Expires: 600\r\n", 500 * S_NS);
    ASSERT_FOUND("9", 1000 * S_NS, 0);
    ASSERT_FOUND("9", 1106 * S_NS, 1);
}

/* Nothing is proved: the answer to a REGISTER is missing or late, the client
 * unregisters, another client is not told a time. */
TEST(silent)
{
    register_client();
    CLIENT(REGISTER, "2 REGISTER", CONTACT "\r\n", 500 * S_NS);
    ASSERT_FOUND("9", 1000 * S_NS, 0);
    SERVER("SIP/2.0 401 Unauthorized", "2 REGISTER", "", 1001 * S_NS);
    ASSERT_FOUND("9", 1002 * S_NS, 0);
    SERVER(S200, "2 REGISTER", "Expires: 0\r\n", 1003 * S_NS);
    ASSERT_FOUND("9", 2000 * S_NS, 0);
    say(REGISTER, &other, &server, "1 REGISTER", CONTACT "\r\n", 0);
    say(S200, &server, &other, "1 REGISTER", "", 0);
    g_assert_cmpuint(
        say(MESSAGE, &other, &server, "9 MESSAGE", "", 9000 * S_NS), ==, 0);
}

/* The renewal was refused: the registration lapses all the same. */
/* Somebody registers NUMBER addresses; the server's 2xx if GRANTED. */
static void register_many(unsigned number, bool granted)
{
    struct sip_sighting request = {
        .source = client,
        .destination = server,
        .message = make_message(REGISTER, "t", "", "1 REGISTER", CONTACT "\r\n",
                                NULL)};
    struct sip_sighting response = {
        .source = server,
        .destination = client,
        .message = make_message(S200, "t", "", "1 REGISTER", "Expires: 600\r\n",
                                NULL)};

    for (unsigned i = 0; i < number; i++) {
        g_autofree char *aor = g_strdup_printf("sip:%u@y", i);

        request.message.to_uri = response.message.to_uri = text_of(aor);
        registrations_message(table, &request, found);
        if (granted)
            registrations_message(table, &response, found);
    }
}

/* At the limit those without a 2xx give way, and no others. */
TEST(bound)
{
    register_client();
    register_many(REGISTRATIONS_MAX, false);
    g_assert_cmpuint(g_hash_table_size(table->by_client), ==,
                     REGISTRATIONS_MAX);
    ASSERT_FOUND("2", 606 * S_NS, 1);
}

TEST(bound_of_granted)
{
    register_many(REGISTRATIONS_MAX - 1, true);
    g_assert_true(g_queue_is_empty(&table->ungranted));
    register_client();
    register_many(REGISTRATIONS_MAX + 1, true);
    g_assert_cmpuint(g_hash_table_size(table->by_client), ==,
                     REGISTRATIONS_MAX);
    ASSERT_FOUND("2", 606 * S_NS, 1);
}

TEST(refused)
{
    register_client();
    CLIENT(REGISTER, "2 REGISTER", CONTACT "\r\n", 500 * S_NS);
    SERVER("SIP/2.0 403 Forbidden", "2 REGISTER", "", 500 * S_NS);
    ASSERT_FOUND("9", 600 * S_NS, 0);
    ASSERT_FOUND("9", 606 * S_NS, 1);
    g_assert_nonnull(
        strstr(((struct finding *)found->pdata[0])->text, "refused with 403"));
}

/* After 401, 407 (RFC 3261 22.2, 22.3) and 423 (10.2.8) the client asks again,
 * so that nothing is decided yet. */
TEST(asked_again)
{
    static const struct {
        unsigned status;
        unsigned n_found;
    } rows[] = {{399, 0}, {400, 1}, {401, 0}, {402, 1}, {406, 1},
                {407, 0}, {408, 1}, {422, 1}, {423, 0}, {424, 1}};

    FOR_EACH_ROW(i, rows) {
        g_autofree char *line = g_strdup_printf("SIP/2.0 %u X", rows[i].status);

        after_each();
        before_each();
        register_client();
        CLIENT(REGISTER, "2 REGISTER", CONTACT "\r\n", 500 * S_NS);
        SERVER(line, "2 REGISTER", "", 500 * S_NS);
        ASSERT_FOUND("9", 606 * S_NS, rows[i].n_found);
    }
}

/* Two devices behind one address: the longer time counts. */
TEST(two_devices)
{
    CLIENT(REGISTER, "1 REGISTER", CONTACT "\r\n", 0);
    SERVER(S200, "1 REGISTER", "Expires: 3600\r\n", 0);
    CLIENT(REGISTER, "1 REGISTER", "Contact: <sip:a@10.0.0.1:6000>\r\n", 0);
    SERVER(S200, "1 REGISTER", "Expires: 60\r\n", 0);
    ASSERT_FOUND("9", 3605 * S_NS, 0);
    ASSERT_FOUND("9", 3606 * S_NS, 1);
}

/* The 2xx lists the Contact of another device first: its expires is not the
 * client's. */
TEST(other_contact)
{
    CLIENT(REGISTER, "1 REGISTER", CONTACT "\r\nExpires: 600\r\n", 0);
    SERVER(S200, "1 REGISTER", "Contact: <sip:a@10.9.9.9>;expires=10\r\n", 0);
    ASSERT_FOUND("9", 605 * S_NS, 0);
    ASSERT_FOUND("9", 606 * S_NS, 1);
}

TEST(expires)
{
    struct sip_message message =
        make_message(REGISTER, "t", "", "1 REGISTER",
                     CONTACT ";expires=60\r\nExpires: 70\r\n", NULL);
    uint32_t expires_s = 1;

    g_assert_true(registration_expires(&message, &expires_s));
    g_assert_cmpuint(expires_s, ==, 60);
    message =
        make_message(S200, "t", "", "1 REGISTER", "Expires: 70\r\n", NULL);
    g_assert_true(registration_expires(&message, &expires_s));
    g_assert_cmpuint(expires_s, ==, 70);
    message = make_message("SIP/2.0 403 Forbidden", "t", "", "1 REGISTER",
                           "Expires: 70\r\n", NULL);
    g_assert_false(registration_expires(&message, &expires_s));
    message = make_message("SUBSCRIBE sip:x SIP/2.0", "t", "", "1 SUBSCRIBE",
                           "Expires: 70\r\n", NULL);
    g_assert_false(registration_expires(&message, &expires_s));
}
