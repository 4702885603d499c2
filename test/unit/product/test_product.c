/* Tests of the products: names and generations.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "product.h"

#include "unit_test.h"

/* KB 977937: what OCS 2007 R2 does is not what Lync does; KB 981218. */
TEST(products)
{
    static const struct {
        enum product product;
        enum product_generation generation;
        const char *name;
    } rows[] = {
        {PRODUCT_UNKNOWN, PRODUCT_GENERATION_UNKNOWN, "Mediation Server"},
        {PRODUCT_OCS_2007, PRODUCT_GENERATION_UNKNOWN, "OCS 2007"},
        {PRODUCT_OCS_2007_R2, PRODUCT_GENERATION_OCS_2007_R2, "OCS 2007 R2"},
        {PRODUCT_LYNC_2010, PRODUCT_GENERATION_LYNC, "Lync Server 2010"},
        {PRODUCT_LYNC_2013, PRODUCT_GENERATION_LYNC, "Lync Server 2013"},
        {PRODUCT_SFB_2015, PRODUCT_GENERATION_LYNC,
         "Skype for Business Server 2015"},
        {PRODUCT_SFB_2019, PRODUCT_GENERATION_LYNC,
         "Skype for Business Server 2019"},
        {PRODUCT_ASTERISK, PRODUCT_GENERATION_OTHER, "Asterisk"},
        {PRODUCT_AUDIOCODES, PRODUCT_GENERATION_OTHER, "AudioCodes"},
        {PRODUCT_CISCO, PRODUCT_GENERATION_OTHER, "Cisco"},
        {PRODUCT_FREESWITCH, PRODUCT_GENERATION_OTHER, "FreeSWITCH"},
        {PRODUCT_KAMAILIO, PRODUCT_GENERATION_OTHER, "Kamailio"},
    };

    FOR_EACH_ROW(i, rows) {
        g_assert_cmpstr(product_name(rows[i].product), ==, rows[i].name);
        g_assert_cmpint(product_generation(rows[i].product), ==,
                        rows[i].generation);
    }
}
