/* Microsoft's voice servers.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "product.h"

static const char *const product_names[] = {
    [PRODUCT_UNKNOWN] = "Mediation Server",
    [PRODUCT_OCS_2007] = "OCS 2007",
    [PRODUCT_OCS_2007_R2] = "OCS 2007 R2",
    [PRODUCT_LYNC_2010] = "Lync Server 2010",
    [PRODUCT_LYNC_2013] = "Lync Server 2013",
    [PRODUCT_SFB_2015] = "Skype for Business Server 2015",
    [PRODUCT_SFB_2019] = "Skype for Business Server 2019",
};

const char *product_name(enum product product)
{
    return product_names[product];
}

enum product_generation product_generation(enum product product)
{
    if (product == PRODUCT_OCS_2007_R2)
        return PRODUCT_GENERATION_OCS_2007_R2;
    return product >= PRODUCT_LYNC_2010 ? PRODUCT_GENERATION_LYNC
                                        : PRODUCT_GENERATION_UNKNOWN;
}
