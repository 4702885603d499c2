/* Products that advice depends on.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "product.h"

static const struct {
    const char *name;
    enum product_generation generation;
} products[] = {
    [PRODUCT_UNKNOWN] = {"Mediation Server", PRODUCT_GENERATION_UNKNOWN},
    [PRODUCT_OCS_2007] = {"OCS 2007", PRODUCT_GENERATION_UNKNOWN},
    [PRODUCT_OCS_2007_R2] = {"OCS 2007 R2", PRODUCT_GENERATION_OCS_2007_R2},
    [PRODUCT_LYNC_2010] = {"Lync Server 2010", PRODUCT_GENERATION_LYNC},
    [PRODUCT_LYNC_2013] = {"Lync Server 2013", PRODUCT_GENERATION_LYNC},
    [PRODUCT_SFB_2015] = {"Skype for Business Server 2015",
                          PRODUCT_GENERATION_LYNC},
    [PRODUCT_SFB_2019] = {"Skype for Business Server 2019",
                          PRODUCT_GENERATION_LYNC},
    [PRODUCT_ASTERISK] = {"Asterisk", PRODUCT_GENERATION_OTHER},
    [PRODUCT_AUDIOCODES] = {"AudioCodes", PRODUCT_GENERATION_OTHER},
    [PRODUCT_CISCO] = {"Cisco", PRODUCT_GENERATION_OTHER},
    [PRODUCT_FREESWITCH] = {"FreeSWITCH", PRODUCT_GENERATION_OTHER},
    [PRODUCT_KAMAILIO] = {"Kamailio", PRODUCT_GENERATION_OTHER},
};

const char *product_name(enum product product)
{
    return products[product].name;
}

enum product_generation product_generation(enum product product)
{
    return products[product].generation;
}
