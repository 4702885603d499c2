/* Writing a time as text.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "seconds.h"

#include <inttypes.h>
#include <string.h>

#include <glib.h>

char *seconds_text(int64_t time_ns, unsigned n_decimals)
{
    /* Unsigned, because -INT64_MIN does not fit into an int64_t. */
    uint64_t size_ns = time_ns < 0 ? 0 - (uint64_t)time_ns : (uint64_t)time_ns;
    char *text = g_strdup_printf(
        "%s%" PRIu64 ".%09" PRIu64, time_ns < 0 ? "-" : "",
        size_ns / (uint64_t)NS_PER_S, size_ns % (uint64_t)NS_PER_S);

    text[strlen(text) - SECONDS_DECIMALS_MAX +
         CLAMP(n_decimals, 1, SECONDS_DECIMALS_MAX)] = '\0';
    return text;
}
