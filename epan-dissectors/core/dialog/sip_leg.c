/* The legs of a dialog. RFC 3261 12.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "sip_leg.h"

#include <string.h>

bool sip_leg_same_dialog(const struct sip_leg *a, const struct sip_leg *b)
{
    if (a == b || a->call != b->call)
        return false;
    for (unsigned first = 0; first < 2; first++) {
        const char *a_tag = a->parties[1].tag;
        const char *b_tag = b->parties[1 - first].tag;

        if (g_strcmp0(a->parties[0].tag, b->parties[first].tag) == 0 &&
            (a_tag == NULL || b_tag == NULL || strcmp(a_tag, b_tag) == 0))
            return true;
    }
    return false;
}
