/* A slice of a message's text: comparing, cutting and reading it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_TEXT_H
#define LYNC_CORE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* A slice of the text that was parsed: not terminated, and valid as long as
 * that text. Absent: start == NULL, length 0. */
struct text {
    const char *start;
    size_t length; /* bytes */
};

/* The text of a terminated string, without the terminator. */
struct text text_of(const char *string);

/* Whether two texts are the same octets; an absent one equals only another
 * absent one. */
bool text_equal(struct text a, struct text b);

#define TEXT_CASE 0x20 /* the bit in which ASCII's two cases differ */

/* Whether A and B can be the same letter in either case: false is certain, true
 * is not. A cheap test of first octets, which settles most comparisons. */
static inline bool text_may_match(char a, char b)
{
    return ((a ^ b) & ~TEXT_CASE) == 0;
}

/* Whether the LENGTH octets at START are those of WORD, without regard to
 * case. */
bool text_same(const char *start, const char *word, size_t length);

/* Whether the whole TEXT is the ASCII string WORD, without regard to case.
 * An absent text is the empty word. */
static inline bool text_is(struct text text, const char *word)
{
    return (text.length == 0 || text_may_match(text.start[0], word[0])) &&
           text.length == strlen(word) &&
           text_same(text.start, word, text.length);
}

/* A terminated copy of TEXT, to be freed with g_free; NULL if it is empty. */
char *text_copy(struct text text);

/* Whether COPY is what text_copy() makes of TEXT. */
bool text_is_copied(const char *copy, struct text text);

/* Writes TEXT to PRINTED, at most BYTES with the terminating zero; what does
 * not print becomes "?". */
void text_print(struct text text, char *printed, size_t bytes);

/* Shortens TEXT, valid UTF-8, to at most BYTES (3 or more) without its zero: a
 * longer one ends in "...". Returns TEXT. */
char *text_shorten(char *text, size_t bytes);

/* A word and what it stands for. */
struct text_value {
    const char *word;
    int value;
};

/* The value of the first of the N_ROWS in ROWS whose word is TEXT, without
 * regard to case; OTHERWISE when none is. */
int text_value(struct text text, const struct text_value *rows, size_t n_rows,
               int otherwise);

/* Whether TEXT begins with the ASCII string WORD, without regard to case. */
static inline bool text_begins(struct text text, const char *word)
{
    return (text.length == 0 || word[0] == '\0' ||
            text_may_match(text.start[0], word[0])) &&
           text.length >= strlen(word) &&
           text_same(text.start, word, strlen(word));
}

/* Whether TEXT holds the ASCII string NEEDLE, without regard to case. */
bool text_contains(struct text text, const char *needle);

/* A hash (djb2) over the octets of TEXT; 5381 when it is empty or absent. */
uint32_t text_hash(struct text text);

/* Whether OCTET is linear white space or an end of line: SP, HT, CR, LF. The
 * line ends count because a folded value holds them (RFC 3261 7.3.1). */
static inline bool text_is_space(char octet)
{
    /* Most octets are above the space: one comparison settles those. */
    return (unsigned char)octet <= ' ' &&
           (octet == ' ' || octet == '\t' || octet == '\r' || octet == '\n');
}

/* TEXT without its first N octets; empty when it has no more than N. */
struct text text_skip(struct text text, size_t n);

/* The first N octets of TEXT; all of it when it has no more than N. */
struct text text_head(struct text text, size_t n);

/* The slow part of text_trim(): looks for both ends. */
struct text text_trim_ends(struct text text);

/* TEXT without white space at both ends. */
static inline struct text text_trim(struct text text)
{
    bool trimmed =
        text.length == 0 || (!text_is_space(text.start[0]) &&
                             !text_is_space(text.start[text.length - 1]));

    return trimmed ? text : text_trim_ends(text);
}

/* TEXT without the double quotes around it; unchanged when it has none. Escapes
 * inside are kept: a \" stays two octets. */
struct text text_unquote(struct text text);

/* The index of the first OCTET in TEXT; TEXT's length when there is none. */
size_t text_find(struct text text, char octet);

/* Takes the next word, up to white space, off the front of *REST; of length 0
 * when only white space is left. */
struct text text_word(struct text *rest);

/* Takes the next line off the front of *REST. LINE comes without its line
 * end, CRLF or a bare LF; the last line may have none. Returns false when
 * *REST was empty. */
bool text_line(struct text *rest, struct text *line);

/* Reads TEXT as a number: decimal digits and nothing else, at least one.
 * Above UINT32_MAX *NUMBER is UINT32_MAX. On anything else returns
 * false and leaves *NUMBER alone. */
bool text_uint32(struct text text, uint32_t *number);

/* Takes the digits off the front of *REST and reads them as
 * text_uint32() does; what follows them is left in *REST. Returns false
 * when TEXT does not begin with a digit. */
bool text_leading_uint32(struct text *rest, uint32_t *number);

#endif
