/* The grammar of SIP headers: lines, lists, parameters, addresses.
 * RFC 3261 7.3 and 25.1.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "sip_header.h"

#include <string.h>

#include <glib.h>

/* VALUE, which ends in a line end and mostly begins with one space, without
 * white space at both ends. */
static struct text text_trim_line(struct text value)
{
    const char *begin = value.start;
    const char *end = begin + value.length;

    while (begin < end && text_is_space(*begin))
        begin++;
    while (end > begin && text_is_space(end[-1]))
        end--;
    return (struct text){begin, (size_t)(end - begin)};
}

/* How many octets the header takes whose first line is LENGTH octets of TEXT,
 * with its folded lines; more than TEXT has when the text ends before the last
 * of them does. Looks at each octet once, however often the header is folded.
 */
static size_t folded_length(struct text text, size_t length)
{
    while (length < text.length &&
           (text.start[length] == ' ' || text.start[length] == '\t'))
        length += text_find(text_skip(text, length), '\n') + 1;
    return length;
}

/* Whether the line of LENGTH octets at START is empty, which ends the headers,
 * whatever follows it. Most lines begin with a letter. */
static bool is_empty(const char *start, size_t length)
{
    size_t at = 0;

    while (at < length && text_is_space(start[at]))
        at++;
    return at == length;
}

enum sip_header_result sip_header_next(struct text *rest,
                                       struct sip_header *header)
{
    for (;;) {
        const char *start = rest->start;
        size_t left = rest->length;
        const char *end = left > 0 ? memchr(start, '\n', left) : NULL;
        size_t length = end != NULL ? (size_t)(end - start) + 1 : left + 1;
        bool is_end = is_empty(start, MIN(length, left));
        const char *colon;

        if (!is_end && length < left && text_is_space(start[length]))
            length = folded_length(*rest, length);
        if (length > left)
            return SIP_HEADER_CUT;
        *rest = (struct text){start + length, left - length};
        if (is_end)
            return SIP_HEADER_END;
        colon = memchr(start, ':', length);
        if (colon == NULL)
            continue;
        header->name = text_trim((struct text){start, (size_t)(colon - start)});
        header->value = text_trim_line(
            (struct text){colon + 1, length - (size_t)(colon - start) - 1});
        return SIP_HEADER_FOUND;
    }
}

/* Where the quoted string that opens at OPEN ends: the octet after it. */
static size_t quoted_end(struct text value, size_t open)
{
    size_t at = open + 1;

    while (at < value.length && value.start[at] != '"')
        at += value.start[at] == '\\' ? 2 : 1;
    return at < value.length ? at + 1 : value.length;
}

/* Where the <...> that opens at OPEN ends: the octet after it. */
static size_t angle_end(struct text value, size_t open)
{
    size_t close = text_find(text_skip(value, open), '>');

    return close < value.length - open ? open + close + 1 : value.length;
}

/* Where OCTET first stands in VALUE from AT on, when BEFORE is where it stood
 * from an earlier place on; the length when it does not. */
static size_t find_from(struct text value, size_t at, size_t before, char octet)
{
    return before >= at ? before : at + text_find(text_skip(value, at), octet);
}

/* The same as scan(), when STOP first stands at END of VALUE at all. */
static G_GNUC_NO_INLINE size_t scan_from(struct text value, size_t end,
                                         char stop, bool skip_angle)
{
    struct text before = text_head(value, end);
    size_t quote = text_find(before, '"');
    size_t angle = skip_angle ? text_find(before, '<') : end;

    while (end < value.length && (quote < end || angle < end)) {
        size_t at =
            angle < quote ? angle_end(value, angle) : quoted_end(value, quote);

        end = find_from(value, at, end, stop);
        quote = find_from(value, at, quote, '"');
        angle = skip_angle ? find_from(value, at, angle, '<') : end;
    }
    return end;
}

/* Where STOP first stands in VALUE outside of quoted strings and, with
 * SKIP_ANGLE, of <...>; the length when it does not. */
static inline size_t scan(struct text value, char stop, bool skip_angle)
{
    size_t end = text_find(value, stop);

    return end == 0 || end == value.length
               ? end
               : scan_from(value, end, stop, skip_angle);
}

