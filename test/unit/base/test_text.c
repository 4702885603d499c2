/* Tests of pieces of text.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "sip_test.h"
#include "unit_test.h"

static const struct text absent = {0};

TEST(equal_absent_and_case)
{
    g_assert_true(text_equal(text_of("ab"), text_of("ab")));
    g_assert_false(text_equal(text_of("ab"), text_of("aB")));
    g_assert_false(text_equal(text_of("ab"), text_of("abc")));
    g_assert_true(text_equal(absent, absent));
    g_assert_false(text_equal(absent, text_of("")));
    g_assert_false(text_equal(text_of(""), absent));
}

TEST(is_whole_word)
{
    g_assert_true(text_is(text_of("TiMeR"), "timer"));
    g_assert_false(text_is(text_of("timer2"), "timer"));
    g_assert_false(text_is(text_of("time"), "timer"));
    g_assert_false(text_is(absent, "timer"));
    g_assert_true(text_is(absent, ""));
    g_assert_true(text_begins(text_of("UAC;x"), "uac"));
    g_assert_false(text_begins(text_of("ua"), "uac"));
}

/* Only letters have two cases: other octets that differ in the same bit do not
 * match. */
TEST(is_case_of_letters_only)
{
    g_assert_true(text_is(text_of("Az"), "aZ"));
    g_assert_false(text_is(text_of("a@"), "a`"));
    g_assert_false(text_is(text_of("a["), "a{"));
    g_assert_false(text_is(text_of("a-"), "a\r"));
    g_assert_false(text_is(text_of("a\xc4"), "a\xe4")); /* umlauts, Latin-1 */
    g_assert_true(text_is(text_of("a\xe4"), "a\xe4"));
    g_assert_false(text_is((struct text){"ab\0", 3}, "ab"));
    g_assert_true(text_begins((struct text){"ab\0", 3}, "ab"));
}

/* Each octet counts, at each place of a word of each length. */
TEST(is_every_octet_of_every_length)
{
    const char *lower = "abcdefghijklmnopqrstuvwxyz";
    const char *upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    for (size_t length = 1; length <= 26; length++) {
        char word[27] = "";

        memcpy(word, lower, length);
        g_assert_true(text_is((struct text){upper, length}, word));
        g_assert_true(text_is((struct text){lower, length}, word));
        for (size_t at = 0; at < length; at++) {
            word[at] = '!'; /* 'A' and 'a' with other bits changed */
            g_assert_false(text_is((struct text){upper, length}, word));
            word[at] = (char)(lower[at] ^ 1);
            g_assert_false(text_is((struct text){upper, length}, word));
            word[at] = lower[at];
        }
    }
}

/* Of all pairs of octets, those that only the case tells apart match. */
TEST(is_same_letter)
{
    for (int a = 1; a <= UINT8_MAX; a++)
        for (int b = 1; b <= UINT8_MAX; b++) {
            const char text[] = {'x', (char)a}, word[] = {'x', (char)b, '\0'};

            g_assert_true(
                text_is((struct text){text, 2}, word) ==
                (a == b ||
                 (g_ascii_isalpha(a) && g_ascii_isalpha(b) &&
                  g_ascii_tolower((char)a) == g_ascii_tolower((char)b))));
        }
}

TEST(contains_any_case)
{
    struct text server = text_of("RTCC/5.0.0.0 MediationServer");

    g_assert_true(text_contains(server, "mediationserver"));
    g_assert_true(text_contains(server, "RTCC"));
    g_assert_false(text_contains(server, "MediationServers"));
    g_assert_true(text_contains(server, ""));
    g_assert_true(text_contains(text_of("mediaMediation"), "MEDIATION"));
    g_assert_false(text_contains(absent, "x"));
    g_assert_true(text_contains(text_of("AV-MC AV-av-mcu"), "AV-MCU"));
    g_assert_true(text_contains(text_of("AV-MCU"), "av-mcu"));
    g_assert_false(text_contains(text_of("-MCU AV-MC"), "AV-MCU"));
    g_assert_false(text_contains(text_of("AV"), "AV-MCU"));
    g_assert_true(text_contains(text_of("a//b"), "/B"));
    g_assert_true(text_contains(text_of("ab/"), "B/"));
}

TEST(trim_both_ends)
{
    assert_text(text_trim(text_of(" \t\r\n a b \r\n\t")), "a b");
    assert_text(text_trim(text_of("   ")), "");
    assert_text(text_trim(absent), NULL);
    assert_text(text_skip(text_of("abc"), 4), "");
    assert_text(text_head(text_of("abc"), 2), "ab");
    assert_text(text_head(text_of("abc"), 9), "abc");
}

TEST(unquote_only_pairs)
{
    assert_text(text_unquote(text_of("\"a \\\" b\"")), "a \\\" b");
    assert_text(text_unquote(text_of("\"\"")), "");
    assert_text(text_unquote(text_of("\"")), "\"");
    assert_text(text_unquote(text_of("\"open")), "\"open");
    assert_text(text_unquote(text_of("plain")), "plain");
    assert_text(text_unquote(absent), NULL);
}

