/* Tests of the ICE warning flags.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "qoe_ice.h"

#include "unit_test.h"

/* The last two were seen of clients newer than the table. */
static const struct {
    uint32_t flags;
    const char *says;
} rows[] = {
    {0, NULL},
    {0x10, "TURN server unreachable"},
    {0x40 | 0x200000, "UDP allocation at the TURN server failed, message "
                      "integrity wrong in the answer to a check"},
    {0x400000, NULL},
    {0x10 | 0x1, NULL},
    {0x4000320, NULL},
    {0x80012B, NULL},
};

TEST(only_known_flags_are_told)
{
    FOR_EACH_ROW(i, rows) {
        char *says = qoe_ice_warnings(rows[i].flags);

        g_assert_cmpstr(says, ==, rows[i].says);
        g_free(says);
    }
}
