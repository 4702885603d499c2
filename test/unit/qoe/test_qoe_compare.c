/* Tests of comparing a receiver's report with the capture.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "qoe_compare.h"

#include "unit_test.h"

/* N is checked if the report differs. A receiver that lost 60 % of 1000 has
 * 400: 400 / (1 - 0.6) = 1000. */
static const struct {
    struct qoe_claim claim;
    struct qoe_shown shown;
    enum qoe_difference difference;
    uint64_t n;
} rows[] = {
    {{0.6, 400, 0}, {1000, 0, 0, 0}, QOE_LOST_BEHIND, 600},
    {{0.6, 400, 0}, {1000, 100, 0, 0}, QOE_LOST_BEHIND, 500},
    {{0.6, 400, 0}, {1000, 0, 299, 0}, QOE_LOST_BEHIND, 600},
    {{0.6, 400, 0}, {1000, 0, 300, 0}, QOE_LOST_DOUBLED, 600},
    /* The capture lacks the same: lost before it. */
    {{0.6, 400, 0}, {1000, 600, 0, 0}, QOE_AGREES, 0},
    {{0.6, 400, 0}, {1000, 600, 600, 0}, QOE_AGREES, 0},
    /* Rounding: 0.03 may be 0.035. */
    {{0.03, 970, 0}, {1000, 35, 0, 0}, QOE_AGREES, 0},
    {{0.0199, 980, 0}, {1000, 0, 0, 0}, QOE_AGREES, 0},
    {{0.02, 980, 0}, {1000, 0, 0, 0}, QOE_LOST_BEHIND, 20},
    {{0, 1000, 0}, {1000, 19, 0, 0}, QOE_AGREES, 0},
    {{0, 1000, 0}, {1000, 20, 0, 0}, QOE_LOST_HERE, 20},
    /* Few packets: 5 at least. */
    {{0.04, 96, 0}, {100, 0, 0, 0}, QOE_AGREES, 0},
    {{0.05, 95, 0}, {100, 0, 0, 0}, QOE_LOST_BEHIND, 5},
    /* Another period: the capture began late, or ended early. */
    {{0.6, 400, 0}, {908, 0, 0, 0}, QOE_NOT_COMPARABLE, 0},
    {{0.6, 400, 0}, {910, 0, 0, 0}, QOE_LOST_BEHIND, 546},
    {{0.6, 400, 0}, {1111, 0, 0, 0}, QOE_LOST_BEHIND, 667},
    {{0.6, 400, 0}, {1112, 0, 0, 0}, QOE_NOT_COMPARABLE, 0},
    {{0.6, 400, 0}, {500, 0, 0, 60}, QOE_NOT_COMPARABLE, 0},
    /* Without packets their times count. */
    {{0.6, 0, 60}, {1000, 0, 0, 60}, QOE_LOST_BEHIND, 600},
    {{0.6, 0, 60}, {1000, 0, 0, 54}, QOE_NOT_COMPARABLE, 0},
    {{0.6, 0, 0}, {1000, 0, 0, 60}, QOE_NOT_COMPARABLE, 0},
    /* Nothing to go by. */
    {{1, 400, 60}, {1000, 0, 0, 60}, QOE_NOT_COMPARABLE, 0},
    {{0.6, 400, 60}, {0, 0, 0, 60}, QOE_NOT_COMPARABLE, 0},
};

TEST(differences)
{
    FOR_EACH_ROW(i, rows) {
        uint64_t n = 0;

        g_assert_cmpint(qoe_compare(&rows[i].claim, &rows[i].shown, &n), ==,
                        rows[i].difference);
        g_assert_cmpuint(n, ==, rows[i].n);
    }
}
