/* Microsoft's voice servers: which there are, and which behave alike.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_CORE_PRODUCT_H
#define LYNC_CORE_PRODUCT_H

/* The product behind "RTCC/<major>.<minor>..." in User-Agent or Server. */
enum product {
    PRODUCT_UNKNOWN, /* of a version not listed, or not Microsoft's */
    PRODUCT_OCS_2007,
    PRODUCT_OCS_2007_R2,
    PRODUCT_LYNC_2010,
    PRODUCT_LYNC_2013,
    PRODUCT_SFB_2015,
    PRODUCT_SFB_2019,
};

/* Those that check RTCP in the same way and are set in the same way. */
enum product_generation {
    PRODUCT_GENERATION_UNKNOWN,
    PRODUCT_GENERATION_OCS_2007_R2,
    PRODUCT_GENERATION_LYNC, /* Lync 2010 and later, Skype for Business */
    N_PRODUCT_GENERATIONS
};

/* "Lync Server 2013" and so on; "Mediation Server" for PRODUCT_UNKNOWN. */
const char *product_name(enum product product);

/* The generation of PRODUCT; unknown for OCS 2007, whose habits differ. */
enum product_generation product_generation(enum product product);

#endif
