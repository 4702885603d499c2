/* A slice of a message's text: comparing, cutting and reading it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "text.h"

#include <string.h>

#include <glib.h>

struct text text_of(const char *string)
{
    return (struct text){string, strlen(string)};
}

bool text_equal(struct text a, struct text b)
{
    if (a.start == NULL || b.start == NULL)
        return a.start == b.start;
    return a.length == b.length && memcmp(a.start, b.start, a.length) == 0;
}

char *text_copy(struct text text)
{
    return text.length > 0 ? g_strndup(text.start, text.length) : NULL;
}

bool text_is_copied(const char *copy, struct text text)
{
    if (copy == NULL || text.length == 0)
        return copy == NULL && text.length == 0;
    return text_equal(text_of(copy), text);
}

void text_print(struct text text, char *printed, size_t bytes)
{
    size_t length = MIN(text.length, bytes - 1);

    for (size_t i = 0; i < length; i++)
        printed[i] = g_ascii_isprint(text.start[i]) ? text.start[i] : '?';
    printed[length] = '\0';
}

char *text_shorten(char *text, size_t bytes)
{
    static const char dots[] = "...";
    size_t end = bytes - strlen(dots);

    if (strlen(text) <= bytes)
        return text;
    while (end > 0 && ((uint8_t)text[end] & 0xC0) == 0x80)
        end--; /* inside a character, RFC 3629 3 */
    memcpy(text + end, dots, sizeof dots);
    return text;
}

uint32_t text_hash(struct text text)
{
    uint32_t hash = 5381; /* djb2 */

    for (size_t i = 0; i < text.length; i++)
        hash = hash * 33 + (uint8_t)text.start[i];
    return hash;
}

/* 1 in each octet of a number. */
#define EACH_OCTET UINT64_C(0x0101010101010101)

/* Whether the octets of A and B are the same, without regard to the case of
 * ASCII letters. The sums do not carry from one octet into the next: each is of
 * seven bits. LETTERS has bit 7 of each letter, two above that of the case. */
static inline bool same_octets(uint64_t a, uint64_t b)
{
    const uint64_t top = EACH_OCTET * 0x80;
    uint64_t differ = a ^ b;
    uint64_t low;
    uint64_t letters;

    if (differ == 0)
        return true;
    if ((differ & ~(EACH_OCTET * TEXT_CASE)) != 0)
        return false;
    low = (a | EACH_OCTET * TEXT_CASE) & ~top;
    letters = (low + EACH_OCTET * (0x80 - 'a')) &
              ~(low + EACH_OCTET * (0x80 - 'z' - 1)) & ~a & top;
    return (differ & ~(letters >> 2)) == 0;
}

/* The LENGTH octets at START, fewer than eight, some of them twice. */
static inline uint64_t few_octets(const char *start, size_t length)
{
    const uint8_t *octets = (const uint8_t *)start;
    uint32_t first;
    uint32_t last;

    if (length == 0)
        return 0;
    if (length < sizeof first)
        return octets[0] | (uint64_t)octets[length / 2] << 8 |
               (uint64_t)octets[length - 1] << 16;
    memcpy(&first, start, sizeof first);
    memcpy(&last, start + length - sizeof last, sizeof last);
    return (uint64_t)first << 32 | last;
}

bool text_same(const char *start, const char *word, size_t length)
{
    uint64_t a;
    uint64_t b;

    if (length < sizeof a)
        return same_octets(few_octets(start, length), few_octets(word, length));
    for (size_t at = 0; at + sizeof a <= length; at += sizeof a) {
        memcpy(&a, start + at, sizeof a);
        memcpy(&b, word + at, sizeof b);
        if (!same_octets(a, b))
            return false;
    }
    /* The last eight, of which some may have been compared already. */
    memcpy(&a, start + length - sizeof a, sizeof a);
    memcpy(&b, word + length - sizeof b, sizeof b);
    return same_octets(a, b);
}

