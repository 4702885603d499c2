/* Writing a time as text.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "seconds.h"

#include <glib.h>

#define TEXT_BYTES sizeof "-9223372036.854775808" /* INT64_MIN */

/* printf() takes five times as long, and reports are full of times. */
char *seconds_text(int64_t time_ns, unsigned n_decimals)
{
    /* Unsigned, because -INT64_MIN does not fit into an int64_t. */
    uint64_t size_ns = time_ns < 0 ? 0 - (uint64_t)time_ns : (uint64_t)time_ns;
    char text[TEXT_BYTES] = "";
    char *at = text + TEXT_BYTES - 1;

    for (unsigned n_digits = 0; n_digits <= SECONDS_DECIMALS_MAX || size_ns > 0;
         n_digits++) {
        if (n_digits == SECONDS_DECIMALS_MAX)
            *--at = '.';
        *--at = (char)('0' + size_ns % 10);
        size_ns /= 10;
    }
    if (time_ns < 0)
        *--at = '-';
    text[TEXT_BYTES - 1 - SECONDS_DECIMALS_MAX +
         CLAMP(n_decimals, 1, SECONDS_DECIMALS_MAX)] = '\0';
    return g_strdup(at);
}