bool sip_header_item(struct text *rest, struct text *item)
{
    while (rest->length > 0) {
        size_t end = scan(*rest, ',', true);

        *item = text_trim(text_head(*rest, end));
        *rest = text_skip(*rest, end + 1);
        if (item->length > 0)
            return true;
    }
    return false;
}

/* Whether VALUE holds neither quoted strings nor <...>: each separator in it
 * separates. */
static bool is_plain(struct text value)
{
    return text_find(value, '"') == value.length &&
           text_find(value, '<') == value.length;
}

bool sip_header_list_has(struct text value, const char *word)
{
    bool plain = is_plain(value);

    while (value.length > 0) {
        size_t end = plain ? text_find(value, ',') : scan(value, ',', true);

        if (end > 0 && text_is(text_trim(text_head(value, end)), word))
            return true;
        value = text_skip(value, end + 1);
    }
    return false;
}

/* Takes the next ";name=value" off the front of *REST. Returns false when there
 * is none. */
static bool param_next(struct text *rest, struct sip_param *param)
{
    while (rest->length > 0) {
        size_t end = scan(*rest, ';', true);
        struct text piece = text_trim(text_head(*rest, end));
        size_t equals;

        *rest = text_skip(*rest, end + 1);
        if (piece.length == 0)
            continue;
        equals = scan(piece, '=', true);
        *param = (struct sip_param){0};
        param->name = text_trim(text_head(piece, equals));
        if (equals < piece.length)
            param->value = text_trim(text_skip(piece, equals + 1));
        return true;
    }
    return false;
}

/* sip_header_param_find() in PARAMS that are plain: what is not NAME is passed
 * over without its value. */
static bool plain_find(struct text params, const char *name,
                       struct sip_param *param)
{
    size_t length = strlen(name);

    while (params.length > 0) {
        size_t end = text_find(params, ';');
        struct text piece = text_trim(text_head(params, end));
        struct text rest;

        params = text_skip(params, end + 1);
        if (piece.length < length || !text_may_match(piece.start[0], name[0]) ||
            !text_same(piece.start, name, length))
            continue;
        rest = text_trim(text_skip(piece, length));
        if (rest.length > 0 && rest.start[0] != '=')
            continue;
        param->name = text_head(piece, length);
        param->value =
            rest.length > 0 ? text_trim(text_skip(rest, 1)) : (struct text){0};
        return true;
    }
    return false;
}

bool sip_header_param_find(struct text params, const char *name,
                           struct sip_param *param)
{
    if (is_plain(params)) {
        if (plain_find(params, name, param))
            return true;
    } else {
        while (param_next(&params, param))
            if (text_is(param->name, name))
                return true;
    }
    *param = (struct sip_param){0};
    return false;
}

struct sip_split sip_header_split(struct text value)
{
    size_t end = scan(value, ';', true);
    struct sip_split split;

    split.main = text_trim(text_head(value, end));
    split.params = text_skip(value, end + 1);
    return split;
}

/* A URI without its parameters and headers. The user part may hold ";" and
 * "?" itself (RFC 3261 25.1, user-unreserved), so they count from the "@". */
static struct text uri_bare(struct text uri)
{
    size_t at = text_find(uri, '@');
    size_t host = at < uri.length ? at : 0;
    struct text rest = text_skip(uri, host);

    rest = text_head(rest, text_find(rest, ';'));
    rest = text_head(rest, text_find(rest, '?'));
    uri.length = host + rest.length;
    return uri;
}

struct sip_split sip_header_address(struct text value)
{
    size_t open = scan(value, '<', false);
    struct sip_split split;

    if (open < value.length) {
        struct text inner = text_skip(value, open + 1);
        size_t close = text_find(inner, '>');

        if (close == inner.length)
            return (struct sip_split){0};
        split = sip_header_split(text_skip(inner, close + 1));
        split.main = uri_bare(text_trim(text_head(inner, close)));
    } else {
        split = sip_header_split(value);
        split.main = text_head(split.main, text_find(split.main, '?'));
    }
    if (text_find(split.main, ':') == split.main.length ||
        split.main.start[0] == '"')
        split.main = (struct text){0};
    return split;
}
