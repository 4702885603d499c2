/* Tests of messages that wait until their call is answered.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "call_waiting.h"

#include "sip_parse.h"
#include "unit_test.h"

static struct call_waiting *waiting;

BEFORE_EACH()
{
    waiting = call_waiting_new();
}

AFTER_EACH()
{
    call_waiting_free(waiting);
}

/* A message of CALL_ID with N_FILL more octets, and its sighting in FRAME. Free
 * the text. */
static char *make(const char *start, const char *tags, unsigned call_id,
                  unsigned n_fill, struct sip_sighting *sighting)
{
    g_autofree char *fill = g_strnfill(n_fill, 'x');
    char *text = g_strdup_printf(
        "%s\r\n%s\r\nCall-ID: %u\r\nCSeq: 1 INVITE\r\nSubject: %s\r\n\r\n",
        start, tags, call_id, fill);

    *sighting = (struct sip_sighting){.text = {text, strlen(text)}};
    g_assert_cmpint(sip_parse(text, strlen(text), &sighting->message), ==,
                    SIP_PARSE_OK);
    return text;
}

/* The caller's INVITE of CALL_ID in FRAME waits; what call_waiting_add()
 * returned. */
static bool add(uint32_t frame, unsigned call_id, unsigned n_fill)
{
    struct sip_sighting sighting;
    char *text =
        make("INVITE sip:b@x SIP/2.0", "From: <sip:a@x>;tag=a\r\nTo: <sip:b@x>",
             call_id, n_fill, &sighting);
    bool is_first;

    sighting.moment.frame = frame;
    is_first = call_waiting_add(waiting, &sighting);
    g_free(text);
    return is_first;
}

/* The frames of what a message answers: "1 2"; "" if nothing. */
static char *answered(const char *start, const char *tags, unsigned call_id)
{
    struct sip_sighting sighting;
    char *text = make(start, tags, call_id, 0, &sighting);
    GPtrArray *list = call_waiting_answered(waiting, &sighting.message);
    GString *frames = g_string_new("");

    for (guint i = 0; list != NULL && i < list->len; i++) {
        const struct sip_sighting *waiter = g_ptr_array_index(list, i);

        g_string_append_printf(frames, "%s%u", i > 0 ? " " : "",
                               waiter->moment.frame);
        g_assert_true(text_is(waiter->message.from_tag, "a"));
        g_assert_true(waiter->message.call_id.start > waiter->text.start);
    }
    if (list != NULL)
        g_ptr_array_unref(list);
    g_free(text);
    return g_string_free(frames, FALSE);
}

#define FROM_A "From: <sip:a@x>;tag=a\r\nTo: <sip:b@x>;tag=b"
#define FROM_B "From: <sip:b@x>;tag=b\r\nTo: <sip:a@x>;tag=a"

#define ASSERT_ANSWERED(wanted, ...)                                           \
    do {                                                                       \
        g_autofree char *frames_ = answered(__VA_ARGS__);                      \
        g_assert_cmpstr(frames_, ==, wanted);                                  \
    } while (0)

#define RINGS(wanted, call_id)                                                 \
    ASSERT_ANSWERED(wanted, "SIP/2.0 180 Ringing", FROM_A, call_id)

/* What answers, and what does not. */
TEST(answers)
{
    g_assert_true(add(1, 1, 0));
    RINGS("", 2);
    ASSERT_ANSWERED("", "SIP/2.0 100 Trying", FROM_A, 1);
    ASSERT_ANSWERED("", "SIP/2.0 300 Multiple Choices", FROM_A, 1);
    ASSERT_ANSWERED("", "SIP/2.0 486 Busy Here", FROM_A, 1);
    ASSERT_ANSWERED("", "BYE sip:b@x SIP/2.0", FROM_A, 1); /* same sender */
    ASSERT_ANSWERED("", "SIP/2.0 180 Ringing",
                    "From: <sip:a@x>;tag=z\r\nTo: <sip:b@x>;tag=b", 1);
    RINGS("1", 1);
    RINGS("", 1); /* it waits no more */
    add(2, 1, 0);
    ASSERT_ANSWERED("2", "SIP/2.0 101 X", FROM_A, 1);
    add(3, 1, 0);
    ASSERT_ANSWERED("3", "SIP/2.0 299 X", FROM_A, 1);
    add(4, 1, 0);
    ASSERT_ANSWERED("4", "BYE sip:a@x SIP/2.0", FROM_B, 1);
}

/* A message for each hop, in the order of capture. */
TEST(hops)
{
    g_assert_true(add(1, 7, 0));
    g_assert_true(add(2, 8, 0));
    for (uint32_t frame = 3; frame < 2 + CALL_WAITING_HOPS_MAX; frame++)
        g_assert_false(add(frame, 7, 0));
    g_assert_false(add(99, 7, 0));
    RINGS("1 3 4 5", 7);
    RINGS("2", 8);
}

TEST(bound_messages)
{
    for (unsigned i = 0; i <= CALL_WAITING_MAX; i++)
        g_assert_true(add(i + 1, i, 0));
    RINGS("", 0);
    RINGS("2", 1);
    RINGS("16385", CALL_WAITING_MAX);
}

/* The oldest one of several of a Call-ID gives way alone. */
TEST(bound_messages_of_call)
{
    add(1, 0, 0);
    add(2, 0, 0);
    for (unsigned i = 1; i < CALL_WAITING_MAX; i++)
        add(i + 2, i, 0);
    RINGS("2", 0);
    RINGS("3", 1);
}

TEST(bound_octets)
{
    unsigned n_octets = 8000; /* and the rest of a message, about 100 */
    unsigned n = CALL_WAITING_BYTES_MAX / n_octets;

    for (unsigned i = 0; i < n; i++)
        g_assert_true(add(i + 1, i, n_octets));
    RINGS("", 0);
    RINGS("2000", 1999);
    g_assert_true(add(1, 5000, CALL_WAITING_MESSAGE_BYTES_MAX));
    RINGS("", 5000);
}
