/* What a final response to the INVITE of a call makes of it: a table.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "call_response.h"

#include <stddef.h>

#define REFUSED   CALL_RESPONSE_REFUSED
#define CANCELLED CALL_RESPONSE_CANCELLED
#define FAILED    CALL_RESPONSE_FAILED

/* clang-format off */
/* The first row that fits counts. Sections of RFC 3261 unless said. */
static const struct response_row {
    unsigned first, last;
    enum call_response outcome;
    const char *meaning;
} rows[] = {
    {300, 399, REFUSED, "redirected to another address"},      /* 21.3 */
    {401, 401, REFUSED, "credentials asked for"},              /* 21.4.2 */
    {403, 403, REFUSED, "forbidden"},                          /* 21.4.4 */
    {404, 404, REFUSED, "no such user or number"},             /* 21.4.5 */
    {407, 407, REFUSED, "credentials asked for"},              /* 21.4.8 */
    {408, 408, FAILED, "no response in time"},                 /* 21.4.9 */
    {410, 410, REFUSED, "gone"},                               /* 21.4.11 */
    {415, 415, REFUSED, "session description not understood"}, /* 21.4.13 */
    {420, 421, REFUSED, "an extension is not agreed on"},      /* 21.4.15 */
    {422, 422, REFUSED, "session interval too small"},         /* RFC 4028 6 */
    {480, 480, REFUSED, "temporarily unavailable"},            /* 21.4.18 */
    {481, 481, FAILED, "dialog not known"},                    /* 21.4.19 */
    {482, 482, FAILED, "a loop"},                              /* 21.4.20 */
    {483, 483, FAILED, "too many hops"},                       /* 21.4.21 */
    {484, 484, REFUSED, "number incomplete"},                  /* 21.4.22 */
    {486, 486, REFUSED, "busy here"},                          /* 21.4.24 */
    {487, 487, CANCELLED, "request terminated"},               /* 21.4.25 */
    {488, 488, REFUSED, "media not acceptable here"},          /* 21.4.26 */
    {491, 491, REFUSED, "another request is pending"},         /* 21.4.27 */
    {400, 499, REFUSED, "refused by the called side"},         /* 21.4 */
    {500, 500, FAILED, "internal error of a server"},          /* 21.5.1 */
    {502, 502, FAILED, "bad gateway"},                         /* 21.5.3 */
    {503, 503, FAILED, "service unavailable"},                 /* 21.5.4 */
    {504, 504, FAILED, "server timeout"},                      /* 21.5.5 */
    {500, 599, FAILED, "failure of a server or gateway"},      /* 21.5 */
    {600, 600, REFUSED, "busy everywhere"},                    /* 21.6.1 */
    {603, 603, REFUSED, "declined"},                           /* 21.6.2 */
    {604, 604, REFUSED, "does not exist anywhere"},            /* 21.6.3 */
    {606, 606, REFUSED, "media not acceptable"},               /* 21.6.4 */
    {600, 699, REFUSED, "refused by the called side"},         /* 21.6 */
};
/* clang-format on */

static const struct response_row *row_of(unsigned status)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (status >= rows[i].first && status <= rows[i].last)
            return &rows[i];
    return NULL;
}

enum call_response call_response_of(unsigned status)
{
    const struct response_row *row = row_of(status);

    return row == NULL ? CALL_RESPONSE_OTHER : row->outcome;
}

bool call_response_asks_again(unsigned status)
{
    return status < 400 || status == 401 || status == 407 ||
           (status >= 420 && status <= 422) || status == 491 || status == 494;
}

const char *call_response_meaning(unsigned status)
{
    const struct response_row *row = row_of(status);

    return row == NULL ? "no failure" : row->meaning;
}