TEST(word_and_line_take)
{
    struct text rest = text_of("  one\ttwo ");
    struct text line;

    assert_text(text_word(&rest), "one");
    assert_text(text_word(&rest), "two");
    assert_text(text_word(&rest), "");

    rest = text_of("a\r\nb\n\r\nc");
    assert_taken(text_line, &rest, "a");
    assert_taken(text_line, &rest, "b");
    assert_taken(text_line, &rest, "");
    assert_taken(text_line, &rest, "c");
    g_assert_false(text_line(&rest, &line));
}

/* RFC 3261 25.1: delta-seconds is 1*DIGIT; 20.19 bounds it to 2^32 - 1. */
TEST(number_saturates)
{
    static const struct read_number rows[] = {
        {"0", true, 0},
        {"1", true, 1},
        {"0090", true, 90},
        {"4294967294", true, 4294967294u},
        {"4294967295", true, 4294967295u},           /* 2^32 - 1 */
        {"4294967296", true, 4294967295u},           /* 2^32 saturates */
        {"18446744073709551616", true, 4294967295u}, /* 2^64 */
        {"99999999999999999999999", true, 4294967295u},
        {"", false, 0},
        {"-1", false, 0},
        {"+1", false, 0},
        {"90.5", false, 0},
        {"1 2", false, 0},
        {" 1", false, 0},
        {"0x10", false, 0},
        {"\xd9\xa1", false, 0}, /* an Arabic digit */
    };

    FOR_EACH_ROW(i, rows) {
        uint32_t number = 0;

        g_assert_cmpint(text_uint32(text_of(rows[i].text), &number), ==,
                        rows[i].valid);
        g_assert_cmpuint(number, ==, rows[i].number);
    }
}

TEST(number_absent)
{
    uint32_t number = 7;

    g_assert_false(text_uint32(absent, &number));
    g_assert_cmpuint(number, ==, 7);
}

TEST(number_leading)
{
    struct text rest = text_of("10034.5");
    uint32_t number = 0;

    g_assert_true(text_leading_uint32(&rest, &number));
    g_assert_cmpuint(number, ==, 10034);
    assert_text(rest, ".5");
    g_assert_false(text_leading_uint32(&rest, &number));
}

TEST(copy)
{
    g_autofree char *copy = text_copy(text_of("tag"));

    g_assert_cmpstr(copy, ==, "tag");
    g_assert_true(text_is_copied(copy, text_of("tag")));
    g_assert_false(text_is_copied(copy, text_of("Tag")));
    g_assert_false(text_is_copied(copy, text_of("tags")));
    g_assert_false(text_is_copied(copy, absent));
    g_assert_null(text_copy(text_of("")));
    g_assert_true(text_is_copied(NULL, text_of("")));
    g_assert_true(text_is_copied(NULL, absent));
    g_assert_false(text_is_copied(NULL, text_of("tag")));
}

TEST(print)
{
    char printed[4];

    text_print(text_of("a\nb"), printed, sizeof printed);
    g_assert_cmpstr(printed, ==, "a?b");
    text_print(text_of("\xC3\xA4"
                       "bc"),
               printed, sizeof printed);
    g_assert_cmpstr(printed, ==, "??b");
    text_print(absent, printed, sizeof printed);
    g_assert_cmpstr(printed, ==, "");
}

/* djb2: 5381, then times 33 plus the octet. 5381 * 33 + 'a' = 177670;
 * 177670 * 33 + 'b' = 5863208. */
TEST(hash_djb2)
{
    g_assert_cmpuint(text_hash(absent), ==, 5381);
    g_assert_cmpuint(text_hash(text_of("a")), ==, 177670);
    g_assert_cmpuint(text_hash(text_of("ab")), ==, 5863208);
    g_assert_cmpuint(text_hash(text_of("ba")), !=, 5863208);
}

TEST(value)
{
    static const struct text_value rows[] = {{"host", 4}, {"relay", 7}};

    g_assert_cmpint(text_value(text_of("HOST"), rows, 2, -1), ==, 4);
    g_assert_cmpint(text_value(text_of("relay"), rows, 2, -1), ==, 7);
    g_assert_cmpint(text_value(text_of("relay"), rows, 1, -1), ==, -1);
    g_assert_cmpint(text_value(text_of("hos"), rows, 2, -1), ==, -1);
    g_assert_cmpint(text_value((struct text){0}, rows, 2, -1), ==, -1);
}

/* At the limit, above it, and not inside a character (RFC 3629 3: the euro
 * sign is three octets). */
TEST(shorten)
{
    char fits[] = "12345";
    char longer[] = "123456";
    char euros[] = "\xe2\x82\xac\xe2\x82\xac\xe2\x82\xac";

    g_assert_cmpstr(text_shorten(fits, 5), ==, "12345");
    g_assert_cmpstr(text_shorten(longer, 5), ==, "12...");
    g_assert_cmpstr(text_shorten(euros, 8), ==, "\xe2\x82\xac...");
}

/* A digit behind the end is none of the text's. */
TEST(leading_number_ends)
{
    struct text rest = {"129x", 2};
    uint32_t number;

    g_assert_true(text_leading_uint32(&rest, &number));
    g_assert_cmpuint(number, ==, 12);
    g_assert_cmpuint(rest.length, ==, 0);
}
