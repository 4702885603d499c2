/* Whether a source goes on to send RTP after its RTCP BYE.
 *
 * SPDX-License-Identifier: GPL-2.0-or-later
 */

#include "rtcp_bye.h"

void rtcp_bye_on_bye(struct rtcp_bye *bye, int64_t time_ns)
{
    if (bye->waiting || bye->told)
        return;
    bye->waiting = true;
    bye->bye_ns = time_ns;
}

bool rtcp_bye_on_rtp(struct rtcp_bye *bye, int64_t time_ns, int64_t last_rtp_ns)
{
    if (!bye->waiting)
        return false;
    if (time_ns - last_rtp_ns > RTCP_BYE_PAUSE_NS) {
        bye->waiting = false;
        return false;
    }
    if (time_ns - bye->bye_ns <= RTCP_BYE_TAIL_NS)
        return false;
    bye->waiting = false;
    bye->told = true;
    return true;
}
