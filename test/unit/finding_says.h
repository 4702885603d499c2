/* What a finding says, text and advice.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#ifndef LYNC_TEST_FINDING_SAYS_H
#define LYNC_TEST_FINDING_SAYS_H

#include <string.h>

#include "finding.h"

/* Whether WORDS are in the text of FINDING, or in its advice. */
static inline bool finding_says(const struct finding *finding,
                                const char *words)
{
    return strstr(finding->text, words) != NULL ||
           (finding->advice != NULL && strstr(finding->advice, words) != NULL);
}

#endif
