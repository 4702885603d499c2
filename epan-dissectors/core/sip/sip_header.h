/* The grammar of SIP headers: lines, lists, parameters, addresses.
 * RFC 3261 7.3 and 25.1; RFC 2046 5.1 uses the same lines.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_SIP_HEADER_H
#define LYNC_CORE_SIP_HEADER_H

#include "text.h"

/* One header: its name as written, its value without white space at the ends
 * and with the line ends of folded lines inside (RFC 3261 7.3.1). */
struct sip_header {
    struct text name;
    struct text value;
};

enum sip_header_result {
    SIP_HEADER_FOUND,
    SIP_HEADER_END, /* the empty line; *REST begins with what follows it */
    SIP_HEADER_CUT, /* the text ends before the empty line */
};

/* Takes the next header off the front of *REST. Lines without a colon are
 * passed over. A line without a line end may have been cut short, and is not
 * read: the result is SIP_HEADER_CUT. */
enum sip_header_result sip_header_next(struct text *rest,
                                       struct sip_header *header);

/* Takes the next item of a comma list off the front of *REST, without white
 * space around it; commas in quoted strings and <...> do not count, and empty
 * items are passed over. Returns false at the end. */
bool sip_header_item(struct text *rest, struct text *item);

/* Whether the comma list VALUE has the item WORD, without regard to case; its
 * items are those of sip_header_item(). */
bool sip_header_list_has(struct text value, const char *word);

/* One parameter. A parameter without "=" has an absent value; after "=" the
 * value is present, possibly of length 0. Quotes are left in place. */
struct sip_param {
    struct text name;
    struct text value;
};

/* Finds the first parameter called NAME (any case) in PARAMS, "a=1;b;c=2";
 * empty ones (";;") are passed over. False, and PARAM all absent, when there is
 * none. */
bool sip_header_param_find(struct text params, const char *name,
                           struct sip_param *param);

/* A value in two: what stands before its first ";", and its parameters. */
struct sip_split {
    struct text main;
    struct text params;
};

/* Splits VALUE at its first ";" outside of quoted strings and of <...>. A
 * quotation mark or a "<" that is never closed reaches to the end. */
struct sip_split sip_header_split(struct text value);

/* Reads a name-addr or an addr-spec with the header parameters that follow
 * (RFC 3261 20.10: without <> all parameters are the header's). MAIN becomes
 * the URI without its own parameters and headers, PARAMS the header's.
 * MAIN is absent when there is no URI, that is, no text with a colon. */
struct sip_split sip_header_address(struct text value);

#endif
