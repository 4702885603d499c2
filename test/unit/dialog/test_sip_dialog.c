/* Tests of the dialog table: what belongs together, bounds, bad input. The
 * ladders test the rest.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "sip_dialog.h"

#include <string.h>

#include "unit_test.h"

static const struct endpoint alice = {4, {10, 0, 0, 1}, 5060};
static const struct endpoint bob = {4, {10, 0, 0, 2}, 5060};
static const struct endpoint bob_again = {4, {10, 0, 0, 2}, 40000};
static const struct endpoint carol = {4, {10, 0, 0, 3}, 5060};

static struct sip_dialogs dialogs;

BEFORE_EACH()
{
    sip_dialogs_init(&dialogs, 0);
}

AFTER_EACH()
{
    sip_dialogs_clear(&dialogs);
}

static struct sip_message request(enum sip_method method, uint32_t cseq,
                                  const char *call_id, const char *from_tag,
                                  const char *to_tag)
{
    struct sip_message message = {0};

    message.is_request = true;
    message.method = method;
    message.cseq = cseq;
    message.cseq_valid = true;
    message.call_id = text_of(call_id);
    message.from_tag = text_of(from_tag);
    message.to_tag = text_of(to_tag);
    return message;
}

static struct sip_message response(unsigned status, uint32_t cseq,
                                   const char *call_id, const char *from_tag,
                                   const char *to_tag)
{
    struct sip_message message =
        request(SIP_METHOD_INVITE, cseq, call_id, from_tag, to_tag);

    message.is_request = false;
    message.status_code = status;
    return message;
}

/* The index of the message's leg, or -1. */
static int place(struct sip_message message, const struct endpoint *source,
                 const struct endpoint *destination)
{
    const struct sip_sighting sighting = {.moment.frame = 1,
                                          .source = *source,
                                          .destination = *destination,
                                          .message = message};
    struct sip_place result;

    return sip_dialogs_place(&dialogs, &sighting, &result)
               ? (int)result.leg->index
               : -1;
}

/* The same of Alice's INVITE to Bob. */
static int invite(const char *call_id)
{
    return place(request(SIP_METHOD_INVITE, 1, call_id, "a", ""), &alice, &bob);
}

/* The same of Bob's answer to it. */
static int answer(unsigned status, const char *to_tag)
{
    return place(response(status, 1, "c", "a", to_tag), &bob, &alice);
}

TEST(keys)
{
    g_assert_cmpint(invite("c"), ==, 0);
    g_assert_cmpint(answer(180, "b"), ==, 0);
    /* the retransmitted INVITE has no To tag */
    g_assert_cmpint(invite("c"), ==, 0);
    /* another To tag: RFC 3261 13.2.2.4 */
    g_assert_cmpint(answer(200, "b2"), ==, 1);
    /* another port of the same address; another address; another Call-ID */
    g_assert_cmpint(
        place(request(SIP_METHOD_UPDATE, 2, "c", "b", "a"), &bob_again, &alice),
        ==, 0);
    g_assert_cmpint(
        place(request(SIP_METHOD_UPDATE, 2, "c", "b", "a"), &carol, &alice), ==,
        2);
    g_assert_cmpint(invite("d"), ==, 3);
    g_assert_true(sip_leg_same_dialog(g_ptr_array_index(dialogs.legs, 0),
                                      g_ptr_array_index(dialogs.legs, 2)));
    g_assert_false(sip_leg_same_dialog(g_ptr_array_index(dialogs.legs, 0),
                                       g_ptr_array_index(dialogs.legs, 1)));
}

TEST(nothing_to_follow)
{
    char long_call_id[SIP_CALL_ID_BYTES_MAX + 2];

    memset(long_call_id, 'x', sizeof long_call_id - 1);
    long_call_id[sizeof long_call_id - 1] = '\0';
    g_assert_cmpint(invite(""), ==, -1);
    g_assert_cmpint(invite(long_call_id), ==, -1);
    long_call_id[SIP_CALL_ID_BYTES_MAX] = '\0'; /* the longest that is */
    g_assert_cmpint(invite(long_call_id), ==, 0);
    g_assert_cmpint(
        place(request(SIP_METHOD_BYE, 1, "c", "a", "b"), &alice, &bob), ==, -1);
    g_assert_cmpint(answer(486, "b"), ==, -1);
}