int text_value(struct text text, const struct text_value *rows, size_t n_rows,
               int otherwise)
{
    for (size_t i = 0; i < n_rows; i++)
        if (text_is(text, rows[i].word))
            return rows[i].value;
    return otherwise;
}

/* Where the first octet of NEEDLE stands that has one case; its length if each
 * has two. */
static size_t anchor_of(const char *needle)
{
    size_t at = 0;

    while (g_ascii_isalpha(needle[at]))
        at++;
    return at;
}

bool text_contains(struct text text, const char *needle)
{
    size_t length = strlen(needle);
    size_t anchor = anchor_of(needle);

    if (length == 0)
        return true;
    for (size_t i = 0; i + length <= text.length; i++) {
        if (anchor < length)
            i += text_find(text_skip(text, i + anchor), needle[anchor]);
        if (i + length <= text.length &&
            text_may_match(text.start[i], needle[0]) &&
            text_begins(text_skip(text, i), needle))
            return true;
    }
    return false;
}

struct text text_skip(struct text text, size_t n)
{
    if (n > text.length)
        n = text.length;
    if (n > 0) {
        text.start += n;
        text.length -= n;
    }
    return text;
}

struct text text_head(struct text text, size_t n)
{
    if (n < text.length)
        text.length = n;
    return text;
}

struct text text_trim_ends(struct text text)
{
    size_t begin = 0;
    size_t end = text.length;

    while (begin < end && text_is_space(text.start[begin]))
        begin++;
    while (end > begin && text_is_space(text.start[end - 1]))
        end--;
    return text_skip(text_head(text, end), begin);
}

struct text text_unquote(struct text text)
{
    if (text.length < 2 || text.start[0] != '"' ||
        text.start[text.length - 1] != '"')
        return text;
    return text_head(text_skip(text, 1), text.length - 2);
}

size_t text_find(struct text text, char octet)
{
    const char *found = NULL;

    if (text.length > 0)
        found = memchr(text.start, octet, text.length);
    return found == NULL ? text.length : (size_t)(found - text.start);
}

struct text text_word(struct text *rest)
{
    const char *at = rest->start;
    const char *begin;
    const char *end;

    if (rest->length == 0)
        return *rest;
    end = at + rest->length;
    while (at < end && text_is_space(*at))
        at++;
    begin = at;
    while (at < end && !text_is_space(*at))
        at++;
    *rest = (struct text){at, (size_t)(end - at)};
    return (struct text){begin, (size_t)(at - begin)};
}

bool text_line(struct text *rest, struct text *line)
{
    const char *start = rest->start;
    const char *end;
    size_t length = rest->length;

    if (length == 0)
        return false;
    end = memchr(start, '\n', length);
    if (end != NULL)
        length = (size_t)(end - start);
    *rest = text_skip(*rest, length + 1);
    if (length > 0 && start[length - 1] == '\r')
        length--;
    *line = (struct text){start, length};
    return true;
}

bool text_uint32(struct text text, uint32_t *number)
{
    uint64_t sum = 0;

    if (text.length == 0)
        return false;
    for (size_t i = 0; i < text.length; i++) {
        unsigned digit = (unsigned char)text.start[i] - (unsigned)'0';

        if (digit > 9)
            return false;
        sum = MIN(sum * 10 + digit, UINT32_MAX);
    }
    *number = (uint32_t)sum;
    return true;
}

bool text_leading_uint32(struct text *rest, uint32_t *number)
{
    uint64_t sum = 0;
    size_t n_digits = 0;

    for (; n_digits < rest->length; n_digits++) {
        unsigned digit = (unsigned char)rest->start[n_digits] - (unsigned)'0';

        if (digit > 9)
            break;
        sum = MIN(sum * 10 + digit, UINT32_MAX);
    }
    if (n_digits == 0)
        return false;
    *rest = text_skip(*rest, n_digits);
    *number = (uint32_t)sum;
    return true;
}
