/* The states of a SIP dialog in words.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "session_dialog.h"

static const char *const state_texts[] = {
    [SESSION_DIALOG_EARLY] = "not answered",
    [SESSION_DIALOG_UP] = "up, no session timer",
    [SESSION_DIALOG_UP_TIMED] = "up",
    [SESSION_DIALOG_EXPIRED] = "up, session expired",
    [SESSION_DIALOG_REFUSED] = "refused",
    [SESSION_DIALOG_CANCELLED] = "cancelled",
    [SESSION_DIALOG_BYE] = "ended",
    [SESSION_DIALOG_BYE_PEER] = "ended: the other side did not refresh",
    [SESSION_DIALOG_BYE_SELF] = "ended: the refresher hung up",
    [SESSION_DIALOG_BYE_FAILED] = "ended: the refresh failed",
};

const char *session_dialog_state_text(enum session_dialog_state state)
{
    return state_texts[state];
}