/* In the middle of a call, both tags make a dialog (RFC 3261 12); a request
 * without a To tag other than INVITE, and a 2xx without one, make none. */
TEST(one_tag)
{
    g_assert_cmpint(answer(200, ""), ==, -1);
    g_assert_cmpint(
        place(request(SIP_METHOD_UPDATE, 2, "c", "", "a"), &bob, &alice), ==,
        -1);
    g_assert_cmpint(
        place(request(SIP_METHOD_UPDATE, 2, "c", "b", ""), &bob, &alice), ==,
        -1);
    g_assert_cmpint(
        place(request(SIP_METHOD_UPDATE, 2, "c", "b", "a"), &bob, &alice), ==,
        0);
}

/* The initial INVITE again has no To tag: with an unknown one it is of another
 * dialog. */
TEST(invite_to_unknown)
{
    invite("c");
    g_assert_cmpint(answer(200, "b"), ==, 0);
    g_assert_cmpint(
        place(request(SIP_METHOD_INVITE, 1, "c", "a", "x"), &alice, &bob), ==,
        1);
}

TEST(bound_one_leg)
{
    sip_dialogs_clear(&dialogs);
    sip_dialogs_init(&dialogs, 1);
    g_assert_cmpint(invite("c"), ==, 0);
    g_assert_cmpint(invite("d"), ==, -1);
}

/* limit - 1, limit, limit + 1 */
TEST(bound_legs)
{
    sip_dialogs_clear(&dialogs);
    sip_dialogs_init(&dialogs, 2);
    g_assert_cmpint(invite("c"), ==, 0);
    g_assert_cmpint(invite("d"), ==, 1);
    g_assert_cmpuint(dialogs.n_refused, ==, 0);
    g_assert_cmpint(invite("e"), ==, -1);
    g_assert_cmpuint(dialogs.n_refused, ==, 1);
    /* no call without a leg stays behind, and those known go on */
    g_assert_cmpuint(g_hash_table_size(dialogs.calls), ==, 2);
    g_assert_cmpint(answer(200, "b"), ==, 0);
    /* a fork would be one more */
    g_assert_cmpint(answer(200, "b2"), ==, -1);
    g_assert_cmpuint(dialogs.n_refused, >=, 2);
}

/* Half of the bound is reached: a further hop of a call that nobody answered
 * has no leg, one of an answered call does. */
TEST(crowded)
{
    sip_dialogs_clear(&dialogs);
    sip_dialogs_init(&dialogs, 8);
    for (char name[] = "c"; name[0] <= 'e'; name[0]++)
        invite(name);
    g_assert_false(sip_dialogs_is_crowded(&dialogs));
    g_assert_cmpint(invite("f"), ==, 3);
    g_assert_true(sip_dialogs_is_crowded(&dialogs));
    g_assert_cmpint(
        place(request(SIP_METHOD_INVITE, 1, "c", "a", ""), &bob, &carol), ==,
        -1);
    g_assert_cmpuint(dialogs.n_refused, ==, 1);
    g_assert_cmpint(answer(200, "b"), ==, 0);
    g_assert_cmpint(
        place(request(SIP_METHOD_INVITE, 1, "c", "a", ""), &bob, &carol), ==,
        4);
    g_assert_cmpint(invite("g"), ==, 5); /* the caller's to keep out */
}

/* One Call-ID with ever new To tags. */
TEST(bound_forks)
{
    char tag[16];

    invite("c");
    for (int i = 0; i < 3 * SIP_CALL_LEGS_MAX; i++) {
        g_snprintf(tag, sizeof tag, "b%d", i);
        answer(180, tag);
    }
    g_assert_cmpuint(dialogs.legs->len, ==, SIP_CALL_LEGS_MAX);
    g_assert_cmpuint(dialogs.n_refused, >, 0);
}
