/* Tests of Microsoft's classes. Limits from the defaults of the QoE database
 * and from Call Quality Dashboard.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "quality_class.h"

#include "unit_test.h"

#define LYNC  QUALITY_LYNC2013
#define CQD   QUALITY_CQD
#define AUDIO MEDIA_KIND_AUDIO
#define VIDEO MEDIA_KIND_VIDEO

#define NONE QUALITY_UNCLASSIFIED
#define GOOD QUALITY_GOOD
#define FAIR QUALITY_ACCEPTABLE
#define POOR QUALITY_POOR

/* clang-format off */
static const struct {
    enum quality_thresholds thresholds;
    struct quality_facts facts; /* jitter, round trip, loss */
    enum quality_class class;
} rows[] = {
    {LYNC, {AUDIO, 499, {99, 999, 99}}, NONE},
    {LYNC, {AUDIO, 500, {99, 999, 99}}, POOR},
    {LYNC, {AUDIO, 500, {15, 200, 2}}, GOOD},
    {LYNC, {AUDIO, 500, {15.1, 200, 2}}, FAIR},
    {LYNC, {AUDIO, 500, {15, 201, 2}}, FAIR},
    {LYNC, {AUDIO, 500, {15, 200, 2.1}}, FAIR},
    {LYNC, {AUDIO, 500, {25, 500, 5}}, FAIR},
    {LYNC, {AUDIO, 500, {25.1, 0, 0}}, POOR},
    {LYNC, {AUDIO, 500, {0, 501, 0}}, POOR},
    {LYNC, {AUDIO, 500, {0, 0, 5.1}}, POOR},
    {LYNC, {AUDIO, 500, {0, -1, 0}}, GOOD}, /* round trip is not needed */
    {LYNC, {AUDIO, 500, {-1, 0, 0}}, NONE},
    {LYNC, {AUDIO, 500, {0, 0, -1}}, NONE},
    {LYNC, {AUDIO, 500, {16, 0, -1}}, NONE},
    {LYNC, {AUDIO, 500, {26, -1, -1}}, POOR},
    {LYNC, {VIDEO, 500, {99, 999, 5}}, GOOD}, /* only loss counts */
    {LYNC, {VIDEO, 500, {-1, -1, 5.1}}, FAIR},
    {LYNC, {VIDEO, 500, {-1, -1, 10.1}}, POOR},
    {LYNC, {VIDEO, 500, {-1, -1, -1}}, NONE},
    {LYNC, {MEDIA_KIND_UNKNOWN, 500, {0, 0, 50}}, NONE},
    {CQD, {AUDIO, 500, {30, 500, 10}}, GOOD},
    {CQD, {AUDIO, 500, {30.1, 0, 0}}, POOR},
    {CQD, {AUDIO, 500, {0, 501, 0}}, POOR},
    {CQD, {AUDIO, 500, {0, 0, 10.1}}, POOR},
    {CQD, {AUDIO, 499, {0, 0, 10.1}}, NONE},
    {CQD, {VIDEO, 500, {0, 0, 50}}, NONE}, /* not by loss before FEC */
};
/* clang-format on */

TEST(limits)
{
    FOR_EACH_ROW(i, rows) {
        g_assert_cmpstr(quality_class_name(quality_classify(rows[i].thresholds,
                                                            &rows[i].facts)),
                        ==, quality_class_name(rows[i].class));
    }
}

TEST(names)
{
    g_assert_cmpstr(quality_class_name(NONE), ==, "unclassified");
    g_assert_cmpstr(quality_class_name(GOOD), ==, "good");
    g_assert_cmpstr(quality_class_name(FAIR), ==, "acceptable");
    g_assert_cmpstr(quality_class_name(POOR), ==, "poor");
}

TEST(text)
{
    const struct quality_facts facts = {AUDIO, 500, {34.16, -1, 4}};
    char *poor = quality_text(LYNC, &facts, POOR);
    char *fair = quality_text(LYNC, &facts, FAIR);

    g_assert_cmpstr(poor, ==, "mean jitter 34.2 ms (limit 25)");
    g_assert_cmpstr(fair, ==,
                    "mean jitter 34.2 ms (limit 15), loss 4.0 % (limit 2)");
    g_free(poor);
    g_free(fair);
}
