/* The grammar of SIP headers: lines, lists, parameters, addresses.
 * RFC 3261 7.3 and 25.1.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "sip_header.h"

/* How many octets the next header or the empty line takes, with its folded
 * lines; 0 when the text ends before the last of them does. Looks at each
 * octet once, however often the header is folded. */
static size_t header_length(struct sip_text text)
{
    size_t length = sip_text_find(text, '\n') + 1;
    /* A line that is empty ends the headers, whatever follows it. */
    bool may_fold = sip_text_trim(sip_text_head(text, length)).length > 0;

    while (may_fold && length < text.length &&
           (text.start[length] == ' ' || text.start[length] == '\t'))
        length += sip_text_find(sip_text_skip(text, length), '\n') + 1;
    return length <= text.length ? length : 0;
}

enum sip_header_result sip_header_next(struct sip_text *rest,
                                       struct sip_header *header)
{
    for (;;) {
        size_t length = header_length(*rest);
        struct sip_text whole = sip_text_head(*rest, length);
        size_t colon = sip_text_find(whole, ':');

        if (length == 0)
            return SIP_HEADER_CUT;
        *rest = sip_text_skip(*rest, length);
        if (sip_text_trim(whole).length == 0)
            return SIP_HEADER_END;
        if (colon == whole.length)
            continue;
        header->name = sip_text_trim(sip_text_head(whole, colon));
        header->value = sip_text_trim(sip_text_skip(whole, colon + 1));
        return SIP_HEADER_FOUND;
    }
}

/* Where the quoted string that opens at OPEN ends: the octet after it. */
static size_t quoted_end(struct sip_text value, size_t open)
{
    size_t at = open + 1;

    while (at < value.length && value.start[at] != '"')
        at += value.start[at] == '\\' ? 2 : 1;
    return at < value.length ? at + 1 : value.length;
}

/* Where the <...> that opens at OPEN ends: the octet after it. */
static size_t angle_end(struct sip_text value, size_t open)
{
    size_t close = sip_text_find(sip_text_skip(value, open), '>');

    return close < value.length - open ? open + close + 1 : value.length;
}

static bool is_stop(char octet, const char *stops)
{
    while (*stops != '\0' && *stops != octet)
        stops++;
    return *stops != '\0';
}

static size_t scan(struct sip_text value, const char *stops, bool skip_angle)
{
    size_t at = 0;

    while (at < value.length) {
        char octet = value.start[at];

        if (is_stop(octet, stops))
            return at;
        if (octet == '"')
            at = quoted_end(value, at);
        else if (octet == '<' && skip_angle)
            at = angle_end(value, at);
        else
            at++;
    }
    return value.length;
}

size_t sip_header_scan(struct sip_text value, const char *stops)
{
    return scan(value, stops, true);
}

bool sip_header_item(struct sip_text *rest, struct sip_text *item)
{
    while (rest->length > 0) {
        size_t end = sip_header_scan(*rest, ",");

        *item = sip_text_trim(sip_text_head(*rest, end));
        *rest = sip_text_skip(*rest, end + 1);
        if (item->length > 0)
            return true;
    }
    return false;
}

bool sip_header_param(struct sip_text *rest, struct sip_param *param)
{
    while (rest->length > 0) {
        size_t end = sip_header_scan(*rest, ";");
        struct sip_text piece = sip_text_trim(sip_text_head(*rest, end));
        size_t equals = sip_header_scan(piece, "=");

        *rest = sip_text_skip(*rest, end + 1);
        if (piece.length == 0)
            continue;
        *param = (struct sip_param){0};
        param->name = sip_text_trim(sip_text_head(piece, equals));
        if (equals < piece.length)
            param->value = sip_text_trim(sip_text_skip(piece, equals + 1));
        return true;
    }
    return false;
}

bool sip_header_param_find(struct sip_text params, const char *name,
                           struct sip_param *param)
{
    while (sip_header_param(&params, param)) {
        if (sip_text_is(param->name, name))
            return true;
    }
    *param = (struct sip_param){0};
    return false;
}

struct sip_split sip_header_split(struct sip_text value)
{
    size_t end = sip_header_scan(value, ";");
    struct sip_split split;

    split.main = sip_text_trim(sip_text_head(value, end));
    split.params = sip_text_skip(value, end + 1);
    return split;
}

/* A URI without its parameters and headers. The user part may hold ";" and
 * "?" itself (RFC 3261 25.1, user-unreserved), so they count from the "@". */
static struct sip_text uri_bare(struct sip_text uri)
{
    size_t at = sip_text_find(uri, '@');
    size_t host = at < uri.length ? at : 0;
    struct sip_text rest = sip_text_skip(uri, host);

    rest = sip_text_head(rest, sip_text_find(rest, ';'));
    rest = sip_text_head(rest, sip_text_find(rest, '?'));
    uri.length = host + rest.length;
    return uri;
}

struct sip_split sip_header_address(struct sip_text value)
{
    size_t open = scan(value, "<", false);
    struct sip_split split;

    if (open < value.length) {
        struct sip_text inner = sip_text_skip(value, open + 1);
        size_t close = sip_text_find(inner, '>');

        if (close == inner.length)
            return (struct sip_split){0};
        split = sip_header_split(sip_text_skip(inner, close + 1));
        split.main = uri_bare(sip_text_trim(sip_text_head(inner, close)));
    } else {
        split = sip_header_split(value);
        split.main = sip_text_head(split.main, sip_text_find(split.main, '?'));
    }
    if (sip_text_find(split.main, ':') == split.main.length ||
        split.main.start[0] == '"')
        split.main = (struct sip_text){0};
    return split;
}
