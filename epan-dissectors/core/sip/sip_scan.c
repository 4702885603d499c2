/* Where SIP messages begin. RFC 3261 7.1, 7.2.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "sip_scan.h"

#include <string.h>

#include <glib.h>

#include "text.h"

#define VERSION       "SIP/2.0"
#define VERSION_BYTES 7
#define STATUS_BYTES  12 /* "SIP/2.0 200 " */
#define URI_BYTES_MIN 3  /* "a:b" */

static const char *const methods[] = {
    "INVITE",  "ACK",     "BYE",       "CANCEL",   "UPDATE",    "PRACK",
    "INFO",    "OPTIONS", "REGISTER",  "NOTIFY",   "REFER",     "MESSAGE",
    "PUBLISH", "SERVICE", "SUBSCRIBE", "BENOTIFY", "NEGOTIATE",
};

/* Whether PREFIX, which precedes what looks like a start line, can belong to a
 * lower layer: a header field has a colon and is all text. */
static bool is_foreign(const char *prefix, size_t length)
{
    bool colon = false;

    for (size_t i = 0; i < length; i++) {
        unsigned char octet = (unsigned char)prefix[i];

        if ((octet < ' ' && octet != '\t' && octet != '\r') || octet >= 0x7F)
            return true;
        colon = colon || octet == ':';
    }
    return !colon;
}

/* How many of the capital letters before END (N of them) are the method: the
 * longest known one, else all. */
static size_t method_length(const char *end, size_t n)
{
    size_t longest = 0;

    for (size_t i = 0; i < sizeof methods / sizeof methods[0]; i++) {
        size_t length = strlen(methods[i]);

        if (length <= n && length > longest &&
            memcmp(end - length, methods[i], length) == 0)
            longest = length;
    }
    return longest > 0 ? longest : n;
}

/* A Status-Line at or after the beginning of LINE. */
static bool status_line(struct text line, size_t *at)
{
    for (size_t i = 0; i + STATUS_BYTES <= line.length; i++) {
        const char *look = line.start + i;

        if (memcmp(look, VERSION " ", VERSION_BYTES + 1) == 0 &&
            g_ascii_isdigit(look[8]) && g_ascii_isdigit(look[9]) &&
            g_ascii_isdigit(look[10]) && look[11] == ' ' &&
            is_foreign(line.start, i)) {
            *at = i;
            return true;
        }
    }
    return false;
}

/* A Request-Line at the end of LINE. */
static bool request_line(struct text line, size_t *at)
{
    size_t uri_end;
    size_t uri;
    size_t n = 0;

    if (line.length < VERSION_BYTES + 1 + URI_BYTES_MIN + 2 ||
        memcmp(line.start + line.length - VERSION_BYTES - 1, " " VERSION,
               VERSION_BYTES + 1) != 0)
        return false;
    uri_end = uri = line.length - VERSION_BYTES - 1;
    while (uri > 0 && (unsigned char)line.start[uri - 1] > ' ')
        uri--;
    if (uri < 2 || line.start[uri - 1] != ' ' ||
        uri_end - uri < URI_BYTES_MIN ||
        memchr(line.start + uri, ':', uri_end - uri) == NULL)
        return false;
    while (n < uri - 1 && g_ascii_isupper(line.start[uri - 2 - n]))
        n++;
    if (n == 0)
        return false;
    *at = uri - 1 - method_length(line.start + uri - 1, n);
    return is_foreign(line.start, *at);
}

/* Whether a start line ends the line that begins at BEGIN; *START: where. */
static bool start_line(const char *text, size_t length, size_t begin,
                       size_t *start)
{
    struct text rest = {text + begin, length - begin};
    struct text line;
    size_t at = 0;

    if (!text_line(&rest, &line) ||
        (!status_line(line, &at) && !request_line(line, &at)))
        return false;
    *start = begin + at;
    return true;
}

bool sip_scan_back(const char *text, size_t length, size_t floor, size_t at,
                   size_t *start)
{
    size_t begin = at < length ? at : length;

    while (begin > floor) {
        while (begin > floor && text[begin - 1] != '\n')
            begin--;
        if (start_line(text, length, begin, start))
            return true;
        if (begin > floor)
            begin--;
    }
    return false;
}

bool sip_scan_next(const char *text, size_t length, size_t from, size_t *start)
{
    size_t begin = from;

    while (begin < length) {
        const char *end = memchr(text + begin, '\n', length - begin);

        if (start_line(text, length, begin, start))
            return true;
        if (end == NULL)
            return false;
        begin = (size_t)(end - text) + 1;
    }
    return false;
}
