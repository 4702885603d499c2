/* The table of verdicts.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "call_verdict.h"

#include <glib.h>

static const struct call_verdict_info verdicts[N_CALL_VERDICTS] = {
    [CALL_VERDICT_NORMAL] = {"normal", 3, 0},
    [CALL_VERDICT_MEDIA_TIMEOUT] = {"media-timeout", 6, 4},
    [CALL_VERDICT_SESSION_EXPIRED] = {"session-expired", 5, 3},
    [CALL_VERDICT_REFUSED] = {"refused", 2, 0},
    [CALL_VERDICT_CANCELLED] = {"cancelled", 1, 0},
    [CALL_VERDICT_FAILED] = {"failed", 4, 1},
    [CALL_VERDICT_NO_ACK] = {"no-ack", 7, 2},
    [CALL_VERDICT_CAPTURE_ENDED] = {"capture-ended", 0, 0},
};

static const char *const drop_texts[N_CALL_DROPS] = {
    [CALL_DROP_NONE] = "",
    [CALL_DROP_MEDIA] = "30 s: no RTP, no RTCP",
    [CALL_DROP_RTCP] = "30 s: no RTCP",
    [CALL_DROP_RTCP_HELD] = "30 s: no RTCP on hold",
    [CALL_DROP_NO_ACK] = "32 s: no ACK",
    [CALL_DROP_TIMER_HALF] = "session timer: refresh failed",
    [CALL_DROP_TIMER_END] = "session timer: not refreshed",
};

const struct call_verdict_info *call_verdict_info(enum call_verdict verdict)
{
    return &verdicts[verdict];
}

enum call_verdict call_verdict_of(const char *name)
{
    int verdict = 0;

    while (verdict < N_CALL_VERDICTS &&
           g_strcmp0(verdicts[verdict].name, name) != 0)
        verdict++;
    return (enum call_verdict)verdict;
}

const char *call_verdict_name(enum call_verdict verdict)
{
    return (unsigned)verdict < N_CALL_VERDICTS ? verdicts[verdict].name : NULL;
}

const char *call_certainty_name(enum call_certainty certainty)
{
    static const char *const names[N_CALL_CERTAINTIES] = {
        [CALL_CERTAINTY_UNKNOWN] = "unknown",
        [CALL_CERTAINTY_LIKELY] = "likely",
        [CALL_CERTAINTY_CERTAIN] = "certain",
    };

    return (unsigned)certainty < N_CALL_CERTAINTIES ? names[certainty] : NULL;
}

const char *call_drop_text(enum call_drop drop)
{
    return (unsigned)drop < N_CALL_DROPS ? drop_texts[drop] : "";
}
