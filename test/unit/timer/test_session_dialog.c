/* Tests of how the states of a dialog rank.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "session_dialog.h"
#include "unit_test.h"

/* What tells more about the end of a call comes later. */
static const enum session_dialog_state by_rank[] = {
    SESSION_DIALOG_EARLY,     SESSION_DIALOG_REFUSED,
    SESSION_DIALOG_CANCELLED, SESSION_DIALOG_UP,
    SESSION_DIALOG_UP_TIMED,  SESSION_DIALOG_EXPIRED,
    SESSION_DIALOG_BYE,       SESSION_DIALOG_BYE_FAILED,
    SESSION_DIALOG_BYE_SELF,  SESSION_DIALOG_BYE_PEER,
};

TEST(state_rank)
{
    FOR_EACH_ROW(i, by_rank)
        g_assert_cmpuint(session_dialog_state_rank(by_rank[i]), ==, i);
}
