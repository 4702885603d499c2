/* Tests of the codecs' values. Expected values from G.113.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "codec_impairment.h"

#include "unit_test.h"

static const struct {
    const char *name;
    uint32_t payload_bytes;
    double ie, bpl;
} published[] = {
    {"PCMU", 160, 0, 25.1},     {"pcma", 0, 0, 25.1},  {"G729", 20, 11, 19.0},
    {"G723", 24, 15, 16.1},     {"G723", 20, 19, 0},   {"G723", 0, 15, 16.1},
    {"GSM", 33, 20, 0},         {"GSM-EFR", 31, 5, 0}, {"G726-40", 100, 2, 0},
    {"AAL2-G726-32", 80, 7, 0}, {"AMR-WB", 33, 13, 0}, {"AMR-WB", 62, 8, 0},
    {"amr-wb", 18, 41, 0},
};

TEST(published)
{
    FOR_EACH_ROW(i, published) {
        const struct codec_impairment *row = codec_impairment_find(
            published[i].name, published[i].payload_bytes);

        g_assert_nonnull(row);
        g_assert_cmpfloat(row->ie, ==, published[i].ie);
        g_assert_cmpfloat(row->bpl, ==, published[i].bpl);
    }
}

/* A mode that is not known may be any. */
TEST(not_published)
{
    static const char *const names[] = {"x-msrta", "SIREN", "SILK", "opus",
                                        "speex",   "iLBC",  "AMR",  "G722",
                                        "G7221",   "CN",    "",     NULL};

    FOR_EACH_ROW(i, names)
        g_assert_null(codec_impairment_find(names[i], 33));
    g_assert_null(codec_impairment_find("AMR-WB", 0));
    g_assert_null(codec_impairment_find("AMR-WB", 7));
}
