/* A piece of a message's own text, and what can be asked of one.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_SIP_TEXT_H
#define LYNC_CORE_SIP_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A piece of the message's own text: not terminated, valid as long as the
 * text that was parsed. Absent: start == NULL, length 0. */
struct sip_text {
    const char *start;
    size_t length; /* octets */
};

/* The text of a terminated string, without the terminator. */
struct sip_text sip_text_of(const char *string);

/* Whether two texts are the same octets; an absent one equals only another
 * absent one. */
bool sip_text_equal(struct sip_text a, struct sip_text b);

/* Whether the octets A and B can be the same letter: in ASCII its cases differ
 * in SIP_TEXT_CASE alone. Most comparisons end with the first octet. */
#define SIP_TEXT_CASE 0x20
static inline bool sip_text_may_match(char a, char b)
{
    return ((a ^ b) & ~SIP_TEXT_CASE) == 0;
}

/* As sip_text_is(), octet by octet. */
bool sip_text_is_whole(struct sip_text text, const char *word);

/* Whether the whole TEXT is the ASCII string WORD, without regard to case.
 * An absent text is the empty word. */
static inline bool sip_text_is(struct sip_text text, const char *word)
{
    return (text.length == 0 || sip_text_may_match(text.start[0], word[0])) &&
           sip_text_is_whole(text, word);
}

/* Whether TEXT begins with the ASCII string WORD, without regard to case. */
bool sip_text_begins(struct sip_text text, const char *word);

/* Whether TEXT holds the ASCII string NEEDLE, without regard to case. */
bool sip_text_contains(struct sip_text text, const char *needle);

/* A number that equal texts have in common, and others hardly ever: 5381 for
 * an absent one. */
uint32_t sip_text_hash(struct sip_text text);

/* Whether OCTET is linear white space or an end of line: SP, HT, CR, LF. The
 * line ends count because a folded value holds them (RFC 3261 7.3.1). */
bool sip_text_is_space(char octet);

/* TEXT without its first N octets; nothing is left when N is more than it
 * has. */
struct sip_text sip_text_skip(struct sip_text text, size_t n);

/* The first N octets of TEXT, all of it when N is more than it has. */
struct sip_text sip_text_head(struct sip_text text, size_t n);

/* TEXT without white space at both ends. */
struct sip_text sip_text_trim(struct sip_text text);

/* TEXT without the double quotes around it; as it is when it has none. What
 * stands inside is not changed: a \" stays two octets. */
struct sip_text sip_text_unquote(struct sip_text text);

/* Where OCTET first stands in TEXT; the length when it does not. */
size_t sip_text_find(struct sip_text text, char octet);

/* Takes the next word, up to white space, off the front of *REST; of length 0
 * when only white space is left. */
struct sip_text sip_text_word(struct sip_text *rest);

/* Takes the next line off the front of *REST. LINE comes without its line
 * end, CRLF or a bare LF; the last line may have none. Returns false when
 * *REST was empty. */
bool sip_text_line(struct sip_text *rest, struct sip_text *line);

/* Reads TEXT as a number: decimal digits and nothing else, at least one.
 * Above the type's maximum *NUMBER is that maximum. On anything else returns
 * false and leaves *NUMBER alone. */
bool sip_text_uint32(struct sip_text text, uint32_t *number);
bool sip_text_uint64(struct sip_text text, uint64_t *number);

/* Takes the digits off the front of *REST and reads them as
 * sip_text_uint32() does; what follows them is left in *REST. Returns false
 * when TEXT does not begin with a digit. */
bool sip_text_leading_uint32(struct sip_text *rest, uint32_t *number);

#endif
