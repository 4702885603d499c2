/* Microsoft's voice servers: the products, and which of them behave alike.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_PRODUCT_H
#define LYNC_CORE_PRODUCT_H

/* The product behind "RTCC/<major>.<minor>..." in User-Agent or Server. */
enum product {
    PRODUCT_UNKNOWN, /* an unlisted version, or not Microsoft's */
    PRODUCT_OCS_2007,
    PRODUCT_OCS_2007_R2,
    PRODUCT_LYNC_2010,
    PRODUCT_LYNC_2013,
    PRODUCT_SFB_2015,
    PRODUCT_SFB_2019,
};

/* Products that check RTCP alike and are configured alike. */
enum product_generation {
    PRODUCT_GENERATION_UNKNOWN,
    PRODUCT_GENERATION_OCS_2007_R2,
    PRODUCT_GENERATION_LYNC,       /* Lync 2010 and later, Skype for Business */
    PRODUCT_GENERATION_CONFERENCE, /* an A/V Conferencing Server of any of them:
                                      no trunk leads to it */
    N_PRODUCT_GENERATIONS
};

/* "Lync Server 2013" and so on; "Mediation Server" for PRODUCT_UNKNOWN.
 * PRODUCT must be one of the enum. */
const char *product_name(enum product product);

/* The generation of PRODUCT; unknown for OCS 2007, which behaves differently.
 */
enum product_generation product_generation(enum product product);

#endif
