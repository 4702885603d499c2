/* One SIP dialog as the judge of session timers sees it.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "session_dialog.h"

unsigned session_dialog_state_rank(enum session_dialog_state state)
{
    static const uint8_t ranks[] = {
        [SESSION_DIALOG_EARLY] = 0,     [SESSION_DIALOG_REFUSED] = 1,
        [SESSION_DIALOG_CANCELLED] = 2, [SESSION_DIALOG_UP] = 3,
        [SESSION_DIALOG_UP_TIMED] = 4,  [SESSION_DIALOG_EXPIRED] = 5,
        [SESSION_DIALOG_BYE] = 6,       [SESSION_DIALOG_BYE_FAILED] = 7,
        [SESSION_DIALOG_BYE_SELF] = 8,  [SESSION_DIALOG_BYE_PEER] = 9,
    };

    return ranks[state];
}
