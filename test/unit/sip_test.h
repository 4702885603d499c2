/* What the tests of the SIP and SDP parsers share.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_TEST_SIP_TEST_H
#define LYNC_TEST_SIP_TEST_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include <glib.h>

#include "text.h"

/* A row of a test: the number that is read from TEXT, if it is VALID. */
struct read_number {
    const char *text;
    bool valid;
    uint64_t number;
};

/* A row of a test: the two texts that are read from TEXT; NULL: absent. */
struct read_texts {
    const char *text;
    const char *first;
    const char *second;
};

/* That TEXT is exactly STRING; NULL: that it is absent. */
#define assert_text(given, string)                                             \
    do {                                                                       \
        struct text given_ = (given);                                          \
        const char *wanted_ = (string);                                        \
        g_assert_cmpint(given_.start == NULL, ==, wanted_ == NULL);            \
        if (wanted_ != NULL)                                                   \
            g_assert_cmpmem(given_.start, given_.length, wanted_,              \
                            strlen(wanted_));                                  \
        else                                                                   \
            g_assert_cmpuint(given_.length, ==, 0);                            \
    } while (0)

/* That TAKE, which takes the next text off the front of REST, finds STRING. */
#define assert_taken(take, rest, string)                                       \
    do {                                                                       \
        struct text taken_;                                                    \
        g_assert_true(take(rest, &taken_));                                    \
        assert_text(taken_, string);                                           \
    } while (0)

/* A copy of TEXT with one to eight of its LENGTH bytes changed to what the
 * grammars of SIP and SDP may trip over. Free with g_free. */
static inline char *mutated(GRand *random, const char *text, size_t length)
{
    static const char octets[] = "\0\r\n \t\";,=<>:@/-.\\09acmobvx\xff";
    char *copy = g_memdup2(text, length);
    int n_changes = g_rand_int_range(random, 1, 9);

    for (int i = 0; i < n_changes; i++)
        copy[g_rand_int_range(random, 0, (int)length)] =
            octets[g_rand_int_range(random, 0, sizeof octets - 1)];
    return copy;
}

#endif
