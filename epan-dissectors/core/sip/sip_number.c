/* Telephone numbers in SIP URIs.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "sip_number.h"

#include <string.h>

#include <glib.h>

/* What is dialled before a number: trunk and international codes, and the
 * outside line of a PBX, alone and before those. */
static const char *const prefixes[] = {"0", "00", "011", "9", "90", "900"};

/* The user part of URI: between the scheme and "@" or ";". */
static struct text user_of(struct text uri)
{
    static const char *const schemes[] = {"sip:", "sips:", "tel:"};

    for (size_t i = 0; i < G_N_ELEMENTS(schemes); i++) {
        if (text_begins(uri, schemes[i])) {
            uri = text_skip(uri, strlen(schemes[i]));
            break;
        }
    }
    uri = text_head(uri, text_find(uri, '@'));
    return text_head(uri, text_find(uri, ';'));
}

struct sip_number sip_number_of(struct text uri)
{
    struct text user = user_of(uri);
    struct sip_number number = {0};
    size_t n = 0;

    if (text_begins(user, "+") || text_begins(user, "%2b")) {
        number.global = true;
        user = text_skip(user, user.start[0] == '+' ? 1 : 3);
    }
    for (size_t i = 0; i < user.length; i++) {
        char octet = user.start[i];

        if (octet == '\0' || strchr("-.() ", octet) == NULL) {
            if (!g_ascii_isdigit(octet) || n == SIP_NUMBER_DIGITS_MAX)
                return (struct sip_number){0};
            number.digits[n++] = octet;
        }
    }
    if (n < SIP_NUMBER_EXTENSION_MIN)
        return (struct sip_number){0};
    return number;
}

/* How many digits the ends of A and B have in common. */
static size_t common_digits(const struct sip_number *a, size_t a_length,
                            const struct sip_number *b, size_t b_length)
{
    size_t n = 0;

    while (n < a_length && n < b_length &&
           a->digits[a_length - 1 - n] == b->digits[b_length - 1 - n])
        n++;
    return n;
}

/* Whether the first LENGTH digits of NUMBER are dialled before it. */
static bool is_prefix(const struct sip_number *number, size_t length)
{
    for (size_t i = 0; i < G_N_ELEMENTS(prefixes); i++)
        if (!number->global && strlen(prefixes[i]) == length &&
            strncmp(number->digits, prefixes[i], length) == 0)
            return true;
    return false;
}

bool sip_number_same(const struct sip_number *a, const struct sip_number *b)
{
    size_t a_length = strlen(a->digits);
    size_t b_length = strlen(b->digits);
    const struct sip_number *shorter = a_length < b_length ? a : b;
    const struct sip_number *longer = shorter == a ? b : a;
    size_t n = common_digits(a, a_length, b, b_length);
    size_t rest = MIN(a_length, b_length) - n;

    if (n < SIP_NUMBER_DIGITS_MIN)
        return false;
    if (a_length == b_length || (a->global && b->global))
        return rest == 0 && a_length == b_length;
    if (shorter->global)
        return rest == 0 && is_prefix(longer, strlen(longer->digits) - n);
    return rest == 0 || is_prefix(shorter, rest);
}

bool sip_number_equal(const struct sip_number *a, const struct sip_number *b)
{
    return a->digits[0] != '\0' && a->global == b->global &&
           strcmp(a->digits, b->digits) == 0;
}
