/* Tests of the E-model. Expected values from G.107, G.107.1 and G.113, worked
 * out by hand.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "e_model.h"

#include <math.h>

#include "unit_test.h"

#define NB E_MODEL_NARROWBAND
#define WB E_MODEL_WIDEBAND

#define PLC     .ie = 0, .bpl = 25.1
#define NO_PLC  .ie = 0, .bpl = 4.3
#define G729A   .ie = 11, .bpl = 19.0
#define G723    .ie = 15, .bpl = 16.1
#define WB_CALM .scale = WB, .ie = 13
#define WB_LOSS .scale = WB, .ie = 20, .bpl = 4.3

static const struct {
    struct e_model_input input;
    double r, mos; /* to three decimals */
} rows[] = {
    {{PLC}, 93.200, 4.409},
    {{PLC, .loss_percent = 1}, 89.560, 4.328},
    {{PLC, .loss_percent = 5}, 77.419, 3.923},
    {{PLC, .loss_percent = 5, .burst_ratio = 2}, 75.990, 3.864},
    {{NO_PLC, .loss_percent = 1}, 75.275, 3.834},
    {{NO_PLC, .loss_percent = 5}, 42.125, 2.169},
    {{G729A, .loss_percent = 3, .delay_ms = 150}, 70.582, 3.624},
    {{G723, .loss_percent = 2, .delay_ms = 200}, 66.316, 3.420},
    {{G723, .loss_percent = 2, .burst_ratio = 2}, 68.843, 3.542},
    {{PLC, .delay_ms = 100}, 93.200, 4.409},
    {{PLC, .delay_ms = 300}, 78.439, 3.964},
    {{PLC, .delay_ms = 400}, 69.130, 3.556},
    {{WB_CALM}, 116.000, 4.337},
    {{WB_LOSS, .loss_percent = 2}, 85.190, 3.406},
    /* Bursts of a codec that conceals without state, and evener than by
       chance, count as random; a wideband delay is left out. */
    {{NO_PLC, .loss_percent = 5, .burst_ratio = 2}, 42.125, 2.169},
    {{PLC, .loss_percent = 5, .burst_ratio = 0.5}, 77.419, 3.923},
    {{WB_CALM, .delay_ms = 400}, 116.000, 4.337},
    /* 93.2 - 95 * 100 / 125.1, and more than all is all. */
    {{PLC, .loss_percent = 100}, 17.261, 1.177},
    {{PLC, .loss_percent = 101}, 17.261, 1.177},
};

TEST(vectors)
{
    FOR_EACH_ROW(i, rows) {
        double r = e_model_r(&rows[i].input);

        g_assert_cmpfloat(fabs(r - rows[i].r), <, 0.0006);
        g_assert_cmpfloat(
            fabs(e_model_mos(rows[i].input.scale, r) - rows[i].mos), <, 0.0006);
    }
}

/* G.107 annex B, table B.1: R 90, 80, 70, 60, 50. */
TEST(table_b_1)
{
    static const double mos[] = {4.34, 4.02, 3.60, 3.10, 2.58};

    FOR_EACH_ROW(i, mos) {
        double r = 90 - 10 * (double)i;

        g_assert_cmpfloat(fabs(e_model_mos(NB, r) - mos[i]), <, 0.006);
        g_assert_cmpfloat(fabs(e_model_mos(WB, r * 1.29) - mos[i]), <, 0.006);
    }
}

/* At R = 6 the formula gives 0.997. */
TEST(bounds)
{
    static const double ones[] = {-5, 0, 6};

    FOR_EACH_ROW(i, ones)
        g_assert_cmpfloat(e_model_mos(NB, ones[i]), ==, 1);
    g_assert_cmpfloat(e_model_mos(NB, 7), >, 1);
    g_assert_cmpfloat(e_model_mos(NB, 100), ==, 4.5);
    g_assert_cmpfloat(e_model_mos(NB, 101), ==, 4.5);
    g_assert_cmpfloat(e_model_mos(WB, 129), ==, 4.5);
}

TEST(names)
{
    g_assert_cmpstr(e_model_scale_name(NB), ==, "narrowband");
    g_assert_cmpstr(e_model_scale_name(WB), ==, "wideband");
}
