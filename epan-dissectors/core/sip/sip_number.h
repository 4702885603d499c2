/* Telephone numbers in SIP URIs: whether two are the same, however they are
 * written. RFC 3261 19.1.1 (user part), RFC 3966 (visual separators, "+").
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_SIP_NUMBER_H
#define LYNC_CORE_SIP_NUMBER_H

#include <stdbool.h>

#include "text.h"

#define SIP_NUMBER_DIGITS_MAX    31
#define SIP_NUMBER_DIGITS_MIN    7 /* fewer are an extension, which many have */
#define SIP_NUMBER_EXTENSION_MIN 2 /* digits of an extension */

/* The digits of a number, or an extension. All zero: neither. */
struct sip_number {
    char digits[SIP_NUMBER_DIGITS_MAX + 1]; /* terminated */
    bool global; /* written with "+": country code first */
};

/* The number in the user part of a sip:, sips: or tel: URI, or in a bare user
 * part. Visual separators "-.() " and parameters after ";" are dropped, "%2b"
 * is "+". All zero for a user part with anything else in it, for fewer than
 * SIP_NUMBER_EXTENSION_MIN digits, or more than are kept. */
struct sip_number sip_number_of(struct text uri);

/* Whether A and B are one number. Digits are compared from the right, at least
 * SIP_NUMBER_DIGITS_MIN have to be the same, and the shorter number has to end
 * the longer one, but for a trunk or access prefix of its own: 0, 00, 011, 9,
 * 90, 900. Where the shorter one is global, the longer one may have no more
 * than such a prefix before it. Two
 * global numbers, and two of one length, have to be equal. False when one is
 * none. */
bool sip_number_same(const struct sip_number *a, const struct sip_number *b);

/* Whether A and B are written with the same digits, and with or without "+"
 * both. Of extensions it says no more than that: many have the same. False
 * when one is none. */
bool sip_number_equal(const struct sip_number *a, const struct sip_number *b);

#endif
