/* What the tests of the SIP and SDP parsers share.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_TEST_SIP_TEST_H
#define LYNC_TEST_SIP_TEST_H

#include <string.h>

#include <glib.h>

#include "text.h"

/* That TEXT is exactly STRING; NULL: that it is absent. */
#define assert_text(given, string)                                             \
    do {                                                                       \
        struct text given_ = (given);                                          \
        const char *wanted_ = (string);                                        \
        g_assert_cmpint(given_.start == NULL, ==, wanted_ == NULL);            \
        if (wanted_ != NULL)                                                   \
            g_assert_cmpmem(given_.start, given_.length, wanted_,              \
                            strlen(wanted_));                                  \
        else                                                                   \
            g_assert_cmpuint(given_.length, ==, 0);                            \
    } while (0)

#endif
