/* Whether calls without an end are up.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "verdict_shown.h"

#include "capture.h"

unsigned verdict_shown(enum call_verdict verdict)
{
    return verdict == CALL_VERDICT_CAPTURE_ENDED && capture_analysis()->is_live
               ? VERDICT_UP
               : verdict;
}

const char *verdict_shown_name(unsigned value)
{
    return value == VERDICT_UP ? "up"
                               : call_verdict_name((enum call_verdict)value);
}
