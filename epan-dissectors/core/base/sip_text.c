/* A piece of a message's own text: comparing, cutting and reading it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "sip_text.h"

#include <string.h>

#include <glib.h>

struct sip_text sip_text_of(const char *string)
{
    return (struct sip_text){string, strlen(string)};
}

bool sip_text_equal(struct sip_text a, struct sip_text b)
{
    if (a.start == NULL || b.start == NULL)
        return a.start == b.start;
    return a.length == b.length && memcmp(a.start, b.start, a.length) == 0;
}

uint32_t sip_text_hash(struct sip_text text)
{
    uint32_t hash = 5381; /* djb2 */

    for (size_t i = 0; i < text.length; i++)
        hash = hash * 33 + (uint8_t)text.start[i];
    return hash;
}

bool sip_text_begins(struct sip_text text, const char *word)
{
    size_t length;

    if (text.length == 0 || word[0] == '\0')
        return word[0] == '\0';
    if (!sip_text_may_match(text.start[0], word[0]))
        return false;
    length = strlen(word);
    return length <= text.length &&
           g_ascii_strncasecmp(text.start, word, length) == 0;
}

bool sip_text_is_whole(struct sip_text text, const char *word)
{
    return text.length == strlen(word) &&
           (text.length == 0 ||
            g_ascii_strncasecmp(text.start, word, text.length) == 0);
}

bool sip_text_contains(struct sip_text text, const char *needle)
{
    size_t length = strlen(needle);

    if (length == 0)
        return true;
    for (size_t i = 0; i + length <= text.length; i++)
        if (sip_text_may_match(text.start[i], needle[0]) &&
            g_ascii_strncasecmp(text.start + i, needle, length) == 0)
            return true;
    return false;
}

bool sip_text_is_space(char octet)
{
    return octet == ' ' || octet == '\t' || octet == '\r' || octet == '\n';
}

struct sip_text sip_text_skip(struct sip_text text, size_t n)
{
    if (n > text.length)
        n = text.length;
    if (n > 0) {
        text.start += n;
        text.length -= n;
    }
    return text;
}

struct sip_text sip_text_head(struct sip_text text, size_t n)
{
    if (n < text.length)
        text.length = n;
    return text;
}

struct sip_text sip_text_trim(struct sip_text text)
{
    while (text.length > 0 && sip_text_is_space(text.start[0]))
        text = sip_text_skip(text, 1);
    while (text.length > 0 && sip_text_is_space(text.start[text.length - 1]))
        text.length--;
    return text;
}

struct sip_text sip_text_unquote(struct sip_text text)
{
    if (text.length < 2 || text.start[0] != '"' ||
        text.start[text.length - 1] != '"')
        return text;
    return sip_text_head(sip_text_skip(text, 1), text.length - 2);
}

size_t sip_text_find(struct sip_text text, char octet)
{
    const char *found = NULL;

    if (text.length > 0)
        found = memchr(text.start, octet, text.length);
    return found == NULL ? text.length : (size_t)(found - text.start);
}

struct sip_text sip_text_word(struct sip_text *rest)
{
    struct sip_text word = *rest;
    size_t length = 0;

    while (word.length > 0 && sip_text_is_space(word.start[0]))
        word = sip_text_skip(word, 1);
    while (length < word.length && !sip_text_is_space(word.start[length]))
        length++;
    *rest = sip_text_skip(word, length);
    return sip_text_head(word, length);
}

bool sip_text_line(struct sip_text *rest, struct sip_text *line)
{
    size_t end = sip_text_find(*rest, '\n');

    if (rest->length == 0)
        return false;
    *line = sip_text_head(*rest, end);
    if (line->length > 0 && line->start[line->length - 1] == '\r')
        line->length--;
    *rest = sip_text_skip(*rest, end + 1);
    return true;
}

bool sip_text_uint64(struct sip_text text, uint64_t *number)
{
    uint64_t sum = 0;

    if (text.length == 0)
        return false;
    for (size_t i = 0; i < text.length; i++) {
        unsigned digit = (unsigned char)text.start[i] - (unsigned)'0';

        if (digit > 9)
            return false;
        if (sum > (UINT64_MAX - digit) / 10)
            sum = UINT64_MAX;
        else
            sum = sum * 10 + digit;
    }
    *number = sum;
    return true;
}

bool sip_text_uint32(struct sip_text text, uint32_t *number)
{
    uint64_t wide;

    if (!sip_text_uint64(text, &wide))
        return false;
    *number = wide > UINT32_MAX ? UINT32_MAX : (uint32_t)wide;
    return true;
}

bool sip_text_leading_uint32(struct sip_text *rest, uint32_t *number)
{
    size_t n_digits = 0;
    struct sip_text digits;

    while (n_digits < rest->length && g_ascii_isdigit(rest->start[n_digits]))
        n_digits++;
    digits = sip_text_head(*rest, n_digits);
    *rest = sip_text_skip(*rest, n_digits);
    return sip_text_uint32(digits, number);
}
