/* Writes JSON as text.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "json_writer.h"

#include <string.h>

#define ESCAPE_BYTES_MAX 6 /* \u001f */
#define DIGITS_MAX       20
#define FIRST_PRINTABLE  ' ' /* what is below is a control character */

/* Makes room for N_BYTES more and returns where they begin; the caller writes
 * up to that many and says with wrote() where they end. */
static char *room(struct json_writer *json, size_t n_bytes)
{
    size_t length = json->text->len;

    g_string_set_size(json->text, length + n_bytes);
    return json->text->str + length;
}

static void wrote(struct json_writer *json, const char *end)
{
    json->text->len = (size_t)(end - json->text->str);
    json->text->str[json->text->len] = '\0';
}

static char *put(char *at, const char *bytes, size_t n_bytes)
{
    memcpy(at, bytes, n_bytes);
    return at + n_bytes;
}

static char *put_line(char *at, unsigned depth)
{
    *at++ = '\n';
    memset(at, ' ', 2 * (size_t)depth);
    return at + 2 * (size_t)depth;
}

/* The bytes that put_before() writes at most. */
static size_t before_bytes(const struct json_writer *json)
{
    return 2 + 2 * (size_t)json->depth;
}

/* Writes what separates a name or value from the one before. */
static char *put_before(struct json_writer *json, char *at)
{
    if (!json->named && json->depth > 0) {
        if (json->filled)
            *at++ = ',';
        at = put_line(at, json->depth);
    }
    json->named = false;
    json->filled = true;
    return at;
}

void json_writer_begin(struct json_writer *json, char bracket)
{
    char *at = put_before(json, room(json, before_bytes(json) + 1));

    *at++ = bracket;
    wrote(json, at);
    json->depth++;
    json->filled = false;
}

void json_writer_end(struct json_writer *json, char bracket)
{
    char *at = room(json, before_bytes(json) + 1);

    json->depth--;
    if (json->filled)
        at = put_line(at, json->depth);
    *at++ = bracket;
    wrote(json, at);
    json->filled = true;
}

void json_writer_name(struct json_writer *json, const char *name)
{
    size_t length = strlen(name);
    char *at = put_before(json, room(json, before_bytes(json) + length + 4));

    *at++ = '"';
    at = put(at, name, length);
    wrote(json, put(at, "\": ", 3));
    json->named = true;
}

static char *put_escaped(char *at, char octet)
{
    static const char letters[FIRST_PRINTABLE] = {
        ['\b'] = 'b', ['\t'] = 't', ['\n'] = 'n', ['\f'] = 'f', ['\r'] = 'r'};
    static const char digits[] = "0123456789abcdef";
    unsigned char code = (unsigned char)octet;

    *at++ = '\\';
    if (code >= FIRST_PRINTABLE) {
        *at++ = octet;
    } else if (letters[code] != '\0') {
        *at++ = letters[code];
    } else {
        at = put(at, "u00", 3);
        *at++ = digits[code >> 4];
        *at++ = digits[code & 0xf];
    }
    return at;
}

/* Whether the octet AT has to be escaped; BEFORE is the one before it. */
static bool is_escaped(char at, char before)
{
    return (unsigned char)at < FIRST_PRINTABLE || at == '"' || at == '\\' ||
           (at == '/' && before == '<');
}

void json_writer_string(struct json_writer *json, const char *text)
{
    size_t length = strlen(text);
    char *at = put_before(
        json, room(json, before_bytes(json) + 2 + length * ESCAPE_BYTES_MAX));
    char before = '\0';

    *at++ = '"';
    for (size_t i = 0; i < length; i++) {
        if (is_escaped(text[i], before))
            at = put_escaped(at, text[i]);
        else
            *at++ = text[i];
        before = text[i];
    }
    *at++ = '"';
    wrote(json, at);
}

void json_writer_value(struct json_writer *json, const char *value)
{
    size_t length = strlen(value);
    char *at = put_before(json, room(json, before_bytes(json) + length));

    wrote(json, put(at, value, length));
}

void json_writer_number(struct json_writer *json, uint64_t number)
{
    char digits[DIGITS_MAX + 1];
    char *first = digits + DIGITS_MAX;

    *first = '\0';
    do {
        *--first = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    json_writer_value(json, first);
}
