/* The products that advice depends on: Microsoft's voice servers, which of them
 * behave alike, and others.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_PRODUCT_H
#define LYNC_CORE_PRODUCT_H

/* The product that User-Agent or Server names: Microsoft's behind
 * "RTCC/<major>.<minor>...". */
enum product {
    PRODUCT_UNKNOWN, /* an unlisted version, or another product */
    PRODUCT_OCS_2007,
    PRODUCT_OCS_2007_R2,
    PRODUCT_LYNC_2010,
    PRODUCT_LYNC_2013,
    PRODUCT_SFB_2015,
    PRODUCT_SFB_2019,
    PRODUCT_ASTERISK, /* from here on not Microsoft's, by their own names */
    PRODUCT_AUDIOCODES,
    PRODUCT_CISCO,
    PRODUCT_FREESWITCH,
    PRODUCT_KAMAILIO,
};

/* Products that check RTCP alike and are configured alike. */
enum product_generation {
    PRODUCT_GENERATION_UNKNOWN,
    PRODUCT_GENERATION_OCS_2007_R2,
    PRODUCT_GENERATION_LYNC,       /* Lync 2010 and later, Skype for Business */
    PRODUCT_GENERATION_CONFERENCE, /* an A/V Conferencing Server of any of them:
                                      no trunk leads to it */
    PRODUCT_GENERATION_OTHER,      /* not Microsoft's */
    N_PRODUCT_GENERATIONS
};

/* "Lync Server 2013" and so on; "Mediation Server" for PRODUCT_UNKNOWN.
 * PRODUCT must be one of the enum. */
const char *product_name(enum product product);

/* The generation of PRODUCT; unknown for OCS 2007, which behaves differently,
 * and for PRODUCT_UNKNOWN. */
enum product_generation product_generation(enum product product);

#endif
