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
#define SIP_NUMBER_DIGITS_MIN    7 /* fewer: an extension, not unique */
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

/* Whether A and B are the same number. Digits are compared from the right: at
 * least SIP_NUMBER_DIGITS_MIN must agree, and apart from a dialling prefix (0,
 * 00, 011, 9, 90, 900) the shorter number must be the end of the longer one. If
 * the shorter one is global, the longer one may only add such a prefix. Two
 * global numbers, and two of the same length, must be equal. False when either
 * is empty. */
bool sip_number_same(const struct sip_number *a, const struct sip_number *b);

/* Whether A and B have the same digits, and both or neither a "+". Equal
 * extensions need not be the same telephone. False when either is empty. */
bool sip_number_equal(const struct sip_number *a, const struct sip_number *b);

#endif
